import { describe, expect, test } from 'vitest'
import { readWebhook } from '../../../src/main/inbound/webhook.ts'
import { asGet, formOf, goodText, inAllFormats, without } from './requests.ts'

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

  const second = Math.floor(at / 1000)
  test.each<{ label: string; fields: Record<string, string | number>; expected: number | null }>([
    { label: 'absent', fields: { timestamp: String(second) }, expected: at },
    { label: 'blank', fields: { 'message-timestamp': ' ', timestamp: String(second) }, expected: at },
    { label: 'not readable', fields: { 'message-timestamp': '05.03.2026', timestamp: String(second) }, expected: at },
    { label: 'absent, and the other a JSON number', fields: { timestamp: second }, expected: at },
    {
      label: 'readable: then it counts',
      fields: { 'message-timestamp': '2026-03-05 13:00:12', timestamp: String(second + 1) },
      expected: at,
    },
    { label: 'absent, and the other in milliseconds', fields: { timestamp: String(at) }, expected: null },
    { label: 'absent, and the other no number', fields: { timestamp: '2026-03-05T13:00:12Z' }, expected: null },
    { label: 'absent, and the other as well', fields: {}, expected: null },
  ])('the time of signing stands in for one that is $label', ({ fields, expected }) => {
    for (const [format, request] of inAllFormats({ ...without(goodText, 'message-timestamp'), ...fields }))
      expect(readWebhook(request), format).toMatchObject({ text: { sentAt: expected } })
  })
})
