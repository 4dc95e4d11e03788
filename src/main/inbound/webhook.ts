import { createHash } from 'node:crypto'
import type { InboundText, RawWebhook, Receipt } from '../store/records.ts'
import { readParty, storable } from '../store/storable.ts'
import { type Fields, type FieldsRead, queryOf, readFields } from './fields.ts'

/** Characters, as recovery takes them too. */
const longestParty = 64
const longestId = 200

export type WebhookRequest = Omit<RawWebhook, 'why'>

export type Webhook =
  /** A bare GET: the provider looks whether the address lives before it links a number to it. */
  | { kind: 'link-check' }
  | { kind: 'text'; text: InboundText }
  | { kind: 'receipt'; receipt: Receipt }
  /** Nothing we can file. Its bytes are to be kept before it is acknowledged. */
  | { kind: 'keep'; why: 'unreadable' | 'messages-api' }

/**
 * Reads one webhook of Vonage's SMS API. A text and a receipt are told apart by what they hold, not by the address
 * they came to, because people give both the same one.
 *
 * A blank field says the same as an absent one: some of the provider's libraries leave blank values out of the
 * signature, so whoever captured a request could add or drop one.
 *
 * @param read its fields, when the caller has read them already
 * @throws never
 */
export function readWebhook(request: WebhookRequest, read: FieldsRead = readFields(request)): Webhook {
  if (request.method !== 'POST' && queryOf(request.target) === '') return { kind: 'link-check' }
  if (isMessagesApi(read)) return { kind: 'keep', why: 'messages-api' }
  if (!read.ok) return { kind: 'keep', why: 'unreadable' }
  const text = field(read.fields, 'text')
  const status = field(read.fields, 'status')
  return status !== null && text === null
    ? readReceipt(read.fields, status, request.arrivedAt)
    : readText(request, read.fields)
}

/**
 * Whether it is in the form of Vonage's other API for texts: what comes once somebody has switched the account over. It
 * has no `sig`, but a token in a header, which is not checked here.
 */
export function isMessagesApi(read: FieldsRead): boolean {
  const has = (name: string) => (read.ok ? field(read.fields, name) !== null : read.names.includes(name))
  return has('message_uuid') && !has('messageId') && !has('sig')
}

function readReceipt(fields: Fields, status: string, arrivedAt: number): Webhook {
  const providerId = field(fields, 'messageId')
  const reference = field(fields, 'client-ref')
  const account = field(fields, 'api-key') ?? ''
  const tooLong = isLongId(providerId) || isLongId(reference) || account.length > longestParty
  // It speaks of no text of ours or anyone's, so there is nothing to file it under.
  if ((providerId === null && reference === null) || tooLong) return { kind: 'keep', why: 'unreadable' }
  return {
    kind: 'receipt',
    receipt: {
      account,
      providerId,
      reference,
      status: status.trim().toLowerCase(),
      errorCode: field(fields, 'err-code')?.trim().slice(0, 16).toWellFormed() ?? null,
      arrivedAt,
    },
  }
}

function readText(request: WebhookRequest, fields: Fields): Webhook {
  const customer = readParty(field(fields, 'msisdn') ?? '')
  const ours = readParty(field(fields, 'to') ?? '')
  const id = field(fields, 'messageId')
  const account = field(fields, 'api-key') ?? ''
  // No sender's name is as long, and no id: it would fill the rows of the window, and the list could not ask for it.
  const tooLong = [customer, ours, account].some(({ length }) => length > longestParty) || isLongId(id)
  if (customer === '' || ours === '' || tooLong) return { kind: 'keep', why: 'unreadable' }
  const type = field(fields, 'type')?.trim().toLowerCase() ?? null
  const binary =
    type === 'binary' || (type === null && field(fields, 'text') === null && field(fields, 'data') !== null)
  return {
    kind: 'text',
    text: {
      account,
      providerId: id ?? idFromBytes(request),
      customer,
      ours,
      text: binary ? '' : storable(fields.get('text') ?? ''),
      kind: binary ? 'binary' : 'text',
      sentAt: readTimestamp(field(fields, 'message-timestamp') ?? '') ?? readSeconds(field(fields, 'timestamp') ?? ''),
      arrivedAt: request.arrivedAt,
      part: readPart(fields),
    },
  }
}

const isLongId = (id: string | null): boolean => id !== null && id.length > longestId

/** null when absent or blank. */
function field(fields: Fields, name: string): string | null {
  const value = fields.get(name)
  return value === undefined || value.trim() === '' ? null : storable(value)
}

/**
 * The provider's push time, epoch ms, always UTC: `2026-03-05 13:00:12`, `2026-03-05T13:00:12.000+00:00` and
 * `2026-03-05 13:00:12 +0000`, with "+" lost to a space or not. By pattern, since Date reads the first as local time.
 */
function readTimestamp(raw: string): number | null {
  const at = raw.trim()
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z| ?[+ ]00:?00)?$/.test(at)) return null
  const [year, month, day] = [Number(at.slice(0, 4)), Number(at.slice(5, 7)), Number(at.slice(8, 10))]
  const [hour, minute, second] = [Number(at.slice(11, 13)), Number(at.slice(14, 16)), Number(at.slice(17, 19))]
  if (hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  // The 30th of February would roll over into March. Date.UTC takes the years 0 to 99 for 1900 to 1999.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 100) return null
  const millisecond = at[19] === '.' ? Math.round(Number.parseFloat(at.slice(19)) * 1000) : 0
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
}

/** When it was signed: the provider's time as well, in seconds since 1970. Epoch ms. */
const readSeconds = (raw: string): number | null => (/^\d{9,10}$/.test(raw.trim()) ? Number(raw) * 1000 : null)

/** The reference is text: "08B5" and "0012" are seen. What makes no sense as a part is a whole text. */
function readPart(fields: Fields): InboundText['part'] {
  const ref = field(fields, 'concat-ref')?.trim() ?? null
  if (field(fields, 'concat')?.trim().toLowerCase() !== 'true' || ref === null || ref.length > longestParty) return null
  const total = readCount(field(fields, 'concat-total') ?? '')
  const number = readCount(field(fields, 'concat-part') ?? '')
  return total !== null && number !== null && number <= total ? { ref, total, number } : null
}

/** 1 to 255, what one octet of the header can say. */
function readCount(raw: string): number | null {
  const count = /^\d{1,3}$/.test(raw.trim()) ? Number(raw) : 0
  return count >= 1 && count <= 255 ? count : null
}

/** Made of exactly the bytes the fields came from, so that the same request again has the same id. */
function idFromBytes(request: WebhookRequest): string {
  const hash = createHash('sha256').update(`${request.method}\n`)
  if (request.method === 'POST') hash.update(request.body)
  else hash.update(queryOf(request.target), 'latin1')
  return `raw-${hash.digest('hex').slice(0, 32)}`
}
