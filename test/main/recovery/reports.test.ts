import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { type Reports, vonageReports } from '../../../src/main/recovery/reports.ts'

const secret = 'Canary-Secret-1'
const span = { from: Date.UTC(2026, 2, 5), to: Date.UTC(2026, 2, 6) }
const record = (id: string) => ({ message_id: id, direction: 'inbound', from: '447700900111', to: '447700900800' })
const body = (value: object) => JSON.stringify({ request_status: 'SUCCESS', ...value })

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A server that answers as told, and what it was asked. */
async function open(
  reply: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
  limits: Parameters<typeof vonageReports>[1] = {},
  onCharged: Parameters<typeof vonageReports>[2] = () => {},
): Promise<{ reports: Reports; asked: URL[]; host: string }> {
  const asked: URL[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    asked.push(url)
    reply(request, response, url)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const reports = vonageReports({ apiKey: 'abcd1234', apiSecret: secret, apiHost: host }, limits, onCharged)
  ends.push(() => {
    reports.close()
    server.closeAllConnections()
    server.close()
  })
  return { reports, asked, host }
}
const answering = (status: number, text = '', headers: Record<string, string> = {}) =>
  open((_, response) => response.writeHead(status, headers).end(text))

test('asks for the texts of a day with their words, and follows the cursor to the last page', async () => {
  const charged: { records: number; price: number }[] = []
  const answer = (request: IncomingMessage, response: ServerResponse, url: URL) => {
    expect(request.headers.authorization).toBe(`Basic ${btoa(`abcd1234:${secret}`)}`)
    const cursor = url.searchParams.get('cursor')
    const href = `http://elsewhere.example/v2/reports/records?cursor=${Number(cursor ?? 0) + 1}&iv=v`
    response.end(
      cursor === '2'
        ? body({ records: [record('m2'), { message_id: 5 }], price: '0.0008' })
        : body({
            request_status: 'TRUNCATED',
            records: [record(`m${cursor ?? 0}`)],
            price: '0.0004',
            _links: { next: { href } },
          }),
    )
  }
  const { reports, asked } = await open(answer, {}, (page) => charged.push(page))
  const had = await reports.inbound(span)
  expect(had).toMatchObject({ ok: true, seen: 4, unread: 1, records: [{ providerId: 'm0' }, {}, { providerId: 'm2' }] })
  expect(charged).toEqual([
    { records: 1, price: 0.0004 },
    { records: 1, price: 0.0004 },
    { records: 2, price: 0.0008 },
  ])
  expect(asked.map(({ pathname }) => pathname)).toEqual(Array(3).fill('/v2/reports/records'))
  const day = {
    account_id: 'abcd1234',
    product: 'SMS',
    direction: 'inbound',
    date_start: '2026-03-05T00:00:00.000Z',
    date_end: '2026-03-06T00:00:00.000Z',
    include_message: 'true',
  }
  expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
    day,
    { ...day, cursor: '1', iv: 'v' },
    { ...day, cursor: '2', iv: 'v' },
  ])
})

test('outbound texts are asked for without their words', async () => {
  const { reports, asked } = await open((_, response) =>
    response.end(body({ records: [{ message_id: 'p1', client_ref: 'ref', status: 'delivered' }, record('m1')] })),
  )
  expect(await reports.outbound(span)).toMatchObject({ records: [{ reference: 'ref' }], unread: 0 })
  expect(asked[0]?.searchParams.has('include_message')).toBe(false)
})

test.each([
  [401, 'reports-credentials', true, false],
  [402, 'reports-refused', true, false],
  [403, 'reports-refused', true, false],
  [404, 'reports-refused', true, false],
  [400, 'reports-refused', true, true],
  [422, 'reports-refused', true, true],
  [429, 'reports-unreachable', false, false],
  [500, 'reports-unreachable', false, false],
  [503, 'reports-unreachable', false, false],
  [204, 'reports-unread', false, false],
  [200, 'reports-unread', false, true],
])('%i is %s', async (status, code, refused, ofOneSpan) => {
  const { reports } = await answering(status)
  const answer = await reports.inbound(span)
  expect(answer).toMatchObject({ ok: false, code, refused, ofOneSpan })
})

test('what to wait is passed on', async () => {
  const { reports } = await answering(429, '', { 'retry-after': '7' })
  expect(await reports.inbound(span)).toMatchObject({ retryAfterMs: 7000 })
})

test.each(['<h1>Welcome to Hotel Wi-Fi</h1>', '', '{}', '{"records":'])(
  '%j instead of records is not taken for none',
  async (text) => {
    const { reports } = await answering(200, text)
    expect(await reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unread' })
  },
)

test('a redirect is not followed: the credentials stay here', async () => {
  const elsewhere = await answering(200, body({ records: [] }))
  const { reports } = await answering(307, '', { location: elsewhere.host })
  expect(await reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unread' })
  expect(elsewhere.asked).toEqual([])
})

test('a cursor that leads nowhere new ends it', async () => {
  const { reports, asked } = await answering(200, body({ records: [record('m1')], cursor: 'same', iv: 'v' }))
  expect(await reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unread' })
  expect(asked).toHaveLength(2)
})

test('a body without end is given up', async () => {
  const { reports } = await open(
    (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    },
    { bodyBytes: 200_000 },
  )
  expect(await reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unread' })
})

test('silence is given up, before the headers and in the body', async () => {
  const before = await open(() => {}, { answerMs: 100 })
  expect(await before.reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unreachable' })
  const within = await open((_, response) => void response.write('{'), { answerMs: 100 })
  expect(await within.reports.inbound(span)).toMatchObject({ ok: false, code: 'reports-unreachable' })
})

test('no answer holds the secret, whatever goes wrong', async () => {
  const answers = [
    await (await answering(403, 'no')).reports.inbound(span),
    await (await open((_, response) => response.destroy())).reports.inbound(span),
    await vonageReports({ apiKey: 'k', apiSecret: secret, apiHost: 'http://desk.invalid' }).inbound(span),
    await vonageReports({ apiKey: 'k', apiSecret: secret, apiHost: 'not an address' }).inbound(span),
  ]
  for (const answer of answers) {
    expect(answer.ok).toBe(false)
    const shown = inspect(answer, { depth: 9 }) + JSON.stringify(answer)
    expect(shown).not.toContain(secret)
    expect(shown).not.toContain(btoa(`k:${secret}`))
    expect(shown).not.toContain(btoa(`abcd1234:${secret}`))
  }
})
