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

/** Where it is quiet of those of a run who have not been texted yet, or of those who have. */
export function quietIn(db: Db) {
  const countriesOf = (state: 'planned' | 'queued') =>
    db
      .prepare<[number], string>(
        `SELECT DISTINCT country FROM run_rows WHERE run = ? AND state = '${state}' AND settled_at IS NULL`,
      )
      .pluck()
  const of = { planned: countriesOf('planned'), asked: countriesOf('queued') }
  /** @returns the countries where it is, and when (epoch ms) the first of them wakes; null when it is quiet nowhere */
  return (
    run: number,
    { now, quiet }: RunClock,
    who: keyof typeof of = 'planned',
  ): { countries: string[]; until: number } | null => {
    if (quiet === null) return null
    const asleep = of[who].all(run).flatMap((country) => {
      const until = quietUntil(country, quiet.hours, quiet.home, now)
      return until === null ? [] : [{ country, until }]
    })
    if (asleep.length === 0) return null
    return { countries: asleep.map(({ country }) => country), until: Math.min(...asleep.map(({ until }) => until)) }
  }
}
