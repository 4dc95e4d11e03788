import { readParty, storable } from '../store/storable.ts'

/** A text that a customer sent, as the provider's records have it. Each part of a long one is a record of its own. */
export interface InboundRecord {
  account: string
  providerId: string
  customer: string
  ours: string
  /** Null when the account does not give out its words. */
  text: string | null
  /** When the provider received it, epoch ms; null when unreadable. */
  receivedAt: number | null
}

/** A part of a text that we sent, as the provider's records have it. */
export interface OutboundRecord {
  account: string
  providerId: string
  /** Null when it carries none. */
  reference: string | null
  customer: string
  /** As it came, lower case; "" when absent. */
  status: string
  errorCode: string | null
}

/** One page of records. */
export interface RecordPage {
  /** As they came; null for what is no object. */
  records: (Fields | null)[]
  /** What asks for the next page; null when this was the last. */
  next: { cursor: string; iv: string } | null
  /** What the provider charges for it, in euro; 0 when it does not say. */
  price: number
}
export type Fields = Readonly<Record<string, unknown>>

/** With redaction switched on, the text of every record is this word. */
const redacted = 'REDACTED'
const longestId = 200
const longestParty = 64
const longestText = 20_000
const longestCursor = 8_192

/**
 * Reads the body of an answer of `GET /v2/reports/records`.
 *
 * Of `_links.next` only the cursor is taken, never the address: our credentials go to the one host that we chose.
 *
 * @returns null when it is no such answer, or says that there is more and not how to ask for it
 * @throws never
 * @see Vonage, Reports API, "Load records synchronously"
 */
export function readRecordPage(body: string): RecordPage | null {
  const page = asFields(parse(body))
  if (page === null || !Array.isArray(page.records)) return null
  const next = readNext(page)
  if (next === null && page.request_status !== undefined && page.request_status !== 'SUCCESS') return null
  const price = Number(page.price ?? 0)
  return { records: page.records.map(asFields), next, price: Number.isFinite(price) && price > 0 ? price : 0 }
}

function readNext(page: Fields): RecordPage['next'] {
  const href = asFields(asFields(page._links)?.next)?.href
  const linked = typeof href === 'string' ? URL.parse(href, 'https://api.nexmo.com')?.searchParams : undefined
  const cursor = page.cursor ?? linked?.get('cursor')
  const iv = page.iv ?? linked?.get('iv')
  return isText(cursor, longestCursor) && isText(iv, longestCursor) ? { cursor, iv } : null
}

/**
 * @param account ours, for a record that names none
 * @returns null when it cannot be filed: it names no message, no customer or no number of ours
 */
export function readInbound(record: Fields | null, account: string): InboundRecord | null {
  if (record === null || !isText(record.message_id, longestId)) return null
  const { message_body: words } = record
  if (typeof words === 'string' && words.length > longestText) return null
  const customer = readNumber(record.from)
  const ours = readNumber(record.to)
  if (customer === '' || ours === '') return null
  return {
    account: readAccount(record, account),
    providerId: storable(record.message_id),
    customer,
    ours,
    text: typeof words !== 'string' || words === redacted ? null : storable(words),
    receivedAt: readDate(record.date_received),
  }
}

/** @returns null when it names no message */
export function readOutbound(record: Fields | null, account: string): OutboundRecord | null {
  if (record === null || !isText(record.message_id, longestId)) return null
  const { status, error_code: code } = record
  return {
    account: readAccount(record, account),
    providerId: storable(record.message_id),
    reference: isText(record.client_ref, longestId) ? storable(record.client_ref) : null,
    customer: readNumber(record.to),
    status: typeof status === 'string' ? status.trim().toLowerCase() : '',
    errorCode: /^\d{1,6}$/.test(String(code)) ? String(code) : null,
  }
}

/** Whether it is a record of the other direction, which nobody asked for. */
export const isOther = (record: Fields | null, direction: 'inbound' | 'outbound') =>
  typeof record?.direction === 'string' && record.direction.toLowerCase() !== direction

/**
 * `2026-03-05T13:00:12+00:00`, `…+0000` and `…Z`, with or without milliseconds.
 *
 * @returns epoch ms
 */
function readDate(raw: unknown): number | null {
  if (typeof raw !== 'string') return null
  const [, time, hours, minutes] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:Z|([+-]\d\d):?(\d\d))$/.exec(raw) ?? []
  if (time === undefined) return null
  const at = Date.parse(`${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(at) ? null : at
}

const readAccount = ({ account_id: id }: Fields, ours: string) => (isText(id, longestId) ? storable(id) : ours)
const readNumber = (raw: unknown) => (isText(raw, longestParty) ? storable(readParty(raw)) : '')
const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest
const asFields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
