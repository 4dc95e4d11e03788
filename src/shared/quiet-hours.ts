/** Wall-clock times where the customer is, "HH:MM". From 21:00 to 08:00 is the night; both the same would be all day. */
export interface QuietHours {
  from: string
  to: string
}

/** The night as most laws and people have it, where nobody has set other hours. */
export const usualNight: QuietHours = { from: '21:00', to: '08:00' }

export const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/

/** Node and Chromium have it; the types of TypeScript's library do not yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined }

const dayMinutes = 24 * 60
const minuteMs = 60_000
const dayMs = dayMinutes * minuteMs
/** In minutes. Clocks are put forward by an hour, somewhere by half of one. */
const longestLeap = 120

/** The clock of this computer, "Europe/London": customers of its own country are taken to live by it. */
export const homeZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone

/**
 * Where the customers of a country may be. A number tells the country and no more, so of a country with several time
 * zones all count, but for the one that this computer is in: who delivers from New York delivers near New York.
 *
 * @param country ISO 3166-1 alpha-2, or "" when a number tells none
 */
export function zonesOf(country: string, home: string): readonly string[] {
  const zones = zonesIn(country)
  return zones.length === 0 || zones.includes(home) ? [home] : zones
}

const known = new Map<string, readonly string[]>()
/** To look them up takes milliseconds, and they do not change. */
function zonesIn(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return []
  let zones = known.get(country)
  if (zones === undefined) {
    zones = (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones() ?? []
    known.set(country, zones)
  }
  return zones
}

/**
 * @param now epoch ms
 * @returns when (epoch ms) it is quiet nowhere in that country any more; null when it is not quiet at all, `never` when
 *   its zones are so far apart that it is quiet in one of them at every hour
 */
export function quietUntil(country: string, hours: QuietHours, home: string, now: number): number | 'never' | null {
  const zones = zonesOf(country, home)
  let at = now
  // As one zone wakes, another may go to sleep; and a night with a change of the clock ends an hour later than it seems.
  for (let turn = 0; turn < 100 && at < now + 2 * dayMs; turn += 1) {
    const ends = zones.flatMap((zone) => endOfQuiet(zone, hours, at) ?? [])
    if (ends.length === 0) return at === now ? null : at
    at = Math.max(...ends)
  }
  return 'never'
}

/** Null when it is not quiet there. */
function endOfQuiet(zone: string, { from, to }: QuietHours, at: number): number | null {
  const [local, begin, end] = [minutesAt(zone, at), minutesOf(from), minutesOf(to)]
  const length = (end - begin + dayMinutes) % dayMinutes
  const since = (local - begin + dayMinutes) % dayMinutes
  if (since >= length) return null
  const past = (when: number) => (minutesAt(zone, when) - end + dayMinutes) % dayMinutes
  let ends = (Math.floor(at / minuteMs) + length - since) * minuteMs
  // A clock that was put forward meanwhile is past the end by then. It may never have shown the end itself: then the
  // night was over when the clock leapt over it.
  while (past(ends) > 0 && past(ends - minuteMs) <= longestLeap) ends -= minuteMs
  return ends
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const clocks = new Map<string, Intl.DateTimeFormat>()
function minutesAt(zone: string, at: number): number {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(zone, clock)
  }
  return minutesOf(clock.format(at))
}
