import type { Message } from '../../shared/message.ts'
import { Icon } from '../app/icons.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { stateMarks } from './row-kit.ts'
import { Visible } from './Untrusted.tsx'
import { scriptOf } from './visible-text.ts'

const lostAs = {
  unknown: 'row.answerUnsure',
  refused: 'row.answerLost',
  failed: 'row.answerLost',
  expired: 'row.answerLost',
  cancelled: 'row.answerLost',
} as const

/**
 * What a person wrote back, on the row of the reply, and whether it arrived.
 *
 * @param beside ISO 8601: the reply's own time. An answer of another day says which.
 */
export function Answer({ answer, beside }: { answer: NonNullable<Message['answer']>; beside: string }) {
  const { t, locale, problem } = useWords()
  const { state, text } = answer
  const parts = {
    time: <time>{sinceClock(answer.at, locale, Date.parse(beside))}</time>,
    text: (
      <q dir="auto" lang={scriptOf(text)}>
        <Visible text={text} />
      </q>
    ),
  }
  if (!(state in lostAs))
    return (
      <p className="because answer">
        <span className="words">
          <Sentence k="row.answered" parts={parts} />
        </span>{' '}
        <span className="row tight">
          <Icon name={stateMarks[state]} />
          {t(`state.${state}`)}
        </span>
      </p>
    )
  return (
    <p className="because answer lost">
      <span className={state === 'unknown' ? 'words amber' : 'words bad-note'}>
        <Sentence k={lostAs[state as keyof typeof lostAs]} parts={parts} />
      </span>{' '}
      {answer.problem !== null && problem({ code: answer.problemCode ?? '', text: answer.problem })}
    </p>
  )
}
