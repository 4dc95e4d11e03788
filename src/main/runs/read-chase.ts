import type { Argument } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import { done, type Result, refused } from '../../shared/result.ts'
import { type Chase, runAheadMs } from '../../shared/run.ts'

type AskedChase = NonNullable<Argument<'createRun'>['chase']>

/** What a run is to do about those who do not answer; refused with a sentence where that cannot be. */
export function readChase(
  { at, text, defaultAt, option }: AskedChase,
  run: { question: Question; startsAt: number },
): Result<Chase> {
  const chase = {
    at: Date.parse(at),
    text,
    defaultAt: defaultAt === undefined ? null : Date.parse(defaultAt),
    option: option ?? null,
  }
  if (chase.at <= run.startsAt || (chase.defaultAt !== null && chase.defaultAt <= chase.at))
    return refused(
      'chase-too-early',
      'The second text leaves after the first, and the answer is taken for granted after both. Choose later times. Nothing was sent.',
    )
  if (chase.at > run.startsAt + runAheadMs)
    return refused('run-too-far', 'A run leaves within 30 days. Choose an earlier time. Nothing was sent.')
  const digits = run.question.options.map(({ digit }) => digit)
  if (
    (chase.defaultAt === null) !== (chase.option === null) ||
    (chase.option !== null && !digits.includes(chase.option))
  )
    return refused(
      'chase-no-option',
      'Choose which option counts when nobody answers, and from when on. Nothing was sent.',
    )
  const known = new Set(run.question.fields.map(({ name }) => name))
  const unknown = [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name).find((name) => !known.has(name))
  if (unknown !== undefined)
    return refused('chase-field', `The question has no {${unknown}}. Take it out of the second text. Nothing was sent.`)
  return done(chase)
}
