import { type QuietHours, quietUntil } from '../../shared/quiet-hours.ts'
import type { Db } from './open.ts'

/** When runs text nobody, and the time zone of this computer; null when they may at any time. */
export type Quiet = { hours: QuietHours; home: string } | null

/** The time at which a run is looked at, and which hours are quiet. */
export interface RunClock {
  /** Epoch ms. */
  now: number
  quiet: Quiet
}

/** Where it is quiet of those of a run who are to be texted, or of those who have been. */
export function quietIn(db: Db) {
  const countriesOf = (which: string) =>
    db
      .prepare<[number], string>(
        `SELECT DISTINCT country FROM run_rows WHERE run = ? AND (${which}) AND settled_at IS NULL`,
      )
      .pluck()
  const of = {
    planned: countriesOf(
      `state = 'planned' OR again = 1
       OR EXISTS (SELECT 1 FROM messages m WHERE m.seq = message AND m.state = 'held' AND m.problem_code = 'run-paused')
       OR (chased_at IS NOT NULL AND EXISTS (SELECT 1 FROM messages m WHERE m.submission = 'run-' || run || '-chase'
         AND m.customer = run_rows.customer AND m.state = 'held' AND m.problem_code = 'run-paused'))`,
    ),
    asked: countriesOf("state = 'queued'"),
  }
  /**
   * @returns the countries where it is, and when (epoch ms) the first of them wakes: null when none of them ever does.
   *   Null when it is quiet nowhere
   */
  return (
    run: number,
    { now, quiet }: RunClock,
    who: keyof typeof of = 'planned',
  ): { countries: string[]; until: number | null } | null => {
    if (quiet === null) return null
    const asleep = of[who].all(run).flatMap((country) => {
      const until = quietUntil(country, quiet.hours, quiet.home, now)
      return until === null ? [] : [{ country, until }]
    })
    if (asleep.length === 0) return null
    const wakes = asleep.flatMap(({ until }) => (until === 'never' ? [] : [until]))
    return {
      countries: asleep.map(({ country }) => country),
      until: wakes.length === 0 ? null : Math.min(...wakes),
    }
  }
}
