import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ProofOfRun, proofOfRun } from '../../../src/main/tunnel/prove.ts'

const answerMs = 300
const path = '/a1b2c3/inbound'

let proof: ProofOfRun
let server: Server
let answer: RequestListener
let asked: { method: string | undefined; url: string | undefined; challenge: string }[]

/** Our own listener, as far as it matters. */
const asDesk: RequestListener = (request, response) => response.writeHead(200, proof.vouch(request.headers) ?? {}).end()

beforeEach(async () => {
  proof = proofOfRun({ answerMs })
  asked = []
  answer = asDesk
  server = createServer((request, response) => {
    const { method, url, headers } = request
    asked.push({ method, url, challenge: String(headers['x-desk-challenge']) })
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const port = () => (server.address() as AddressInfo).port
const prove = (over: { url?: string; port?: number; quit?: AbortSignal } = {}) =>
  proof.prove(
    over.url ?? `http://127.0.0.1:${port()}${path}`,
    { port: over.port ?? port() },
    over.quit ?? new AbortController().signal,
  )

/** A port where nobody listens. */
async function deafPort() {
  const other = createTcpServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port: free } = other.address() as AddressInfo
  other.close()
  await once(other, 'close')
  return free
}

test('an address that leads here is proven by a bare GET with a challenge that is new each time', async () => {
  expect(await prove()).toEqual({ ok: true, ms: expect.any(Number) })
  expect(await prove()).toMatchObject({ ok: true })
  expect(asked).toMatchObject([
    { method: 'GET', url: path },
    { method: 'GET', url: path },
  ])
  const challenges = asked.map(({ challenge }) => challenge)
  for (const challenge of challenges) expect(challenge).toMatch(/^[\w-]{22}$/)
  expect(new Set(challenges).size).toBe(2)
})

const otherRun = proofOfRun()
test.each<{ label: string; wrong: () => RequestListener; why: string }>([
  {
    label: 'a page of somebody else',
    wrong: () => (_request, response) => response.end('<h1>Welcome to our hotel</h1>'),
    why: 'elsewhere',
  },
  {
    label: 'another desk, or this one in an earlier run',
    wrong: () => (request, response) => response.writeHead(200, otherRun.vouch(request.headers) ?? {}).end(),
    why: 'elsewhere',
  },
  {
    label: 'an answer of ours to an earlier challenge',
    wrong: () => {
      const replayed = proof.vouch({ 'x-desk-challenge': 'AAAAAAAAAAAAAAAAAAAAAA' }) ?? {}
      return (_request, response) => response.writeHead(200, replayed).end()
    },
    why: 'elsewhere',
  },
  {
    label: 'a header that is always the same',
    wrong: () => (_request, response) => response.writeHead(200, { 'x-desk': 'n', 'x-desk-proof': 'n' }).end(),
    why: 'elsewhere',
  },
  {
    label: 'the challenge itself',
    wrong: () => (request, response) =>
      response.writeHead(200, { 'x-desk-proof': String(request.headers['x-desk-challenge']) }).end(),
    why: 'elsewhere',
  },
  {
    label: 'a redirect, even to ourselves',
    wrong: () => (request, response) =>
      request.url === '/there' ? asDesk(request, response) : response.writeHead(302, { location: '/there' }).end(),
    why: 'elsewhere',
  },
  {
    label: 'a proof with an error',
    wrong: () => (request, response) => response.writeHead(404, proof.vouch(request.headers) ?? {}).end(),
    why: 'elsewhere',
  },
  {
    label: 'something that does not speak HTTP',
    wrong: () => (request) => request.socket.end('220 mail.example ESMTP\r\n'),
    why: 'elsewhere',
  },
  {
    label: 'a proxy before nothing',
    wrong: () => (_, response) => response.writeHead(502).end(),
    why: 'not-passed-on',
  },
  {
    label: 'ngrok without a tunnel',
    wrong: () => (_, response) => response.writeHead(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }).end(),
    why: 'not-passed-on',
  },
  { label: 'a server that hangs', wrong: () => () => undefined, why: 'silent' },
  { label: 'a server that hangs up', wrong: () => (request) => request.socket.destroy(), why: 'silent' },
])('$label is no proof: $why', async ({ wrong, why }) => {
  answer = wrong()
  const probe = await prove()
  expect(probe).toMatchObject({ ok: false, why, text: expect.stringContaining('127.0.0.1') })
  expect(asked.every(({ url }) => url === path)).toBe(true)
  answer = asDesk
  expect(await prove()).toMatchObject({ ok: true })
})

test('ngrok’s code is told, and nothing else of what a stranger says', async () => {
  answer = (_, response) => response.writeHead(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }).end()
  expect(await prove()).toMatchObject({ text: expect.stringContaining('(ERR_NGROK_3200)') })
  answer = (_, response) => response.writeHead(404, { 'ngrok-error-code': '<b>ERR</b>' }).end()
  expect(JSON.stringify(await prove())).not.toContain('<b>')
})

test('nobody at the address is silence; nobody at our own server is our own half', async () => {
  const deaf = await deafPort()
  expect(await prove({ url: `http://127.0.0.1:${deaf}${path}` })).toMatchObject({ ok: false, why: 'silent' })
  answer = (_, response) => response.writeHead(502).end()
  expect(await prove({ port: deaf })).toMatchObject({ ok: false, why: 'ours-down' })
  expect(await prove()).toMatchObject({ ok: false, why: 'not-passed-on' })
})

test('an address that is none is no proof either', async () => {
  expect(await prove({ url: path })).toMatchObject({ ok: false, why: 'silent' })
})

test('a stranger who never stops sending is not read to the end', async () => {
  const cut = Promise.withResolvers<void>()
  answer = (_request, response) => {
    const flow = () => response.writable && response.write(Buffer.alloc(65_536), flow)
    flow()
    response.on('close', () => cut.resolve())
  }
  expect(await prove()).toMatchObject({ ok: false, why: 'elsewhere' })
  await cut.promise
})

test('a look that is called off ends at once', async () => {
  answer = () => undefined
  proof = proofOfRun({ answerMs: 60_000 })
  const quit = new AbortController()
  const looking = prove({ quit: quit.signal })
  await once(server, 'request')
  quit.abort()
  expect(await looking).toMatchObject({ ok: false })
})

test.each([
  {},
  { 'x-desk-challenge': '' },
  { 'x-desk-challenge': 'a'.repeat(21) },
  { 'x-desk-challenge': 'AAAAAAAAAAAAAAAAAAAAAA, AAAAAAAAAAAAAAAAAAAAAA' },
])('no challenge, no answer: %o', (headers) => {
  expect(proof.vouch(headers)).toBeNull()
})
