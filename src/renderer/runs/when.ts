import type { Question } from '../../shared/question.ts'
import { homeZone, type QuietHours, quietUntil } from '../../shared/quiet-hours.ts'
import { silentMs } from '../../shared/run.ts'
import type { Sums } from './sums.ts'

/** When a run leaves, as it stands in the form: times as `datetime-local` has them, "2026-11-30T08:00". */
export interface When {
  /** At `startsAt`, else after the hold. */
  isLater: boolean
  startsAt: string
  /** "" for no such time. */
  until: string
  /** What is done about those who do not answer; null for nothing. */
  chase: Chase | null
}

export interface Chase {
  at: string
  /** Null as long as nobody wrote it otherwise: the usual words, around the question of the moment. */
  text: string | null
  /** "" for never; then `option` means nothing. */
  defaultAt: string
  /** A digit. */
  option: string
}

export type WrittenChase = Chase & { text: string }

/**
 * The second text as it goes with this question. Chosen before another question was, the answer may be none of this
 * one's.
 *
 * @param usual the text as long as nobody wrote another
 */
export const chaseOf = (chase: Chase, { options }: Pick<Question, 'options'>, usual: string): WrittenChase => ({
  ...chase,
  text: chase.text ?? usual,
  option: options.some(({ digit }) => digit === chase.option) ? chase.option : (options[0]?.digit ?? ''),
})

/** When the first of it leaves, epoch ms: its dates are counted from then. */
export function leavesAt({ isLater, startsAt }: When): number {
  const at = isLater ? Date.parse(startsAt) : Date.now()
  return Number.isNaN(at) ? Date.now() : at
}

/** As `createRun` takes it. */
export const askedTimes = ({ isLater, startsAt, until }: When, chase: WrittenChase | null) => ({
  ...(isLater && { startsAt: isoOf(startsAt) }),
  ...(until !== '' && { until: isoOf(until) }),
  ...(chase !== null && {
    chase: {
      at: isoOf(chase.at),
      text: chase.text,
      ...(chase.defaultAt !== '' && { defaultAt: isoOf(chase.defaultAt), option: chase.option }),
    },
  }),
})

const isoOf = (local: string) => new Date(local).toISOString()

/** Which field of it holds no time that is still to come, by its name; null when all is well. */
export function wrongTime(
  { isLater, startsAt, until, chase }: When,
  now: number,
): 'startsAt' | 'until' | 'chaseAt' | 'defaultAt' | null {
  const start = isLater ? Date.parse(startsAt) : now
  if (isLater && !(start > now)) return 'startsAt'
  if (until !== '' && !(Date.parse(until) > start)) return 'until'
  if (chase === null) return null
  if (!(Date.parse(chase.at) >= start + silentMs)) return 'chaseAt'
  return chase.defaultAt !== '' && !(Date.parse(chase.defaultAt) >= Date.parse(chase.at) + silentMs)
    ? 'defaultAt'
    : null
}

/** What a field of local time shows. */
export function localTime(at: number): string {
  const local = new Date(at)
  return new Date(at - local.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/**
 * Of customers by country: how many sleep at that time and when the first of them wakes, null when nobody does; and how
 * many can be texted at no time at all.
 *
 * @param at epoch ms
 */
export function asleepAt(
  countries: Sums['countries'],
  hours: QuietHours,
  at: number,
): { asleep: { count: number; until: number } | null; never: number } {
  const home = homeZone()
  let count = 0
  let never = 0
  let until = Number.POSITIVE_INFINITY
  for (const [country, { customers }] of countries) {
    const wakes = quietUntil(country, hours, home, at)
    if (wakes === null) continue
    if (wakes === 'never') {
      never += customers
      continue
    }
    count += customers
    until = Math.min(until, wakes)
  }
  return { asleep: count === 0 ? null : { count, until }, never }
}
