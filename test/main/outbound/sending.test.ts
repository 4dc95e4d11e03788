import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { classify } from '../../../src/main/outbound/classify.ts'
import { type SendSms, vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'

let vonage: PretendVonage
let elsewhere: Server
let elsewhereGot: number
let send: SendSms
const now = 1_780_000_000_000

beforeAll(async () => {
  vonage = await startPretendVonage({ speed: 50 })
  elsewhere = createServer((request, response) => {
    elsewhereGot += 1
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ 'message-count': '1', messages: [{ status: '0', 'message-id': 'stolen', to: '1' }] }))
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  send = vonageSms(vonage)
})
beforeEach(() => {
  elsewhereGot = 0
  vonage.forget()
})
afterAll(async () => {
  await vonage.close()
  elsewhere.closeAllConnections()
  elsewhere.close()
})

const sms = (over = {}) => ({
  from: vonage.number,
  to: '447700900123',
  text: 'Your delivery is tomorrow',
  reference: `d1-${'0'.repeat(37)}`,
  callback: null,
  ...over,
})
const attempt = async (over = {}, by = send) => classify(await by(sms(over)), 1, now)
const elsewhereUrl = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/x`

test('accepted is every part with status 0 and an id', async () => {
  const outcome = await attempt()
  expect(outcome).toMatchObject({ kind: 'accepted' })
  const long = await attempt({ text: 'a'.repeat(200) })
  expect(long.kind === 'accepted' && long.providerIds).toHaveLength(2)
})

test('the text type is chosen by the content, the reference and the receipt address go along', async () => {
  await attempt({ text: 'Grüße', callback: 'https://desk.example.com/r' })
  await attempt({ text: '明天' })
  const [first, second] = vonage.record().requests.slice(-2)
  expect(first?.body).toMatchObject({
    type: 'text',
    'client-ref': `d1-${'0'.repeat(37)}`,
    callback: 'https://desk.example.com/r',
  })
  expect(second?.body).toMatchObject({ type: 'unicode', text: '明天' })
  expect(second?.body).not.toHaveProperty('callback')
})

describe('one request each, and what it means', () => {
  const rows: { label: string; behaviour: Behaviour; expected: object; over?: object }[] = [
    {
      label: 'throttled by the account',
      behaviour: { answer: 'throttled' },
      expected: { kind: 'not-sent', code: 'throttled' },
    },
    {
      label: '429',
      behaviour: { answer: 'http', code: 429, retryAfterSeconds: 7 },
      expected: { kind: 'not-sent', dueAt: now + 7000 },
    },
    { label: 'too many connections (10)', behaviour: { statuses: ['10'] }, expected: { kind: 'not-sent' } },
    { label: 'wrong key (4)', behaviour: { statuses: ['4'] }, expected: { kind: 'refused', code: 'vonage-4' } },
    { label: '401', behaviour: { answer: 'http', code: 401 }, expected: { kind: 'refused', code: 'credentials' } },
    { label: 'missing field (2)', behaviour: { statuses: ['2'] }, expected: { kind: 'refused', code: 'vonage-2' } },
    { label: 'barred (7)', behaviour: { statuses: ['7'] }, expected: { kind: 'refused', code: 'vonage-7' } },
    { label: 'no credit (9)', behaviour: { statuses: ['9'] }, expected: { kind: 'refused', code: 'vonage-9' } },
    { label: 'too long (12)', behaviour: { statuses: ['12'] }, expected: { kind: 'refused', code: 'vonage-12' } },
    {
      label: 'sender not allowed (15)',
      behaviour: { statuses: ['15'] },
      expected: { kind: 'refused', code: 'vonage-15' },
    },
    {
      label: 'a status nobody lists',
      behaviour: { statuses: ['777'] },
      expected: { kind: 'refused', code: 'vonage-777' },
    },
    { label: '400', behaviour: { answer: 'http', code: 400 }, expected: { kind: 'refused', code: 'http-400' } },
    {
      label: 'platform error (5)',
      behaviour: { statuses: ['5'] },
      expected: { kind: 'unknown', code: 'provider-error' },
    },
    {
      label: 'one part taken, one not',
      behaviour: { statuses: ['0', '1'] },
      expected: { kind: 'unknown', code: 'mixed' },
    },
    { label: '503', behaviour: { answer: 'http', code: 503 }, expected: { kind: 'unknown', code: 'http-503' } },
    {
      label: '503 after taking it',
      behaviour: { answer: 'http', code: 503, accept: true },
      expected: { kind: 'unknown' },
    },
    { label: 'reset', behaviour: { answer: 'reset' }, expected: { kind: 'unknown', code: 'dropped' } },
    {
      label: 'reset after taking it',
      behaviour: { answer: 'reset', accept: true },
      expected: { kind: 'unknown', code: 'dropped' },
    },
    { label: 'a body cut in the middle', behaviour: { answer: 'cut', accept: true }, expected: { kind: 'unknown' } },
    {
      label: 'a hotel’s portal page',
      behaviour: { answer: 'html' },
      expected: { kind: 'unknown', code: 'not-an-answer' },
    },
    { label: 'plain text', behaviour: { answer: 'plain-text' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
    { label: 'an empty 200', behaviour: { answer: 'empty' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
    { label: '{}', behaviour: { answer: 'braces' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
    { label: '204', behaviour: { answer: 'http', code: 204 }, expected: { kind: 'unknown', code: 'http-204' } },
  ]
  test.each(rows)('$label', async ({ behaviour, expected, over }) => {
    const before = vonage.record().requests.length
    vonage.next(behaviour)
    expect(await attempt(over)).toMatchObject(expected)
    expect(vonage.record().requests).toHaveLength(before + 1)
  })

  test.each([301, 302, 307, 308])('a redirect (%s) is followed nowhere and is unknown', async (code) => {
    vonage.next({ answer: 'http', code, location: elsewhereUrl() })
    expect(await attempt()).toMatchObject({ kind: 'unknown', code: `http-${code}` })
    expect(elsewhereGot).toBe(0)
  })

  test('a wait that is named in a throttling answer is kept', async () => {
    vonage.next({ answer: 'throttled', times: 2 })
    const waits = [await attempt(), await attempt()].map((outcome) =>
      outcome.kind === 'not-sent' ? outcome.dueAt - now : 0,
    )
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(700)
  })

  test('nobody listening and a name that does not resolve: provably not sent', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const restHost = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`
    await new Promise((resolve) => gone.close(resolve))
    const nobody = vonageSms({ apiKey: 'k', apiSecret: 's', restHost })
    expect(await attempt({}, nobody)).toMatchObject({ kind: 'not-sent', code: 'not-connected' })
    const nowhere = vonageSms({ apiKey: 'k', apiSecret: 's', restHost: 'http://desk.invalid' })
    expect(await attempt({}, nowhere)).toMatchObject({ kind: 'not-sent', code: 'not-connected' })
  })

  test('silence ends after 15 s as unknown', { timeout: 20_000 }, async () => {
    vonage.next({ answer: 'silence', accept: true })
    const began = performance.now()
    expect(await attempt()).toMatchObject({ kind: 'unknown', code: 'timeout' })
    expect(performance.now() - began).toBeLessThan(16_000)
  })
})

test('no outcome holds the secret or the text, whatever happens', async () => {
  for (const behaviour of [
    { answer: 'http', code: 401 },
    { answer: 'http', code: 503 },
    { answer: 'html' },
    { answer: 'reset' },
    { statuses: ['9'] },
  ] as Behaviour[]) {
    vonage.next(behaviour)
    const shown = JSON.stringify(await send(sms({ text: 'canary text' })))
    for (const secret of [
      vonage.apiSecret,
      Buffer.from(`${vonage.apiKey}:${vonage.apiSecret}`).toString('base64'),
      'canary text',
    ])
      expect(shown).not.toContain(secret)
  }
})

test('what cannot leave is tried again with growing waits, and given up after 6', () => {
  const waits = [1, 2, 3, 4, 5].map((attempts) => {
    const outcome = classify({ kind: 'not-connected', code: 'ECONNREFUSED' }, attempts, now)
    return outcome.kind === 'not-sent' ? outcome.dueAt - now : 0
  })
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(750 * 2 ** index)
    expect(wait).toBeLessThanOrEqual(1250 * 2 ** index)
  }
  expect(classify({ kind: 'not-connected', code: 'ECONNREFUSED' }, 6, now)).toMatchObject({
    kind: 'refused',
    code: 'not-connected',
  })
})
