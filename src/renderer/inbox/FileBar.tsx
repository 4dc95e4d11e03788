import type { Message } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

interface FileBarProps {
  asking: Message
  /** The digit that counts until now; null when none does. */
  filed: string | null
  busy: boolean
  onFile: (digit: string) => void
}

/** The options that a reply can be filed as, by a press or by its digit; what counts now is filled. */
export function FileBar({ asking, filed, busy, onFile }: FileBarProps) {
  const { t, locale } = useWords()
  const now = asking.options.find(({ digit }) => digit === filed)?.label
  return (
    <fieldset className="decide">
      <legend className="sr">{t('thread.fileAs')}</legend>
      <b aria-hidden="true">{t('thread.fileAs')}</b>
      {asking.options.map(({ digit, label }) => (
        <button type="button" className="file" key={digit} aria-disabled={busy} onClick={() => onFile(digit)}>
          <Token digit={digit} open={digit !== filed} />
          <span className="one">{sentenceCase(label, locale)}</span>
        </button>
      ))}
      {now !== undefined && <span className="note one">{t('thread.now', { label: sentenceCase(now, locale) })}</span>}
    </fieldset>
  )
}
