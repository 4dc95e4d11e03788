import type { MessagePort } from 'node:worker_threads'
import type { Where } from './inbound/bind.ts'
import type { ListenerLimits } from './inbound/limits.ts'
import type { Listener } from './inbound/listener.ts'
import { type Door, shutDoor } from './inbound/shut-door.ts'
import { type FromWebhooks, fromThread, type Heard, type Opening, type ToWebhooks } from './serve-webhooks.ts'
import type { Store } from './store/store.ts'
import { StoreUnavailable } from './store/unavailable.ts'

export interface WebhookServer {
  /** Once it is bound. */
  address: Promise<Where>
  /**
   * Until then all that comes is told to come again.
   *
   * @param onHeard called some time after something came, a few times a second
   */
  open(opening: Opening, onHeard: (heard: Heard) => void): Promise<Listener>
  /** Takes no more; waits for what is being stored. Safe to call twice. */
  close(): Promise<void>
}

/** Between two looks whether a thread that died has a new one in its place. */
const againAfterMs = 100

/**
 * The server that webhooks come to, seen from this thread: it works in the one that stores them. Where that one dies,
 * what came and was not stored was not answered either; until the server stands in the next one, this thread holds its
 * address with a shut door.
 *
 * @throws in `address`, when it cannot listen there
 */
export function webhookServer(needs: {
  store: Pick<Store, 'connect'>
  where: Where
  limits?: Partial<ListenerLimits>
  unexpected: (what: string, error: unknown) => void
}): WebhookServer {
  const { store, limits = {}, unexpected } = needs
  let { where } = needs
  let line: MessagePort | null = null
  let meanwhile: Door | null = null
  let opened: { opening: Opening; onHeard: (heard: Heard) => void } | null = null
  let closing: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let standing: Promise<unknown> = Promise.resolve()
  /** Who waits for an answer, in the order of the answers. */
  let asked: { resolve: (answer: FromWebhooks) => void; reject: (error: unknown) => void }[] = []

  const ask = (message: ToWebhooks) =>
    new Promise<FromWebhooks>((resolve, reject) => {
      if (line === null) return reject(new StoreUnavailable('thread-ended'))
      asked.push({ resolve, reject })
      line.postMessage(message)
    })

  function take(message: FromWebhooks): void {
    if (message.kind === 'heard') opened?.onHeard(message.heard)
    else if (message.kind === 'unexpected') unexpected(message.what, fromThread(message.error))
    else if (message.kind === 'not') asked.shift()?.reject(fromThread(message.error))
    else asked.shift()?.resolve(message)
  }

  async function bind(to: MessagePort | null): Promise<Where> {
    if (to === null) throw new StoreUnavailable('thread-ended')
    line = to
    to.on('message', take)
    to.on('close', () => {
      line = null
      const left = asked
      asked = []
      for (const { reject } of left) reject(new StoreUnavailable('thread-ended'))
      if (closing === null) hold()
    })
    const answer = await ask({ kind: 'bind', where, limits })
    // Any free port is free once: whoever was told of this one comes back to it.
    if (answer.kind === 'bound') where = answer.address
    return where
  }
  async function openNow(opening: Opening): Promise<Listener> {
    const answer = await ask({ kind: 'open', opening })
    if (answer.kind !== 'opened') throw new Error(`The webhooks’ door is ${answer.kind}`)
    return answer.listener
  }

  /** The address is held here until there is a thread again. */
  function hold(): void {
    if (meanwhile === null) {
      const door = shutDoor({ where, limits, unexpected })
      meanwhile = door
      // Not free yet: tried again at the next look.
      door.address.catch(() => {
        if (meanwhile === door) meanwhile = null
      })
    }
    clearTimeout(timer)
    timer = setTimeout(() => {
      standing = standAgain()
    }, againAfterMs)
  }
  async function standAgain(): Promise<void> {
    const to = store.connect()
    if (to === null) return hold()
    try {
      await meanwhile?.close()
      meanwhile = null
      await bind(to)
      if (opened !== null) await openNow(opened.opening)
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) unexpected('webhook server', error)
      // Its end is heard of, and then it is tried anew.
      to.close()
    }
  }

  const address = bind(store.connect())
  address.catch(() => {}) // Told to whoever asks for it.
  return {
    address,
    open: async (opening, onHeard) => {
      await address
      opened = { opening, onHeard }
      return openNow(opening)
    },
    close: () => {
      closing ??= (async () => {
        clearTimeout(timer)
        await address.catch(() => {})
        await standing
        await ask({ kind: 'close' }).catch(() => {}) // Ended with its thread.
        await meanwhile?.close()
      })()
      return closing
    },
  }
}
