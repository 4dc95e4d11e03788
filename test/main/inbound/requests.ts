import type { WebhookRequest } from '../../../src/main/inbound/webhook.ts'

export type Sent = Record<string, string | number | boolean | null>

export const arrivedAt = 1_800_000_000_000
const base = { target: '/path/inbound', contentType: '', body: new Uint8Array(), arrivedAt }

/** One request in each of the provider's three formats. */
export const asGet = (query: string): WebhookRequest => ({ ...base, method: 'GET', target: `${base.target}?${query}` })

export const asForm = (
  body: string | Uint8Array,
  contentType = 'application/x-www-form-urlencoded; charset=UTF-8',
): WebhookRequest => ({ ...base, method: 'POST', contentType, body: Buffer.from(body as string) })

export const asJson = (body: unknown, contentType = 'application/json'): WebhookRequest => ({
  ...base,
  method: 'POST',
  contentType,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

export const formOf = (fields: Sent): string =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()

/** The same fields in all three formats. */
export const inAllFormats = (fields: Sent): [string, WebhookRequest][] => [
  ['GET', asGet(formOf(fields))],
  ['form', asForm(formOf(fields))],
  ['JSON', asJson(fields)],
]

/** A text as the provider's guides show one. */
export const goodText: Record<string, string> = {
  msisdn: '447700900111',
  to: '447700900800',
  messageId: '0B0000017A11C001',
  text: 'Leaving now, 20 min',
  type: 'text',
  keyword: 'LEAVING',
  'api-key': 'abcd1234',
  'message-timestamp': '2026-04-02 08:15:30',
}

export const goodReceipt: Record<string, string> = {
  msisdn: '447700900111',
  to: '447700900800',
  'network-code': '23410',
  messageId: '8d0f3c52-1a7e-4f0b-8f6e-5a4b3c2d1e05',
  price: '0.03330000',
  status: 'delivered',
  scts: '2604020918',
  'err-code': '0',
  'api-key': 'abcd1234',
  'client-ref': 'run-88/stop&3',
  'message-timestamp': '2026-04-02 08:18:30',
}

/** What a part of a long text says besides. */
export const part = { concat: 'true', 'concat-ref': '4', 'concat-total': '3', 'concat-part': '2' }

export const without = (fields: Sent, ...names: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** For fetch. */
export const form = (fields: Record<string, string>) => ({
  method: 'POST',
  body: formOf(fields),
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
})
export const json = (body: unknown) => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
