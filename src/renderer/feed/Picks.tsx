import type { Message } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { withDay } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

interface PicksProps {
  message: Pick<Message, 'options'>
  busy: boolean
  file: (option: string) => void
}

/** The options of the question, in outline: press one to file the reply as it. */
export function Picks({ message, busy, file }: PicksProps) {
  const words = useWords()
  const { t, locale } = words
  if (message.options.length === 0) return null
  return (
    <span className="picks">
      {message.options.map(({ digit, label, date }) => {
        const name = t('row.fileAs', { label: withDay(sentenceCase(label, locale), date, words), digit })
        return (
          <button
            type="button"
            className="pick"
            key={digit}
            aria-label={name}
            title={name}
            aria-disabled={busy}
            onClick={() => file(digit)}
          >
            <Token digit={digit} open />
          </button>
        )
      })}
    </span>
  )
}
