import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { RawWebhook } from '../../../src/main/store/records.ts'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import { openFreshStore, startThreads } from '../../support/store.ts'

let store: Store
beforeEach(async () => {
  ;({ store } = await openFreshStore())
})
afterEach(() => store.close())

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const now = 1_780_000_000_000
const raw = (text: string, arrivedAt = now, why: RawWebhook['why'] = 'signature'): RawWebhook => ({
  why,
  method: 'POST',
  target: '/x/inbound',
  contentType: '',
  body: Buffer.from(text),
  arrivedAt,
})
const keep = (...raws: RawWebhook[]) => Promise.all(raws.map((each) => store.write('keep', each)))
const kept = async () => {
  const all: string[] = []
  for (let after = 0; ; ) {
    const some = await store.ask('badlySigned', after)
    if (some.length === 0) return all
    for (const { id, body } of some) {
      after = id
      all.push(Buffer.from(body).toString())
    }
  }
}

test('the quarantine takes 500 and then no more, so that newer ones push nothing out', async () => {
  const taken = await keep(...Array.from({ length: 520 }, (_each, nth) => raw(`id-${nth}`)))
  expect(taken.filter(Boolean)).toHaveLength(500)
  expect(await kept()).toEqual(Array.from({ length: 500 }, (_each, nth) => `id-${nth}`))
  // What is genuine and unreadable has a bound of its own.
  expect(await keep(raw('unreadable', now, 'unreadable'))).toEqual([true])
})

test('what cannot be checked takes room of its own, and not that of what is known to be no text', async () => {
  const unchecked = { ...raw('of the Messages API', now, 'messages-api'), isUnchecked: true as const }
  const taken = await keep(...Array.from({ length: 2_010 }, () => unchecked))
  expect(taken.filter(Boolean)).toHaveLength(2_000)
  expect(await keep(raw('signed wrongly'), raw('checked', now, 'messages-api'))).toEqual([true, true])
})

test('what has been there for seven days makes room, as the next comes and as the desk starts', async () => {
  await keep(...Array.from({ length: 499 }, (_each, nth) => raw(`old-${nth}`)))
  await keep(raw('a day later', now + dayMs), raw('unreadable', now - 30 * dayMs, 'unreadable'))
  expect(await keep(raw('too many', now + 7 * dayMs))).toEqual([false])
  // Looked for once an hour: all of them are read for it, and forged ones may come ten a second.
  expect(await keep(raw('next', now + 7 * dayMs + hourMs - 1))).toEqual([false])
  expect(await keep(raw('next', now + 7 * dayMs + hourMs))).toEqual([true])
  expect(await kept()).toEqual(['a day later', 'next'])
  await store.write('resume', { now: now + 8 * dayMs + 1 })
  expect(await kept()).toEqual(['next'])
  expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 1, unreadable: 1 })
})

test('of what cannot be read, 20,000 are kept; then what is older than ninety days makes room, and nothing newer', async () => {
  const { store: full, folder } = await openFreshStore()
  await full.close()
  const file = new Database(join(folder, 'desk.db'))
  file
    .prepare(
      `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
       INSERT INTO inbound_raw (why, method, target, content_type, body, arrived_at)
       SELECT 'unreadable', 'POST', '/', '', x'00', ? + n * 36000 FROM n`,
    )
    .run(now)
  file.close()
  const again = await openStore(startThreads(), folder)
  onTestFinished(() => again.close())
  const at = async (arrivedAt: number) => again.write('keep', raw('next', arrivedAt, 'unreadable'))
  expect(await at(now + 90 * dayMs)).toBe(false)
  expect(await at(now + 90 * dayMs + 36_001)).toBe(false)
  expect(await at(now + 90 * dayMs + hourMs)).toBe(true)
  expect(await again.ask('counts', undefined)).toMatchObject({ unreadable: 20_000 - 99 + 1 })
})

test('a clock that is put forward makes nothing old: not within a run, and not at the next start', async () => {
  await store.write('resume', { now })
  await keep(raw('genuine'))
  await keep(raw('a moment later, by a wrong clock', now + 400 * dayMs))
  expect(await kept()).toHaveLength(2)
  await store.write('resume', { now: now + 400 * dayMs })
  await keep(raw('next', now + 400 * dayMs))
  expect(await kept()).toHaveLength(3)
  await store.write('resume', { now })
  expect(await kept()).toHaveLength(3)
})

test('control: what is old by the clocks of two starts goes', async () => {
  await store.write('resume', { now })
  await keep(raw('old'))
  await store.write('resume', { now: now + 8 * dayMs })
  expect(await kept()).toEqual(['old'])
  await store.write('resume', { now: now + 8 * dayMs + 1 })
  expect(await kept()).toEqual([])
})
