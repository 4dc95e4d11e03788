import { z } from 'zod'
import { type Letter, post } from './post.ts'
import { isSuccess, type Recorder } from './record.ts'
import { type PretendSettings, readFields, readFormat, type WebhookFormat } from './settings.ts'
import { sign } from './sign.ts'
import type { Timers } from './timers.ts'

/** What a test may change about any webhook, to make it one that nobody expects. */
export const readOverrides = z.strictObject({
  format: readFormat.exactOptional(),
  /** Put over the ordinary fields, then signed; null takes one out. A `sig` here is sent as it is. */
  fields: readFields.exactOptional(),
  /** Put over the finished request, whatever was signed. */
  raw: z
    .strictObject({
      method: z.enum(['GET', 'POST']).exactOptional(),
      /** Behind the "?", as it is. */
      query: z.string().exactOptional(),
      body: z.string().exactOptional(),
      /** How `body` becomes bytes; default utf8. */
      encoding: z.enum(['utf8', 'latin1', 'base64']).exactOptional(),
      /** null takes a header out. */
      headers: z.record(z.string(), z.string().nullable()).exactOptional(),
    })
    .exactOptional(),
})
export type Overrides = z.output<typeof readOverrides>

export interface Webhook extends Overrides {
  kind: 'inbound' | 'receipt'
  url: string | null
  /** The ordinary fields, unsigned. */
  usual: Record<string, string>
}

/** `first` is settled once the first attempt is over, `acknowledged` once an attempt was answered 2xx or all hope is gone. */
export interface Handover {
  first: Promise<void>
  acknowledged: Promise<boolean>
}

/** Hands webhooks over until they are acknowledged, each on its own. A repeated one is the same byte for byte. */
export interface Postman {
  deliver(webhook: Webhook): Handover
  close(): void
}

export function startPostman(needs: {
  apiKey: string
  settings: () => PretendSettings
  record: Recorder
  timers: Timers
}): Postman {
  const closing = new AbortController()

  async function attempts(webhook: Webhook, firstIsOver: () => void): Promise<boolean> {
    const fields = signed(overridden({ ...webhook.usual, 'api-key': needs.apiKey }, webhook.fields), needs.settings())
    const { kind, url } = webhook
    const note = (attempt: number, outcome: { status: number } | { error: string }) => {
      if (!closing.signal.aborted)
        needs.record.note('deliveries', { at: new Date().toISOString(), kind, url, attempt, fields, ...outcome })
    }
    if (url === null) {
      note(0, { error: 'nothing is linked' })
      return false
    }
    const letter = address(url, webhook.format ?? needs.settings().format, fields, webhook.raw)
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const retry = needs.settings().retry
      const outcome = await post(letter, retry.answerWithinMs, closing.signal)
      note(attempt, outcome)
      firstIsOver()
      const status = 'status' in outcome ? outcome.status : undefined
      if (isSuccess(status)) return true
      if (retry.until === 'not-429-or-5xx' && status !== undefined && status !== 429 && status < 500) return false
      const pause = Math.min(retry.firstMs * 2 ** (attempt - 1), retry.longestMs)
      waited += pause
      if (waited > retry.giveUpAfterMs || !(await needs.timers.wait(pause))) return false
    }
  }

  return {
    deliver(webhook) {
      const first = Promise.withResolvers<void>()
      const acknowledged = attempts(webhook, first.resolve).finally(first.resolve)
      return { first: first.promise, acknowledged }
    },
    close: () => closing.abort(),
  }
}

function overridden(usual: Record<string, unknown>, over: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...usual, ...over }).filter(([, value]) => value !== null))
}

function signed(fields: Record<string, unknown>, { signature }: PretendSettings): Record<string, unknown> {
  if (signature === null) return fields
  const stamped = {
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    ...fields,
  }
  return { sig: sign(stamped, signature.secret, signature.method), ...stamped }
}

function address(url: string, format: WebhookFormat, fields: Record<string, unknown>, raw: Overrides['raw']): Letter {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, String(each))
  const query = raw?.query ?? (format === 'GET' ? form.toString() : '')
  const text = raw?.body ?? (format === 'POST-JSON' ? JSON.stringify(fields) : form.toString())
  const method = raw?.method ?? (format === 'GET' ? 'GET' : 'POST')
  const contentType = format === 'POST-JSON' ? 'application/json' : 'application/x-www-form-urlencoded; charset=UTF-8'
  const usual = {
    'user-agent': 'Vonage/MessagingHUB/v1.0',
    accept: '*/*',
    ...(method === 'POST' && { 'content-type': contentType }),
  }
  return {
    method,
    url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
    headers: overridden(usual, raw?.headers) as Record<string, string>,
    body: method === 'POST' ? Buffer.from(text, raw?.encoding ?? 'utf8') : null,
  }
}
