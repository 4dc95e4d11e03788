import { type Choice, choicesOf } from '../../shared/choices.ts'
import type { Message } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { withDay } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { Visible } from './Untrusted.tsx'
import { useQuestionName } from './use-question-name.ts'

interface PicksProps {
  message: Pick<Message, 'options' | 'questions'>
  busy: boolean
  file: (choice: Choice) => void
}

/** The options in outline, those of each question under its name where there are several: press one to file the reply as it. */
export function Picks({ message, busy, file }: PicksProps) {
  const nameOf = useQuestionName()
  const picks = { busy, file }
  return choicesOf(message).map(({ question, choices }) =>
    question === null ? (
      <Row key="own" choices={choices} question="" {...picks} />
    ) : (
      <span className="picks-of" key={question.notice}>
        <span className="note one" aria-hidden="true">
          <Visible text={nameOf(question, message.questions, 'short')} />
        </span>
        <Row choices={choices} question={nameOf(question, message.questions, 'whole')} {...picks} />
      </span>
    ),
  )
}

interface RowProps extends Omit<PicksProps, 'message'> {
  choices: readonly Choice[]
  /** "" where there is but one. */
  question: string
}

function Row({ choices, question, busy, file }: RowProps) {
  const words = useWords()
  const { t, locale } = words
  return (
    <span className="picks">
      {choices.map((choice) => {
        const { digit, date } = choice
        const label = withDay(sentenceCase(choice.label, locale), date, words)
        const name =
          question === '' ? t('row.fileAs', { label, digit }) : t('either.fileAs', { label, digit, question })
        return (
          <button
            type="button"
            className="pick"
            key={digit}
            data-digit={digit}
            aria-label={name}
            title={name}
            aria-disabled={busy}
            onClick={() => file(choice)}
          >
            <Token digit={digit} open />
          </button>
        )
      })}
    </span>
  )
}
