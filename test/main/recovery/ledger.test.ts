import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startLedger } from '../../../src/main/recovery/ledger.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { StoreUnavailable } from '../../../src/main/store/unavailable.ts'

const start = 1_780_000_000_000
const minute = 60_000
beforeEach(() => vi.useFakeTimers({ now: start, toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => vi.useRealTimers())

/** A store that writes down what it is told, and can fail. */
function open(since: number | null = null) {
  const written: [string, unknown][] = []
  const disk = { fails: false, freshMs: 20 * minute }
  const lasted: number[] = []
  const write = async (name: string, argument: unknown) => {
    if (disk.fails) throw new StoreUnavailable('SQLITE_FULL')
    written.push([name, argument])
    return null
  }
  const ledger = startLedger({
    store: { write } as unknown as Pick<Store, 'write'>,
    since,
    freshMs: () => disk.freshMs,
    now: Date.now,
    onEnd: (ms) => lasted.push(ms),
    unexpected: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { ledger, written, disk, lasted, settled }
}
const reachable = { state: 'reachable', why: 'tunnel-open', since: '' } as const
const unreachable = (at: number) =>
  ({ state: 'unreachable', why: 'tunnel-dropped', since: new Date(at).toISOString() }) as const
const connecting = { state: 'connecting', why: 'tunnel-opening', since: '' } as const
const gaps = (written: [string, unknown][]) => written.filter(([name]) => name !== 'alive')

test('the gap of the night lasts until the line is open, not only until the desk is', async () => {
  const { ledger, written, lasted, settled } = open(start - 60 * minute)
  ledger.reach(connecting)
  await settled()
  expect(written).toEqual([])
  vi.setSystemTime(start + 5000)
  ledger.reach(reachable)
  await settled()
  expect(written).toEqual([['gapEnds', { at: start + 5000 }]])
  expect(lasted).toEqual([60 * minute + 5000])
})

test('a line that is lost begins a gap when it was lost, once, and its return ends it', async () => {
  const { ledger, written, lasted, settled } = open()
  ledger.reach(reachable)
  vi.setSystemTime(start + minute)
  ledger.reach(unreachable(start + minute))
  ledger.reach({ ...unreachable(start + minute), why: 'tunnel-failed' })
  vi.setSystemTime(start + 3 * minute)
  ledger.reach(reachable)
  await settled()
  expect(gaps(written)).toEqual([
    ['gapBegins', { why: 'unreachable', at: start + minute }],
    ['gapEnds', { at: start + 3 * minute }],
  ])
  expect(lasted).toEqual([2 * minute])
})

test('a first start that is still opening its line is no gap, and nor is a desk with no way in', async () => {
  const { ledger, written, settled } = open()
  ledger.reach(connecting)
  ledger.reach(reachable)
  ledger.reach({ state: 'unreachable', why: 'this-computer-only', since: new Date(start).toISOString() })
  await settled()
  expect(gaps(written)).toEqual([])
})

test('a disk that fails is written down when it works again; a line that is lost meanwhile keeps the gap open', async () => {
  const { ledger, written, disk, lasted, settled } = open()
  ledger.reach(reachable)
  disk.fails = true
  ledger.trouble('SQLITE_FULL')
  await settled()
  ledger.reach(unreachable(start + minute))
  disk.fails = false
  ledger.trouble(null)
  await settled()
  expect(gaps(written)).toEqual([['gapBegins', { why: 'cannot-store', at: start }]])
  vi.setSystemTime(start + 10 * minute)
  ledger.reach(reachable)
  await settled()
  expect(gaps(written).at(-1)).toEqual(['gapEnds', { at: start + 10 * minute }])
  expect(lasted).toEqual([10 * minute])
})

test('a sleep lasts until the line is proven again; a nap of a minute is none', async () => {
  const { ledger, written, settled } = open()
  ledger.reach(reachable)
  vi.setSystemTime(start + minute)
  ledger.slept(start)
  await settled()
  expect(written).toEqual([])
  vi.setSystemTime(start + 90 * minute)
  ledger.reach({ ...connecting, why: 'proving' })
  ledger.slept(start + minute)
  await settled()
  expect(written).toEqual([['gapBegins', { why: 'not-running', at: start + minute }]])
  vi.setSystemTime(start + 91 * minute)
  ledger.reach(reachable)
  await settled()
  expect(written.slice(1)).toEqual([['gapEnds', { at: start + 91 * minute }]])
})

test.each(['proof-failed', 'public-url-silent'] as const)('%s begins a gap at the last proof', async (why) => {
  const { ledger, written, settled } = open()
  ledger.reach(reachable)
  vi.setSystemTime(start + 60 * minute)
  ledger.reach({ ...unreachable(start + 60 * minute), why, provenAt: new Date(start + 5 * minute).toISOString() })
  await settled()
  expect(written).toEqual([['gapBegins', { why: 'unreachable', at: start + 5 * minute }]])
})

test('a tunnel that drops begins a gap when it dropped while the last proof holds, else at that proof', async () => {
  for (const { provenAfter, freshAfter, beganAfter } of [
    { provenAfter: 45, freshAfter: 20, beganAfter: 60 },
    { provenAfter: 5, freshAfter: 20, beganAfter: 5 },
    { provenAfter: 5, freshAfter: 70, beganAfter: 60 },
  ]) {
    vi.setSystemTime(start)
    const { ledger, written, disk, settled } = open()
    disk.freshMs = freshAfter * minute
    const provenAt = new Date(start + provenAfter * minute).toISOString()
    vi.setSystemTime(start + provenAfter * minute)
    ledger.reach({ ...reachable, provenAt })
    vi.setSystemTime(start + 60 * minute)
    ledger.reach({ ...unreachable(start + 60 * minute), provenAt })
    await settled()
    expect(written).toEqual([['gapBegins', { why: 'unreachable', at: start + beganAfter * minute }]])
  }
})

test('a sleep and a disk that fails begin their gap at the last proof, too, where it was old', async () => {
  for (const part of ['slept', 'trouble'] as const) {
    vi.setSystemTime(start)
    const { ledger, written, settled } = open()
    ledger.reach({ ...reachable, provenAt: new Date(start).toISOString() })
    vi.setSystemTime(start + 90 * minute)
    if (part === 'slept') ledger.slept(start + 60 * minute)
    else ledger.trouble('SQLITE_FULL')
    await settled()
    expect(written[0]).toEqual(['gapBegins', { why: expect.any(String), at: start }])
  }
})

test('a sign of life names the last proof once that is old, and the moment itself while it is not', async () => {
  const { ledger, written, settled } = open()
  ledger.reach({ ...reachable, provenAt: new Date(start).toISOString() })
  for (let each = 0; each < 30; each += 1) vi.advanceTimersByTime(minute)
  await settled()
  const signs = written.map(([, argument]) => argument as { now: number; provenUntil: number })
  expect(signs).toHaveLength(30)
  for (const { now, provenUntil } of signs) expect(provenUntil).toBe(now - start > 20 * minute ? start : now)
  await ledger.close()
  expect(written.at(-1)).toEqual(['alive', { now: start + 30 * minute, provenUntil: start }])
})

test('a sign of life is written once a minute and at the end', async () => {
  const { ledger, written, settled } = open()
  for (let second = 0; second < 180; second += 1) vi.advanceTimersByTime(1000)
  await settled()
  expect(written).toEqual(
    [minute, 2 * minute, 3 * minute].map((after) => ['alive', { now: start + after, provenUntil: start + after }]),
  )
  vi.setSystemTime(start + 3 * minute + 500)
  await ledger.close()
  expect(written.at(-1)).toEqual(['alive', { now: start + 3 * minute + 500, provenUntil: start + 3 * minute + 500 }])
})

test('a computer that falls asleep, and may never wake, has shown its last sign of life at that moment', async () => {
  const { ledger, written, settled } = open()
  ledger.reach(reachable)
  vi.setSystemTime(start + 20_000)
  ledger.sleeps()
  await settled()
  expect(written).toEqual([['alive', { now: start + 20_000, provenUntil: start + 20_000 }]])
  await ledger.close()
})

test('a computer that slept has a gap from its last moment awake, though every part of the desk says all is well', async () => {
  const { ledger, written, lasted, settled } = open()
  ledger.reach(reachable)
  vi.setSystemTime(start + 601 * minute)
  ledger.slept(start + minute)
  await settled()
  expect(gaps(written)).toEqual([
    ['gapBegins', { why: 'not-running', at: start + minute }],
    ['gapEnds', { at: start + 601 * minute }],
  ])
  expect(lasted).toEqual([600 * minute])
  await ledger.close()
})
