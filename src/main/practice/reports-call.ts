import type { Account } from './account.ts'
import { isAuthorized } from './credentials.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { networkOf, price } from './prices.ts'
import type { ReceivedPart, ReportLog, SentPart } from './report-log.ts'

const path = '/v2/reports/records'
const pageSize = 1000
const longestWindowMs = 24 * 3_600_000
/** The 2020 price list, in euro. */
const pricePerRecord = 0.0004
/** The two forms that are documented: an offset, or Z. */
const dateForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)$/

/**
 * Answers `GET /v2/reports/records`, as far as texts go.
 *
 * @returns null for any other call
 */
export function createReportCall(needs: {
  account: Account
  reportLog: ReportLog
}): (call: HttpCall) => HttpAnswer | null {
  const { account, reportLog } = needs
  /** Where a page ends, by the cursor that was given out for the next. */
  const cursors = new Map<string, number>()

  function find(fields: HttpCall['fields']): object[] {
    const [from, to] = [Date.parse(fields.date_start ?? ''), Date.parse(fields.date_end ?? '')]
    const redacted = account.settings.reports === 'redacted'
    const words = ({ text }: { text: string }) =>
      fields.include_message === 'true' ? { message_body: redacted ? 'REDACTED' : text } : {}
    return fields.direction === 'inbound'
      ? reportLog.inbound(from, to).map((part) => ({ ...inboundRecord(account.apiKey, part), ...words(part) }))
      : reportLog.outbound(from, to).map((part) => ({ ...outboundRecord(account.apiKey, part), ...words(part) }))
  }

  return (call) => {
    if (call.method !== 'GET' || call.path !== path) return null
    const { fields } = call
    // Credentials in the query are not documented for this call.
    if (!isAuthorized(account, call.headers, {}))
      return problem(401, 'Unauthorized', { detail: 'You did not provide correct credentials.' })
    if (account.settings.reports === 'forbidden' || fields.account_id !== account.apiKey)
      return problem(403, 'Forbidden', { detail: 'User not authorized to query the requested data' })
    const wrong = judge(fields)
    if (wrong !== null) return problem(422, 'Unprocessable entity', { invalid_parameters: [wrong] })
    const from = fields.cursor === undefined ? 0 : cursors.get(`${fields.cursor} ${fields.iv}`)
    if (from === undefined) return problem(422, 'Unprocessable entity', { detail: 'Unknown cursor' })
    const all = find(fields)
    const records = all.slice(from, from + pageSize)
    const more = from + pageSize < all.length
    const links = { self: { href: linkTo(fields) } }
    const [cursor, iv] = [crypto.randomUUID(), crypto.randomUUID().slice(0, 8)]
    if (more) cursors.set(`${cursor} ${iv}`, from + pageSize)
    const theirNow = new Date(Date.now() + account.settings.clockAheadMs)
    return {
      status: 200,
      headers: { date: theirNow.toUTCString() },
      body: {
        _links: more ? { ...links, next: { href: linkTo({ ...fields, cursor, iv }) } } : links,
        request_id: crypto.randomUUID(),
        request_status: more ? 'TRUNCATED' : 'SUCCESS',
        received_at: reportTime(new Date()),
        product: 'SMS',
        account_id: account.apiKey,
        direction: fields.direction,
        price: (records.length * pricePerRecord).toFixed(4),
        currency: 'EUR',
        items_count: records.length,
        records,
      },
    }
  }
}

function judge(fields: HttpCall['fields']): { name: string; reason: string } | null {
  for (const name of ['product', 'direction', 'date_start', 'date_end'])
    if (!fields[name]) return { name, reason: 'Missing required parameter' }
  const { product, direction = '', date_start: start = '', date_end: end = '' } = fields
  if (product !== 'SMS') return { name: 'product', reason: 'Could not resolve product name' }
  if (!['inbound', 'outbound'].includes(direction)) return { name: 'direction', reason: 'Invalid direction' }
  for (const [name, date] of Object.entries({ date_start: start, date_end: end }))
    if (!dateForm.test(date) || Number.isNaN(Date.parse(date))) return { name, reason: 'Invalid date' }
  const lengthMs = Date.parse(end) - Date.parse(start)
  return lengthMs > 0 && lengthMs <= longestWindowMs
    ? null
    : { name: 'date_end', reason: 'Must be no more than 24 hours later than date_start' }
}

const problem = (status: number, title: string, more: object): HttpAnswer => ({
  status,
  body: { title, ...more, instance: crypto.randomUUID().replaceAll('-', '') },
})

const linkTo = (fields: HttpCall['fields']) => `https://api.nexmo.com${path}?${new URLSearchParams(fields)}`

/** `2026-03-05T13:00:12+0000`: no fractions, as in the samples. */
const reportTime = (at: Date) => `${at.toISOString().slice(0, 19)}+0000`

function inboundRecord(account: string, part: ReceivedPart) {
  return {
    account_id: account,
    message_id: part.messageId,
    direction: 'inbound',
    from: part.from,
    to: part.to,
    network: networkOf(part.from),
    network_name: 'Pretend',
    country: 'GB',
    country_name: 'United Kingdom',
    date_received: reportTime(part.at),
    currency: 'EUR',
    total_price: '0.00000000',
  }
}

function outboundRecord(account: string, part: SentPart) {
  return {
    account_id: account,
    message_id: part.messageId,
    client_ref: part.clientRef ?? '',
    direction: 'outbound',
    from: part.from,
    to: part.to,
    network: networkOf(part.to),
    network_name: 'Pretend',
    country: 'GB',
    country_name: 'United Kingdom',
    date_received: reportTime(part.at),
    date_finalized: reportTime(part.at),
    latency: '0',
    status: part.status,
    error_code: part.errorCode,
    error_code_description: part.errorCode === '0' ? 'Delivered' : 'Failed',
    currency: 'EUR',
    total_price: price,
  }
}
