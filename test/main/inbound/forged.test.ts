import { beforeAll, describe, expect, test } from 'vitest'
import { readFields } from '../../../src/main/inbound/fields.ts'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { storeWebhook } from '../../../src/main/inbound/store-webhook.ts'
import { readWebhook } from '../../../src/main/inbound/webhook.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import type { InboundText, RawWebhook, Receipt } from '../../../src/main/store/records.ts'
import { openConversation } from '../../support/conversation.ts'
import { seedOfRun } from '../../support/dice.ts'
import { forgerySecret, mutationNames } from './forgery.ts'
import { type ForgeryRun, judgeForgeries, judgeGenuine } from './forgery-run.ts'
import { form, goodText, inAllFormats } from './requests.ts'
import { openListener } from './wire.ts'

/** A million by night: test/fault/forged.night.ts. */
const forgeries = 50_000

describe(`${forgeries} forged requests, seed ${seedOfRun}`, () => {
  let run: ForgeryRun
  beforeAll(() => {
    run = judgeForgeries(forgeries, seedOfRun)
  }, 180_000)

  test('none that changes the meaning is accepted', () => {
    expect(run.accepted).toEqual([])
    const made = Object.values(run.kinds).map((kind) => kind.made)
    expect(made.reduce((sum, each) => sum + each)).toBe(forgeries)
    // Every way was tried often, and those that change nothing are let through, so the check is not a wall.
    expect(Math.min(...made)).toBeGreaterThan(forgeries / mutationNames.length / 20)
    for (const kind of ['another order', 'letters of the sig', 'another way of writing', 'another format'] as const)
      expect(run.kinds[kind]?.harmless, kind).toBeGreaterThan(100)
  })

  test('what passes with other words under the same id is there, and it is what Vonage itself signs alike', () => {
    expect(run.alike).toBeGreaterThan(50)
  })

  test('the SDK’s own check says the same of the same fields, but for two things that are meant', () => {
    expect(Object.keys(run.differences).toSorted()).toEqual(['it hashes blank values only', 'it throws without a sig'])
  })

  test('control: the SDK’s check behind a reader that takes what comes lets forged ones through', () => {
    expect(run.careless['fields hidden in a name']).toBeGreaterThan(50)
  })
})

test('10,000 genuine requests: none is refused, and each is read as what was sent', () => {
  expect(judgeGenuine(10_000, seedOfRun)).toEqual([])
}, 180_000)

test('a captured text with what Vonage signs alike exchanged is known by its id, and changes nothing', async () => {
  const { store, messages } = await openConversation()
  const door = {
    receive: async (text: InboundText) => void (await store.write('receive', text)),
    receipt: async (receipt: Receipt) => void (await store.write('receipt', receipt)),
    keep: (raw: RawWebhook) => store.write('keep', raw),
  }
  const genuine: Record<string, string> = { ...goodText, text: 'STOP=1&yes_no', timestamp: '1775117730' }
  const sig = sign(genuine, forgerySecret, 'sha256')
  const copies = ['&', '=', '_'].flatMap((one) =>
    ['&', '=', '_'].flatMap((other) => [
      { ...genuine, text: `STOP${one}1${other}yes_no`, sig },
      { ...genuine, text: `STOP${one}1_yes${other}no`, sig: sig.toLowerCase() },
    ]),
  )
  const requests = [{ ...genuine, sig }, ...copies].flatMap((fields) => inAllFormats(fields))
  for (const [, request] of requests) {
    const read = readFields(request)
    // Vonage's own blind spot: every one of them is validly signed.
    expect(read.ok && verifySignature(read.fields, [forgerySecret], 'sha256')).toBe(true)
    await storeWebhook(door, request, readWebhook(request, read))
  }
  expect(requests.length).toBeGreaterThan(50)
  expect(await messages()).toMatchObject([{ text: genuine.text, providerIds: [genuine.messageId] }])
})

test('over the wire: a forged one is 401 and never a text, however the secret is turned', async () => {
  const methods = ['sha256', 'sha512', 'sha1', 'md5', 'md5hash'] as const
  await using desk = await openListener({
    verify: (fields) => verifySignature(fields, [forgerySecret], 'sha256'),
    limits: { failures: { perSecond: Number.POSITIVE_INFINITY, burst: 1 } },
  })
  for (const method of methods) {
    const { status } = await fetch(desk.url, form({ ...goodText, sig: sign(goodText, forgerySecret, method) }))
    expect(status, method).toBe(method === 'sha256' ? 200 : 401)
  }
  expect(desk.store.texts).toHaveLength(1)
})
