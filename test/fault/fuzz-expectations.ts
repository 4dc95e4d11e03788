import { expect } from 'vitest'
import type { fuzzDesk } from './fuzz-desk.ts'

/** Answers that a spoiled request may get: no other, and no 5xx of any kind. */
const planned = ['100', '200', '400', '404', '413', '415', '431']

export function expectUnharmed(ran: Awaited<ReturnType<typeof fuzzDesk>>, sent: number): void {
  expect(ran.alive).toBe(true)
  expect(ran.said).toEqual([])
  expect(ran.seen.sent).toBe(sent)
  expect(ran.statuses.filter((status) => !planned.includes(status))).toEqual([])
  // It was answered, and not only cut off.
  for (const status of ['200', '400', '404']) expect(ran.seen.statuses[status], status).toBeGreaterThan(sent / 1000)
  expect(ran.seen.hung).toBe(0)
  expect(ran.grownMb).toBeLessThanOrEqual(64)
  expect({ refused: ran.refused, lost: ran.lost, doubled: ran.doubled }).toEqual({ refused: [], lost: [], doubled: [] })
  expect(ran.inTime).toBe(true)
}
