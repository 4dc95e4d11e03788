import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { makeEdgeCertificate } from '../../support/ngrok-edge-certificate.ts'
import { freshFolder } from '../../support/store.ts'

const { certificate, key } = makeEdgeCertificate()
const opened: Server[] = []
afterEach(() => {
  for (const server of opened.splice(0)) server.close()
})

async function listen(server: Server): Promise<number> {
  opened.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

let requests: number
async function secureHost(answer: RequestListener): Promise<string> {
  requests = 0
  const server = createServer({ cert: certificate, key }, (request, response) => {
    requests += 1
    request.resume().once('end', () => answer(request, response))
  })
  return `https://localhost:${await listen(server)}`
}
const take: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ 'message-count': '1', messages: [{ status: '0', 'message-id': 'A1' }] }))
}

let tunnels: number
/** A proxy as companies have them, which leads on to any host, or refuses to. */
async function proxy(refuses = false): Promise<string> {
  tunnels = 0
  const server = createHttpServer().on('connect', (request, socket: Socket) => {
    tunnels += 1
    socket.on('error', () => {})
    if (refuses) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    }).on('error', () => {})
  })
  return `http://127.0.0.1:${await listen(server)}`
}

const program = `
  const { vonageSms } = await import(process.env.VONAGE_SMS)
  const send = vonageSms({ apiKey: 'k', apiSecret: 's', restHost: process.env.REST_HOST })
  const sms = { from: '447700900000', to: '447700900123', text: 'On our way', reference: 'r', callback: null }
  console.log(JSON.stringify(await send(sms)))`

/** In a process of its own: what it does with proxies Node is told as it starts. */
async function sendIn(environment: Record<string, string>): Promise<unknown> {
  const trusted = join(freshFolder(), 'certificate.pem')
  writeFileSync(trusted, certificate)
  const { NO_PROXY, no_proxy, HTTPS_PROXY, https_proxy, NODE_OPTIONS, ...usual } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: {
      ...usual,
      NODE_EXTRA_CA_CERTS: trusted,
      VONAGE_SMS: new URL('../../../src/main/outbound/vonage-sms.ts', import.meta.url).href,
      ...environment,
    },
  })
  return JSON.parse(stdout)
}
const through = async (restHost: string, proxyUrl: string) =>
  sendIn({ REST_HOST: restHost, HTTPS_PROXY: proxyUrl, NODE_USE_ENV_PROXY: '1' })

test('where Node goes through the company’s proxy, texts do too', async () => {
  const answer = await through(await secureHost(take), await proxy())
  expect(answer).toMatchObject({ kind: 'parts', parts: [{ status: '0', providerId: 'A1' }] })
  expect({ requests, tunnels }).toEqual({ requests: 1, tunnels: 1 })
})

test('a proxy that leads nowhere: nothing left', async () => {
  const answer = await through(await secureHost(take), await proxy(true))
  expect(answer).toEqual({ kind: 'not-connected', code: 'ERR_PROXY_TUNNEL' })
  expect({ requests, tunnels }).toEqual({ requests: 0, tunnels: 1 })
})

test('a line that breaks behind the proxy once the request has left: not known', async () => {
  const restHost = await secureHost((request) => request.socket.destroy())
  expect(await through(restHost, await proxy())).toMatchObject({ kind: 'no-answer' })
  expect({ requests, tunnels }).toEqual({ requests: 1, tunnels: 1 })
})

test('control: where Node is not told to, a proxy in the environment changes nothing', async () => {
  const answer = await sendIn({ REST_HOST: await secureHost(take), HTTPS_PROXY: await proxy() })
  expect(answer).toMatchObject({ kind: 'parts' })
  expect({ requests, tunnels }).toEqual({ requests: 1, tunnels: 0 })
})
