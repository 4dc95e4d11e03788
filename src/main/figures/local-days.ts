/** Days of this computer's own clock. One of them may have 23 hours, or 25: so they are counted as days, never in hours. */

/** @returns epoch ms of its first moment */
export function startOf(day: string, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).getTime()
}

/** "2026-11-22". */
export function dayOf(at: number): string {
  const local = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
}

export const dayAfter = (day: string, days: number): string => dayOf(startOf(day, days))

/** Every day from the first on, the last one exclusive. */
export function daysBetween(from: string, before: string): string[] {
  const days: string[] = []
  for (let day = from; day < before; day = dayAfter(day, 1)) days.push(day)
  return days
}
