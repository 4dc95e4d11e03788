import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountPerSecond, sendingPace, usualPerSecond } from '../../../src/main/outbound/pace.ts'

/** Sends whenever it may, with timers that fire late as they do, and notes when. */
function run(needs: { perSecond: (ours: string | null) => number; from: string[]; forMs: number; late: () => number }) {
  let clock = 1000
  const pace = sendingPace(needs.perSecond, () => clock)
  const sent: { at: number; ours: string }[] = []
  const end = clock + needs.forMs
  while (clock < end) {
    const waitMs = pace.waitMs()
    const { numbers, firstMs } = pace.resting()
    const ours = needs.from.find((each) => !numbers.includes(each))
    if (waitMs <= 0 && ours !== undefined) {
      pace.take(ours)
      sent.push({ at: clock, ours })
    } else clock += Math.max(waitMs, ours === undefined ? firstMs : 0, 0.01) + needs.late()
  }
  return sent
}
const mostInASecond = (times: number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))

test('the rate is kept close to its limit, and never above it in any second, however late timers fire and texts arrive', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.oneof({ weight: 20, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(200) }), {
        minLength: 5,
        maxLength: 40,
      }),
      fc.array(fc.nat(12), { minLength: 5, maxLength: 40 }),
      (rate, lates, ways) => {
        const inTurn = (list: number[]) => {
          let turn = 0
          return () => list[turn++ % list.length] ?? 0
        }
        const way = inTurn(ways)
        const left = run({ perSecond: () => rate, from: ['a'], forMs: 5000, late: inTurn(lates) })
        expect(mostInASecond(left.map(({ at }) => at + way()))).toBeLessThanOrEqual(rate)
        if (Math.max(...lates) <= 12) expect(left.length).toBeGreaterThanOrEqual(Math.floor(5 * rate * 0.97))
      },
    ),
  )
})

test('what a disk held up now and then is made up for', () => {
  let turn = 0
  const late = () => {
    turn += 1
    return turn % 40 === 0 ? 40 : 4
  }
  const times = run({ perSecond: () => 30, from: ['a'], forMs: 30_000, late }).map(({ at }) => at)
  expect(mostInASecond(times)).toBeLessThanOrEqual(30)
  expect(times.length / 30).toBeGreaterThanOrEqual(30 * 0.98)
})

test('a slow number of ours holds up no other, and all together keep to the account’s rate', () => {
  const perSecond = (ours: string | null) => (ours === 'slow' ? 1 : 30)
  const sent = run({ perSecond, from: ['slow', 'quick', 'other'], forMs: 5000, late: () => 1 })
  const of = (ours: string) => sent.filter((each) => each.ours === ours).map(({ at }) => at)
  expect(mostInASecond(of('slow'))).toBe(1)
  expect(of('slow').length).toBeGreaterThanOrEqual(5)
  expect(mostInASecond(sent.map(({ at }) => at))).toBeLessThanOrEqual(30)
  expect(of('quick').length + of('other').length).toBeGreaterThan(130)
})

test('a pause holds up every number', () => {
  let clock = 0
  const pace = sendingPace(
    () => 30,
    () => clock,
  )
  pace.pause(5000)
  expect(pace.waitMs()).toBe(5000)
  pace.pause(1000)
  expect(pace.waitMs()).toBe(5000)
  clock = 5000
  expect(pace.waitMs()).toBeLessThanOrEqual(0)
})

test.each([
  { label: 'British', ours: '447700900000', perSecond: accountPerSecond },
  { label: 'US long', ours: '12025550100', perSecond: 1 },
  { label: 'US toll-free', ours: '18885550100', perSecond: accountPerSecond },
  { label: 'Canadian', ours: '16135550100', perSecond: accountPerSecond },
  { label: 'US short code', ours: '12345', perSecond: accountPerSecond },
])('a $label number may send $perSecond a second', ({ ours, perSecond }) =>
  expect(usualPerSecond(ours)).toBe(perSecond),
)
