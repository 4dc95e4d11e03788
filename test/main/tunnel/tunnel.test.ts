import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAfterMs, type TunnelReach, tellReach } from '../../../src/main/tunnel/tunnel.ts'

const timings = { firstRetryMs: 1_000, longestRetryMs: 60_000 }

test('the wait doubles from 1 s to 60 s, a quarter more or less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (failures) => {
      const middle = Math.min(60_000, 1_000 * 2 ** (failures - 1))
      const waitMs = retryAfterMs(failures, timings)
      expect(waitMs).toBeGreaterThanOrEqual(middle * 0.75)
      expect(waitMs).toBeLessThanOrEqual(middle * 1.25)
    }),
  )
})

test('desks cut off together do not come back together', () => {
  expect(new Set(Array.from({ length: 50 }, () => retryAfterMs(6, timings))).size).toBeGreaterThan(40)
})

test('a state keeps its beginning while its reason changes, and nothing is told twice', () => {
  const told: TunnelReach[] = []
  let clock = Date.UTC(2026, 10, 22, 7, 12)
  const tell = tellReach({ onReach: (reach) => told.push(reach), now: () => clock })
  const lost = { state: 'unreachable', text: 'Lost.', baseUrl: null } as const
  tell({ ...lost, why: 'tunnel-dropped' })
  clock += 60_000
  tell({ ...lost, why: 'tunnel-dropped' })
  tell({ ...lost, why: 'tunnel-silent' })
  tell({ state: 'reachable', why: 'tunnel-open', text: 'Open.', baseUrl: 'https://desk.edge.test' })
  expect(told.map(({ why, since }) => [why, since])).toEqual([
    ['tunnel-dropped', '2026-11-22T07:12:00.000Z'],
    ['tunnel-silent', '2026-11-22T07:12:00.000Z'],
    ['tunnel-open', '2026-11-22T07:13:00.000Z'],
  ])
})

test('a busy hour of proofs is told every ten seconds, a new state at once', () => {
  const told: TunnelReach[] = []
  const start = Date.UTC(2026, 10, 22, 7, 12)
  const tell = tellReach({ onReach: (reach) => told.push(reach), now: () => start })
  const at = (ms: number) => new Date(start + ms).toISOString()
  const open = { state: 'reachable', why: 'tunnel-open', text: 'Open.', baseUrl: 'https://desk.edge.test' } as const
  tell({ ...open, state: 'connecting', provenAt: null })
  for (let ms = 0; ms <= 30_000; ms += 5) tell({ ...open, provenAt: at(ms) })
  expect(told.map(({ provenAt }) => provenAt)).toEqual([null, at(0), at(10_000), at(20_000), at(30_000)])
  tell({ ...open, state: 'unreachable', provenAt: at(30_005) })
  expect(told.at(-1)).toMatchObject({ state: 'unreachable', provenAt: at(30_005) })
})
