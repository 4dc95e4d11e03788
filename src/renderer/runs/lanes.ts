import type { Run, RunRow } from '../../shared/run.ts'

/** A lane of the board. Those of options are named by their digit. */
export type LaneId = 'waiting' | `option-${string}` | 'person' | 'unreachable' | 'opted-out' | 'settled' | 'left-out'

/** From left to right. Who was left out for no reason that has a lane of its own has one only where there is somebody. */
export function lanesOf(run: Run): LaneId[] {
  return [
    'waiting',
    ...run.options.map(({ digit }) => `option-${digit}` as const),
    'person',
    'unreachable',
    'opted-out',
    'settled',
    ...(run.outcomes['left-out'] > 0 ? (['left-out'] as const) : []),
  ]
}

export const digitOf = (lane: LaneId): string | null => (lane.startsWith('option-') ? lane.slice(7) : null)

export function laneOf(row: RunRow): LaneId {
  switch (row.outcome) {
    case 'not-sent':
      return 'waiting'
    case 'option':
      return `option-${row.option ?? ''}`
    default:
      return row.outcome
  }
}

/** How many customers stand in a lane, by the desk's own count. */
export function countOf(run: Run, lane: LaneId): number {
  const digit = digitOf(lane)
  if (digit !== null) return run.chosen[digit] ?? 0
  if (lane === 'waiting') return run.outcomes.waiting + run.outcomes['not-sent']
  return run.outcomes[lane as 'person']
}

/**
 * Each lane's cards. Who waits stands in the order of the list; the others in the order in which they wrote, so that a
 * card that comes in moves no other one, and who has needed somebody for longest comes first.
 *
 * @param frozen by place: the lane a card keeps although its outcome has changed meanwhile
 */
export function partition(
  rows: readonly RunRow[],
  frozen: ReadonlyMap<number, LaneId> | null,
): ReadonlyMap<LaneId, readonly RunRow[]> {
  const lanes = new Map<LaneId, RunRow[]>()
  for (const row of rows) {
    const lane = frozen?.get(row.place) ?? laneOf(row)
    const there = lanes.get(lane)
    if (there === undefined) lanes.set(lane, [row])
    else there.push(row)
  }
  for (const [lane, cards] of lanes)
    if (lane !== 'waiting')
      cards.sort((one, other) => {
        const [a, b] = [one.said?.at ?? '', other.said?.at ?? '']
        return a < b ? -1 : a > b ? 1 : one.place - other.place
      })
  return lanes
}

export type Refusal = 'waiting' | 'silent' | 'stopped' | 'person' | 'unreachable' | 'opted-out' | 'left-out' | 'settled'

/** What it means to move a card into a lane. */
export type Move =
  | { kind: 'none' }
  | { kind: 'file'; digit: string }
  | { kind: 'settle' }
  | { kind: 'unsettle' }
  /** `offer` is what can be done instead. */
  | { kind: 'refused'; why: Refusal; offer: 'settle' | 'unsettle' | null }

export function moveTo(row: RunRow, lane: LaneId): Move {
  if (laneOf(row) === lane) return { kind: 'none' }
  if (lane === 'settled') return { kind: 'settle' }
  const digit = digitOf(lane)
  if (row.outcome === 'settled')
    return digit === null ? { kind: 'unsettle' } : { kind: 'refused', why: 'settled', offer: 'unsettle' }
  if (digit === null)
    return { kind: 'refused', why: lane as Refusal, offer: lane === 'waiting' || lane === 'person' ? null : 'settle' }
  // What a STOP says is no answer; and without words of the customer there is nothing to file.
  if (row.outcome === 'opted-out') return { kind: 'refused', why: 'stopped', offer: 'settle' }
  if (row.said === null) return { kind: 'refused', why: 'silent', offer: 'settle' }
  return { kind: 'file', digit }
}
