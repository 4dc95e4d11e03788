import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepProven, type ProofTimings, type ProofWatch } from '../../../src/main/tunnel/keep-proven.ts'
import { ownUrl } from '../../../src/main/tunnel/proof-words.ts'
import { type ProofOfRun, proofOfRun } from '../../../src/main/tunnel/prove.ts'
import { tellReach } from '../../../src/main/tunnel/tunnel.ts'
import { logReach } from './reach-log.ts'

const answerMs = 300
const inboundPath = '/a1b2c3/inbound'
const quick: ProofTimings = {
  firstRetryMs: 20,
  longestRetryMs: 40,
  secondLookMs: 20,
  lookAgainMs: 60,
  unwatchedMs: 60,
  watchedMs: 10,
  flapMs: 0,
  steadyMs: 600_000,
}
const never = 600_000

let proof: ProofOfRun
let server: Server
let answer: RequestListener
let looks: number
let watches: ProofWatch[]

const asDesk: RequestListener = (request, response) => response.writeHead(200, proof.vouch(request.headers) ?? {}).end()
const asStranger: RequestListener = (_request, response) => response.writeHead(404).end()

beforeEach(async () => {
  proof = proofOfRun({ answerMs })
  looks = 0
  watches = []
  answer = asDesk
  server = createServer((request, response) => {
    looks += 1
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

const port = () => (server.address() as AddressInfo).port
const baseUrl = () => `http://127.0.0.1:${port()}`

function watch({ watched = () => true, ...timings }: Partial<ProofTimings> & { watched?: () => boolean } = {}) {
  const log = logReach()
  const watching = keepProven({
    look: (base, quit) => proof.prove(`${base}${inboundPath}`, { port: port() }, quit),
    words: ownUrl.words,
    tell: tellReach({ onReach: log.onReach, now: Date.now }),
    watched,
    now: Date.now,
    timings: { ...quick, ...timings },
  })
  watches.push(watching)
  return { ...log, ...watching }
}

test('an address that leads here is told to be reachable, with the moment of the proof', async () => {
  const { next, told, lead, provenAt, base } = watch()
  expect([base(), told]).toEqual([null, []])
  lead(baseUrl())
  expect(told).toMatchObject([{ state: 'connecting', why: 'public-url-checking', baseUrl: baseUrl(), provenAt: null }])
  const reachable = await next('public-url-answers')
  expect(reachable).toMatchObject({ state: 'reachable', baseUrl: baseUrl() })
  expect(Date.now() - Date.parse(reachable.provenAt ?? '')).toBeLessThan(5_000)
  expect(Date.parse(provenAt() ?? '')).toBeGreaterThanOrEqual(Date.parse(reachable.provenAt ?? ''))
})

test('one that leads elsewhere is looked at again and again until it leads here', async () => {
  answer = asStranger
  const { next, told, lead } = watch()
  lead(baseUrl())
  expect(await next('public-url-silent')).toMatchObject({
    state: 'unreachable',
    text: expect.stringContaining('leads to something else'),
    provenAt: null,
  })
  while (looks < 3) await once(server, 'look')
  answer = asDesk
  await next('public-url-answers')
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'unreachable', 'reachable'])
})

test('after a loss the last proof is still told', async () => {
  const { next, lead } = watch()
  lead(baseUrl())
  const { provenAt } = await next('public-url-answers')
  answer = asStranger
  const lost = await next('public-url-silent')
  expect(Date.parse(lost.provenAt ?? '')).toBeGreaterThanOrEqual(Date.parse(provenAt ?? ''))
})

test('with nobody there a proof may grow older; somebody who comes has a new one soon', async () => {
  let somebody = false
  const { next, lead } = watch({ watched: () => somebody, unwatchedMs: never })
  lead(baseUrl())
  await next('public-url-answers')
  await pause(300)
  expect(looks).toBe(1)
  somebody = true
  await once(server, 'look')
})

test('with nobody there it is looked again all the same, only later', async () => {
  const { next, told, lead } = watch({ watched: () => false, unwatchedMs: 200 })
  lead(baseUrl())
  await next('public-url-answers')
  await pause(150)
  expect(looks).toBe(1)
  answer = asStranger
  await next('public-url-silent')
  expect(told.at(-1)?.state).toBe('unreachable')
})

test('one look that fails is not said: a second one soon after it decides', async () => {
  let isFirst = true
  answer = (request, response) => {
    if (isFirst) request.socket.destroy()
    else asDesk(request, response)
    isFirst = false
  }
  const { next, told, lead, prove } = watch({ lookAgainMs: never })
  lead(baseUrl())
  await next('public-url-answers')
  isFirst = true
  // Who asks hears of the second one, too.
  expect(await prove()).toMatchObject({ ok: true })
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'reachable', 'connecting', 'reachable'])
  expect(looks).toBe(4)
})

test('a webhook between the two looks is proof enough', async () => {
  const { next, told, lead, prove, provenBy } = watch({ lookAgainMs: never, secondLookMs: 100 })
  lead(baseUrl())
  await next('public-url-answers')
  answer = asStranger
  const asked = prove()
  await next('public-url-checking')
  while (told.at(-1)?.state !== 'connecting') await pause(1)
  provenBy()
  await asked
  expect([looks, told.at(-1)?.state]).toEqual([2, 'reachable'])
})

test('a failure is looked into also with nobody there', async () => {
  answer = asStranger
  const { lead } = watch({ watched: () => false })
  lead(baseUrl())
  while (looks < 3) await once(server, 'look')
})

test('a webhook that arrived is proof, and the next look has time', async () => {
  answer = (request) => request.socket.destroy()
  const { next, lead, provenBy } = watch({ firstRetryMs: 50, longestRetryMs: 50, lookAgainMs: never })
  lead(baseUrl())
  await next('public-url-silent')
  provenBy()
  expect(await next('public-url-answers')).toMatchObject({ state: 'reachable', provenAt: expect.any(String) })
  const before = looks
  await pause(200)
  expect(looks).toBe(before)
})

test('a webhook that arrives during a look outweighs a look that fails', async () => {
  answer = () => undefined
  const { next, told, lead, provenBy } = watch({ lookAgainMs: never })
  lead(baseUrl())
  await once(server, 'look')
  provenBy()
  await next('public-url-answers')
  await pause(answerMs + 100)
  expect(told.at(-1)?.why).toBe('public-url-answers')
})

test('without an address nothing is looked at, and a webhook proves nothing', async () => {
  const { told, lead, prove, provenBy, tryNow, doubt } = watch()
  lead(baseUrl())
  lead(null)
  provenBy()
  tryNow()
  doubt()
  expect(await prove()).toMatchObject({ ok: false, why: 'no-address' })
  await pause(100)
  expect(told).toHaveLength(1)
})

test('another address is proven anew, and what the old one still says is not heard', async () => {
  answer = (request, response) => setTimeout(asStranger, 100, request, response)
  const { told, lead, next } = watch({ lookAgainMs: never })
  lead(baseUrl())
  await once(server, 'look')
  answer = asDesk
  const other = `http://localhost:${port()}`
  lead(other)
  await next('public-url-answers')
  await pause(200)
  expect(told.map(({ state, baseUrl: base }) => [state, base])).toEqual([
    ['connecting', baseUrl()],
    ['connecting', other],
    ['reachable', other],
  ])
})

test('asked for it looks at once, and whoever asks meanwhile gets the same answer', async () => {
  const { next, lead, prove } = watch({ lookAgainMs: never })
  lead(baseUrl())
  await next('public-url-answers')
  answer = asStranger
  const [one, other] = await Promise.all([prove(), prove()])
  expect(one).toMatchObject({ ok: false, why: 'elsewhere' })
  expect(other).toBe(one)
  expect(looks).toBe(3)
  expect(await next('public-url-silent')).toMatchObject({ state: 'unreachable' })
  answer = asDesk
  expect(await prove()).toMatchObject({ ok: true })
})

test('on another network a look that was put off is made at once', async () => {
  answer = asStranger
  const { next, lead, tryNow } = watch({ firstRetryMs: never, longestRetryMs: never })
  lead(baseUrl())
  await next('public-url-silent')
  answer = asDesk
  // Control: by itself it would wait.
  await pause(100)
  expect(looks).toBe(2)
  tryNow()
  await next('public-url-answers')
})

test('on another network a look that hangs on the old one is not waited for', async () => {
  proof = proofOfRun({ answerMs: never })
  answer = () => undefined
  const { next, lead, tryNow } = watch()
  lead(baseUrl())
  await once(server, 'look')
  answer = asDesk
  tryNow()
  await next('public-url-answers')
})

test('after a sleep nothing is known until it is proven again', async () => {
  const { next, told, lead, doubt } = watch({ lookAgainMs: never })
  lead(baseUrl())
  await next('public-url-answers')
  doubt()
  expect(told.at(-1)?.state).toBe('connecting')
  await next('public-url-answers')
  expect(looks).toBe(2)
})

test('closing during a look ends at once and says nothing more', async () => {
  proof = proofOfRun({ answerMs: never })
  answer = () => undefined
  const { told, lead, close, provenBy } = watch()
  lead(baseUrl())
  await once(server, 'look')
  await close()
  provenBy()
  expect(told).toHaveLength(1)
})
