import { describe, expect, test } from 'vitest'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import { form, formOf, goodReceipt, goodText, json } from './requests.ts'
import { expectEmpty, memoryStore, openListener } from './wire.ts'

const full = () => Promise.reject(new Error('disk full'))

describe('the store comes before the answer', () => {
  test('200 waits for it', async () => {
    const arrived = Promise.withResolvers<void>()
    const committed = Promise.withResolvers<void>()
    const store = memoryStore(() => {
      arrived.resolve()
      return committed.promise
    })
    await using desk = await openListener({ store })
    let answered = false
    const answer = fetch(desk.url, form(goodText)).then((response) => {
      answered = true
      return response
    })
    await arrived.promise
    // Another request comes all the way back meanwhile.
    await fetch(desk.url)
    expect(answered).toBe(false)
    committed.resolve()
    await expectEmpty(await answer, 200)
  })

  test.each([
    ['a text', form(goodText)],
    ['a receipt', json(goodReceipt)],
    ['something unreadable', form({ a: 'b' })],
    ['a binary text', form({ ...goodText, type: 'binary' })],
  ])('503 when it cannot store %s', async (_label, request) => {
    await using desk = await openListener({ store: memoryStore(full) })
    const response = await fetch(desk.url, request)
    expect(response.headers.get('retry-after')).toBe('30')
    await expectEmpty(response, 503)
    expect(desk.surprises).toHaveLength(1)
  })

  test('503 when the bytes of a binary text cannot be kept', async () => {
    await using desk = await openListener({ store: { ...memoryStore(), keep: full } })
    await expectEmpty(await fetch(desk.url, form({ ...goodText, type: 'binary' })), 503)
  })

  test('503 when it throws at once', async () => {
    const broken = () => {
      throw new Error('closed')
    }
    await using desk = await openListener({ store: { receive: broken, receipt: broken, keep: broken } })
    await expectEmpty(await fetch(desk.url, form(goodText)), 503)
    await expectEmpty(await fetch(desk.url, form({})), 503)
  })
})

describe('signatures', () => {
  const key = 'dispatch-demo-secret-01'
  const verify = (fields: ReadonlyMap<string, string>) => verifySignature(fields, [key], 'sha256')
  const signed = {
    ...goodText,
    timestamp: '1775117730',
    nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e01',
    sig: '703c305d85bdaf59036a3fd5b5570abc4b826c98a5cf6c4215149d981c246829',
  }

  const signedAs = (fields: Record<string, string>) => ({ ...fields, sig: sign(fields, key, 'sha256') })

  const messagesApi = {
    message_uuid: 'aaaaaaaa-1a7e-4f0b-8f6e-5a4b3c2d1e09',
    to: '447700900800',
    from: '447700900111',
    channel: 'sms',
    timestamp: '2026-04-02T08:20:00Z',
    message_type: 'text',
    text: '2',
  }

  test('a right one passes in every format', async () => {
    let arrivals = 0
    await using desk = await openListener({ verify, onArrival: () => (arrivals += 1) })
    for (const answer of [
      fetch(desk.url, form(signed)),
      fetch(desk.url, json({ ...signed, timestamp: 1775117730 })),
      fetch(`${desk.url}?${formOf(signed)}`),
    ])
      await expectEmpty(await answer, 200)
    expect(desk.store.texts).toHaveLength(3)
    expect(arrivals).toBe(3)
  })

  test.each([
    ['none', form(goodText)],
    ['a wrong one', form({ ...signed, text: 'Leaving now, 21 min' })],
    ['a nested value', json({ ...signed, extra: {} })],
    ['a repeated name', { ...form({}), body: `${formOf(signed)}&text=again` }],
  ])('401 for %s, and the bytes are kept', async (_label, request) => {
    let arrivals = 0
    await using desk = await openListener({ verify, onArrival: () => (arrivals += 1) })
    await expectEmpty(await fetch(desk.url, request), 401)
    expect(desk.store.texts).toEqual([])
    expect(desk.store.raws).toMatchObject([{ why: 'signature', body: new Uint8Array(Buffer.from(request.body)) }])
    expect(arrivals).toBe(0)
  })

  test.each([
    ['what fails the check', form(goodText)],
    ['what cannot be checked', json(messagesApi)],
  ])('503 when the bytes of %s cannot be kept: it must come again', async (_label, request) => {
    await using desk = await openListener({ verify, store: memoryStore(full) })
    await expectEmpty(await fetch(desk.url, request), 503)
  })

  test.each([
    ['what fails the check', form(goodText)],
    ['what cannot be checked', json(messagesApi)],
    ['a binary text that passes', form({ ...signedAs({ ...goodText, type: 'binary' }) })],
  ])('503 with a reason of its own when there is no room for %s: the disk is well', async (_label, request) => {
    const refused: string[] = []
    const store = { ...memoryStore(), keep: async () => false }
    await using desk = await openListener({ verify, store, onRefused: (why) => refused.push(why) })
    for (let again = 0; again < 3; again += 1) {
      const response = await fetch(desk.url, request)
      expect(response.headers.get('retry-after')).toBe('30')
      await expectEmpty(response, 503)
    }
    expect([refused, desk.surprises]).toEqual([['no-room', 'no-room', 'no-room'], []])
  })

  test.each([
    ['flat', messagesApi],
    ['nested', { ...messagesApi, usage: { currency: 'EUR', price: '0.0333' }, sms: { num_messages: '1' } }],
  ])(
    'of the Messages API, which signs otherwise: 200, its bytes are kept, and it proves nothing (%s)',
    async (_label, body) => {
      let arrivals = 0
      const refused: string[] = []
      await using desk = await openListener({
        verify,
        onArrival: () => (arrivals += 1),
        onRefused: (why) => refused.push(why),
      })
      await expectEmpty(await fetch(desk.url, json(body)), 200)
      expect(desk.store.raws).toMatchObject([{ why: 'messages-api', isUnchecked: true }])
      expect([arrivals, refused]).toEqual([0, []])
    },
  )

  test.each([
    ['that is signed, and wrongly', { ...messagesApi, sig: '00'.repeat(32) }],
    ['with the id of the SMS API', { ...messagesApi, messageId: '1' }],
    ['that is longer than any text', { ...messagesApi, text: 'x'.repeat(17 * 1024) }],
  ])('control: 401 for one %s', async (_label, body) => {
    await using desk = await openListener({ verify })
    await expectEmpty(await fetch(desk.url, json(body)), 401)
    expect(desk.store.raws).toMatchObject([{ why: 'signature' }])
  })

  test('what fails the check and what cannot be checked share ten a second', async () => {
    await using desk = await openListener({ verify, limits: { failures: { perSecond: 0.001, burst: 3 } } })
    const answers = []
    for (const request of [json(messagesApi), form(goodText), json(messagesApi), json(messagesApi), form(goodText)])
      answers.push((await fetch(desk.url, request)).status)
    expect(answers).toEqual([200, 401, 200, 503, 503])
    await expectEmpty(await fetch(desk.url, form(signed)), 200)
  })

  test('the link check needs none', async () => {
    await using desk = await openListener({ verify })
    await expectEmpty(await fetch(desk.url), 200)
  })

  test('503 when the check itself breaks', async () => {
    const broken = () => {
      throw new Error('a mistake of ours')
    }
    await using desk = await openListener({ verify: broken })
    await expectEmpty(await fetch(desk.url, form(signed)), 503)
    expect(desk.surprises).toEqual([new Error('a mistake of ours')])
  })
})
