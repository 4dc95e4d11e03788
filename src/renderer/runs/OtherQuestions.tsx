import { type Choice, choicesOf } from '../../shared/choices.ts'
import type { Message } from '../../shared/message.ts'
import { Token } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useQuestionName } from '../feed/use-question-name.ts'
import { withDay } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

interface OtherQuestionsProps {
  /** What the customer wrote; null while that is not known. */
  reply: Message | null
  onFile: (choice: Choice) => void
}

/** The options of other questions than the run's that the customer's words may be meant for; nothing where there are none. */
export function OtherQuestions({ reply, onFile }: OtherQuestionsProps) {
  const words = useWords()
  const { t, locale } = words
  const nameOf = useQuestionName()
  if (reply === null) return null
  // The first is the run's own.
  const [, ...others] = choicesOf(reply)
  return others.map(({ question, choices }) => {
    if (question === null) return null
    const name = nameOf(question, reply.questions, 'whole')
    return (
      <fieldset key={question.notice}>
        <legend>
          <Visible text={t('either.fileFor', { question: name })} />
        </legend>
        <div className="row wrap">
          {choices.map((choice) => (
            <button type="button" className="btn" key={choice.digit} onClick={() => onFile(choice)}>
              <Token digit={choice.digit} open />
              {withDay(sentenceCase(choice.label, locale), choice.date, words)}
            </button>
          ))}
        </div>
      </fieldset>
    )
  })
}
