import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sendingPace } from '../../../src/main/outbound/pace.ts'
import { perSecondOf } from '../../../src/shared/sending-rate.ts'

/**
 * Sends whenever it may, with timers that fire late as they do, and notes when each text left and reached Vonage, whose
 * answer takes 3 ms back.
 */
function run(needs: {
  perSecond: (ours: string | null) => number
  from: string[]
  forMs: number
  late: () => number
  way?: () => number
}) {
  let clock = 1000
  const pace = sendingPace(needs.perSecond, () => clock)
  const sent: { at: number; reached: number; ours: string }[] = []
  let answers: { at: number; tell: () => void }[] = []
  /** Time goes on, from answer to answer. */
  const goOn = (ms: number) => {
    const to = clock + ms
    for (const { at, tell } of answers.toSorted((one, other) => one.at - other.at)) {
      if (at > to) continue
      clock = at
      tell()
    }
    answers = answers.filter(({ at }) => at > to)
    clock = to
  }
  const end = clock + needs.forMs
  while (clock < end) {
    const waitMs = pace.waitMs()
    const { numbers, firstMs } = pace.resting()
    const ours = needs.from.find((each) => !numbers.includes(each))
    if (waitMs <= 0 && ours !== undefined) {
      const tell = pace.take(ours)
      const reached = clock + (needs.way?.() ?? 5)
      sent.push({ at: clock, reached, ours })
      answers.push({ at: reached + 3, tell })
    } else goOn(Math.max(waitMs, ours === undefined ? firstMs : 0, 0.01) + needs.late())
  }
  return sent
}
const mostInASecond = (times: number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))

const nowAndThen = (usual: number, most: number) =>
  fc.array(fc.oneof({ weight: 20, arbitrary: fc.nat(usual) }, { weight: 1, arbitrary: fc.nat(most) }), {
    minLength: 5,
    maxLength: 40,
  })
const inTurn = (list: number[]) => {
  let turn = 0
  return () => list[turn++ % list.length] ?? 0
}

test('the rate is never above its limit in any second, however late timers fire and texts arrive', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), nowAndThen(12, 200), nowAndThen(12, 150), (rate, lates, ways) => {
      const way = inTurn(ways)
      let turn = 0
      const sent = run({
        perSecond: () => rate,
        from: ['a'],
        forMs: 5000,
        late: inTurn(lates),
        // How long the quickest takes can be learned only from texts that are as quick.
        way: () => 5 + (turn++ % 3 === 2 ? 0 : way()),
      })
      expect(mostInASecond(sent.map(({ reached }) => reached))).toBeLessThanOrEqual(rate)
    }),
  )
})

test('and is kept close to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(6), { minLength: 5, maxLength: 40 }), (rate, each) => {
      const sent = run({ perSecond: () => rate, from: ['a'], forMs: 5000, late: inTurn(each), way: inTurn(each) })
      expect(sent.length).toBeGreaterThanOrEqual(Math.floor(5 * rate * 0.97))
    }),
  )
})

test('a first text that took long on its way counts from when it came', () => {
  let first = true
  const way = () => {
    const ms = first ? 90 : 2
    first = false
    return ms
  }
  const sent = run({ perSecond: () => 30, from: ['a'], forMs: 3000, late: () => 1, way })
  expect(mostInASecond(sent.map(({ reached }) => reached))).toBe(30)
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

test('a US long number keeps to its own rate, whatever was agreed for the account', () => {
  const settings = { textsPerSecond: 60, usLongTextsPerSecond: null }
  const from = ['12025550100', '447700900000']
  const sent = run({ perSecond: (ours) => perSecondOf(settings, ours), from, forMs: 5000, late: () => 1 })
  const of = (ours: string) => sent.filter((each) => each.ours === ours).map(({ at }) => at)
  expect(mostInASecond(of('12025550100'))).toBe(1)
  expect(of('447700900000').length).toBeGreaterThan(5 * 55)
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
