import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { bind } from '../../src/main/inbound/bind.ts'
import { readFields } from '../../src/main/inbound/fields.ts'
import { startListener } from '../../src/main/inbound/listener.ts'
import { shutDoor } from '../../src/main/inbound/shut-door.ts'
import { verifySignature } from '../../src/main/inbound/signature.ts'
import { freePort, run, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { openFreshStore } from '../support/store.ts'
import { allMessages, doubled } from './evidence.ts'
import { answeredInTime, genuineAtRest, genuineFor, percentile } from './genuine.ts'

const secret = 'dispatch-demo-secret-01'
const verify = (fields: ReadonlyMap<string, string>) => verifySignature(fields, [secret], 'sha256')
const seconds = 8
const controlSeconds = 2

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startFlood(url: string) {
  const load = await run([fileURLToPath(new URL('flood-load.ts', import.meta.url)), url], {})
  ends.push(() => load.end('SIGKILL'))
  let said = ''
  load.child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  return async () => {
    await load.end()
    return JSON.parse(said) as { answered: Record<string, number>; cut: number }
  }
}

test('forged webhooks as fast as they go and 200 slow senders: every genuine one is answered 200 in time, and there is room in the quarantine', async ({
  skip,
}) => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const port = await freePort()
  const running = await startDeskProcess({
    ...vonage.env,
    VONAGE_SIGNATURE_SECRET: secret,
    DESK_WEBHOOK_PORT: String(port),
    DESK_PUBLIC_URL: `http://127.0.0.1:${port}`,
  })
  ends.push(() => running.end())
  const url = running.ready.inbound
  const atRest = await genuineAtRest(url, secret)
  const stop = await startFlood(url)
  const began = performance.now()
  const answers = await genuineFor(url, seconds, secret)
  const { answered, cut } = await stop()
  const took = (performance.now() - began) / 1000

  const times = answers.map(({ tookMs }) => tookMs)
  const p99 = (of: typeof answers) =>
    percentile(
      of.map(({ tookMs }) => tookMs),
      0.99,
    ).toFixed(1)
  const all = [...atRest, ...answers]
  const state = await running.desk.getDesk({})
  const kept = state.ok ? state.value.counts.badlySigned : Number.NaN
  console.log(
    `Flood: ${JSON.stringify(answered)} forged in ${took.toFixed(1)} s, ${cut} slow ones cut, ${kept} kept; ${answers.length} genuine, p99 ${p99(answers)} ms, at rest ${p99(atRest)} ms, longest ${Math.max(...times).toFixed(1)} ms.`,
  )
  expect(all.filter(({ status }) => status !== 200)).toEqual([])
  const stored = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  expect(doubled(stored)).toEqual([])
  expect(stored.toSorted()).toEqual(all.map(({ messageId }) => messageId).toSorted())
  // It was a flood, and all of it was refused.
  const { 401: judged = 0, 503: refused = 0, ...others } = answered
  expect(others).toEqual({})
  expect(refused).toBeGreaterThan(100 * seconds)
  expect(cut).toBeGreaterThanOrEqual(100)
  expect(kept).toBeLessThanOrEqual(10 + 10 * (took + 2))
  expect(judged).toBeLessThanOrEqual(kept)
  const inTime = answeredInTime('forged ones and slow senders', atRest, answers)
  if (inTime === null) skip()
  expect(inTime).toBe(true)
})

test('control: half a second is the limit, and a computer that is slow by itself passes no test', async () => {
  const after = (tookMs: number) =>
    Array.from({ length: 100 }, (_each, nth) => ({ messageId: `${nth}`, status: 200, tookMs }))
  expect(answeredInTime('these', after(20), after(500))).toBe(true)
  expect(answeredInTime('these', after(20), after(501))).toBe(false)
  expect(answeredInTime('these', after(100), after(9_000))).toBe(false)
  const said: string[] = []
  expect(answeredInTime('these', after(101), after(501), (line) => said.push(line))).toBeNull()
  expect(said).toEqual([expect.stringMatching(/^NOT RUN: that these delay .* takes 101 ms/)])
  expect(answeredInTime('these', after(101), after(500))).toBe(true)
  // And what is late over a socket is measured as late.
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => setTimeout(() => response.writeHead(200, { 'content-length': 0 }).end(), 520))
  })
  await bind(server, { port: 0 })
  ends.push(() => server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbound`
  expect(answeredInTime('these', after(20), await genuineFor(url, 1, null))).toBe(false)
})

test('control: with as many connections, given out the way Node does it, genuine ones are shut out', async () => {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const read = readFields({ method: 'POST', target: '/', contentType: '', body: Buffer.concat(chunks) })
      response.writeHead(read.ok && verify(read.fields) ? 200 : 401, { 'content-length': 0 }).end()
    })
  })
  server.maxConnections = 64
  await bind(server, { port: 0 })
  ends.push(() => server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/inbound`
  const stop = await startFlood(url)
  const answers = await genuineFor(url, controlSeconds, secret)
  await stop()
  expect(answers.filter(({ status }) => status === 200)).toEqual([])
})

test('control: without a rate for what fails the check, the quarantine is full and a reply under a wrong secret is not kept', async () => {
  const { store } = await openFreshStore()
  ends.push(() => store.close())
  let unkept = 0
  const door = shutDoor({
    where: { port: 0 },
    limits: { failures: { perSecond: Number.POSITIVE_INFINITY, burst: 1 } },
    unexpected: () => {},
  })
  ends.push(() => door.close())
  const listener = await startListener({
    secret: 'unguessable-part-0123',
    door,
    hosts: () => null,
    verify,
    store: {
      receive: async (text) => void (await store.write('receive', text)),
      receipt: async (receipt) => void (await store.write('receipt', receipt)),
      keep: async (raw) => {
        if (!(await store.write('keep', raw))) unkept += 1
        return true
      },
    },
    now: Date.now,
    unexpected: () => {},
  })
  const port = 'port' in listener.address ? listener.address.port : 0
  const stop = await startFlood(`http://127.0.0.1:${port}${listener.inboundPath}`)
  await genuineFor(`http://127.0.0.1:${port}${listener.inboundPath}`, controlSeconds, secret)
  await stop()
  expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 500 })
  expect(unkept).toBeGreaterThan(0)
})
