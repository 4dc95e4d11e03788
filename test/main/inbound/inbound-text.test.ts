import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readWebhook, type WebhookRequest } from '../../../src/main/inbound/webhook.ts'
import { arrivedAt, asForm, asGet, formOf, goodText, inAllFormats, part, type Sent, without } from './requests.ts'

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

describe('surprises in real payloads, in all three formats', () => {
  const text = (expected: object) => ({ kind: 'text', text: expected })
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
    { label: 'a sender of 65 characters', fields: { ...goodText, msisdn: 'W'.repeat(65) }, expected: unreadable },
    { label: 'a recipient of 65', fields: { ...goodText, to: 'W'.repeat(65) }, expected: unreadable },
    { label: 'an id of 201', fields: { ...goodText, messageId: '0'.repeat(201) }, expected: unreadable },
    {
      label: 'a sender of 64 characters and an id of 200',
      fields: { ...goodText, msisdn: 'W'.repeat(64), messageId: '0'.repeat(200) },
      expected: text({ customer: 'W'.repeat(64), providerId: '0'.repeat(200) }),
    },
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
      label: '29: text with status',
      fields: { ...goodText, status: 'x' },
      expected: text({ text: 'Leaving now, 20 min' }),
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
