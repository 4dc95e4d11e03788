import { closesAt } from '../../shared/closing.ts'
import type { Argument } from '../../shared/desk-api.ts'
import { namesIn, type Question } from '../../shared/question.ts'
import { standsForNothing } from '../../shared/question-names.ts'
import { done, type Result, refused } from '../../shared/result.ts'
import { type Chase, runAheadMs, silentMs } from '../../shared/run.ts'

type AskedChase = NonNullable<Argument<'createRun'>['chase']>

/**
 * When a run leaves, and what it is to do about those who do not answer; refused with a sentence where that cannot be.
 *
 * @param run.at now; all three epoch ms
 */
export function readTimes(
  run: { at: number; startsAt: number; until: number | null },
  chase: AskedChase | undefined,
  question: Question,
): Result<Chase | null> {
  if (run.startsAt > run.at + runAheadMs)
    return refused('run-too-far', 'A run leaves within 30 days. Choose an earlier time. Nothing was sent.')
  if (run.until !== null && run.until <= run.startsAt)
    return refused(
      'run-until-early',
      'Nothing may leave after a time that comes before the run leaves. Choose a later one. Nothing was sent.',
    )
  return chase === undefined ? done(null) : readChase(chase, { question, startsAt: run.startsAt })
}

function readChase(
  { at, text, defaultAt, option }: AskedChase,
  run: { question: Question; startsAt: number },
): Result<Chase> {
  const chase = {
    at: Date.parse(at),
    text,
    defaultAt: defaultAt === undefined ? null : Date.parse(defaultAt),
    option: option ?? null,
  }
  if (chase.at < run.startsAt + silentMs || (chase.defaultAt !== null && chase.defaultAt < chase.at + silentMs))
    return refused(
      'chase-too-early',
      'The second text leaves half an hour after the first at the earliest, and the answer is taken for granted half an hour after that. Choose later times. Nothing was sent.',
    )
  if (chase.at > run.startsAt + runAheadMs)
    return refused('run-too-far', 'A run leaves within 30 days. Choose an earlier time. Nothing was sent.')
  const { closing } = run.question
  if (closing?.late === 'person' && chase.at >= closesAt(closing, run.startsAt))
    return refused(
      'chase-closed',
      'By the time of the second text the question is closed, and every answer would need a person. Choose an earlier time, or let late answers count. Nothing was sent.',
    )
  const digits = run.question.options.map(({ digit }) => digit)
  if (
    (chase.defaultAt === null) !== (chase.option === null) ||
    (chase.option !== null && !digits.includes(chase.option))
  )
    return refused(
      'chase-no-option',
      'Choose which option counts when nobody answers, and from when on. Nothing was sent.',
    )
  const unknown = namesIn(text).find((name) => name !== '' && standsForNothing(run.question, name))
  if (unknown !== undefined)
    return refused('chase-field', `The question has no {${unknown}}. Take it out of the second text. Nothing was sent.`)
  return done(chase)
}
