import { done, type Result, refused } from '../../shared/result.ts'
import { runHoldMs } from '../../shared/run.ts'
import type { RunPlan } from '../store/run-queries.ts'
import { readTimes } from './read-times.ts'

/**
 * Other times for a run that is planned: the same holds for them as when it was made. One that has passed is now, after
 * the hold.
 *
 * @param asked.until undefined leaves it as it is, null takes it away
 * @param at now, epoch ms
 */
export function readPlan(
  { question, until: before, chase }: RunPlan,
  asked: { startsAt: string; until?: string | null | undefined },
  at: number,
): Result<{ startsAt: number; until: number | null }> {
  const startsAt = Math.max(at + runHoldMs, Date.parse(asked.startsAt))
  const until = asked.until === undefined ? before : asked.until === null ? null : Date.parse(asked.until)
  const iso = (time: number) => new Date(time).toISOString()
  const times = readTimes(
    { at, startsAt, until },
    chase === null
      ? undefined
      : {
          at: iso(chase.at),
          text: chase.text,
          ...(chase.defaultAt !== null && chase.option !== null
            ? { defaultAt: iso(chase.defaultAt), option: chase.option }
            : {}),
        },
    question,
  )
  if (times.ok) return done({ startsAt, until })
  if (times.problem.code !== 'chase-too-early') return times
  return refused(
    'run-after-chase',
    'The second text of this run is planned for less than half an hour after that. Choose an earlier time, or leave the second text out first. Nothing was changed.',
  )
}
