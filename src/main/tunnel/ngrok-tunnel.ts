import { openNgrokSession, type StartNgrok } from './ngrok-session.ts'
import { silent } from './ngrok-setbacks.ts'
import { type SupervisorTimings, superviseTunnel } from './supervise.ts'
import type { Tunnel, TunnelReach } from './tunnel.ts'

export interface NgrokTimings extends SupervisorTimings {
  /** Whole seconds between heartbeats, 1 or more. */
  heartbeatSeconds: number
  /** How long ngrok may take to free the address; its process ends after that. */
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
  /** How ngrok's process is started. */
  startNgrok: StartNgrok
  /** Another edge than ngrok's, with the certificate (PEM) it has to show: a test's. */
  edge?: { serverAddress: string; caCertificate: string }
  timings?: Partial<NgrokTimings>
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

/**
 * A tunnel through ngrok to the webhook listener's socket, kept open until it is closed. Each session has a process of
 * its own: ngrok's native client aborts the one that it is in for mistakes of little weight.
 *
 * @throws when ngrok cannot be told the socket's path, see `forwardAddress`
 */
export function openNgrokTunnel(needs: NgrokNeeds): Tunnel {
  const { authtoken, domain, edge = null, startNgrok } = needs
  const timings = { ...ordinaryTimings, ...needs.timings }
  const { heartbeatSeconds } = timings
  const settings = { authtoken, domain, to: forwardAddress(needs.where), heartbeatSeconds, edge }
  return superviseTunnel({
    openSession: (events, quit) => openNgrokSession({ ...timings, settings, startNgrok }, events, quit),
    opening: { why: 'tunnel-opening', text: 'Opening the tunnel. Vonage keeps replies until it is open.' },
    open: { why: 'tunnel-open', text: 'Reachable. Replies come in through ngrok.' },
    silent,
    onReach: needs.onReach,
    now: needs.now,
    timings,
  })
}
