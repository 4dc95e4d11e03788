import { afterEach, expect, test } from 'vitest'
import type { Account } from '../../src/main/config.ts'
import { proofOfRun } from '../../src/main/tunnel/prove.ts'
import type { watchWake } from '../../src/main/tunnel/wake.ts'
import { type OpenWayIn, openWayIn, whereToListen } from '../../src/main/way-in.ts'
import type { Reach } from '../../src/shared/desk-state.ts'
import { startNgrokEdge } from '../support/ngrok-edge.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { eventually } from '../support/processes.ts'
import { openListener } from './inbound/wire.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const bare: Account = {
  apiKey: 'k',
  apiSecret: 's',
  number: '447700900001',
  signature: null,
  ngrok: null,
  publicUrl: null,
  webhookPort: null,
  from: 'environment',
}

/** A listener and the way to it; `desk.vouches` false is a stranger in its place. */
async function open(kind: 'practice' | 'nothing' | 'own-url' | 'ngrok') {
  const proof = proofOfRun({ answerMs: 500 })
  const desk = { vouches: true, looks: 0 }
  const ngrok = kind === 'ngrok' ? { authtoken: 'a-good-token', domain: 'desk.edge.test' } : null
  const started: { close(): unknown }[] = []
  const { door, listener, port } = await openListener({
    where: whereToListen({ account: { ...bare, ngrok }, webhookPort: null }, started),
    vouch: (headers) => {
      desk.looks += 1
      return desk.vouches ? proof.vouch(headers) : null
    },
  })
  ends.push(...started.map((part) => part.close), () => door.close())
  const edge = kind === 'ngrok' ? await startNgrokEdge({ authtoken: 'a-good-token' }) : null
  if (edge !== null) ends.push(() => edge.close())
  const publicUrl = kind === 'own-url' ? `http://127.0.0.1:${port}` : null
  const told: Reach[] = []
  const slept: (number | Reach['state'] | undefined)[] = []
  const wakes: Parameters<typeof watchWake>[0][] = []
  const wayIn: OpenWayIn = openWayIn({
    account: kind === 'practice' ? null : { ...bare, ngrok, publicUrl },
    webhookPort: null,
    startNgrok: ngrokFromSource,
    ...(edge === null ? {} : { ngrokEdge: edge }),
    listener,
    proof,
    onReach: (reach) => told.push(reach),
    watched: () => true,
    onSlept: (since) => slept.push(since, told.at(-1)?.state),
    watchWake: (needs) => {
      wakes.push(needs)
      return { sleeps: () => {}, wakes: () => {}, close: () => void wakes.pop() }
    },
  })
  ends.push(() => wayIn.close())
  const until = (state: Reach['state'], why: Reach['why']) =>
    eventually(async () => expect(told.at(-1)).toMatchObject({ state, why }))
  return { desk, edge, told, slept, wakes, wayIn, until, listener }
}

test('in practice the line is proven as it starts, and nothing is asked for', async () => {
  const { told, wayIn, wakes, desk } = await open('practice')
  expect(told).toMatchObject([{ state: 'reachable', why: 'practice', provenAt: expect.any(String) }])
  expect(await wayIn.prove()).toMatchObject({ ok: false, why: 'no-address' })
  expect([wayIn.publicBase(), wakes.length, desk.looks]).toEqual([null, 0, 0])
})

test('without a way in nothing is ever proven, but a sleep is told', async () => {
  const { told, wayIn, wakes, slept, desk } = await open('nothing')
  wayIn.provenBy()
  expect(told).toMatchObject([{ state: 'unreachable', why: 'this-computer-only', provenAt: null }])
  expect(await wayIn.prove()).toMatchObject({ ok: false, why: 'no-address', text: told[0]?.text })
  wakes[0]?.onWake(4711)
  expect([slept[0], wayIn.publicBase(), desk.looks]).toEqual([4711, null, 0])
})

test('an own URL is reachable once it is proven; after a sleep it has to be proven again', async () => {
  const { told, wayIn, wakes, slept, until, desk } = await open('own-url')
  expect(told[0]).toMatchObject({ state: 'connecting', why: 'public-url-checking' })
  await until('reachable', 'public-url-answers')
  const { since } = told.at(-1) ?? {}
  wakes[0]?.onWake(4711)
  // The line was in doubt before anybody was told of the sleep, or the gap would end with it.
  expect(slept).toEqual([4711, 'connecting'])
  await until('reachable', 'public-url-answers')
  expect(told.at(-1)?.since).not.toBe(since)
  desk.vouches = false
  wakes[0]?.onNetwork()
  await until('unreachable', 'public-url-silent')
  expect(await wayIn.prove()).toMatchObject({ ok: false, why: 'elsewhere' })
})

test('an open tunnel is not reachable before the proof, and no longer when the proof fails', async () => {
  const { told, wayIn, until, edge, listener, desk } = await open('ngrok')
  await until('reachable', 'tunnel-open')
  expect(told.map(({ state, why, provenAt }) => [state, why, provenAt === null])).toEqual([
    ['connecting', 'tunnel-opening', true],
    ['connecting', 'proving', true],
    ['reachable', 'tunnel-open', false],
  ])
  expect(told.at(-1)?.url).toBe(`https://desk.edge.test${listener.inboundPath}`)
  expect(await wayIn.prove()).toEqual({ ok: true, ms: expect.any(Number) })

  desk.vouches = false
  expect(await wayIn.prove()).toMatchObject({ ok: false, why: 'elsewhere' })
  expect(told.at(-1)).toMatchObject({
    state: 'unreachable',
    why: 'proof-failed',
    url: `https://desk.edge.test${listener.inboundPath}`,
    provenAt: expect.any(String),
  })
  wayIn.provenBy()
  expect(told.at(-1)).toMatchObject({ state: 'reachable', why: 'tunnel-open' })

  desk.vouches = true
  edge?.drop()
  await until('unreachable', 'tunnel-dropped')
  expect(await wayIn.prove()).toMatchObject({ ok: false, why: 'no-address' })
  await until('reachable', 'tunnel-open')
  const afterDrop = told.slice(told.findIndex(({ why }) => why === 'tunnel-dropped')).map(({ why }) => why)
  expect(afterDrop.filter((why) => why === 'proving')).toHaveLength(1)
})

test('on waking a tunnel that waits for its next try does not wait, and an open one is proven', async () => {
  const { wakes, until, edge, told, desk } = await open('ngrok')
  await until('reachable', 'tunnel-open')
  const { looks } = desk
  wakes[0]?.onNetwork()
  await eventually(async () => expect(desk.looks).toBe(looks + 1))
  edge?.behave({ refuseSession: 'ERR_NGROK_107' })
  edge?.drop()
  await until('unreachable', 'tunnel-token-refused') // Tried again after ten minutes.
  edge?.behave('well')
  wakes[0]?.onWake(Date.now())
  await until('reachable', 'tunnel-open')
  expect(told.at(-2)?.why).toBe('proving')
})
