import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WakeWatch, watchWake } from '../../../src/main/tunnel/wake.ts'

const start = 1_780_000_000_000
let watch: WakeWatch
let told: (number | 'network')[]
let addresses: string

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['setInterval', 'clearInterval', 'Date'] })
  told = []
  addresses = 'eth0 192.0.2.7'
  watch = watchWake({
    onWake: (since) => told.push(since - start),
    onNetwork: () => told.push('network'),
    now: Date.now,
    addresses: () => addresses,
  })
})
afterEach(() => {
  watch.close()
  vi.useRealTimers()
})

test('a tick that comes over 15 s late is a sleep, since the last one that came in time', () => {
  vi.advanceTimersByTime(10_000)
  vi.setSystemTime(start + 3_600_000)
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([10_000])
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([10_000])
})

test('control: one that comes 15 s late is a busy computer', () => {
  vi.setSystemTime(start + 15_000)
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([])
})

test('a sleep that the system tells of is told at once, since then, and not again by the timer', () => {
  vi.advanceTimersByTime(12_000)
  watch.sleeps()
  vi.setSystemTime(start + 3_600_000)
  watch.wakes()
  expect(told).toEqual([12_000])
  watch.wakes()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([12_000])
})

test('a timer that is quicker than the system tells of it, and then the system is not heard', () => {
  vi.advanceTimersByTime(12_000)
  watch.sleeps()
  vi.setSystemTime(start + 3_600_000)
  vi.advanceTimersByTime(5_000)
  watch.wakes()
  expect(told).toEqual([12_000])
})

test('a clock that is put back is no sleep', () => {
  vi.setSystemTime(start - 3_600_000)
  vi.advanceTimersByTime(20_000)
  expect(told).toEqual([])
})

test('another address is another network, once', () => {
  vi.advanceTimersByTime(5_000)
  addresses = 'wlan0 198.51.100.9'
  vi.advanceTimersByTime(30_000)
  expect(told).toEqual(['network'])
})

test('who wakes elsewhere is told of one thing, and is not told again', () => {
  addresses = ''
  vi.setSystemTime(start + 60_000)
  vi.advanceTimersByTime(30_000)
  expect(told).toEqual([0])
})

test('closed, it says nothing more', () => {
  watch.close()
  vi.setSystemTime(start + 60_000)
  vi.advanceTimersByTime(30_000)
  expect(told).toEqual([])
})

test('it holds no program open, and reads this computer’s own addresses', () => {
  vi.useRealTimers()
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const own = watchWake({ onWake: () => {}, onNetwork: () => {}, now: Date.now })
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBe(before)
  own.close()
})
