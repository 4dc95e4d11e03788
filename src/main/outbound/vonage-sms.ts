import { countSegments } from '../../shared/segments.ts'
import { PostFailed, postOnce } from './post-once.ts'

/** All we need of Vonage: one text out, answered as it came. */
export type SendSms = (sms: OutboundSms) => Promise<SmsAnswer>

export interface OutboundSms {
  from: string
  to: string
  text: string
  reference: string
  /** Where receipts of this text go; null leaves it to the account's own setting. At most 100 characters. */
  callback: string | null
}

/** What the provider's answer was, as plain data. The SDK's own errors hold the account's secret and go no further. */
export type SmsAnswer =
  | { kind: 'parts'; parts: AnsweredPart[]; balance: number | null }
  /** An HTTP answer other than 200. */
  | { kind: 'http'; status: number; retryAfterMs: number | null }
  /** 200, but not the SMS API's own answer: a portal page, an empty or cut body. */
  | { kind: 'not-an-answer' }
  /** No connection was made, or none that is secure, so nothing left. `code` as the system names it. */
  | { kind: 'not-connected'; code: string }
  /** The connection was there, and then: nothing, or a break. */
  | { kind: 'no-answer'; code: string }

export interface AnsweredPart {
  /** One to three digits; "0" is taken. */
  status: string
  providerId: string | null
  errorText: string | null
  /** What this part costs; null when the answer does not say. */
  nanoEuro: number | null
}

const timeLimitMs = 15_000

/**
 * Sends through the official SDK, which is loaded with the first text.
 *
 * Its transport is replaced by one that follows no redirect (the SDK's own would post text and credentials again to
 * wherever it is told), that knows whether anything has left, and that ends after 15 s whatever the server does.
 *
 * @param account `restHost` null is Vonage's own
 * @see Vonage Node SDK 3.30: a refusal is thrown, a portal page resolves, and `messageCount` is a string
 */
export function vonageSms(account: { apiKey: string; apiSecret: string; restHost: string | null }): SendSms {
  let client: Promise<SdkSms> | null = null

  async function connect(): Promise<SdkSms> {
    const { Vonage } = await import('@vonage/server-sdk')
    const { apiKey, apiSecret, restHost } = account
    // An absent key makes the SDK look for a file without a name, which Node 24 warns of.
    const credentials = { apiKey, apiSecret, privateKey: '' }
    const options = { timeout: timeLimitMs, ...(restHost === null ? {} : { restHost }) }
    const sms = new Vonage(credentials, options).sms as unknown as SdkSms
    sms.sendRequest = async (request) => {
      const prepared = await sms.prepareRequest(request).catch(notPrepared)
      const { url, method, headers } = prepared
      const body = sms.prepareBody(prepared) ?? ''
      const answer = await postOnce({ url, method, headers, body, withinMs: timeLimitMs })
      if (answer.status !== 200) throw new NotOk(answer.status, retryAfter(answer.headers))
      return sms.parseResponse(prepared, new Response(answer.body, { headers: answer.headers }))
    }
    return sms
  }

  return async ({ from, to, text, reference, callback }) => {
    try {
      client ??= connect()
      const sms = await client
      const answer = await sms.send({
        from,
        to,
        text,
        type: countSegments(text).encoding === 'GSM-7' ? 'text' : 'unicode',
        clientRef: reference,
        statusReportReq: true,
        ...(callback === null ? {} : { callback }),
      })
      return readAnswer(answer)
    } catch (error) {
      return readError(error)
    }
  }
}

/** What is used of the SDK's SMS client; the steps of its transport are protected in its types. */
interface SdkSms {
  send(sms: Record<string, unknown>): Promise<unknown>
  sendRequest(request: SdkRequest): Promise<unknown>
  prepareRequest(request: SdkRequest): Promise<SdkRequest>
  prepareBody(request: SdkRequest): string | undefined
  parseResponse(request: SdkRequest, response: Response): Promise<unknown>
}
interface SdkRequest {
  url: string
  method: string
  headers: Record<string, string>
}

/** An HTTP status in place of the SDK's error, which carries the request with its credentials. */
class NotOk extends Error {
  readonly status: number
  readonly retryAfterMs: number | null
  constructor(status: number, retryAfterMs: number | null) {
    super(`status ${status}`)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/** Before a line is opened: of an address that is none, for instance. */
const notPrepared = (): never => {
  throw new PostFailed('NOT_PREPARED', false)
}

/** Seconds, or a date by the clock of the one that answers, which need not be ours. */
function retryAfter(headers: Headers): number | null {
  const named = headers.get('retry-after')
  if (named === null) return null
  if (/^\d+$/.test(named)) return Number(named) * 1000
  const theirNow = Date.parse(headers.get('date') ?? '')
  const waitMs = Date.parse(named) - (Number.isNaN(theirNow) ? Date.now() : theirNow)
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs)
}

/** The SDK resolves with whatever came, an HTML page's single letters included: only real parts count. */
function readAnswer(answer: unknown): SmsAnswer {
  const messages = isRecord(answer) ? answer.messages : undefined
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isPart)) return { kind: 'not-an-answer' }
  const parts = messages.map(
    (part): AnsweredPart => ({
      status: String(part.status),
      providerId: typeof part['message-id'] === 'string' && part['message-id'] !== '' ? part['message-id'] : null,
      errorText: typeof part['error-text'] === 'string' ? part['error-text'] : null,
      nanoEuro: readPrice(part['message-price']),
    }),
  )
  const balance = Number.parseFloat(String(messages.at(-1)?.['remaining-balance'] ?? ''))
  return { kind: 'parts', parts, balance: Number.isFinite(balance) ? balance : null }
}

/** Whose status is a number: what says nothing that we understand does not say that nothing was sent. */
const isPart = (part: unknown): part is Record<string, unknown> =>
  isRecord(part) && ['string', 'number'].includes(typeof part.status) && /^\d{1,3}$/.test(String(part.status))

/** "0.03330000" is 33,300,000: whole numbers, so that a year of texts adds up. */
const readPrice = (price: unknown): number | null =>
  typeof price === 'string' && /^\d{1,4}(\.\d{1,9})?$/.test(price) ? Math.round(Number(price) * 1e9) : null

function readError(error: unknown): SmsAnswer {
  // Told apart by shape: the packages ship two module formats, so a class of one does not match an error of the other.
  if (isRecord(error) && typeof error.getResponse === 'function') return readAnswer(error.getResponse())
  if (error instanceof NotOk) return { kind: 'http', status: error.status, retryAfterMs: error.retryAfterMs }
  if (error instanceof PostFailed) return { kind: error.mayHaveLeft ? 'no-answer' : 'not-connected', code: error.code }
  if (isRecord(error) && isRecord(error.response)) return { kind: 'not-an-answer' }
  return { kind: 'no-answer', code: 'UNKNOWN' }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
