import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOther, readInbound, readOutbound, readRecordPage } from '../../../src/main/recovery/read-records.ts'

const ours = 'abcd1234'
/** As the specification shows one. */
const inbound = {
  account_id: 'abcd1234',
  message_id: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e03',
  direction: 'inbound',
  from: '447700900111',
  to: '447700900800',
  message_body: 'Leave it next door',
  network: '23410',
  network_name: 'O2',
  country: 'GB',
  country_name: 'United Kingdom',
  date_received: '2026-03-05T13:00:12+0000',
  currency: 'EUR',
  total_price: '0.00400000',
}
const at = Date.UTC(2026, 2, 5, 13, 0, 12)

describe('an inbound record', () => {
  test('is read', () =>
    expect(readInbound(inbound, ours)).toEqual({
      account: 'abcd1234',
      providerId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e03',
      customer: '447700900111',
      ours: '447700900800',
      text: 'Leave it next door',
      receivedAt: at,
    }))

  test.each<[string, object, object]>([
    ['a plus', { from: '+447700900111' }, { customer: '447700900111' }],
    ['a shop’s name', { from: 'MTN' }, { customer: 'MTN' }],
    ['leading zeros in the id', { message_id: '00000124' }, { providerId: '00000124' }],
    ['no account named: ours', { account_id: undefined }, { account: ours }],
    ['an empty text', { message_body: '' }, { text: '' }],
    ['redacted', { message_body: 'REDACTED' }, { text: null }],
    ['no words given', { message_body: undefined }, { text: null }],
    ['words that are no text', { message_body: 5 }, { text: null }],
    ['NUL and half a pair', { message_body: 'a\0b\ud83d' }, { text: 'a\ufffdb\ufffd' }],
    ['another zone', { date_received: '2026-03-05T15:00:12+02:00' }, { receivedAt: at }],
    ['Z and milliseconds', { date_received: '2026-03-05T13:00:12.250Z' }, { receivedAt: at + 250 }],
    ['no zone: not guessed', { date_received: '2026-03-05T13:00:12' }, { receivedAt: null }],
    ['a month of 13', { date_received: '2026-13-05T13:00:12Z' }, { receivedAt: null }],
    ['no date', { date_received: undefined }, { receivedAt: null }],
  ])('%s', (_, over, read) => expect(readInbound({ ...inbound, ...over }, ours)).toMatchObject(read))

  test.each<[string, object]>([
    ['without an id', { message_id: undefined }],
    ['with a number for an id', { message_id: 124 }],
    ['with a blank id', { message_id: ' ' }],
    ['with an endless id', { message_id: 'x'.repeat(201) }],
    ['without a sender', { from: '' }],
    ['with a list for a sender', { from: ['447700900111'] }],
    ['without a number of ours', { to: null }],
    ['with an endless text', { message_body: 'x'.repeat(20_001) }],
  ])('%s cannot be filed', (_, over) => expect(readInbound({ ...inbound, ...over }, ours)).toBeNull())

  test('of the other direction is told apart', () => {
    expect(isOther(inbound, 'inbound')).toBe(false)
    expect(isOther({ ...inbound, direction: 'outbound' }, 'inbound')).toBe(true)
  })
})

describe('an outbound record', () => {
  const outbound = {
    account_id: ours,
    message_id: 'p1',
    client_ref: 'r'.repeat(40),
    to: '447700900111',
    status: 'Delivered',
    error_code: '0',
  }
  test('is read', () =>
    expect(readOutbound(outbound, ours)).toEqual({
      account: ours,
      providerId: 'p1',
      reference: 'r'.repeat(40),
      customer: '447700900111',
      status: 'delivered',
      errorCode: '0',
    }))
  test.each<[string, object, object | null]>([
    ['a code that is a number', { error_code: 5 }, { errorCode: '5' }],
    ['a code that is no code', { error_code: 'DROP TABLE' }, { errorCode: null }],
    ['no status', { status: undefined }, { status: '' }],
    ['no reference', { client_ref: '' }, { reference: null }],
    ['no number', { to: 5 }, { customer: '' }],
    ['no id', { message_id: '' }, null],
  ])('%s', (_, over, read) => {
    const found = readOutbound({ ...outbound, ...over }, ours)
    if (read === null) expect(found).toBeNull()
    else expect(found).toMatchObject(read)
  })
})

describe('a page', () => {
  const page = (over: object) =>
    readRecordPage(JSON.stringify({ request_status: 'SUCCESS', records: [inbound], ...over }))
  const next = (href: string) => ({ request_status: 'TRUNCATED', _links: { self: {}, next: { href } } })

  test.each<[string, object, object | null]>([
    ['whole', {}, { next: null, price: 0 }],
    ['with a price', { price: '0.0004' }, { price: 0.0004 }],
    ['with a price that is none', { price: '-1' }, { price: 0 }],
    ['without records', { records: undefined }, null],
    ['with records that are no list', { records: { 0: inbound } }, null],
    [
      'that goes on',
      next('https://api.nexmo.com/v2/reports/records?cursor=c%2F1&iv=i'),
      { next: { cursor: 'c/1', iv: 'i' } },
    ],
    [
      'that goes on elsewhere: the cursor alone',
      next('https://evil.example/?cursor=c&iv=i'),
      { next: { cursor: 'c', iv: 'i' } },
    ],
    [
      'that goes on by its own fields',
      { request_status: 'TRUNCATED', cursor: 'c', iv: 'i' },
      { next: { cursor: 'c', iv: 'i' } },
    ],
    ['cut short, and no way on', { request_status: 'TRUNCATED' }, null],
    ['with a link that is none', next('::'), null],
    ['with an endless cursor', { request_status: 'TRUNCATED', cursor: 'c'.repeat(9000), iv: 'i' }, null],
  ])('%s', (_, over, read) => {
    if (read === null) expect(page(over)).toBeNull()
    else expect(page(over)).toMatchObject(read)
  })

  test.each(['', 'null', '[]', '<html>', '{"records":', '"records"', '5'])('%j is none', (body) =>
    expect(readRecordPage(body)).toBeNull(),
  )

  test('whatever comes is read without an exception, and changes no prototype', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
      fc
        .array(fc.dictionary(fc.constantFrom(...Object.keys(inbound), '__proto__', 'client_ref'), fc.jsonValue()))
        .map((records) => JSON.stringify({ records })),
    )
    fc.assert(
      fc.property(anything, (body) => {
        for (const record of readRecordPage(body)?.records ?? []) {
          const text = readInbound(record, ours)
          if (text !== null) expect(text.text ?? '').not.toMatch(/\0/)
          readOutbound(record, ours)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})
