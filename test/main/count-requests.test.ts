import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countRequests } from '../../src/main/count-requests.ts'
import type { Store } from '../../src/main/store/store.ts'
import { StoreUnavailable } from '../../src/main/store/unavailable.ts'

const start = Date.UTC(2026, 10, 30, 23, 0)
beforeEach(() => vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

/** A store that keeps one value, and can fail. */
function memory() {
  const disk = { kept: null as string | null, writes: 0, fails: false, quota: 20_000 as number | null }
  const write = async (name: string, { fresh, value }: { fresh: string; value: string }) => {
    if (disk.fails) throw new StoreUnavailable('SQLITE_FULL')
    if (name === 'setMeta') disk.writes += 1
    disk.kept = name === 'setMeta' ? value : (disk.kept ?? fresh)
    return disk.kept
  }
  const open = () =>
    countRequests({
      store: { write } as unknown as Pick<Store, 'write'>,
      quota: () => disk.quota,
      now: Date.now,
      unexpected: (what, error) => {
        throw new Error(`${what}: ${error}`)
      },
    })
  return { disk, open }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('what came is counted, and goes on being counted after a restart', async () => {
  const { open } = memory()
  const requests = await open()
  expect(requests.read()).toEqual({ month: '2026-11', count: 0, quota: 20_000, used: null })
  for (let each = 0; each < 7; each += 1) requests.count(1)
  expect(requests.read().count).toBe(7)
  await requests.close()
  expect((await open()).read()).toEqual({ month: '2026-11', count: 7, quota: 20_000, used: null })
})

test('it is written once a minute, however many come, and not without one', async () => {
  const { open, disk } = memory()
  const requests = await open()
  for (let second = 0; second < 180; second += 1) {
    for (let each = 0; each < 20; each += 1) requests.count(1)
    vi.advanceTimersByTime(1_000)
    await settled()
  }
  expect(disk.writes).toBe(3)
  await requests.close()
  vi.advanceTimersByTime(600_000)
  await settled()
  expect([disk.writes, disk.kept]).toEqual([3, '2026-11 3600'])
})

test('a month begins at midnight in UTC, also when nothing comes and when the desk was off', async () => {
  const { open } = memory()
  const requests = await open()
  requests.count(1)
  vi.setSystemTime(Date.UTC(2026, 11, 1))
  expect(requests.read()).toMatchObject({ month: '2026-12', count: 0 })
  await requests.close()
  const again = await open()
  again.count(1)
  expect(again.read()).toMatchObject({ month: '2026-12', count: 1 })
})

test('what could not be written is written later', async () => {
  const { open, disk } = memory()
  const requests = await open()
  disk.fails = true
  requests.count(1)
  vi.advanceTimersByTime(60_000)
  await settled()
  disk.fails = false
  requests.count(1)
  vi.advanceTimersByTime(60_000)
  await settled()
  expect(disk.kept).toBe('2026-11 2')
})

test.each(['', 'nonsense', '2026-11', '2026-11 -4'])('a kept “%s” counts for nothing', async (kept) => {
  const { open, disk } = memory()
  disk.kept = kept
  expect((await open()).read()).toMatchObject({ month: '2026-11', count: 0 })
})

test.each([
  { count: 9_999, used: null },
  { count: 10_000, used: 'half' },
  { count: 15_999, used: 'half' },
  { count: 16_000, used: 'most' },
  { count: 25_000, used: 'most' },
])('of $count requests the free plan says “$used”, a paid one nothing', async ({ count, used }) => {
  const { open, disk } = memory()
  disk.kept = `2026-11 ${count}`
  const requests = await open()
  expect(requests.read()).toEqual({ month: '2026-11', count, quota: 20_000, used })
  disk.quota = null
  expect(requests.read()).toEqual({ month: '2026-11', count, quota: null, used: null })
  disk.quota = 20_000
  vi.setSystemTime(Date.UTC(2026, 11, 1))
  expect(requests.read()).toMatchObject({ count: 0, used: null })
})
