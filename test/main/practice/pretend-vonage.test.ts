import { afterEach, describe, expect, test } from 'vitest'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { type PretendVonageNeeds, startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import { startCatcher } from './catcher.ts'

const started: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.close()
})

async function open(needs: PretendVonageNeeds = {}): Promise<PretendVonage> {
  const vonage = await startPretendVonage({ apiKey: 'abcd1234', apiSecret: 'Secret123', speed: 50, ...needs })
  started.push(vonage)
  return vonage
}

const basic = (key: string, secret: string) => ({ authorization: `Basic ${btoa(`${key}:${secret}`)}` })
const sms = { from: '447700900000', to: '447700900111', text: 'Hello' }

/** Sends as the SDK does: JSON and Basic. */
function send(vonage: PretendVonage, fields: Record<string, unknown>, headers = basic('abcd1234', 'Secret123')) {
  return fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fields),
    redirect: 'manual',
  })
}

function sendForm(vonage: PretendVonage, fields: Record<string, string>) {
  return fetch(`${vonage.restHost}/sms/json`, { method: 'POST', body: new URLSearchParams(fields) })
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

describe('a text that is taken', () => {
  test('is answered 200 with text for every value', async () => {
    const vonage = await open()
    const response = await send(vonage, { ...sms, 'client-ref': 'ref-1', 'account-ref': 'north' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const bytes = await response.text()
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(JSON.parse(bytes)).toEqual({
      'message-count': '1',
      messages: [
        {
          to: '447700900111',
          'message-id': expect.stringMatching(uuid),
          status: '0',
          'remaining-balance': '999.96670000',
          'message-price': '0.03330000',
          network: '23410',
          'client-ref': 'ref-1',
          'account-ref': 'north',
        },
      ],
    })
  })

  test('a form with the key and secret in it will do, and nothing secret is written down', async () => {
    const vonage = await open()
    const response = await sendForm(vonage, { ...sms, api_key: 'abcd1234', api_secret: 'Secret123' })
    expect(await response.json()).toMatchObject({ messages: [{ status: '0' }] })
    await send(vonage, sms)
    const written = JSON.stringify(vonage.record())
    expect(written).not.toContain('Secret123')
    expect(written).not.toContain(btoa('abcd1234:Secret123'))
    expect(vonage.record().requests).toMatchObject([{ text: 'Hello' }, { text: 'Hello' }])
  })

  test.each([
    { label: 'one element a part', text: 'a'.repeat(161), type: 'text', count: 2, shown: 'a'.repeat(161) },
    { label: 'no detection: sent as text, 🚛 is a ?', text: 'Van 🚛', type: 'text', count: 1, shown: 'Van ?' },
    { label: 'unicode counts 16 bits', text: 'a'.repeat(71), type: 'unicode', count: 2, shown: 'a'.repeat(71) },
  ])('$label', async ({ text, type, count, shown }) => {
    const vonage = await open()
    const body = await (await send(vonage, { ...sms, text, type })).json()
    expect(body['message-count']).toBe(String(count))
    expect(new Set(body.messages.map((each: Record<string, string>) => each['message-id'])).size).toBe(count)
    expect(vonage.record().requests).toMatchObject([{ text: shown }])
    expect(body.messages[0]['remaining-balance']).toBe((1000 - 0.0333 * count).toFixed(8))
  })
})

describe('a text that is refused is answered 200 too', () => {
  const long = `https://example.com/${'x'.repeat(90)}`
  test.each<{ label: string; change: Record<string, unknown>; status: string; text: string }>([
    { label: 'no sender', change: { from: undefined }, status: '2', text: 'Missing from param' },
    { label: 'null is missing', change: { to: null }, status: '2', text: 'Missing to param' },
    { label: 'empty text', change: { text: '' }, status: '2', text: 'Missing text param' },
    { label: 'a plus', change: { to: '+447700900111' }, status: '3', text: 'Invalid value for parameter: to' },
    { label: 'an old type', change: { type: 'vcard' }, status: '3', text: 'Invalid value for parameter: type' },
    { label: 'ttl too short', change: { ttl: 1000 }, status: '3', text: 'Invalid value for parameter: ttl' },
    {
      label: 'a reference of 41',
      change: { 'client-ref': 'x'.repeat(41) },
      status: '3',
      text: 'Invalid value for parameter: client-ref',
    },
    { label: 'too long', change: { text: 'a'.repeat(3201) }, status: '12', text: 'Message too long' },
    {
      label: 'a word to the United States',
      change: { from: 'Depot', to: '12025550111' },
      status: '15',
      text: 'Illegal Sender Address - rejected',
    },
    { label: 'a callback of 110', change: { callback: long }, status: '23', text: 'Invalid callback URL' },
    {
      label: 'a callback with a space',
      change: { callback: 'https://x.example/a b' },
      status: '23',
      text: 'Invalid callback URL',
    },
  ])('$label: $status', async ({ change, status, text }) => {
    const vonage = await open()
    const response = await send(vonage, { ...sms, ...change })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ 'message-count': '1', messages: [{ status, 'error-text': text }] })
    expect(vonage.record().requests).toMatchObject([{ accepted: [], text: null }])
  })

  test.each([
    { label: 'wrong secret', headers: basic('abcd1234', 'other'), status: '4' },
    { label: 'wrong key', headers: basic('abcd9999', 'Secret123'), status: '4' },
    { label: 'no key at all', headers: { authorization: '' }, status: '2' },
  ])('$label: $status', async ({ headers, status }) => {
    const vonage = await open()
    expect(await (await send(vonage, sms, headers)).json()).toMatchObject({ messages: [{ status }] })
  })

  test('signed instead of a secret: taken when the signature fits, 14 when not, 32 with the secret too', async () => {
    const vonage = await open({ settings: { signature: { secret: 'sig-secret', method: 'sha256' } } })
    const fields = { ...sms, api_key: 'abcd1234', timestamp: '1775118000' }
    const sig = sign(fields, 'sig-secret', 'sha256')
    const statusOf = async (sent: Record<string, string>) =>
      (await (await sendForm(vonage, sent)).json()).messages[0].status
    expect(await statusOf({ ...fields, sig })).toBe('0')
    expect(await statusOf({ ...fields, sig, text: 'Hello!' })).toBe('14')
    expect(await statusOf({ ...fields, sig, api_secret: 'Secret123' })).toBe('32')
  })

  test('no credit: 9', async () => {
    const vonage = await open({ settings: { balance: 0.05 } })
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '9' }] })
  })

  test('the 31st in a second is throttled, in both wordings', async () => {
    const vonage = await open()
    const answers = await Promise.all(
      Array.from({ length: 34 }, async () => (await (await send(vonage, sms)).json()).messages[0]),
    )
    const refused = answers.filter(({ status }) => status === '1')
    // A slow machine may let a second pass meanwhile; one must have been refused all the same.
    expect(refused.length).toBeGreaterThan(1)
    expect(refused.length).toBeLessThanOrEqual(4)
    const texts = refused.map((each) => each['error-text'])
    expect(texts).toContainEqual(expect.stringMatching(/^Throughput Rate Exceeded - please wait \[ \d+ \] and retry$/))
    expect(texts).toContain('Exceeded maximum MT throughput[ MAX [ 30 ] INTERVAL [ 1000 ] ]')
  })
})

describe('what a coming request can be made to meet', () => {
  test('statuses by number, and a mixed answer', async () => {
    const vonage = await open()
    vonage.next({ statuses: ['7'] }, { statuses: ['0', '1'] })
    expect(await (await send(vonage, sms)).json()).toMatchObject({
      'message-count': '1',
      messages: [{ status: '7', 'error-text': 'Number Barred - rejected' }],
    })
    expect(await (await send(vonage, sms)).json()).toMatchObject({
      'message-count': '2',
      messages: [{ status: '0' }, { status: '1' }],
    })
    expect(vonage.record().requests.map(({ accepted }) => accepted.length)).toEqual([0, 1])
  })

  test.each([
    { behaviour: { answer: 'http', code: 401 }, status: 401, type: 'application/json' },
    { behaviour: { answer: 'http', code: 429, retryAfterSeconds: 2 }, status: 429, type: 'application/json' },
    { behaviour: { answer: 'http', code: 503 }, status: 503, type: 'text/html' },
    { behaviour: { answer: 'http', code: 204 }, status: 204, type: null },
    { behaviour: { answer: 'http', code: 302 }, status: 302, type: 'text/html' },
    { behaviour: { answer: 'http', code: 307 }, status: 307, type: 'text/html' },
    { behaviour: { answer: 'html' }, status: 200, type: 'text/html' },
    { behaviour: { answer: 'plain-text' }, status: 200, type: 'text/plain' },
    { behaviour: { answer: 'empty' }, status: 200, type: 'application/json' },
    { behaviour: { answer: 'braces' }, status: 200, type: 'application/json' },
    { behaviour: { answer: 'throttled' }, status: 200, type: 'application/json' },
  ] as const)('$behaviour takes nothing', async ({ behaviour, status, type }) => {
    const vonage = await open()
    vonage.next(behaviour)
    const response = await send(vonage, sms)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    expect(vonage.record().requests).toMatchObject([{ accepted: [] }])
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
  })

  test('429 says when, a redirect leads to a page that answers 200 to anything', async () => {
    const vonage = await open()
    vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 2 }, { answer: 'http', code: 302 })
    expect((await send(vonage, sms)).headers.get('retry-after')).toBe('2')
    expect((await send(vonage, sms)).headers.get('location')).toBe('/pretend/page')
    expect((await fetch(`${vonage.restHost}/pretend/page`, { method: 'POST' })).status).toBe(200)
  })

  test.each(['reset', 'cut'] as const)('%s, and nothing was taken', async (answer) => {
    const vonage = await open()
    vonage.next({ answer })
    await expect(send(vonage, sms).then((response) => response.text())).rejects.toThrow()
    expect(vonage.record().requests).toMatchObject([{ accepted: [], answer: { fault: answer } }])
  })

  test.each(['reset', 'cut', 'html', 'empty', 'braces', 'http'] as const)('taken, and then %s', async (answer) => {
    const vonage = await open()
    const arrived = new Promise((resolve) => vonage.onArrival(resolve))
    vonage.next({ answer, accept: true })
    await send(vonage, { ...sms, 'client-ref': 'ref-9' })
      .then((response) => response.text())
      .catch(() => 'failed')
    expect(vonage.record().requests).toMatchObject([{ accepted: [expect.stringMatching(uuid)], text: 'Hello' }])
    expect(await arrived).toMatchObject({ clientRef: 'ref-9', text: 'Hello' })
  })

  test('taken, and then silence until the caller gives up', async () => {
    const vonage = await open()
    vonage.next({ answer: 'silence', accept: true })
    const asked = fetch(`${vonage.restHost}/sms/json`, {
      method: 'POST',
      headers: basic('abcd1234', 'Secret123'),
      body: new URLSearchParams(sms),
      signal: AbortSignal.timeout(200),
    })
    await expect(asked).rejects.toThrow('aborted')
    expect(vonage.record().requests).toMatchObject([{ accepted: [expect.anything()] }])
  })

  test('a slow answer, for so many requests, and taken back', async () => {
    const vonage = await open()
    vonage.next({ afterMs: 120, times: 2 })
    for (let count = 0; count < 2; count += 1) {
      const from = performance.now()
      await send(vonage, sms)
      expect(performance.now() - from).toBeGreaterThan(110)
    }
    vonage.next({ answer: 'html' })
    vonage.forget()
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
  })
})

describe('receipts', () => {
  test('accepted then delivered, to the callback of the send, else to the account’s', async () => {
    const vonage = await open()
    const desk = await startCatcher()
    started.push(desk)
    vonage.link({ receipts: `${desk.url}/account` })
    const body = await (await send(vonage, { ...sms, 'client-ref': 'run-1/stop&3' })).json()
    await desk.atLeast(2)
    await send(vonage, { ...sms, callback: `${desk.url}/own?key=1` })
    const caught = await desk.atLeast(4)
    expect(caught.map(({ url, fields }) => [url, fields.status])).toEqual([
      ['/account', 'accepted'],
      ['/account', 'delivered'],
      ['/own?key=1', 'accepted'],
      ['/own?key=1', 'delivered'],
    ])
    expect(caught[1]?.fields).toEqual({
      msisdn: '447700900111',
      to: '447700900000',
      'network-code': '23410',
      messageId: body.messages[0]['message-id'],
      price: '0.03330000',
      status: 'delivered',
      scts: expect.stringMatching(/^\d{10}$/),
      'err-code': '0',
      'api-key': 'abcd1234',
      'client-ref': 'run-1/stop&3',
      'message-timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    })
  })

  test.each([
    { receipts: 'doubled', statuses: ['accepted', 'accepted', 'delivered', 'delivered'] },
    { receipts: 'swapped', statuses: ['delivered', 'accepted'] },
    { receipts: [{ status: 'failed', afterMs: 0, errCode: '9' }], statuses: ['failed'] },
    { receipts: [{ status: 'expired', afterMs: 0, fields: { 'err-code': null, extra: 'x' } }], statuses: ['expired'] },
  ] as const)('$receipts', async ({ receipts, statuses }) => {
    const vonage = await open()
    const desk = await startCatcher()
    started.push(desk)
    vonage.link({ receipts: desk.url })
    vonage.next({ receipts: typeof receipts === 'string' ? receipts : [...receipts] })
    await send(vonage, sms)
    const caught = await desk.atLeast(statuses.length)
    expect(caught.map(({ fields }) => fields.status)).toEqual(statuses)
    if (statuses[0] === 'failed') expect(caught[0]?.fields['err-code']).toBe('9')
    if (statuses[0] === 'expired') expect(caught[0]?.fields).toMatchObject({ extra: 'x' })
    if (statuses[0] === 'expired') expect(caught[0]?.fields).not.toHaveProperty('err-code')
  })

  test('early ones are there before the answer, one set a part', async () => {
    const vonage = await open()
    const desk = await startCatcher()
    started.push(desk)
    vonage.link({ receipts: desk.url })
    vonage.next({ receipts: 'early' })
    await send(vonage, { ...sms, text: 'a'.repeat(200) })
    expect(desk.caught).toHaveLength(4)
    expect(new Set(desk.caught.map(({ fields }) => fields.messageId)).size).toBe(2)
  })

  test('one out of the blue, for a text of other software', async () => {
    const vonage = await open()
    const desk = await startCatcher()
    started.push(desk)
    vonage.link({ receipts: desk.url })
    const unknown = { messageId: '0012', to: '447700900111', status: 'delivered', clientRef: 'theirs' }
    expect(await vonage.receipt(unknown).acknowledged).toEqual([true])
    expect(desk.caught[0]?.fields).toMatchObject({ messageId: '0012', 'client-ref': 'theirs', status: 'delivered' })
  })
})
