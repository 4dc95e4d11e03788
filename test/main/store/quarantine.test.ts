import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RawWebhook } from '../../../src/main/store/records.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { openFreshStore } from '../../support/store.ts'

let store: Store
beforeEach(async () => {
  ;({ store } = await openFreshStore())
})
afterEach(() => store.close())

const dayMs = 86_400_000
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

test('what has been there for seven days makes room, as the next comes and as the desk starts', async () => {
  await keep(...Array.from({ length: 499 }, (_each, nth) => raw(`old-${nth}`)))
  await keep(raw('a day later', now + dayMs), raw('unreadable', now - 30 * dayMs, 'unreadable'))
  expect(await keep(raw('too many', now + 7 * dayMs))).toEqual([false])
  expect(await keep(raw('next', now + 7 * dayMs + 1))).toEqual([true])
  expect(await kept()).toEqual(['a day later', 'next'])
  await store.write('resume', { now: now + 8 * dayMs + 1 })
  expect(await kept()).toEqual(['next'])
  expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 1, unreadable: 1 })
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
