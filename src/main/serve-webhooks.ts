import type { MessagePort } from 'node:worker_threads'
import type { Account } from './config.ts'
import type { Where } from './inbound/bind.ts'
import type { RefusedWhy } from './inbound/hot-route.ts'
import type { ListenerLimits } from './inbound/limits.ts'
import { type Listener, startListener } from './inbound/listener.ts'
import { shutDoor } from './inbound/shut-door.ts'
import { StoreUnavailable } from './store/unavailable.ts'
import type { Write } from './store/writing.ts'
import { proofOfRun } from './tunnel/prove.ts'
import { verifier, webhookDoor } from './webhook-door.ts'

/** What a desk knows of its webhooks once it has started. */
export interface Opening extends Pick<Account, 'signature'> {
  secret: string
  /** @see ListenerNeeds */
  hosts: readonly string[] | null
  /** Of the proof that an address leads to this very desk. */
  proofKey: Uint8Array
}

/** What came since the last time that this was said. */
export interface Heard {
  /** Of any kind. */
  requests: number
  /** Webhooks that passed the check. */
  arrivals: number
  /** Webhooks that were kept as bytes: no message tells of them, and yet somebody has to look. */
  kept: number
  refused: RefusedWhy[]
}

/** An error as far as it can be told to another thread. */
export interface Told {
  name: string
  message: string
  code: unknown
  syscall: unknown
  port: unknown
}

export type ToWebhooks =
  | { kind: 'bind'; where: Where; limits: Partial<ListenerLimits> }
  | { kind: 'open'; opening: Opening }
  | { kind: 'close' }

/** `bind` and `open` are answered, or with `not`; so is `close`. */
export type FromWebhooks =
  | { kind: 'bound'; address: Where }
  | { kind: 'opened'; listener: Listener }
  | { kind: 'not'; error: Told }
  | { kind: 'heard'; heard: Heard }
  | { kind: 'unexpected'; what: string; error: Told }
  | { kind: 'closed' }

/** How often it is said what was heard. */
const tellEveryMs = 200

/**
 * The webhooks' door in the thread that stores: a reply is read, committed and answered without a word to another
 * thread. It is shut from `bind` until `open`.
 *
 * @param line from whoever has opened it, see `webhookServer`
 */
export function serveWebhooks(line: MessagePort, write: Write): void {
  const say = (message: FromWebhooks) => line.postMessage(message)
  const unexpected = (what: string, error: unknown) => say({ kind: 'unexpected', what, error: asTold(error) })
  let door: ReturnType<typeof shutDoor> | null = null
  let heard: Heard = { requests: 0, arrivals: 0, kept: 0, refused: [] }
  let telling: NodeJS.Timeout | null = null

  function tell(): void {
    if (telling !== null) clearTimeout(telling)
    telling = null
    say({ kind: 'heard', heard })
    heard = { requests: 0, arrivals: 0, kept: 0, refused: [] }
  }
  const hear = (what: (heard: Heard) => void) => {
    what(heard)
    telling ??= setTimeout(tell, tellEveryMs)
  }

  async function open({ secret, hosts, proofKey, signature }: Opening): Promise<void> {
    if (door === null) throw new Error('The webhooks’ door is not bound')
    const listener = await startListener({
      secret,
      door,
      hosts: () => hosts,
      verify: verifier({ signature }),
      vouch: proofOfRun({ key: proofKey }).vouch,
      store: webhookDoor(write, () => hear((to) => (to.kept += 1))),
      now: Date.now,
      onRequest: () => hear((to) => (to.requests += 1)),
      onArrival: () => hear((to) => (to.arrivals += 1)),
      onRefused: (why) => hear((to) => to.refused.push(why)),
      unexpected,
    })
    say({ kind: 'opened', listener })
  }

  async function take(message: ToWebhooks): Promise<void> {
    if (message.kind === 'bind') {
      door = shutDoor({ ...message, unexpected })
      say({ kind: 'bound', address: await door.address })
    } else if (message.kind === 'open') await open(message.opening)
    else {
      await door?.close()
      if (telling !== null) tell()
      say({ kind: 'closed' })
      line.close()
    }
  }

  let turn = Promise.resolve()
  line.on('message', (message: ToWebhooks) => {
    turn = turn.then(() => take(message)).catch((error: unknown) => say({ kind: 'not', error: asTold(error) }))
  })
  // Nobody is left to say who may come in.
  line.on('close', () => void door?.close())
}

function asTold(error: unknown): Told {
  const { name, message, code, syscall, port } = (error ?? {}) as Error & Record<'code' | 'syscall' | 'port', unknown>
  return { name, message, code, syscall, port }
}

/** What an error was in the other thread, as far as it was told. */
export function fromThread({ name, message, code, syscall, port }: Told): Error {
  if (name === 'StoreUnavailable') return new StoreUnavailable(String(code))
  const Kind = { TypeError, RangeError, SyntaxError, ReferenceError }[name] ?? Error
  return Object.assign(new Kind(message), { code, syscall, port })
}
