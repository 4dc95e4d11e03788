import { describe, expect, test } from 'vitest'
import { readWebhook } from '../../../src/main/inbound/webhook.ts'
import { arrivedAt, goodReceipt, inAllFormats, type Sent, without } from './requests.ts'

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
  const receipt = (expected: object) => ({ kind: 'receipt', receipt: expected })
  test.each<{ label: string; fields: Sent; expected: object }>([
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
    {
      label: 'a receipt of nothing',
      fields: without(goodReceipt, 'messageId', 'client-ref'),
      expected: { kind: 'keep', why: 'unreadable' },
    },
    { label: '29: status without text', fields: { ...goodReceipt }, expected: receipt({ status: 'delivered' }) },
    {
      label: '30: strings for numbers',
      fields: { ...goodReceipt, 'err-code': 0 },
      expected: receipt({ errorCode: '0' }),
    },
  ])('$label', ({ fields, expected }) => {
    for (const [format, request] of inAllFormats(fields)) expect(readWebhook(request), format).toMatchObject(expected)
  })
})
