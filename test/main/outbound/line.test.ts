import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, type TlsOptions } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { classify } from '../../../src/main/outbound/classify.ts'
import { vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import { makeEdgeCertificate } from '../../support/ngrok-edge-certificate.ts'
import { now } from './provider-answers.ts'

const { certificate, key } = makeEdgeCertificate()
const authorities = getCACertificates('default')
const sockets = new Set<Socket>()
let server: Server
afterEach(() => {
  setDefaultCACertificates(authorities)
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
})

/** As a computer does on which somebody has said that this certificate is to be believed. */
const believe = () => setDefaultCACertificates([...authorities, certificate])

async function listen(made: Server): Promise<number> {
  server = made
  made.on('connection', (socket: Socket) => sockets.add(socket))
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return (made.address() as AddressInfo).port
}

let requests: number
const counting =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    requests += 1
    request.resume().once('end', () => answer(request, response))
  }
const take: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ 'message-count': '1', messages: [{ status: '0', 'message-id': 'A1' }] }))
}

/** A server of the wire's other end, with a certificate that signs itself. */
async function secureHost(answer: RequestListener, options: TlsOptions = {}): Promise<number> {
  requests = 0
  return listen(createServer({ cert: certificate, key, ...options }, counting(answer)))
}

async function sendTo(restHost: string) {
  const sms = { from: '447700900000', to: '447700900123', text: 'On our way', reference: 'r', callback: null }
  return classify(await vonageSms({ apiKey: 'k', apiSecret: 's', restHost })(sms), 1, now)
}
const notSent = { kind: 'not-sent', code: 'not-connected' }

test('a certificate that nobody vouches for: not sent, as nothing left', async () => {
  const port = await secureHost(take)
  expect(await sendTo(`https://localhost:${port}`)).toMatchObject(notSent)
  expect(requests).toBe(0)
})

test('a certificate of another name: not sent', async () => {
  believe()
  const port = await secureHost(take)
  expect(await sendTo(`https://127.0.0.1:${port}`)).toMatchObject(notSent)
  expect(requests).toBe(0)
})

test.each([
  ['speaks no TLS', (socket: Socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: http://portal/\r\n\r\n')],
  ['hangs up', (socket: Socket) => socket.end()],
  ['resets the connection', (socket: Socket) => socket.resetAndDestroy()],
])('one that %s before the line is secure: not sent', async (_, meet) => {
  const port = await listen(createTcpServer((socket) => socket.once('data', () => meet(socket)).on('error', () => {})))
  expect(await sendTo(`https://localhost:${port}`)).toMatchObject(notSent)
})

test('control: the same host, believed, takes the text', async () => {
  believe()
  const port = await secureHost(take)
  expect(await sendTo(`https://localhost:${port}`)).toMatchObject({ kind: 'accepted', providerIds: ['A1'] })
  expect(requests).toBe(1)
})

test('control: a reset once the request has left is unknown', async () => {
  believe()
  const port = await secureHost((request) => request.socket.destroy())
  expect(await sendTo(`https://localhost:${port}`)).toMatchObject({ kind: 'unknown', code: 'dropped' })
  expect(requests).toBe(1)
})

test('control: a host that finds only afterwards that it does not like us is unknown', async () => {
  believe()
  // In TLS 1.3 our side of the line is up, and the request under way, before the other side refuses it.
  const port = await secureHost(take, { requestCert: true, rejectUnauthorized: true, ca: certificate })
  expect(await sendTo(`https://localhost:${port}`)).toMatchObject({ kind: 'unknown', code: 'dropped' })
})

/** As it looks when a host ends an idle connection at the moment in which the next request is written. */
const endsReused = () => {
  const used = new Set<Socket>()
  return createHttpServer((request, response) => {
    if (used.has(request.socket)) return request.socket.destroy()
    used.add(request.socket)
    request.resume().once('end', () => take(request, response))
  })
}

test('a host that ends idle connections makes no text unknown', async () => {
  const restHost = `http://127.0.0.1:${await listen(endsReused())}`
  const send = vonageSms({ apiKey: 'k', apiSecret: 's', restHost })
  const sms = { from: '447700900000', to: '447700900123', text: 'On our way', reference: 'r', callback: null }
  for (let text = 0; text < 5; text += 1) expect(classify(await send(sms), 1, now)).toMatchObject({ kind: 'accepted' })
})

test('control: over a connection that is used again it would', async () => {
  const restHost = `http://127.0.0.1:${await listen(endsReused())}`
  const post = async () => {
    for (let text = 0; text < 5; text += 1) await (await fetch(restHost, { method: 'POST', body: 'x' })).text()
  }
  await expect(post()).rejects.toThrow('fetch failed')
})
