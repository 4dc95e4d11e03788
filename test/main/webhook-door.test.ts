import { afterEach, expect, test } from 'vitest'
import { verifySignature } from '../../src/main/inbound/signature.ts'
import { noLog } from '../../src/main/log/log.ts'
import { sign } from '../../src/main/practice/sign.ts'
import type { Store } from '../../src/main/store/store.ts'
import { StoreUnavailable } from '../../src/main/store/unavailable.ts'
import { readAgain, webhookDoor } from '../../src/main/webhook-door.ts'
import { eventually } from '../support/processes.ts'
import { openFreshStore } from '../support/store.ts'

const start = 1_780_000_000_000
const hour = 3_600_000
/** As many as are kept. */
const full = 500

let store: Store
afterEach(() => store.close())

/** Webhooks as they are kept when their signature fails, one a minute. */
async function kept(count: number, secret: string, from = 0) {
  for (let place = from; place < from + count; place += 1) {
    const fields = { msisdn: '447700900123', to: '447700900000', messageId: `id-${place}`, text: '2' }
    await store.write('keep', {
      why: 'signature',
      method: 'POST',
      target: '/x/inbound',
      contentType: 'application/x-www-form-urlencoded',
      body: new TextEncoder().encode(
        new URLSearchParams({ ...fields, sig: sign(fields, secret, 'sha256') }).toString(),
      ),
      arrivedAt: start + place * 60_000,
    })
  }
}

/** @returns how often it was said that there is something to ask for */
async function read(secret: string): Promise<number> {
  let gaps = 0
  const { promise: isRead, resolve: onNews } = Promise.withResolvers<void>()
  readAgain({
    store,
    verify: (fields) => verifySignature(fields, [secret], 'sha256'),
    door: webhookDoor(store.write, () => {}),
    log: noLog,
    now: () => start + 48 * hour,
    onNews,
    onGap: () => {
      gaps += 1
    },
    unexpected: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })
  await isRead
  return gaps
}
/** A desk whose disk fails at the first of them whenever they are read, and works again at once. */
function readOnBadDisk(againMs: number) {
  const heard: ((code: string | null) => void)[] = []
  const reads: number[] = []
  let isWell = false
  const door = webhookDoor(store.write, () => {})
  const reading = readAgain({
    store: { ...store, onTrouble: (listener) => void heard.push(listener) },
    verify: (fields) => verifySignature(fields, ['right'], 'sha256'),
    door: {
      ...door,
      receive: async (text) => {
        if (isWell) return door.receive(text)
        reads.push(performance.now())
        for (const code of ['SQLITE_IOERR', null]) setImmediate(() => heard.map((listener) => listener(code)))
        throw new StoreUnavailable('SQLITE_IOERR')
      },
    },
    log: noLog,
    now: () => start + 48 * hour,
    onNews: () => {},
    onGap: () => {},
    unexpected: () => {},
    againMs,
  })
  const works = () => {
    isWell = true
  }
  return { reads, works, reading }
}

const openGaps = () => store.ask('openGaps', undefined)

test('replies that a full quarantine could not keep while the secret was wrong are asked for once it is right', async () => {
  ;({ store } = await openFreshStore())
  // Forged ones are there whatever the secret is.
  await kept(3, 'guessed')
  await kept(full - 3 + 20, 'right', 3)
  expect(await read('still wrong')).toBe(0)
  expect(await openGaps()).toEqual([])
  expect(await read('right')).toBe(1)
  // From the first that was told to come again.
  expect(await openGaps()).toMatchObject([
    { beganAt: start + full * 60_000, endedAt: start + 48 * hour, askedUntil: null },
  ])
  // At the next start it is over.
  expect(await read('right')).toBe(0)
  expect(await openGaps()).toHaveLength(1)
})

test('replies that were kept for seven days while the secret was wrong, and then no longer, are asked for too', async () => {
  ;({ store } = await openFreshStore())
  const nineDays = 9 * 24 * 60
  await kept(3, 'right')
  await kept(1, 'right', nineDays)
  expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 1 })
  expect(await read('right')).toBe(1)
  expect(await openGaps()).toMatchObject([{ beganAt: start, askedUntil: null }])
  expect(await read('right')).toBe(0)
  // What comes later, with a wrong secret again, has nothing to do with those.
  await kept(1, 'newer', nineDays + 1)
  expect(await read('newer')).toBe(0)
  expect(await openGaps()).toHaveLength(1)
})

test('… also where the start was what made room', async () => {
  ;({ store } = await openFreshStore())
  await kept(3, 'right')
  const eightDays = 8 * 24 * 60
  await kept(1, 'right', 2 * 24 * 60)
  for (const minutes of [eightDays, eightDays]) await store.write('resume', { now: start + minutes * 60_000 })
  expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 1 })
  expect(await read('right')).toBe(1)
  expect(await openGaps()).toMatchObject([{ beganAt: start }])
})

test('control: one that kept all of them leaves nothing to ask for', async () => {
  ;({ store } = await openFreshStore())
  await kept(full, 'right')
  expect(await read('right')).toBe(0)
  expect(await openGaps()).toEqual([])
})

test('control: one that is full of forged ones does so neither', async () => {
  ;({ store } = await openFreshStore())
  await kept(full + 1, 'guessed')
  expect(await read('right')).toBe(0)
  expect(await openGaps()).toEqual([])
})

test('one that fails the disk each time it is stored is read again at once, and then every few minutes', async () => {
  ;({ store } = await openFreshStore())
  await kept(1, 'right')
  const againMs = 1_500
  const { reads, works, reading } = readOnBadDisk(againMs)
  await eventually(() => expect(reads).toHaveLength(3), 20_000)
  const [, second = 0, third = 0] = reads
  expect(third - second).toBeGreaterThan(againMs - 50)
  works()
  await eventually(async () => expect(await store.ask('list', {})).toHaveLength(1), 20_000)
  reading.close()
})

test('what a full quarantine could not keep is one gap, though the disk failed before the first of it came in', async () => {
  ;({ store } = await openFreshStore())
  await kept(full + 1, 'right')
  const { reads, reading } = readOnBadDisk(hour)
  // All of them twice.
  await eventually(() => expect(reads).toHaveLength(2 * full), 20_000)
  expect(await openGaps()).toHaveLength(1)
  reading.close()
})
