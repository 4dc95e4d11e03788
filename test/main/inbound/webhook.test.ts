import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWebhook, type WebhookRequest } from '../../../src/main/inbound/webhook.ts'
import { asForm, asGet, asJson, formOf, goodReceipt, goodText, inAllFormats, part, type Sent } from './requests.ts'

describe('surprises in real payloads, in all three formats', () => {
  test.each<{ label: string; fields: Sent; expected: object }>([
    {
      label: '28: the Messages API, an inbound text',
      fields: { message_uuid: 'u', to: '447700900800', from: '447700900111', channel: 'sms', text: 'Hi' },
      expected: { kind: 'keep', why: 'messages-api' },
    },
    {
      label: '28: the Messages API, a status',
      fields: { message_uuid: 'u', to: '447700900111', from: '447700900800', status: 'delivered', channel: 'sms' },
      expected: { kind: 'keep', why: 'messages-api' },
    },
  ])('$label', ({ fields, expected }) => {
    for (const [format, request] of inAllFormats(fields)) expect(readWebhook(request), format).toMatchObject(expected)
  })
})

describe('surprises of one format', () => {
  test.each<[string, WebhookRequest, object]>([
    ['1: a bare GET', { ...asGet(''), target: '/path/inbound' }, { kind: 'link-check' }],
    ['1: a GET with an empty query', asGet(''), { kind: 'link-check' }],
    ['1: a POST of nothing is none', asForm(''), { kind: 'keep', why: 'unreadable' }],
    [
      '4: a raw plus in a query',
      asGet(formOf(goodText).replace('447700900111', '+447700900111')),
      { text: { customer: '447700900111' } },
    ],
    ['12: a repeated parameter', asGet(`${formOf(goodText)}&text=again`), { kind: 'keep', why: 'unreadable' }],
    ['13: JSON without a Content-Type', asJson(goodText, ''), { text: { text: 'Leaving now, 20 min' } }],
    [
      '14: a form in ISO-8859-1',
      asForm(
        Buffer.from(`${formOf({ ...goodText, text: 'x' })}&keyword2=%E9`.replace('text=x', 'text=caf%E9')),
        'application/x-www-form-urlencoded; charset=ISO-8859-1',
      ),
      { text: { text: 'café' } },
    ],
    [
      '15: Latin-1 in a query',
      asGet(formOf({ ...goodText, text: 'X' }).replace('text=X', 'text=caf%E9')),
      { text: { text: 'café' } },
    ],
    [
      '28: the Messages API with nested values',
      asJson({ message_uuid: 'u', channel: 'sms', text: 'Hi', usage: { price: '0.1' } }),
      { kind: 'keep', why: 'messages-api' },
    ],
    [
      '28: the old Messages API',
      asJson({ message_uuid: 'u', to: { type: 'sms', number: '1' }, message: {} }),
      { kind: 'keep', why: 'messages-api' },
    ],
    [
      '32: half a surrogate pair',
      asJson('{"msisdn":"447700900111","to":"447700900800","text":"a\\ud83d"}'),
      { text: { text: 'a\ufffd' } },
    ],
    ['33: a JSON list', asJson('[{"text":"x"}]'), { kind: 'keep', why: 'unreadable' }],
    ['33: a nested object', asJson({ ...goodText, text: { a: 1 } }), { kind: 'keep', why: 'unreadable' }],
    [
      '34: an HTML page',
      asForm('<!doctype html><p>Please log in</p>', 'text/html'),
      { kind: 'keep', why: 'unreadable' },
    ],
  ])('%s', (_label, request, expected) => {
    expect(readWebhook(request)).toMatchObject(expected)
  })
})

test('a blank field says the same as an absent one', () => {
  const names = [
    'status',
    'text',
    'concat',
    'concat-ref',
    'api-key',
    'type',
    'data',
    'err-code',
    'client-ref',
    'message_uuid',
    'message-timestamp',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(goodText, goodReceipt, { ...goodText, ...part }),
      fc.subarray(names),
      fc.constantFrom('', ' '),
      (fields, added, blank) => {
        const blanks = Object.fromEntries(added.filter((name) => !(name in fields)).map((name) => [name, blank]))
        expect(readWebhook(asForm(formOf({ ...fields, ...blanks })))).toEqual(readWebhook(asForm(formOf(fields))))
      },
    ),
  )
})

test('any request is read without an exception, into texts that can be stored', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\0', '\ud800', 'true', '1', '٣'))
  const fields = fc.dictionary(
    fc.constantFrom(...Object.keys({ ...goodText, ...goodReceipt, ...part, data: '', message_uuid: '' })),
    value,
  )
  fc.assert(
    fc.property(fields, (sent) => {
      const read = readWebhook(asJson(sent))
      const strings = JSON.stringify(read.kind === 'text' ? read.text : read.kind === 'receipt' ? read.receipt : {})
      expect(strings.includes('\\u0000')).toBe(false)
      expect(strings).not.toMatch(/\\ud[89a-f]/)
    }),
    { numRuns: 3000 },
  )
})

test.each([
  { label: 'a receipt with an id', fields: { ...goodReceipt, messageId: '0'.repeat(201) } },
  { label: 'a receipt with a reference', fields: { ...goodReceipt, 'client-ref': 'r'.repeat(201) } },
  { label: 'a receipt with an account', fields: { ...goodReceipt, 'api-key': 'k'.repeat(65) } },
  { label: 'a text with an account', fields: { ...goodText, 'api-key': 'k'.repeat(65) } },
])('$label that no provider gives out is kept as bytes; control: one as long as any is read', ({ fields }) => {
  for (const [format, request] of inAllFormats(fields))
    expect(readWebhook(request), format).toEqual({ kind: 'keep', why: 'unreadable' })
  const short = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace(/(0|r|k)$/, '')]))
  for (const [format, request] of inAllFormats(short)) expect(readWebhook(request).kind, format).not.toBe('keep')
})

test('a part whose reference no handset makes is a whole text', () => {
  for (const [length, isPart] of [
    [64, true],
    [65, false],
  ] as const)
    for (const [format, request] of inAllFormats({ ...goodText, ...part, 'concat-ref': 'f'.repeat(length) }))
      expect(readWebhook(request), format).toMatchObject({ text: { part: isPart ? { total: 3 } : null } })
})
