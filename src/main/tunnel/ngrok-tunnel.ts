import type { Listener, Session } from '@ngrok/ngrok'
import { knock } from './knock.ts'
import {
  type SessionEvents,
  type Setback,
  type SupervisorTimings,
  superviseTunnel,
  type TunnelSession,
} from './supervise.ts'
import type { Tunnel, TunnelReach } from './tunnel.ts'

export interface NgrokTimings extends SupervisorTimings {
  /** Whole seconds between heartbeats, 1 or more. */
  heartbeatSeconds: number
  /** How long one of ngrok's closing calls may take. */
  closeMs: number
}

const ordinaryTimings: NgrokTimings = {
  openMs: 15_000,
  heartbeatSeconds: 5,
  // Two heartbeats missed.
  silenceMs: 12_000,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  personRetryMs: 600_000,
  steadyMs: 2_000,
  closeMs: 900,
}

interface NgrokNeeds {
  authtoken: string
  /** The domain to ask for; null takes the one that ngrok gives. */
  domain: string | null
  /** Where the webhook server listens: a socket's absolute path, a named pipe as `\\.\pipe\name`, or a loopback port. */
  where: { socketPath: string } | { port: number }
  /** Called for the first time before `openNgrokTunnel` returns. */
  onReach: (reach: TunnelReach) => void
  /** Epoch ms. */
  now: () => number
  /** Another edge than ngrok's, with the certificate (PEM) it has to show: a test's. */
  edge?: { serverAddress: string; caCertificate: string }
  timings?: Partial<NgrokTimings>
}

const kept = 'Vonage keeps replies for up to a day; they come in as soon as the line is back.'
const setback = (why: Setback['why'], what: string, needsPerson = false): Setback => ({
  why,
  text: `Not reachable. ${what} ${kept}`,
  needsPerson,
})

const dropped = setback('tunnel-dropped', 'The line to ngrok dropped, and we are opening it again.')
const silent = setback('tunnel-silent', 'ngrok does not answer. We keep trying; check the internet connection.')
const noConnection = setback('tunnel-failed', 'No connection to ngrok. We keep trying; check the internet connection.')
const cannotRun = setback('tunnel-failed', 'ngrok does not run on this computer. Enter a public URL in Setup.', true)
const stopped = setback(
  'tunnel-failed',
  'The tunnel was stopped from the ngrok dashboard. It opens again in 10 minutes, or when Dispatch Desk is restarted.',
  true,
)
const tokenRefused: Setback = {
  why: 'tunnel-token-refused',
  text: `ngrok refuses the token. Copy it again from your ngrok dashboard into Setup. ${kept}`,
  needsPerson: true,
}
const refusedCodes = new Map([
  ['ERR_NGROK_105', tokenRefused], // not a token by its look
  ['ERR_NGROK_106', tokenRefused], // a token of version 1
  ['ERR_NGROK_107', tokenRefused], // reset
  ['ERR_NGROK_300', tokenRefused], // revoked
  ['ERR_NGROK_4018', tokenRefused], // none
  [
    'ERR_NGROK_108',
    setback(
      'tunnel-failed',
      'The ngrok account allows no further session. Stop the other program that uses the token.',
    ),
  ],
  [
    'ERR_NGROK_334',
    // Also for some seconds after a loss or a crash: ngrok has not noticed yet that our last session is gone.
    setback(
      'tunnel-failed',
      'Our ngrok address is still in use. If this lasts over a minute, stop the other program that uses it, or enter another domain in Setup.',
    ),
  ],
])

/** Only the code is taken from an error of ngrok's: its words repeat the token. */
function readSetback(error: unknown): Setback {
  const code = error instanceof Error ? /\bERR_NGROK_\d+\b/.exec(error.message)?.[0] : undefined
  if (code === undefined) return noConnection
  const page = `ngrok.com/docs/errors/${code.toLowerCase()}`
  return refusedCodes.get(code) ?? setback('tunnel-failed', `ngrok does not open the tunnel: ${code}, see ${page}.`)
}

/**
 * Where the webhook server listens, as ngrok wants to be told: `unix:/path`, `pipe:name`, or a loopback port.
 *
 * @throws where ngrok would not find it. It reads the address as a URL and does not undo the escapes, so a path with a
 *   space, such as "Application Support", becomes another path.
 */
export function forwardAddress(where: { socketPath: string } | { port: number }): string {
  if ('port' in where) return `http://127.0.0.1:${where.port}`
  const { socketPath } = where
  const pipe = /^\\\\[.?]\\pipe\\(.+)$/.exec(socketPath)
  const address = pipe ? `pipe:${pipe[1]}` : `unix:${socketPath}`
  if (new URL(address).href !== address || /[?#%]/.test(address) || !(pipe || socketPath.startsWith('/'))) {
    throw new Error('ngrok cannot forward to a socket with such a path')
  }
  return address
}

/** Waits for the promise, however it ends, but not longer. */
function settled(promise: Promise<unknown>, limitMs: number): Promise<'in time' | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, limitMs, 'late')
  })
  const inTime = () => 'in time' as const
  return Promise.race([promise.then(inTime, inTime), late]).finally(() => clearTimeout(timer))
}

/** After a sign of life from a session that was closed, when to close it again, in ms. */
const closeAgainMs = [300, 700, 1_500, 4_000]

/** One session and the address it serves. May stay pending for ever. */
async function openSession(
  needs: NgrokNeeds & { to: string; timings: NgrokTimings },
  events: SessionEvents,
  quit: AbortSignal,
): Promise<TunnelSession | Setback> {
  const { closeMs, openMs, silenceMs, heartbeatSeconds } = needs.timings
  let session: Session | null = null
  let listener: Listener | null = null
  let healthyUntil = 0
  let closed = false

  async function closeNatively() {
    // Only the listener's close tells ngrok, and frees the address. But on a dead line its answer never comes, and the
    // session's close queues up behind it for ever; the other way round both return at once.
    const inOrder = performance.now() < healthyUntil ? [listener, session] : [session, listener]
    for (const part of inOrder) if (part !== null) await settled(part.close(), closeMs)
  }
  const close = () => {
    closed = true
    return closeNatively()
  }

  // Before: close the session that was lost, open the next
  // After:  ngrok's client opens lost sessions again by itself; what it opens knows nothing of the close, takes our
  //         address, and the next session is refused. Its heartbeats and its next loss give it away.
  function signOfLife() {
    for (const ms of closeAgainMs) setTimeout(() => void closeNatively(), ms).unref()
  }

  // ngrok's client has no limit of its own, and while one attempt to connect is pending it begins no other, in the
  // whole process. So it is let loose only on a server that talks.
  const server = await knock(needs.edge?.serverAddress ?? 'connect.ngrok-agent.com:443', openMs, quit)
  if (server === 'silent') return silent
  if (server === 'nobody' || quit.aborted) return noConnection
  const ngrok = await import('@ngrok/ngrok').catch(() => null)
  if (ngrok === null) return cannotRun

  // The client aborts the whole process when a handler throws or returns a promise, so no work is done in one.
  const builder = new ngrok.SessionBuilder()
    .authtoken(needs.authtoken)
    .heartbeatInterval(heartbeatSeconds)
    .handleHeartbeat((latencyMs: number | null) => {
      if (latencyMs === null) return // none came
      healthyUntil = performance.now() + silenceMs
      setImmediate(closed ? signOfLife : events.onHeartbeat)
    })
    .handleDisconnection(() => {
      healthyUntil = 0
      setImmediate(closed ? signOfLife : events.onLost, dropped)
      return true // false gives up, but prints a line
    })
    .handleStopCommand(() => {
      setImmediate(events.onLost, stopped)
    })
  if (needs.edge) builder.serverAddr(needs.edge.serverAddress).caCert(Buffer.from(needs.edge.caCertificate))

  try {
    session = await builder.connect()
    healthyUntil = performance.now() + silenceMs
    const endpoint = session.httpEndpoint()
    if (needs.domain !== null) endpoint.domain(needs.domain)
    const listening = endpoint.listenAndForward(needs.to)
    if ((await settled(listening, openMs)) === 'late') {
      listening.then((late) => late.close()).catch(() => undefined)
      healthyUntil = 0
      await close()
      return silent
    }
    listener = await listening
  } catch (error) {
    await close()
    return readSetback(error)
  }
  return { baseUrl: (listener.url() ?? '').replace(/\/+$/, ''), close }
}

/**
 * A tunnel through ngrok to the webhook listener's socket, kept open until it is closed. ngrok's native client is
 * loaded here and nowhere else, and only now: start-up without a tunnel pays nothing for it.
 *
 * @throws when ngrok cannot be told the socket's path, see `forwardAddress`
 */
export function openNgrokTunnel(needs: NgrokNeeds): Tunnel {
  const timings = { ...ordinaryTimings, ...needs.timings }
  const to = forwardAddress(needs.where)
  return superviseTunnel({
    openSession: (events, quit) => openSession({ ...needs, to, timings }, events, quit),
    opening: { why: 'tunnel-opening', text: 'Opening the tunnel. Vonage keeps replies until it is open.' },
    open: { why: 'tunnel-open', text: 'Reachable. Replies come in through ngrok.' },
    silent,
    onReach: needs.onReach,
    now: needs.now,
    timings,
  })
}
