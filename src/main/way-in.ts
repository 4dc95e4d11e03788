import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reach } from '../shared/desk-state.ts'
import type { Account } from './config.ts'
import type { Where } from './inbound/bind.ts'
import type { Listener } from './inbound/listener.ts'
import { keepProven } from './tunnel/keep-proven.ts'
import type { StartNgrok } from './tunnel/ngrok-session.ts'
import { openNgrokTunnel } from './tunnel/ngrok-tunnel.ts'
import { freshMs, ownUrl, throughNgrok } from './tunnel/proof-words.ts'
import type { Probe, ProofOfRun } from './tunnel/prove.ts'
import { type Tunnel, type TunnelReach, tellReach } from './tunnel/tunnel.ts'
import { watchWake } from './tunnel/wake.ts'

/** What decides how replies come in: a tunnel, an address of the user's own, or this computer alone. */
export interface WayIn {
  /** Null in practice. */
  account: Account | null
  /** A loopback port that was asked for; null when none was. */
  webhookPort: number | null
  /** How ngrok's process is started; it never is where there is no ngrok. */
  startNgrok: StartNgrok
  /** A test's local edge in ngrok's place, and where its public side is found. */
  ngrokEdge?: NgrokEdge | undefined
}

export interface NgrokEdge {
  serverAddress: string
  caCertificate: string
  publicUrl: string
}

/** Behind ngrok a socket, so that no web page and no neighbour reaches it; else a loopback port. */
export function whereToListen(needs: Pick<WayIn, 'account' | 'webhookPort'>, started: { close(): unknown }[]) {
  const { account } = needs
  if (account === null || account.publicUrl !== null || account.ngrok === null || needs.webhookPort !== null)
    return { port: needs.webhookPort ?? 0 }
  if (process.platform === 'win32')
    return { socketPath: `\\\\.\\pipe\\dispatch-desk-${randomBytes(8).toString('hex')}` }
  // A socket's path may be about a hundred bytes long; a data folder's may be longer.
  const folder = mkdtempSync(join(tmpdir(), 'dispatch-desk-'))
  started.push({ close: () => rmSync(folder, { recursive: true, force: true }) })
  return { socketPath: join(folder, 'webhooks') }
}

export interface OpenWayIn {
  /** Where the real Vonage can reach us, without a path; null while nowhere. */
  publicBase(): string | null
  /** A webhook came through it. */
  provenBy(): void
  /** Asks ourselves through it now, and tells what came of that. Never rejects. */
  prove(): Promise<Probe>
  /** What the system says of its sleep. */
  sleeps(): void
  wakes(): void
  close(): Promise<void>
}

interface WayInNeeds extends WayIn {
  listener: Listener
  proof: ProofOfRun
  onReach: (reach: Reach) => void
  /** Whether somebody looks at the desk at this moment. */
  watched: () => boolean
  /** The computer slept; called after `onReach`, if that has something to say of it. Epoch ms. */
  onSlept: (since: number) => void
  /** A test's own sleep. */
  watchWake?: typeof watchWake
}

/** Opens it and tells from then on whether replies can arrive. */
export function openWayIn(needs: WayInNeeds): OpenWayIn {
  const { account, listener } = needs
  const { inboundPath, address } = listener
  let said = ''
  const tell = tellReach({
    now: Date.now,
    onReach: ({ baseUrl, provenAt = null, ...reach }) => {
      said = reach.text
      needs.onReach({ ...reach, provenAt, url: baseUrl === null ? null : `${baseUrl}${inboundPath}` })
    },
  })
  const nowhere = async (): Promise<Probe> => ({ ok: false, why: 'no-address', text: said })

  if (account === null) {
    const text = 'Reachable. The line to the pretend customers is open.'
    const provenBy = () =>
      tell({ state: 'reachable', why: 'practice', text, baseUrl: localUrl(listener), provenAt: isoNow() })
    provenBy()
    return {
      publicBase: () => null,
      provenBy,
      prove: nowhere,
      sleeps: () => {},
      wakes: () => {},
      close: async () => {},
    }
  }

  const own = account.publicUrl
  const ngrok = own === null ? account.ngrok : null
  const kind = own === null ? throughNgrok : ownUrl
  const watch = keepProven({
    ...kind,
    // A test's edge has no name that could be looked up.
    look: (base, quit) =>
      needs.proof.prove(`${(own === null ? needs.ngrokEdge?.publicUrl : null) ?? base}${inboundPath}`, address, quit),
    tell,
    watched: needs.watched,
    now: Date.now,
  })
  let tunnel: Tunnel | null = null
  if (own !== null) watch.lead(own)
  else if (ngrok !== null)
    tunnel = openTunnel(needs, ngrok, listener, ({ since: _, ...reach }) => {
      // An open session says nothing of the way to it.
      watch.lead(reach.state === 'reachable' ? reach.baseUrl : null)
      if (watch.base() === null) tell({ ...reach, provenAt: watch.provenAt() })
    })
  else {
    const text = 'Not reachable. Replies cannot come in: add an ngrok token or a public address of your own in Setup.'
    tell({ state: 'unreachable', why: 'this-computer-only', text, baseUrl: localUrl(listener) })
  }

  const wake = (needs.watchWake ?? watchWake)({
    now: Date.now,
    onWake: (asleepSince) => {
      watch.doubt()
      tunnel?.tryNow()
      needs.onSlept(asleepSince)
    },
    onNetwork: () => {
      watch.tryNow()
      tunnel?.tryNow()
    },
  })
  return {
    publicBase: watch.base,
    provenBy: watch.provenBy,
    prove: () => (watch.base() === null ? nowhere() : watch.prove()),
    sleeps: wake.sleeps,
    wakes: wake.wakes,
    close: async () => {
      wake.close()
      await Promise.all([watch.close(), tunnel?.close()])
    },
  }
}

/** How old a proof may be and still hold, see `freshMs`. */
export const freshProofMs = ({ publicUrl }: Pick<Account, 'publicUrl'>, isWatched: boolean) =>
  freshMs((publicUrl === null ? throughNgrok : ownUrl).timings, isWatched)

const isoNow = () => new Date().toISOString()

/** To the listener, through ngrok. */
export function openTunnel(
  needs: Pick<WayIn, 'ngrokEdge' | 'startNgrok'>,
  ngrok: NonNullable<Account['ngrok']>,
  { address }: Pick<Listener, 'address'>,
  onReach: (reach: TunnelReach) => void,
): Tunnel {
  const { ngrokEdge, startNgrok } = needs
  const edge =
    ngrokEdge === undefined
      ? {}
      : { edge: { serverAddress: ngrokEdge.serverAddress, caCertificate: ngrokEdge.caCertificate } }
  return openNgrokTunnel({ ...ngrok, where: address, startNgrok, onReach, now: Date.now, ...edge })
}

/** Whether the internet reaches it, and not this computer alone. */
export const isForAll = (account: Account | null) =>
  account !== null && (account.publicUrl !== null || account.ngrok !== null)

export const isThroughNgrok = (account: Account | null) =>
  account !== null && account.publicUrl === null && account.ngrok !== null

/** Null behind a socket. */
export const localUrl = ({ address }: Listener) => ('port' in address ? `http://127.0.0.1:${address.port}` : null)

/** Null lets any in: the tunnel's name is known only once it is open, and behind a socket there is nothing else. */
export function allowedHosts(address: Where, account: Account | null): readonly string[] | null {
  if ('socketPath' in address || (account?.ngrok != null && account.publicUrl === null)) return null
  const own = [`127.0.0.1:${address.port}`, `localhost:${address.port}`]
  return account?.publicUrl == null ? own : [...own, new URL(account.publicUrl).host.toLowerCase()]
}
