import type { MessagePort } from 'node:worker_threads'
import type { Where } from './inbound/bind.ts'
import type { ListenerLimits } from './inbound/limits.ts'
import type { Listener } from './inbound/listener.ts'
import type { FromWebhooks, Heard, Opening, Told, ToWebhooks } from './serve-webhooks.ts'
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

/** A thread that died has a new one in its place after about as long. */
const againAfterMs = 1_000

/**
 * The server that webhooks come to, seen from this thread: it works in the one that stores them. Where that one dies,
 * what came and was not stored was not answered either, and the server stands anew, at the same address, with the next.
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
  let opened: { opening: Opening; onHeard: (heard: Heard) => void } | null = null
  let closing: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  /** Whoever waits for its answer. */
  let waiting: { resolve: (answer: FromWebhooks) => void; reject: (error: unknown) => void } | null = null

  const ask = (to: MessagePort, message: ToWebhooks) =>
    new Promise<FromWebhooks>((resolve, reject) => {
      waiting = { resolve, reject }
      to.postMessage(message)
    })

  function take(message: FromWebhooks): void {
    if (message.kind === 'heard') opened?.onHeard(message.heard)
    else if (message.kind === 'unexpected') unexpected(message.what, asError(message.error))
    else if (message.kind === 'not') waiting?.reject(asError(message.error))
    else waiting?.resolve(message)
  }

  async function bind(): Promise<Where> {
    const to = store.connect()
    if (to === null) throw new StoreUnavailable('thread-ended')
    line = to
    to.on('message', take)
    to.on('close', () => {
      line = null
      waiting?.reject(new StoreUnavailable('thread-ended'))
      if (closing === null) again()
    })
    const answer = await ask(to, { kind: 'bind', where, limits })
    // Any free port is free once: whoever was told of this one comes back to it.
    if (answer.kind === 'bound') where = answer.address
    return where
  }
  async function openNow(opening: Opening): Promise<Listener> {
    const answer = line === null ? null : await ask(line, { kind: 'open', opening })
    if (answer?.kind !== 'opened') throw new StoreUnavailable('thread-ended')
    return answer.listener
  }
  function again(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      bind()
        .then(() => (opened === null ? null : openNow(opened.opening)))
        .catch((error: unknown) => {
          if (!(error instanceof StoreUnavailable)) unexpected('webhook server', error)
          line?.close()
          if (line === null && closing === null) again()
        })
    }, againAfterMs)
    timer.unref()
  }

  const address = bind()
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
        if (line !== null) await ask(line, { kind: 'close' }).catch(() => {}) // Ended with its thread.
      })()
      return closing
    },
  }
}

function asError({ name, message, code, syscall, port }: Told): Error {
  if (name === 'StoreUnavailable') return new StoreUnavailable(String(code))
  return Object.assign(new Error(message), { code, syscall, port })
}
