import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeEdgeCertificate } from '../support/ngrok-edge-certificate.ts'
import { freePort, startPretendProcess } from '../support/processes.ts'
import { test as base } from './launch.ts'

export interface Office {
  vonage: Awaited<ReturnType<typeof startPretendProcess>>
  /** An https address of the user's own that leads to the desk's port, as a reverse proxy does. */
  publicUrl: string
  /** What the app is started with. */
  environment: Record<string, string>
  /** The proxy answers by itself from now on, with this status; null lets requests through again. */
  breakLine(status: number | null): void
}

/** A pretend Vonage and an address of the user's own in front of the desk: all that Setup needs, on this computer. */
export const test = base.extend<{ office: Office }>({
  office: async ({ binary: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'dispatch-office-'))
    const { certificate, key } = makeEdgeCertificate()
    const ca = join(folder, 'ca.pem')
    writeFileSync(ca, certificate)
    // The pretend Vonage looks at the address before it takes it, so it has to trust the certificate as well.
    process.env.NODE_EXTRA_CA_CERTS = ca
    const vonage = await startPretendProcess()
    delete process.env.NODE_EXTRA_CA_CERTS
    const port = await freePort()
    let broken: number | null = null
    const proxy = createServer({ cert: certificate, key }, (incoming, outgoing) => {
      if (broken !== null) return void outgoing.writeHead(broken).end()
      const { method, url, headers } = incoming
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.writeHead(502).end())
      incoming.pipe(onward)
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    await use({
      vonage,
      publicUrl: `https://localhost:${(proxy.address() as AddressInfo).port}`,
      environment: {
        VONAGE_REST_HOST: vonage.ready.restHost,
        DESK_WEBHOOK_PORT: String(port),
        NODE_EXTRA_CA_CERTS: ca,
      },
      breakLine: (status) => {
        broken = status
      },
    })
    proxy.closeAllConnections()
    proxy.close()
    await vonage.end()
    rmSync(folder, { recursive: true, force: true })
  },
})

export { expect } from './launch.ts'
