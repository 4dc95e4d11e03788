import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenBucket } from '../../src/shared/token-bucket.ts'

function bucket(perSecond: number, burst: number) {
  let time = 5
  const { take, waitMs } = tokenBucket({ perSecond, burst }, () => time)
  const taken = (tries: number) => Array.from({ length: tries }, take).filter(Boolean).length
  return { take, waitMs, taken, pass: (ms: number) => (time += ms) }
}

test('so many at once, then at the rate, and no more than the burst however long nobody asked', () => {
  const { taken, pass, waitMs } = bucket(10, 20)
  expect(taken(100)).toBe(20)
  expect(waitMs()).toBeCloseTo(100)
  pass(99)
  expect(taken(5)).toBe(0)
  pass(1)
  expect(waitMs()).toBe(0)
  expect(taken(5)).toBe(1)
  pass(500)
  expect(taken(100)).toBe(5)
  pass(3_600_000)
  expect(taken(100)).toBe(20)
})

test('who waits as long as it says gets one, and not a moment sooner', () => {
  const { take, pass, waitMs } = bucket(29, 1)
  expect(take()).toBe(true)
  for (let turn = 0; turn < 1000; turn += 1) {
    const wait = waitMs()
    expect(wait).toBeCloseTo(1000 / 29)
    pass(wait / 2)
    expect(take()).toBe(false)
    pass(wait / 2)
    expect(take()).toBe(true)
  }
})

test('no limit is none', () => {
  const { taken } = bucket(Number.POSITIVE_INFINITY, 1)
  expect(taken(10_000)).toBe(10_000)
})

test('in no stretch of time more than the burst and the rate together', () => {
  const steps = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 50 }), steps, (perSecond, burst, gaps) => {
      const { take, pass } = bucket(perSecond, burst)
      const times: number[] = []
      let time = 0
      for (const gap of gaps) {
        time += gap
        pass(gap)
        for (let tries = 0; tries < 10; tries += 1) if (take()) times.push(time)
      }
      for (const [from, began] of times.entries())
        for (let to = from; to < times.length; to += 7)
          expect(to - from + 1).toBeLessThanOrEqual(burst + (((times[to] ?? 0) - began) / 1000) * perSecond + 1e-6)
    }),
  )
})
