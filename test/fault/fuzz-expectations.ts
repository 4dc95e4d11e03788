import { expect } from 'vitest'
import type { fuzzDesk } from './fuzz-desk.ts'

/** Answers that a spoiled request may get, and no 5xx among them while there is room for what cannot be read. */
const planned = ['100', '200', '400', '404', '413', '415', '431']

export function expectUnharmed(ran: Awaited<ReturnType<typeof fuzzDesk>>, sent: number): void {
  expect(ran.alive).toBe(true)
  const told = ran.isFull ? ran.said.filter((line) => !line.includes('A webhook could not be stored')) : ran.said
  expect(told).toEqual([])
  expect(ran.seen.sent).toBe(sent)
  const allowed = ran.isFull ? [...planned, '503'] : planned
  expect(ran.statuses.filter((status) => !allowed.includes(status))).toEqual([])
  // It was answered, and not only cut off.
  for (const status of ['200', '400', '404']) expect(ran.seen.statuses[status], status).toBeGreaterThan(sent / 1000)
  expect(ran.seen.hung).toBe(0)
  expect(ran.grownMb).toBeLessThanOrEqual(64)
  expect({ refused: ran.refused, lost: ran.lost, doubled: ran.doubled }).toEqual({ refused: [], lost: [], doubled: [] })
}
