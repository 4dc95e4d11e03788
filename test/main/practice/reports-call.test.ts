import { afterEach, expect, test } from 'vitest'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { type PretendVonageNeeds, startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'

const started: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.close()
})

async function open(needs: PretendVonageNeeds = {}): Promise<PretendVonage> {
  const vonage = await startPretendVonage({ apiKey: 'abcd1234', apiSecret: 'Secret123', speed: 50, ...needs })
  started.push(vonage)
  return vonage
}

const from = '447700900111'
const day = { date_start: '2026-03-05T00:00:00Z', date_end: '2026-03-06T00:00:00Z' }
const noon = '2026-03-05T12:00:00.000Z'
const basic = { authorization: `Basic ${btoa('abcd1234:Secret123')}` }

async function ask(vonage: PretendVonage, query: Record<string, string> = {}, headers: Record<string, string> = basic) {
  const all = { account_id: 'abcd1234', product: 'SMS', direction: 'inbound', ...day, ...query }
  const response = await fetch(`${vonage.restHost}/v2/reports/records?${new URLSearchParams(all)}`, { headers })
  return { status: response.status, body: await response.json() }
}

test('a text is in the records of its day, from the start of the window to just before its end', async () => {
  const vonage = await open()
  const [id] = vonage.text({ from, text: '2', receivedAt: noon, webhook: false }).messageIds
  const { body } = await ask(vonage, { include_message: 'true' })
  expect(body).toMatchObject({ request_status: 'SUCCESS', items_count: 1, price: '0.0004', currency: 'EUR' })
  expect(body._links.next).toBeUndefined()
  expect(body.records).toEqual([
    expect.objectContaining({
      account_id: 'abcd1234',
      message_id: id,
      direction: 'inbound',
      from,
      to: '447700900000',
      message_body: '2',
      date_received: '2026-03-05T12:00:00+0000',
    }),
  ])
  const count = async (date_start: string, date_end: string) =>
    (await ask(vonage, { date_start, date_end })).body.records.length
  expect(await count(noon, '2026-03-05T12:00:01Z')).toBe(1)
  expect(await count('2026-03-05T11:00:00Z', noon)).toBe(0)
  expect(await count('2026-03-05T13:00:00+01:00', '2026-03-05T14:00:00+01:00')).toBe(1)
  expect((await ask(vonage)).body.records[0]).not.toHaveProperty('message_body')
})

test('a part is a record of its own that does not say so', async () => {
  const vonage = await open()
  const { messageIds } = vonage.text({ from, text: 'a'.repeat(400), receivedAt: noon, webhook: false })
  const { records } = (await ask(vonage, { include_message: 'true' })).body
  expect(records.map((each: Record<string, string>) => each.message_id)).toEqual(messageIds)
  expect(records.map((each: Record<string, string>) => each.message_body?.length)).toEqual([153, 153, 94])
  expect(JSON.stringify(records)).not.toContain('concat')
})

test('more than a thousand come in pages', async () => {
  const vonage = await open()
  for (let each = 0; each < 2001; each += 1) vonage.text({ from, text: `${each}`, receivedAt: noon, webhook: false })
  const ids: string[] = []
  const sizes: number[] = []
  for (let next: Record<string, string> | null = {}; next !== null; ) {
    const { body } = await ask(vonage, next)
    sizes.push(body.records.length)
    ids.push(...body.records.map((each: Record<string, string>) => each.message_id))
    expect(body.request_status).toBe(body._links.next === undefined ? 'SUCCESS' : 'TRUNCATED')
    const href = body._links.next?.href
    next = href === undefined ? null : Object.fromEntries(new URL(href).searchParams)
  }
  expect(sizes).toEqual([1000, 1000, 1])
  expect(new Set(ids).size).toBe(2001)
})

test('what we sent is there too, with our reference and what became of it', async () => {
  const vonage = await open()
  await fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { ...basic, 'content-type': 'application/json' },
    body: JSON.stringify({ from: '447700900000', to: from, text: 'Hello', 'client-ref': 'ref-1' }),
  })
  await new Promise((resolve) => setTimeout(resolve, 30)) // 1.5 s of its own time
  const today = {
    direction: 'outbound',
    date_start: new Date(Date.now() - 60_000).toISOString(),
    date_end: new Date(Date.now() + 60_000).toISOString(),
  }
  expect((await ask(vonage, today)).body.records).toEqual([
    expect.objectContaining({ client_ref: 'ref-1', status: 'delivered', error_code: '0', to: from }),
  ])
})

test.each<[string, Record<string, string>, string]>([
  ['a minute more than a day', { date_end: '2026-03-06T00:01:00Z' }, 'date_end'],
  ['no end', { date_end: '' }, 'date_end'],
  ['an end before the start', { date_end: '2026-03-04T00:00:00Z' }, 'date_end'],
  ['a date without a zone', { date_start: '2026-03-05T00:00:00' }, 'date_start'],
  ['no direction', { direction: '' }, 'direction'],
  ['another product', { product: 'FAX' }, 'product'],
])('%s is 422', async (_, query, name) => {
  const answer = await ask(await open(), query)
  expect(answer).toMatchObject({ status: 422, body: { invalid_parameters: [{ name }] } })
})

test('who may not ask, and what may not be told', async () => {
  const vonage = await open()
  vonage.text({ from, text: '2', receivedAt: noon, webhook: false })
  expect((await ask(vonage, {}, {})).status).toBe(401)
  expect((await ask(vonage, { api_key: 'abcd1234', api_secret: 'Secret123' }, {})).status).toBe(401)
  expect((await ask(vonage, { account_id: 'other123' })).status).toBe(403)
  expect((await ask(vonage, { cursor: 'made-up', iv: 'x' })).status).toBe(422)
  vonage.set({ reports: 'redacted' })
  expect((await ask(vonage, { include_message: 'true' })).body.records[0].message_body).toBe('REDACTED')
  vonage.set({ reports: 'forbidden' })
  expect((await ask(vonage)).status).toBe(403)
})
