import { afterEach, expect, test } from 'vitest'
import { rereadQuarantine } from '../../../src/main/inbound/quarantine.ts'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { openFreshStore } from '../../support/store.ts'

let store: Store
afterEach(async () => {
  faults = []
  await store.close()
})

/** A webhook as it is kept when its signature fails. */
async function keep(id: string, secret: string, fields: Record<string, string> = {}) {
  const all = { msisdn: '447700900123', to: '447700900000', messageId: id, text: '2', 'api-key': 'abcd1234', ...fields }
  const body = new URLSearchParams({ ...all, sig: sign(all, secret, 'sha256') }).toString()
  await store.write('keep', {
    why: 'signature',
    method: 'POST',
    target: '/x/inbound',
    contentType: 'application/x-www-form-urlencoded',
    body: new TextEncoder().encode(body),
    arrivedAt: 1_780_000_000_000,
  })
}

let faults: unknown[] = []
const reread = (secret: string, release = (id: number): Promise<unknown> => store.write('release', id)) =>
  rereadQuarantine({
    next: (after) => store.ask('badlySigned', after),
    release,
    verify: (fields) => verifySignature(fields, [secret], 'sha256'),
    store: {
      receive: async (text) => void (await store.write('receive', text)),
      receipt: async (receipt) => void (await store.write('receipt', receipt)),
      keep: (raw) => store.write('keep', raw),
    },
    unexpected: (_what, error) => faults.push(error),
  })
const texts = async () => (await store.ask('list', {})).map(({ text }) => text)
const left = async () => (await store.ask('counts', undefined)).badlySigned

test('with the right secret the replies come in, in their order, and what is forged stays', async () => {
  ;({ store } = await openFreshStore())
  for (let count = 1; count <= 120; count += 1) await keep(`id-${count}`, 'right', { text: `reply ${count}` })
  await keep('forged', 'guessed')
  await keep('unreadable', 'right', { msisdn: ' ' })
  expect(await reread('still wrong')).toBe(0)
  expect(await left()).toBe(122)
  expect(await reread('right')).toBe(121)
  expect((await texts()).slice(0, 2)).toEqual(['reply 120', 'reply 119'])
  expect(await store.ask('list', { limit: 200 })).toHaveLength(120)
  expect(await left()).toBe(1)
  expect(await store.ask('counts', undefined)).toMatchObject({ unreadable: 1 })
  expect(await reread('right')).toBe(0)
})

test('a crash between storing and releasing doubles nothing', async () => {
  ;({ store } = await openFreshStore())
  await keep('once', 'right')
  expect(await reread('right', () => Promise.reject(new Error('power cut')))).toBe(0)
  expect(faults).toEqual([new Error('power cut')])
  expect(await reread('right')).toBe(1)
  expect(await texts()).toEqual(['2'])
  expect(await left()).toBe(0)
})
