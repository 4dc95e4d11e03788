import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PublicUrlTimings, type PublicUrlWatch, watchPublicUrl } from '../../../src/main/tunnel/public-url.ts'
import { logReach } from './reach-log.ts'

const nonce = 'f3b1c2'
const inboundPath = '/a1b2c3/inbound'
const quick = { answerMs: 300, firstRetryMs: 20, longestRetryMs: 40, lookAgainMs: 60 }

let server: Server
let answer: RequestListener
let looks: { method: string | undefined; url: string | undefined }[]
let watches: PublicUrlWatch[]

const asDesk: RequestListener = (_request, response) => response.writeHead(200, { 'x-desk': nonce }).end()

beforeEach(async () => {
  looks = []
  watches = []
  answer = asDesk
  server = createServer((request, response) => {
    looks.push({ method: request.method, url: request.url })
    server.emit('look')
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  for (const watch of watches) await watch.close()
  server.closeAllConnections()
  server.close()
})

const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

function watch(timings: Partial<PublicUrlTimings> = {}) {
  const log = logReach()
  const watching = watchPublicUrl({
    baseUrl: baseUrl(),
    inboundPath,
    nonce,
    onReach: log.onReach,
    now: Date.now,
    timings: { ...quick, ...timings },
  })
  watches.push(watching)
  return { ...log, ...watching }
}

test('a URL that leads here answers, by a bare GET on the inbound path', async () => {
  const { next, told } = watch()
  expect(told).toMatchObject([{ state: 'connecting', why: 'public-url-checking', baseUrl: baseUrl() }])
  expect(await next('public-url-answers')).toMatchObject({ state: 'reachable', baseUrl: baseUrl() })
  expect(looks).toEqual([{ method: 'GET', url: inboundPath }])
})

test.each<{ label: string; wrong: RequestListener; text: string }>([
  {
    label: 'a page of somebody else',
    wrong: (_request, response) => response.end('<h1>Welcome to our hotel</h1>'),
    text: 'leads to something else',
  },
  {
    label: 'another desk',
    wrong: (_request, response) => response.writeHead(200, { 'x-desk': 'other' }).end(),
    text: 'leads to something else',
  },
  {
    label: 'our header with an error',
    wrong: (_request, response) => response.writeHead(502, { 'x-desk': nonce }).end(),
    text: 'leads to something else',
  },
  {
    label: 'a redirect, even to ourselves',
    wrong: (request, response) =>
      request.url === '/there' ? asDesk(request, response) : response.writeHead(302, { location: '/there' }).end(),
    text: 'does not answer',
  },
  { label: 'a server that hangs', wrong: () => undefined, text: 'does not answer' },
  { label: 'a server that hangs up', wrong: (request) => request.socket.destroy(), text: 'does not answer' },
])('$label is no proof, and is looked at again until the URL leads here', async ({ wrong, text }) => {
  answer = wrong
  const { next, told } = watch()
  const silent = await next('public-url-silent')
  expect(silent).toMatchObject({ state: 'unreachable', text: expect.stringContaining(text) })
  while (looks.length < 3) await once(server, 'look')
  answer = asDesk
  await next('public-url-answers')
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'unreachable', 'reachable'])
})

test('a stranger who never stops sending is not read to the end', async () => {
  let cut = false
  answer = (_request, response) => {
    const flow = () => response.writable && response.write(Buffer.alloc(65_536), flow)
    flow()
    response.on('close', () => {
      cut = true
      server.emit('cut')
    })
  }
  const { next } = watch({ firstRetryMs: 5_000, longestRetryMs: 5_000 })
  await next('public-url-silent')
  if (!cut) await once(server, 'cut')
})

test('while it answers it is looked at again, and a loss is seen', async () => {
  const { next, told } = watch()
  await next('public-url-answers')
  answer = (_request, response) => response.writeHead(404).end()
  const silent = await next('public-url-silent')
  expect(silent.since >= (told[1]?.since ?? '')).toBe(true)
})

test('a webhook that arrived is proof, and the next look has time', async () => {
  answer = (request) => request.socket.destroy()
  const { next, provenBy } = watch({ firstRetryMs: 50, longestRetryMs: 50, lookAgainMs: 60_000 })
  await next('public-url-silent')
  provenBy()
  expect(await next('public-url-answers')).toMatchObject({ state: 'reachable' })
  const before = looks.length
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(looks.length).toBe(before)
})

test('a webhook that arrives during a look outweighs a look that fails', async () => {
  answer = () => undefined
  const { next, told, provenBy } = watch({ lookAgainMs: 60_000 })
  await once(server, 'look')
  provenBy()
  await next('public-url-answers')
  await new Promise((resolve) => setTimeout(resolve, quick.answerMs + 100))
  expect(told.at(-1)?.why).toBe('public-url-answers')
})

test('closing during a look ends at once and says nothing more', async () => {
  answer = () => undefined
  const { told, close, provenBy } = watch({ answerMs: 60_000 })
  await once(server, 'look')
  await close()
  provenBy()
  expect(told).toHaveLength(1)
})
