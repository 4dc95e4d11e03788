import type { RunRow } from '../../shared/run.ts'

/** Who is to be rung: silent, or not reached. */
export const isToRing = ({ outcome }: RunRow): boolean => outcome === 'waiting' || outcome === 'unreachable'

const clockTime = String.raw`(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?`
const window = new RegExp(String.raw`^${clockTime}\s*(?:[\p{Pd}~～至到]|to|until|bis)\s*${clockTime}$`, 'iu')
const moment = /^(\d{1,2}):(\d{2})\s*(am|pm)?$/i

/**
 * When a time window begins: "8–10", "08:00 to 10:00", "1pm-3pm", or one moment, "14:30". A number alone is none: it may be
 * a stop or a house.
 *
 * @returns minutes after midnight; null when it is no window
 */
export function windowStart(cell: string): number | null {
  const text = cell.normalize('NFKC').trim()
  const range = window.exec(text)
  const [, hour, minute, half, , , laterHalf] = range ?? [...(moment.exec(text) ?? []), undefined, undefined, undefined]
  if (hour === undefined) return null
  // "1–3 pm" is both in the afternoon; "11–1 pm" begins before noon.
  const meant = half ?? (Number(hour) < Number(range?.[4] ?? 0) ? laterHalf : undefined)
  const hours = (Number(hour) % (meant === undefined ? 24 : 12)) + (meant?.toLowerCase() === 'pm' ? 12 : 0)
  const minutes = Number(minute ?? 0)
  return Number(hour) > 24 || minutes > 59 ? null : hours * 60 + minutes
}

/** The column that holds time windows, at least for every second customer; null when none does. */
export function windowColumn(rows: readonly RunRow[]): string | null {
  const names = new Set(rows.flatMap(({ about }) => Object.keys(about)))
  for (const name of names) {
    const cells = rows.map(({ about }) => about[name] ?? '').filter((cell) => cell !== '')
    if (cells.length > 0 && cells.filter((cell) => windowStart(cell) !== null).length * 2 >= rows.length) return name
  }
  return null
}

/** Earliest window first, without one last; else in the order of the list. */
export function callOrder(rows: readonly RunRow[], column: string | null): RunRow[] {
  const startOf = ({ about }: RunRow) =>
    column === null ? 0 : (windowStart(about[column] ?? '') ?? Number.POSITIVE_INFINITY)
  return [...rows].sort((one, other) => {
    const [a, b] = [startOf(one), startOf(other)]
    return a === b ? one.place - other.place : a - b
  })
}
