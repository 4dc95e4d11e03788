import { randomUUID } from 'node:crypto'
import type { DeskState } from '../../src/shared/desk-state.ts'
import type { Message } from '../../src/shared/message.ts'
import { startDeskProcess, startPretendProcess } from './processes.ts'

export type Fields = Record<string, unknown>
export const formats = ['GET', 'POST', 'POST-JSON'] as const
export type Format = (typeof formats)[number]

/** What a webhook may be on the wire besides its fields. A body of bytes goes without a Content-Type of fetch's own. */
export interface Wire {
  query?: string
  body?: Uint8Array<ArrayBuffer>
  contentType?: string
}

/**
 * A live desk and a pretend Vonage, each its own process, for a file of surprises. Every test takes a customer of its
 * own and looks at what the desk lists of that customer.
 */
export async function openSurprised(env: Record<string, string> = {}) {
  const vonage = await startPretendProcess('--retry-first-ms', '100')
  let running = await startDeskProcess({ ...vonage.env, ...env })
  const link = () => vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  await link()
  let customers = 0

  const state = async (): Promise<DeskState> => {
    const answer = await running.desk.getDesk({})
    if (!answer.ok) throw new Error(answer.problem.text)
    return answer.value
  }
  /** Newest first. */
  const listed = async (customer: string, direction?: Message['direction']): Promise<Message[]> => {
    const answer = await running.desk.listMessages({ customer, ...(direction === undefined ? {} : { direction }) })
    if (!answer.ok) throw new Error(answer.problem.text)
    return answer.value.messages
  }
  /** Bytes as they are. @returns the answer's status */
  const wire = async ({ query, body, contentType }: Wire, url = running.ready.inbound): Promise<number> => {
    const headers = contentType === undefined ? {} : { 'content-type': contentType }
    const target = query === undefined ? url : `${url}?${query}`
    const response = await fetch(target, body === undefined ? {} : { method: 'POST', body, headers })
    return response.status
  }

  return {
    vonage,
    get running() {
      return running
    },
    get desk() {
      return running.desk
    },
    /** A number that no other test of this file has. */
    newCustomer: () => {
      customers += 1
      return `447700900${String(100 + customers)}`
    },
    /** The fields of one text, as the provider's guides show one. */
    text: (customer: string, over: Fields = {}): Fields => ({
      msisdn: customer,
      to: vonage.ready.number,
      messageId: randomUUID(),
      text: 'hello',
      type: 'text',
      keyword: 'HELLO',
      'api-key': vonage.ready.key,
      'message-timestamp': stamp(Date.now()),
      ...over,
    }),
    state,
    listed,
    texts: async (customer: string) => (await listed(customer, 'inbound')).map(({ text }) => text),
    wire,
    /** One webhook in one of the provider's three formats. @returns the answer's status */
    deliver: (fields: Fields, format: Format = 'POST', url?: string): Promise<number> =>
      wire(asWire(fields, format), url),
    /** Ends the desk in order and starts it again in the same folder; `between` may look at the folder meanwhile. */
    restart: async (between: (folder: string) => void = () => {}, over: Record<string, string> = {}) => {
      await running.end()
      between(running.folder)
      running = await startDeskProcess({ ...vonage.env, ...env, ...over, DESK_DATA_DIR: running.folder })
      await link()
    },
    end: async () => {
      await running.end()
      await vonage.end()
    },
  }
}

export type SurprisedDesk = Awaited<ReturnType<typeof openSurprised>>

/** `2026-03-05 13:00:12`, UTC, as guides and captures show it. */
export const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

function asWire(fields: Fields, format: Format): Wire {
  if (format === 'POST-JSON') return { body: Buffer.from(JSON.stringify(fields)), contentType: 'application/json' }
  const form = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString()
  return format === 'GET'
    ? { query: form }
    : { body: Buffer.from(form), contentType: 'application/x-www-form-urlencoded; charset=UTF-8' }
}

/** The parts of one long text, each a webhook's fields. */
export function partsOf(whole: Fields, ref: string, texts: readonly string[]): Fields[] {
  return texts.map((text, index) => ({
    ...whole,
    messageId: randomUUID(),
    text,
    keyword: text.trim().split(/\s+/)[0]?.toUpperCase() ?? '',
    concat: 'true',
    'concat-ref': ref,
    'concat-total': String(texts.length),
    'concat-part': String(index + 1),
  }))
}
