import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reach } from '../shared/desk-api.ts'
import type { Account } from './config.ts'
import type { Listener } from './inbound/listener.ts'
import { openNgrokTunnel } from './tunnel/ngrok-tunnel.ts'
import { watchPublicUrl } from './tunnel/public-url.ts'
import type { TunnelReach } from './tunnel/tunnel.ts'

/** What decides how replies come in: a tunnel, an address of the user's own, or this computer alone. */
export interface WayIn {
  /** Null in practice. */
  account: Account | null
  /** A loopback port that was asked for; null when none was. */
  webhookPort: number | null
  /** A test's local edge in ngrok's place. */
  ngrokEdge?: { serverAddress: string; caCertificate: string }
}

/** Behind ngrok a socket, so that no web page and no neighbour reaches it; else a loopback port. */
export function whereToListen(needs: WayIn, started: { close(): unknown }[]) {
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
  close(): Promise<void>
}

/** Opens it and tells from then on whether replies can arrive. */
export function openWayIn(
  needs: WayIn & { listener: Listener; nonce: string; onReach: (reach: Reach) => void },
): OpenWayIn {
  const { account, listener, nonce } = needs
  const { inboundPath, address } = listener
  const local = localUrl(listener)
  let base = account?.publicUrl ?? null
  const onReach = ({ baseUrl, ...reach }: TunnelReach) => {
    base = account?.publicUrl ?? baseUrl
    needs.onReach({ ...reach, url: base === null ? null : `${base}${inboundPath}` })
  }
  const publicBase = () => base
  const since = new Date().toISOString()

  if (account === null) {
    const text = 'Reachable. The line to the pretend customers is open.'
    needs.onReach({ state: 'reachable', why: 'practice', since, text, url: `${local}${inboundPath}` })
  } else if (account.publicUrl !== null) {
    const watch = watchPublicUrl({ baseUrl: account.publicUrl, inboundPath, nonce, onReach, now: Date.now })
    return { publicBase, provenBy: watch.provenBy, close: watch.close }
  } else if (account.ngrok !== null) {
    const edge = needs.ngrokEdge === undefined ? {} : { edge: needs.ngrokEdge }
    const tunnel = openNgrokTunnel({
      ...account.ngrok,
      where: address,
      onReach,
      now: Date.now,
      ...edge,
    })
    return { publicBase, provenBy: () => {}, close: tunnel.close }
  } else {
    const text = 'Not reachable. Replies cannot come in: add an ngrok token or a public address of your own in Setup.'
    needs.onReach({
      state: 'unreachable',
      why: 'this-computer-only',
      since,
      text,
      url: local === null ? null : `${local}${inboundPath}`,
    })
  }
  return { publicBase, provenBy: () => {}, close: async () => {} }
}

/** Whether the internet reaches it, and not this computer alone. */
export const isForAll = (account: Account | null) =>
  account !== null && (account.publicUrl !== null || account.ngrok !== null)

/** Null behind a socket. */
export const localUrl = ({ address }: Listener) => ('port' in address ? `http://127.0.0.1:${address.port}` : null)

/** Null lets any in: the tunnel's name is known only once it is open, and behind a socket there is nothing else. */
export function allowedHosts({ address }: Listener, account: Account | null): readonly string[] | null {
  if ('socketPath' in address || (account?.ngrok != null && account.publicUrl === null)) return null
  const own = [`127.0.0.1:${address.port}`, `localhost:${address.port}`]
  return account?.publicUrl == null ? own : [...own, new URL(account.publicUrl).host.toLowerCase()]
}
