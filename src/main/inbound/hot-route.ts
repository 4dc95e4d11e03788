import type { IncomingMessage, ServerResponse } from 'node:http'
import { tokenBucket } from '../../shared/token-bucket.ts'
import type { RawWebhook } from '../store/records.ts'
import { readBody } from './body.ts'
import type { Connections } from './connections.ts'
import { type Fields, type FieldsRead, readFields } from './fields.ts'
import type { ListenerLimits } from './limits.ts'
import { asRaw, type InboundDoor, isGenuine, storeWebhook } from './store-webhook.ts'
import { isMessagesApi, readWebhook, type WebhookRequest } from './webhook.ts'

export interface HotRouteNeeds {
  /** null when no signature secret is set. */
  verify: ((fields: Fields) => boolean) | null
  store: InboundDoor
  /** Epoch ms. */
  now: () => number
  /** A webhook came that passed the check; called before it is stored. */
  onArrival?: (() => void) | undefined
  /** Something that came was turned away, or told to come again. */
  onRefused?: ((why: RefusedWhy) => void) | undefined
  unexpected: (what: string, error: unknown) => void
}

type Refusal = 401 | 413 | 415 | 431 | 503
/**
 * `flood`: wrongly signed ones that came too fast to be kept; `rate`: more than are stored in that time; `no-room`: as
 * many are kept as bytes as may be, and nothing is wrong with the disk.
 */
export type RefusedWhy =
  | 'signature'
  | 'flood'
  | 'rate'
  | 'not-stored'
  | 'no-room'
  | 'too-large'
  | 'encoding'
  | 'headers'
  | 'malformed'
  | 'slow'
  | 'address'

/**
 * Handles one webhook on one of our exact paths: reads, checks, stores, answers, in that order. Directly over
 * node:http, since a framework costs more than all of this together.
 *
 * A genuine webhook is answered 200 or 503 and nothing else: the provider may not repeat after any 4xx. What cannot
 * be read is answered 200 once its bytes are kept, or it would come again for a day. What comes faster than it may is
 * answered 503 before it costs a commit. What fails the signature's check is answered 401 once its bytes are kept, and
 * 200 where it has the form of the Messages API, which signs in a way that is not checked. Without room for bytes: 503.
 */
export function hotRoute(
  needs: HotRouteNeeds,
  limits: Pick<ListenerLimits, 'bodyBytes' | 'uncheckedBytes' | 'arrivals' | 'failures'>,
  connections: Connections,
): (request: IncomingMessage, response: ServerResponse) => void {
  const clock = () => performance.now()
  const arrivals = tokenBucket(limits.arrivals, clock)
  const failures = tokenBucket(limits.failures, clock)

  const refuse = (status: Refusal, why: RefusedWhy): Refusal => {
    needs.onRefused?.(why)
    return status
  }

  const stored = async (work: () => Promise<boolean>): Promise<'stored' | 'no-room' | 'not-stored'> => {
    try {
      return (await work()) ? 'stored' : 'no-room'
    } catch (error) {
      needs.unexpected('A webhook could not be stored', error)
      return 'not-stored'
    }
  }

  /** Whoever knows the address can send either, so both share a rate. */
  const quarantine = async (webhook: WebhookRequest, fields: FieldsRead): Promise<200 | Refusal> => {
    if (!failures.take()) return refuse(503, 'flood')
    // The secret may be right, and the account switched to the other API: it would come again and again for a day.
    const isOther = isMessagesApi(fields) && webhook.body.length <= limits.uncheckedBytes
    const raw: RawWebhook = isOther
      ? { ...asRaw(webhook, 'messages-api'), isUnchecked: true }
      : asRaw(webhook, 'signature')
    // Not kept it must come again: it may be our secret that is wrong, and the reply genuine.
    const kept = await stored(async () => needs.store.keep(raw))
    if (kept !== 'stored') return refuse(503, kept)
    return isOther ? 200 : refuse(401, 'signature')
  }

  const handle = async (webhook: WebhookRequest): Promise<200 | Refusal> => {
    const fields = readFields(webhook)
    if (needs.verify !== null && !isGenuine(fields, needs.verify)) return quarantine(webhook, fields)
    needs.onArrival?.()
    if (!arrivals.take()) return refuse(503, 'rate')
    const kept = await stored(() => storeWebhook(needs.store, webhook, readWebhook(webhook, fields)))
    return kept === 'stored' ? 200 : refuse(503, kept)
  }

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    const { headers, method = '', url: target = '', socket } = request
    const arrivedAt = needs.now()
    if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity')
      return answer(response, refuse(415, 'encoding'))
    const body = method === 'POST' ? await readBody(request, limits.bodyBytes) : nothing
    if (body === 'gone') return
    if (body === 'too-large') return answer(response, refuse(413, 'too-large'))
    connections.owe(socket)
    try {
      answer(response, await handle({ method, target, contentType: headers['content-type'] ?? '', body, arrivedAt }))
    } finally {
      connections.answered(socket)
    }
  }

  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      needs.unexpected('A webhook could not be handled', error)
      answer(response, 503)
    })
  }
}

const nothing = Buffer.alloc(0)
const empty = { 'content-length': 0 }
const later = { 'content-length': 0, 'retry-after': 30 }

/** Empty, whatever the status; nothing when it was answered before, or its sender has left. */
export function answer(response: ServerResponse, status: 200 | Refusal): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, status === 503 ? later : empty)
  response.end()
}
