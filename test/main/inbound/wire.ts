import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect } from 'vitest'
import type { Where } from '../../../src/main/inbound/bind.ts'
import type { ListenerLimits } from '../../../src/main/inbound/limits.ts'
import { type ListenerNeeds, startListener } from '../../../src/main/inbound/listener.ts'
import { shutDoor } from '../../../src/main/inbound/shut-door.ts'
import type { InboundDoor } from '../../../src/main/inbound/store-webhook.ts'
import type { InboundText, RawWebhook, Receipt } from '../../../src/main/store/records.ts'

export const secret = 'Zk3_unguessable-part-0123'
export const inbound = `/${secret}/inbound`

export interface Kept extends InboundDoor {
  texts: InboundText[]
  receipts: Receipt[]
  raws: RawWebhook[]
}

/** A store in memory; `fail` or `wait` stand for a full disk or a slow one. */
export function memoryStore(trouble: () => Promise<void> = async () => {}): Kept {
  const texts: InboundText[] = []
  const receipts: Receipt[] = []
  const raws: RawWebhook[] = []
  const into =
    <T>(list: T[]) =>
    async (each: T) => {
      list.push(each)
      await trouble()
    }
  const keep = into(raws)
  const keeps = async (raw: RawWebhook) => {
    await keep(raw)
    return true
  }
  return { texts, receipts, raws, receive: into(texts), receipt: into(receipts), keep: keeps }
}

/** A listener on a free port of 127.0.0.1. `close` with `await using`. */
export async function openListener({
  where = { port: 0 },
  limits = {},
  ...over
}: Partial<ListenerNeeds> & { where?: Where; limits?: Partial<ListenerLimits> } = {}) {
  const store = memoryStore()
  const surprises: unknown[] = []
  const unexpected = (_what: string, error: unknown) => surprises.push(error)
  const door = shutDoor({ where, limits, unexpected })
  const listener = await startListener({
    secret,
    door,
    hosts: () => null,
    verify: null,
    store,
    now: () => 1_800_000_000_000,
    unexpected,
    ...over,
  }).catch(async (error: unknown) => {
    await door.close()
    throw error
  })
  const port = 'port' in listener.address ? listener.address.port : 0
  return {
    door,
    listener,
    store,
    surprises,
    port,
    url: `http://127.0.0.1:${port}${inbound}`,
    [Symbol.asyncDispose]: () => door.close(),
  }
}

export type Place = number | string

/** A connection to a port or a socket file. Errors end it, and that is all that is asked of them. */
export async function dial(place: Place): Promise<Socket> {
  const socket = typeof place === 'number' ? connect(place, '127.0.0.1') : connect(place)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Not `once`, which rejects when the connection is reset. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else socket.once('close', () => resolve())
  })
}

/** Everything that comes until the other side closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  let heard = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
  })
  await closed(socket)
  return heard
}

/** Sends bytes as they are and hangs up after one answer or when the other side closes. */
export async function exchange(place: Place, bytes: string | Uint8Array): Promise<string> {
  const socket = await dial(place)
  let heard = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
    // Our answers have no body.
    if (heard.includes('\r\n\r\n') && !heard.startsWith('HTTP/1.1 100')) socket.destroy()
  })
  socket.write(bytes)
  await closed(socket)
  return heard
}

export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

/** A POST as bytes on the wire. */
export const post = (body: string, target = inbound, ...lines: string[]) =>
  [
    `POST ${target} HTTP/1.1`,
    'Host: desk.example',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...lines,
    '',
    body,
  ].join('\r\n')

/** No body, no version, no file of ours, nothing but what every answer has. */
export function expectBare(answer: string) {
  const [head = '', body] = answer.split('\r\n\r\n')
  expect(body).toBe('')
  const names = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(':')[0]?.toLowerCase() ?? '')
  const usual = ['date', 'connection', 'keep-alive', 'content-length', 'retry-after']
  expect(names.filter((name) => !usual.includes(name))).toEqual([])
}

/** The same of an answer to fetch. */
export async function expectEmpty(response: Response, status: number) {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-length')).toBe('0')
  expect(response.headers.get('x-powered-by')).toBeNull()
  expect(response.headers.get('etag')).toBeNull()
  expect(await response.text()).toBe('')
}
