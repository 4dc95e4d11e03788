import { readBody } from '../../shared/read-body.ts'
import {
  type Fields,
  type InboundRecord,
  isOther,
  type OutboundRecord,
  type RecordPage,
  readInbound,
  readOutbound,
  readRecordPage,
} from './read-records.ts'

/** From and to, epoch ms, at most {@link longestWindowMs} apart. A record of exactly `to` is not in it. */
export interface Span {
  from: number
  to: number
}

/** The provider refuses more. */
export const longestWindowMs = 24 * 3_600_000

export interface Had<Record> {
  ok: true
  records: Record[]
  /** How many were answered. */
  seen: number
  /** How many of them could not be read. */
  unread: number
  /** What the provider's clock showed as it answered, epoch ms; null when it did not say. */
  providerNow: number | null
}

/** Why there are none. */
export interface NotHad {
  ok: false
  /** Asking again soon cannot help. */
  refused: boolean
  /** What was wrong may be wrong with this span alone: another one may be had. */
  ofOneSpan: boolean
  code: 'reports-credentials' | 'reports-refused' | 'reports-unreachable' | 'reports-unread'
  text: string
  /** What the provider asked us to wait. */
  retryAfterMs: number | null
}

/** What the provider has on record of the texts of our account. */
export interface Reports {
  inbound(span: Span): Promise<Had<InboundRecord> | NotHad>
  outbound(span: Span): Promise<Had<OutboundRecord> | NotHad>
  /** Ends what is under way; it is answered as unreachable. */
  close(): void
}

const ownHost = 'https://api.nexmo.com'
const ordinaryLimits = {
  /** For one page, its body included. */
  answerMs: 30_000,
  /** A page of 1,000 texts is well below 1 MB; this is every character of the longest ones escaped. */
  bodyBytes: 16 * 1024 * 1024,
  pages: 500,
}

/**
 * Asks Vonage's Reports API, page by page. It is charged for by the record.
 *
 * Follows no redirect. No answer and no error of the transport leaves this file: they may hold the secret.
 *
 * @param account `apiHost` null is Vonage's own
 * @param onCharged a page came: how many records, and their price in euro, 0 when Vonage does not say; told of one also
 *   where a later one of the same span fails
 */
export function vonageReports(
  account: { apiKey: string; apiSecret: string; apiHost: string | null },
  changed: Partial<typeof ordinaryLimits> = {},
  onCharged: (page: { records: number; price: number }) => void = () => {},
): Reports {
  const limits = { ...ordinaryLimits, ...changed }
  const closing = new AbortController()
  let providerNow = Number.NaN
  const authorization = `Basic ${Buffer.from(`${account.apiKey}:${account.apiSecret}`).toString('base64')}`

  async function askPage(query: Record<string, string>): Promise<RecordPage | NotHad> {
    const url = `${account.apiHost ?? ownHost}/v2/reports/records?${new URLSearchParams(query)}`
    try {
      const response = await fetch(url, {
        headers: { authorization, accept: 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(limits.answerMs)]),
      })
      if (response.status !== 200) {
        await response.body?.cancel()
        return refusal(response.status, response.headers.get('retry-after'))
      }
      const body = await readBody(response, limits.bodyBytes)
      providerNow = Date.parse(response.headers.get('date') ?? '')
      return (body === null ? null : readRecordPage(body)) ?? unread
    } catch {
      return unreachable('The line to it failed.')
    }
  }

  async function ask<Record>(
    direction: 'inbound' | 'outbound',
    { from, to }: Span,
    read: (record: Fields | null) => Record | null,
  ): Promise<Had<Record> | NotHad> {
    const query = {
      account_id: account.apiKey,
      product: 'SMS',
      direction,
      date_start: new Date(from).toISOString(),
      date_end: new Date(to).toISOString(),
      ...(direction === 'inbound' && { include_message: 'true' }),
    }
    const had: Had<Record> = { ok: true, records: [], seen: 0, unread: 0, providerNow: null }
    const cursors = new Set<string>()
    for (let next: RecordPage['next'] | undefined; next !== null; ) {
      const page: RecordPage | NotHad = await askPage({ ...query, ...next })
      if ('ok' in page) return page
      if (page.records.length > 0) onCharged({ records: page.records.length, price: page.price })
      had.seen += page.records.length
      for (const record of page.records) {
        if (isOther(record, direction)) continue
        const known = read(record)
        if (known === null) had.unread += 1
        else had.records.push(known)
      }
      next = page.next
      // A cursor that leads back to itself would go on for ever, at a price.
      if (next !== null && (cursors.has(next.cursor) || cursors.size >= limits.pages)) return unread
      if (next !== null) cursors.add(next.cursor)
    }
    had.providerNow = Number.isNaN(providerNow) ? null : providerNow
    return had
  }

  return {
    inbound: (span) => ask('inbound', span, (record) => readInbound(record, account.apiKey)),
    outbound: (span) => ask('outbound', span, (record) => readOutbound(record, account.apiKey)),
    close: () => closing.abort(),
  }
}

/** What was asked is wrong, not who asks: dates that are too long ago, say. */
const datesRefused: ReadonlySet<number> = new Set([400, 422])

const unread: NotHad = {
  ok: false,
  refused: false,
  ofOneSpan: true,
  code: 'reports-unread',
  text: 'Vonage’s records of that time could not be read. They are asked for again; look in Vonage’s dashboard meanwhile.',
  retryAfterMs: null,
}

const unreachable = (what: string, retryAfterMs: number | null = null): NotHad => ({
  ok: false,
  refused: false,
  ofOneSpan: false,
  code: 'reports-unreachable',
  text: `Vonage’s records of that time could not be had yet. ${what} They are asked for again.`,
  retryAfterMs,
})

function refusal(status: number, retryAfter: string | null): NotHad {
  if (status === 401)
    return {
      ok: false,
      refused: true,
      ofOneSpan: false,
      code: 'reports-credentials',
      text: 'Vonage does not accept the key and secret for its records. Enter them again in Setup, and look in Vonage’s dashboard for replies of that time.',
      retryAfterMs: null,
    }
  if (status === 429 || status >= 500)
    return unreachable(
      `It answered ${status}.`,
      retryAfter !== null && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) * 1000 : null,
    )
  // Not Vonage's, more likely: a redirect, say.
  if (status < 400) return { ...unread, ofOneSpan: false }
  return {
    ok: false,
    refused: true,
    ofOneSpan: datesRefused.has(status),
    code: 'reports-refused',
    text: `Vonage does not give out its records (${status}). Look for replies of that time in Vonage’s dashboard, or ask Vonage to allow its Reports API for this account.`,
    retryAfterMs: null,
  }
}
