import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { StartNgrok } from '../../../src/main/tunnel/ngrok-session.ts'
import { type NgrokTimings, openNgrokTunnel } from '../../../src/main/tunnel/ngrok-tunnel.ts'
import type { Tunnel } from '../../../src/main/tunnel/tunnel.ts'
import { startNgrokEdge } from '../../support/ngrok-edge.ts'
import { ngrokFromSource } from '../../support/ngrok-source.ts'
import { logReach } from './reach-log.ts'

const authtoken = '2aBcDeFgHiJkLmNoPqRsTuVwXyZ_0123456789abcdef'
export const quick = {
  heartbeatSeconds: 1,
  silenceMs: 1_500,
  // A process starts in it, on a computer that may be busy.
  openMs: 2_500,
  closeMs: 300,
  firstRetryMs: 60,
  longestRetryMs: 200,
}

/** An edge, a listener on a socket that says what it was asked, and tunnels between them. */
export async function startTunnelBench() {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  const socketPath = join(folder, 'webhooks')
  const heard: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
  const open: Tunnel[] = []
  const listener = createServer(async (incoming, response) => {
    const { method = '', url = '', headers } = incoming
    heard.push({ method, url, headers, body: await text(incoming) })
    response.writeHead(200, { 'x-answer': 'yes' }).end(`answer to ${url}`)
  }).listen(socketPath)
  await once(listener, 'listening')
  const edge = await startNgrokEdge({ authtoken })
  const { serverAddress, caCertificate } = edge

  return {
    edge,
    heard,
    /** What a tunnel to the listener is opened with, fit to be sent to another process. */
    needs: { authtoken, domain: null, where: { socketPath }, edge: { serverAddress, caCertificate }, timings: quick },
    openTunnel({
      timings,
      ...needs
    }: {
      authtoken?: string
      domain?: string
      startNgrok?: StartNgrok
      timings?: Partial<NgrokTimings>
    } = {}) {
      const log = logReach()
      const tunnel = openNgrokTunnel({
        startNgrok: ngrokFromSource,
        ...this.needs,
        ...needs,
        timings: { ...quick, ...timings },
        onReach: log.onReach,
        now: Date.now,
      })
      open.push(tunnel)
      return { ...log, close: tunnel.close }
    },
    /** One request on the public side, over a connection of its own. */
    ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<IncomingMessage> {
      return new Promise((resolve, reject) => {
        const outgoing = request(`${edge.publicUrl}${path}`, { method, headers, agent: false }, resolve)
        outgoing.on('error', reject).end(body)
      })
    },
    async close() {
      for (const tunnel of open) await tunnel.close()
      await edge.close()
      listener.close()
      await rm(folder, { recursive: true })
    },
  }
}
