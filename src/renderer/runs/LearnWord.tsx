import type { DeskApi } from '../../shared/desk-api.ts'
import type { KeptQuestion } from '../../shared/question.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useCall } from '../setup/use-call.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { withWord } from './learn-word.ts'
import { optionName } from './option-name.ts'

interface LearnWordProps {
  desk: Pick<DeskApi, 'saveQuestion'>
  question: KeptQuestion
  digit: string
  word: string
  say: (sentence: string) => void
  onDone: () => void
}

/** After a person has filed what the desk could not read: one press, and it reads it by itself the next time. */
export function LearnWord({ desk, question, digit, word, say, onDone }: LearnWordProps) {
  const words = useWords()
  const { t } = words
  const call = useCall()
  const label = question.options.find((option) => option.digit === digit)?.label ?? digit
  const learn = async () => {
    const { id: questionId, version } = question
    const saved = await call.run(() =>
      desk.saveQuestion({ questionId, version, question: withWord(question, digit, word) }),
    )
    if (saved === null) return
    say(t('filed.learned'))
    onDone()
  }
  return (
    <div className="refused" role="status">
      <p>
        <Sentence
          k="filed.learn"
          values={{ digit }}
          parts={{
            word: (
              <q dir="auto">
                <Visible text={word} />
              </q>
            ),
            label: (
              <bdi>
                <Visible text={optionName(label, words)} />
              </bdi>
            ),
          }}
        />
      </p>
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <button type="button" className="btn small" aria-disabled={call.busy} onClick={() => void learn()}>
        {t('filed.learnIt')}
      </button>
      <button type="button" className="btn small quiet" onClick={onDone}>
        {t('filed.learnNot')}
      </button>
    </div>
  )
}
