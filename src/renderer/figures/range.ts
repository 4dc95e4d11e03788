import type { Argument } from '../../shared/desk-api.ts'
import { dayKey } from '../words/time.ts'

export const rangeDays = [7, 30, 90] as const

/** So many days, today the last of them; or a first and a last day as somebody chose them, "2026-11-22". */
export type Range = { days: (typeof rangeDays)[number] } | { from: string; last: string }

/** A day so many days later, or earlier: a day of the calendar, whatever its hours. */
export function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? day : new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** @returns null while a day is missing */
export function askedRange(
  range: Range,
  now: number,
): Required<Pick<Argument<'getFigures'>, 'from' | 'before'>> | null {
  if (!('days' in range))
    return range.from === '' || range.last === '' ? null : { from: range.from, before: dayAfter(range.last, 1) }
  const today = dayKey(now)
  return { from: dayAfter(today, 1 - range.days), before: dayAfter(today, 1) }
}
