import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWebhook, type WebhookRequest } from '../../../src/main/inbound/webhook.ts'
import { asForm, asGet, asJson, formOf, goodReceipt, goodText, inAllFormats, type Sent } from './requests.ts'

const arrivedAt = 1_800_000_000_000
const part = { concat: 'true', 'concat-ref': '4', 'concat-total': '3', 'concat-part': '2' }
const without = (fields: Sent, ...names: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

test.each(inAllFormats(goodText))('a text, %s', (_format, request) => {
  expect(readWebhook(request)).toEqual({
    kind: 'text',
    text: {
      account: 'abcd1234',
      providerId: '0B0000017A11C001',
      customer: '447700900111',
      ours: '447700900800',
      text: 'Leaving now, 20 min',
      kind: 'text',
      sentAt: Date.UTC(2026, 3, 2, 8, 15, 30),
      arrivedAt,
      part: null,
    },
  })
})

test.each(inAllFormats(goodReceipt))('a receipt, %s', (_format, request) => {
  expect(readWebhook(request)).toEqual({
    kind: 'receipt',
    receipt: {
      account: 'abcd1234',
      providerId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e05',
      reference: 'run-88/stop&3',
      status: 'delivered',
      errorCode: '0',
      arrivedAt,
    },
  })
})

describe('surprises in real payloads, in all three formats', () => {
  const text = (expected: object) => ({ kind: 'text', text: expected })
  const receipt = (expected: object) => ({ kind: 'receipt', receipt: expected })
  const unreadable = { kind: 'keep', why: 'unreadable' }
  test.each<{ label: string; fields: Sent; expected: object }>([
    { label: '2: an empty text', fields: { ...goodText, text: '' }, expected: text({ text: '', kind: 'text' }) },
    { label: '2: no text', fields: without(goodText, 'text'), expected: text({ text: '', kind: 'text' }) },
    {
      label: '2: binary, no text',
      fields: { ...without(goodText, 'text'), type: 'binary', data: '0011', udh: '05000304' },
      expected: text({ text: '', kind: 'binary' }),
    },
    {
      label: '2: binary with a text, as one was captured',
      fields: { ...goodText, type: 'binary', data: '0011' },
      expected: text({ text: '', kind: 'binary' }),
    },
    { label: '3: no msisdn', fields: without(goodText, 'msisdn'), expected: unreadable },
    { label: '3: an empty msisdn', fields: { ...goodText, msisdn: '' }, expected: unreadable },
    { label: '3: only a plus for msisdn', fields: { ...goodText, msisdn: '+' }, expected: unreadable },
    { label: '3: no to', fields: without(goodText, 'to'), expected: unreadable },
    { label: '3: a word for msisdn', fields: { ...goodText, msisdn: 'MTN' }, expected: text({ customer: 'MTN' }) },
    { label: '3: a short code', fields: { ...goodText, msisdn: '24680' }, expected: text({ customer: '24680' }) },
    {
      label: '4: a plus',
      fields: { ...goodText, msisdn: '+447700900111' },
      expected: text({ customer: '447700900111' }),
    },
    {
      label: '4: a plus as a space',
      fields: { ...goodText, msisdn: ' 447700900111' },
      expected: text({ customer: '447700900111' }),
    },
    {
      label: '4: a plus before to',
      fields: { ...goodText, to: ' 447700900800' },
      expected: text({ ours: '447700900800' }),
    },
    { label: '4: 00', fields: { ...goodText, msisdn: '00447700900111' }, expected: text({ customer: '447700900111' }) },
    {
      label: '5: leading zeros in an id',
      fields: { ...goodText, messageId: '00000124' },
      expected: text({ providerId: '00000124' }),
    },
    {
      label: '5: leading zeros in a reference',
      fields: { ...goodText, ...part, 'concat-ref': '0012' },
      expected: text({ part: { ref: '0012', total: 3, number: 2 } }),
    },
    {
      label: '6: a reference that is no decimal number',
      fields: { ...goodText, ...part, 'concat-ref': '08B5' },
      expected: text({ part: { ref: '08B5', total: 3, number: 2 } }),
    },
    {
      label: '7: the same reference from another sender is another text',
      fields: { ...goodText, ...part, msisdn: '447700900222' },
      expected: text({ customer: '447700900222', part: { ref: '4', total: 3, number: 2 } }),
    },
    {
      label: '8: the last part first',
      fields: { ...goodText, ...part, 'concat-part': '3' },
      expected: text({ part: { ref: '4', total: 3, number: 3 } }),
    },
    {
      label: '9: a long text without concat fields',
      fields: { ...goodText, text: 'x'.repeat(600) },
      expected: text({ part: null }),
    },
    {
      label: '10: the keyword of a part decides nothing',
      fields: { ...goodText, ...part, text: 'stop by at nine', keyword: 'STOP' },
      expected: text({ text: 'stop by at nine' }),
    },
    {
      label: '11: concat as a boolean',
      fields: { ...goodText, ...part, concat: true },
      expected: text({ part: { ref: '4', total: 3, number: 2 } }),
    },
    { label: '11: concat False', fields: { ...goodText, ...part, concat: 'False' }, expected: text({ part: null }) },
    {
      label: '11: numbers for total and part',
      fields: { ...goodText, ...part, 'concat-ref': 4, 'concat-total': 3, 'concat-part': 2 },
      expected: text({ part: { ref: '4', total: 3, number: 2 } }),
    },
    {
      label: 'part 0 is a whole text',
      fields: { ...goodText, ...part, 'concat-part': '0' },
      expected: text({ part: null }),
    },
    {
      label: 'part 4 of 3 is a whole text',
      fields: { ...goodText, ...part, 'concat-part': '4' },
      expected: text({ part: null }),
    },
    {
      label: '256 parts are a whole text',
      fields: { ...goodText, ...part, 'concat-total': '256' },
      expected: text({ part: null }),
    },
    {
      label: 'part 2.0 is a whole text',
      fields: { ...goodText, ...part, 'concat-part': '2.0' },
      expected: text({ part: null }),
    },
    {
      label: 'a part without a reference is a whole text',
      fields: { ...goodText, ...part, 'concat-ref': '' },
      expected: text({ part: null }),
    },
    { label: '16: no timestamp', fields: without(goodText, 'message-timestamp'), expected: text({ sentAt: null }) },
    {
      label: '17: the push time stays apart from the arrival',
      fields: goodText,
      expected: text({ sentAt: Date.UTC(2026, 3, 2, 8, 15, 30), arrivedAt }),
    },
    {
      label: '18: timestamp as a number',
      fields: { ...goodReceipt, timestamp: 1775117910 },
      expected: receipt({ status: 'delivered' }),
    },
    {
      label: '19, 24: an id nobody knows yet',
      fields: { ...goodReceipt, messageId: 'later' },
      expected: receipt({ providerId: 'later' }),
    },
    {
      label: '20: accepted after delivered',
      fields: { ...goodReceipt, status: 'ACCEPTED' },
      expected: receipt({ status: 'accepted' }),
    },
    {
      label: '21: an unknown code',
      fields: { ...goodReceipt, 'err-code': '95' },
      expected: receipt({ errorCode: '95' }),
    },
    { label: '21: no code', fields: without(goodReceipt, 'err-code'), expected: receipt({ errorCode: null }) },
    {
      label: '21: failed with code 0',
      fields: { ...goodReceipt, status: 'failed' },
      expected: receipt({ status: 'failed', errorCode: '0' }),
    },
    {
      label: '22: an unknown status',
      fields: { ...goodReceipt, status: 'undelivered' },
      expected: receipt({ status: 'undelivered' }),
    },
    {
      label: '23: a word for to on a receipt',
      fields: { ...goodReceipt, to: 'Parcels' },
      expected: receipt({ status: 'delivered' }),
    },
    {
      label: '24: a receipt without our reference',
      fields: without(goodReceipt, 'client-ref'),
      expected: receipt({ reference: null }),
    },
    {
      label: 'a receipt with nothing but our reference',
      fields: without(goodReceipt, 'messageId'),
      expected: receipt({ providerId: null }),
    },
    { label: 'a receipt of nothing', fields: without(goodReceipt, 'messageId', 'client-ref'), expected: unreadable },
    { label: '25: no api-key', fields: without(goodText, 'api-key'), expected: text({ account: '' }) },
    {
      label: '25: new fields',
      fields: { ...goodText, sessionId: 'x', 'new.field_2': 'y' },
      expected: text({ text: 'Leaving now, 20 min' }),
    },
    {
      label: '26: the same id again reads the same',
      fields: goodText,
      expected: text({ providerId: '0B0000017A11C001' }),
    },
    {
      label: '27: the same text with a new id',
      fields: { ...goodText, messageId: 'new' },
      expected: text({ providerId: 'new' }),
    },
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
    { label: '29: status without text', fields: { ...goodReceipt }, expected: receipt({ status: 'delivered' }) },
    {
      label: '29: text with status',
      fields: { ...goodText, status: 'x' },
      expected: text({ text: 'Leaving now, 20 min' }),
    },
    {
      label: '30: strings for numbers',
      fields: { ...goodReceipt, 'err-code': 0 },
      expected: receipt({ errorCode: '0' }),
    },
    {
      label: '32: markup, line breaks and marks of direction stay',
      fields: { ...goodText, text: ' <b>\r\n\u202e\u200b&amp;\t ' },
      expected: text({ text: ' <b>\r\n\u202e\u200b&amp;\t ' }),
    },
    {
      label: '32: NUL',
      fields: { ...goodText, text: 'a\0b', messageId: 'x\0' },
      expected: text({ text: 'a\ufffdb', providerId: 'x\ufffd' }),
    },
    {
      label: '33: __proto__',
      fields: Object.fromEntries([...Object.entries(goodText), ['__proto__', 'x'], ['constructor', 'y']]),
      expected: text({ text: 'Leaving now, 20 min' }),
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

describe('timestamps, surprise 16', () => {
  const at = Date.UTC(2026, 2, 5, 13, 0, 12)
  test.each<[string, number | null]>([
    ['2026-03-05 13:00:12', at],
    ['2026-03-05T13:00:12.000+00:00', at],
    ['2026-03-05T13:00:12.250 00:00', at + 250],
    ['2026-03-05 13:00:12 +0000', at],
    ['2026-03-05 13:00:12  0000', at],
    ['2026-03-05T13:00:12Z', at],
    ['2026-03-05T13:00:12.5Z', at + 500],
    ['2024-02-29 00:00:00', Date.UTC(2024, 1, 29)],
    ['2026-02-29 00:00:00', null],
    ['2026-13-01 00:00:00', null],
    ['2026-00-10 00:00:00', null],
    ['2026-03-05 24:00:00', null],
    ['2026-03-05 13:60:00', null],
    ['2026-03-05 13:00:12 +0100', null],
    ['2026-03-05', null],
    ['1775117730', null],
    ['05.03.2026 13:00', null],
    ['0026-03-05 13:00:12', null],
    ['yesterday', null],
  ])('%s', (written, expected) => {
    const zone = process.env.TZ
    try {
      for (process.env.TZ of ['UTC', 'America/Los_Angeles', 'Asia/Kathmandu'])
        for (const [format, request] of inAllFormats({ ...goodText, 'message-timestamp': written }))
          expect(readWebhook(request), format).toMatchObject({ text: { sentAt: expected } })
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  test('a raw plus in a query', () => {
    const query = formOf(without(goodText, 'message-timestamp'))
    expect(readWebhook(asGet(`${query}&message-timestamp=2026-03-05T13:00:12.000+00:00`))).toMatchObject({
      text: { sentAt: at },
    })
    expect(readWebhook(asGet(`${query}&message-timestamp=2026-03-05+13:00:12++0000`))).toMatchObject({
      text: { sentAt: at },
    })
  })
})

describe('a text without an id', () => {
  const anonymous = without(goodText, 'messageId')
  const idOf = (request: WebhookRequest) => {
    const read = readWebhook(request)
    return read.kind === 'text' ? read.text.providerId : read.kind
  }
  test('has one made of its bytes', () => {
    const form = formOf(anonymous)
    const expected = `raw-${createHash('sha256').update(`POST\n${form}`).digest('hex').slice(0, 32)}`
    expect(idOf(asForm(form))).toBe(expected)
    expect(idOf({ ...asForm(form), target: '/path/update?x=y', arrivedAt: 5 })).toBe(expected)
    expect(idOf(asForm(`${form}&messageId=`))).toMatch(/^raw-[0-9a-f]{32}$/)
  })
  test('and another for other bytes', () => {
    const ids = [asGet(formOf(anonymous)), asForm(formOf(anonymous)), asForm(formOf({ ...anonymous, text: 'y' }))].map(
      idOf,
    )
    expect(new Set(ids).size).toBe(3)
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
