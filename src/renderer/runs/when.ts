import { homeZone, type QuietHours, quietUntil } from '../../shared/quiet-hours.ts'

/** When a run leaves, as it stands in the form: times as `datetime-local` has them, "2026-11-30T08:00". */
export interface When {
  /** At `startsAt`, else after the hold. */
  isLater: boolean
  startsAt: string
  /** "" for no such time. */
  until: string
}

/** The night as most laws and people have it, where nobody has set other hours. */
export const usualNight: QuietHours = { from: '21:00', to: '08:00' }

/** As `createRun` takes it. */
export const askedTimes = ({ isLater, startsAt, until }: When) => ({
  ...(isLater && { startsAt: new Date(startsAt).toISOString() }),
  ...(until !== '' && { until: new Date(until).toISOString() }),
})

/** What a field of local time shows. */
export function localTime(at: number): string {
  const local = new Date(at)
  return new Date(at - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/**
 * Of customers by country: how many sleep at that time, and when the first of them wakes. Null when nobody does.
 *
 * @param at epoch ms
 */
export function asleepAt(
  countries: ReadonlyMap<string, number>,
  hours: QuietHours,
  at: number,
): { count: number; until: number } | null {
  const home = homeZone()
  let count = 0
  let until = Number.POSITIVE_INFINITY
  for (const [country, customers] of countries) {
    const wakes = quietUntil(country, hours, home, at)
    if (wakes === null) continue
    count += customers
    until = Math.min(until, wakes)
  }
  return count === 0 ? null : { count, until }
}
