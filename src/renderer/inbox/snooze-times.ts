export interface SnoozeTime {
  when: 'hour' | 'evening' | 'morning'
  until: Date
}

/** When a thread may come back: of these, those that are still to come. By this computer's clock. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const at = (days: number, hours: number) => {
    const day = new Date(now)
    day.setDate(day.getDate() + days)
    day.setHours(hours, 0, 0, 0)
    return day
  }
  const evening = at(0, 17)
  // Before eight, "tomorrow at 8" is nearly a day away; who is up then means this morning no less.
  const morning = at(1, 8)
  return [
    { when: 'hour', until: new Date(now.getTime() + 3_600_000) },
    ...(evening > now ? [{ when: 'evening', until: evening } as const] : []),
    { when: 'morning', until: morning },
  ]
}

const two = (value: number) => String(value).padStart(2, '0')

/** As a field for day and time takes it, by this computer's clock: 2026-11-25T08:00. */
export const localMinute = (at: Date) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
