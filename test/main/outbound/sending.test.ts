import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { classify } from '../../../src/main/outbound/classify.ts'
import { type SendSms, vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { now, oddAnswers, providerAnswers } from './provider-answers.ts'

let vonage: PretendVonage
let elsewhere: Server
let elsewhereGot: number
let send: SendSms

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

test('what a text costs is the price of all its parts, as the answer names it, or not known', async () => {
  expect(await attempt()).toMatchObject({ nanoEuro: 33_300_000 })
  expect(await attempt({ text: 'a'.repeat(200) })).toMatchObject({ nanoEuro: 66_600_000 })
  const part = (nanoEuro: number | null) => ({ status: '0', providerId: 'p', errorText: null, nanoEuro })
  const of = (...prices: (number | null)[]) =>
    classify({ kind: 'parts', parts: prices.map(part), balance: null }, 1, now)
  expect(of(1, 2)).toMatchObject({ kind: 'accepted', nanoEuro: 3 })
  expect(of(1, null)).toMatchObject({ kind: 'accepted', nanoEuro: null })
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
  test.each(providerAnswers)('$label', async ({ behaviour, expected }) => {
    const before = vonage.record().requests.length
    vonage.next(behaviour)
    expect(await attempt()).toMatchObject(expected)
    expect(vonage.record().requests).toHaveLength(before + 1)
  })

  test.each(oddAnswers)('$label', async ({ messages, expected }) => {
    let requests = 0
    const odd = createServer((request, response) => {
      requests += 1
      request.resume()
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ 'message-count': String(messages.length), messages }))
    }).listen(0, '127.0.0.1')
    await once(odd, 'listening')
    const restHost = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`
    expect(await attempt({}, vonageSms({ apiKey: 'k', apiSecret: 's', restHost }))).toMatchObject(expected)
    expect(requests).toBe(1)
    odd.closeAllConnections()
    odd.close()
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

  test.each([
    ['a number of seconds', '90', 90_000],
    ['a date, by the clock that says it', new Date(now + 90_000).toUTCString(), 90_000],
    ['a date that is over', new Date(now - 90_000).toUTCString(), 1250],
    ['no wait at all', 'soon', 1250],
    ['longer than is waited for', '7200', 1_800_000],
    ['a date in two hours', new Date(now + 7_200_000).toUTCString(), 1_800_000],
    ['seconds without end', '9'.repeat(40), 1_800_000],
  ])('Retry-After: %s', async (_, retryAfter, waitMs) => {
    const busy = createServer((request, response) => {
      request.resume()
      // The clock of the one that says it is not ours.
      response.writeHead(429, { 'retry-after': retryAfter, date: new Date(now).toUTCString() }).end()
    }).listen(0, '127.0.0.1')
    await once(busy, 'listening')
    const restHost = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`
    const outcome = await attempt({}, vonageSms({ apiKey: 'k', apiSecret: 's', restHost }))
    const dueInMs = outcome.kind === 'not-sent' ? outcome.dueAt - now : 0
    expect(dueInMs).toBeLessThanOrEqual(waitMs)
    expect(dueInMs).toBeGreaterThanOrEqual(waitMs === 1250 ? 750 : waitMs)
    expect('code' in outcome && outcome.code).toBe(waitMs === 1_800_000 ? 'throttled-long' : 'throttled')
    busy.closeAllConnections()
    busy.close()
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

  // A network that goes away fails an open connection by the same names as one that cannot be made.
  test.each([
    ['read', 'EHOSTUNREACH'],
    ['read', 'ENETUNREACH'],
    ['write', 'EHOSTUNREACH'],
  ])('a connection that fails after the text has left (%s %s) is unknown', async (syscall, code) => {
    let received = () => {}
    const silent = createServer(() => received()).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const restHost = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const port = (silent.address() as AddressInfo).port
    const sockets: Socket[] = []
    const connected = (message: unknown) => sockets.push((message as { socket: Socket }).socket)
    subscribe('net.client.socket', connected)
    received = () =>
      sockets
        .find(({ remotePort }) => remotePort === port)
        ?.destroy(Object.assign(new Error(`${syscall} ${code}`), { syscall, code }))
    const failing = vonageSms({ apiKey: 'k', apiSecret: 's', restHost })
    expect(await attempt({}, failing)).toMatchObject({ kind: 'unknown', code: 'dropped' })
    unsubscribe('net.client.socket', connected)
    silent.close()
  })

  test('silence ends after 15 s as unknown; before a line is there, as not sent', { timeout: 20_000 }, async () => {
    vonage.next({ answer: 'silence', accept: true })
    const mute = createTcpServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const restHost = `https://127.0.0.1:${(mute.address() as AddressInfo).port}`
    const began = performance.now()
    const [silent, unheard] = await Promise.all([
      attempt(),
      attempt({}, vonageSms({ apiKey: 'k', apiSecret: 's', restHost })),
    ])
    expect(performance.now() - began).toBeLessThan(16_000)
    expect(silent).toMatchObject({ kind: 'unknown', code: 'timeout' })
    expect(unheard).toMatchObject({ kind: 'not-sent', code: 'not-connected' })
    mute.close()
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

test('docs/provider-answers.md has every answer, and what it is taken for', () => {
  const page = readFileSync(new URL('../../../docs/provider-answers.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| (.+?) \| \*{0,2}(accepted|refused|not sent|unknown)\*{0,2} \|/gm)].map(
    ([, ...row]) => row,
  )
  const tested = [...providerAnswers, ...oddAnswers].map(({ label, expected }) => [
    label,
    expected.kind.replace('-', ' '),
  ])
  expect(rows).toEqual(expect.arrayContaining(tested))
  expect(rows.length).toBe(tested.length + 9)
})
