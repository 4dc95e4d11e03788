import type { Listener, Session } from '@ngrok/ngrok'

/** What a session is opened with. Holds the token, so it goes to the process as a message: others can read arguments and environments. */
export interface NgrokSettings {
  authtoken: string
  /** The domain to ask for; null takes the one that ngrok gives. */
  domain: string | null
  /** Where to forward to, in ngrok's own words. */
  to: string
  /** 1 or more. */
  heartbeatSeconds: number
  edge: { serverAddress: string; caCertificate: string } | null
}

/** One `open` in a process's life, and one `close`. */
export type ToNgrok = { kind: 'open'; settings: NgrokSettings } | { kind: 'close' }

/** `refused` without a code is no connection; `closed` means that ngrok knows, and the address is free. */
export type FromNgrok =
  | { kind: 'opened'; baseUrl: string }
  | { kind: 'refused'; code: string | null }
  | { kind: 'heartbeat' | 'lost' | 'stopped' | 'closed' | 'cannot-run' }

/**
 * What runs in ngrok's own process: one session of the native client, which is loaded here and nowhere else. The client
 * aborts the process it is in when a callback throws or returns a promise, and at times when it exits; here that takes
 * nothing else along.
 *
 * @param tell never throws
 */
export function holdNgrokSession(tell: (message: FromNgrok) => void) {
  let session: Session | null = null
  let listener: Listener | null = null

  async function open(settings: NgrokSettings) {
    const ngrok = await import('@ngrok/ngrok').catch(() => null)
    if (ngrok === null) return tell({ kind: 'cannot-run' })
    // All that a callback does is done after it.
    const tellSoon = (message: FromNgrok) => void setImmediate(tell, message)
    const builder = new ngrok.SessionBuilder()
      .authtoken(settings.authtoken)
      .heartbeatInterval(settings.heartbeatSeconds)
      .handleHeartbeat((latencyMs: number | null) => {
        if (latencyMs !== null) tellSoon({ kind: 'heartbeat' }) // null: none came
      })
      .handleDisconnection(() => {
        tellSoon({ kind: 'lost' })
        return false // the client opens no other: the next session has a process of its own
      })
      .handleStopCommand(() => tellSoon({ kind: 'stopped' }))
    const { edge } = settings
    if (edge !== null) builder.serverAddr(edge.serverAddress).caCert(Buffer.from(edge.caCertificate))
    try {
      session = await builder.connect()
      const endpoint = session.httpEndpoint()
      if (settings.domain !== null) endpoint.domain(settings.domain)
      listener = await endpoint.listenAndForward(settings.to)
      tell({ kind: 'opened', baseUrl: (listener.url() ?? '').replace(/\/+$/, '') })
    } catch (error) {
      // Only the code: ngrok's words repeat the token.
      const code = error instanceof Error ? /\bERR_NGROK_\d+\b/.exec(error.message)?.[0] : undefined
      tell({ kind: 'refused', code: code ?? null })
    }
  }

  /** Stays pending on a dead line. */
  async function close() {
    // Only the listener's close tells ngrok, and frees the address.
    await listener?.close().catch(() => undefined)
    await session?.close().catch(() => undefined)
    tell({ kind: 'closed' })
  }

  return {
    hear: (message: ToNgrok) => void (message.kind === 'open' ? open(message.settings) : close()),
    close,
  }
}
