import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { quick, startTunnelBench } from './tunnel-bench.ts'

let bench: Awaited<ReturnType<typeof startTunnelBench>>
beforeEach(async () => {
  bench = await startTunnelBench()
})
afterEach(() => bench.close())

test('an edge that greets and says nothing shows within the limit; the tunnel opens once it speaks', async () => {
  bench.edge.behave('silent')
  const startedAt = performance.now()
  const { next, told } = bench.openTunnel()
  const silent = await next('tunnel-silent')
  expect(silent.state).toBe('unreachable')
  expect(performance.now() - startedAt).toBeLessThan(quick.openMs + 1_000)
  bench.edge.behave('well')
  const reachable = await next('tunnel-open')
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'unreachable', 'reachable'])
  expect(reachable.since >= silent.since).toBe(true)
  expect(await text(await bench.ask('/x'))).toBe('answer to /x')
})

test('the same when it hangs up instead', async () => {
  bench.edge.behave('silent')
  const { next } = bench.openTunnel()
  await bench.edge.until(({ taken }) => taken === 1)
  bench.edge.drop()
  expect((await next('tunnel-failed')).text).toContain('No connection to ngrok')
  bench.edge.behave('well')
  await next('tunnel-open')
})

test('an edge that does not even greet holds nothing up: the next try is free', async () => {
  bench.edge.behave('deaf')
  const { next, told } = bench.openTunnel()
  await next('tunnel-silent')
  const again = bench.openTunnel()
  await again.next('tunnel-silent')
  bench.edge.behave('well')
  await Promise.all([next('tunnel-open'), again.next('tunnel-open')])
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'unreachable', 'reachable'])
})

test('without a network the tunnel says so, and opens when the network is back', async () => {
  await bench.edge.stopListening()
  const { next } = bench.openTunnel()
  const failed = await next('tunnel-failed')
  expect(failed).toMatchObject({ state: 'unreachable', text: expect.stringContaining('No connection to ngrok') })
  await bench.edge.listenAgain()
  await next('tunnel-open')
})

test('a dropped line shows within 3 s, a new session takes the same address, and the old one does not come back', async () => {
  const { next, told } = bench.openTunnel({ domain: 'desk.edge.test' })
  await next('tunnel-open')
  for (let round = 1; round <= 2; round += 1) {
    const droppedAt = performance.now()
    bench.edge.drop()
    const dropped = await next('tunnel-dropped')
    expect(performance.now() - droppedAt).toBeLessThan(3_000)
    expect(dropped).toMatchObject({
      state: 'unreachable',
      baseUrl: null,
      text: expect.stringMatching(/^Not reachable/),
    })
    expect(await next('tunnel-open')).toMatchObject({ state: 'reachable', baseUrl: 'https://desk.edge.test' })
    expect(await text(await bench.ask(`/after-${round}`))).toBe(`answer to /after-${round}`)
  }
  // ngrok's client opens a lost session again by itself; its process is gone before it could.
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(bench.edge.connections()).toMatchObject({ taken: 3, standing: 1, bound: 1 })
  expect(told.at(-1)?.state).toBe('reachable')
})

test('lost heartbeats are a lost line', async () => {
  const { next } = bench.openTunnel()
  await next('tunnel-open')
  bench.edge.behave('no-heartbeats')
  const stoppedAt = performance.now()
  expect(await next('tunnel-silent')).toMatchObject({ state: 'unreachable', baseUrl: null })
  expect(performance.now() - stoppedAt).toBeLessThan(quick.silenceMs + 500)
  bench.edge.behave('well')
  await next('tunnel-open')
})

test('a tunnel that is left alone stays open', async () => {
  const { next, told } = bench.openTunnel()
  await next('tunnel-open')
  await new Promise((resolve) => setTimeout(resolve, 2_300))
  expect(told).toHaveLength(2)
  expect(bench.edge.connections()).toEqual({ taken: 1, freed: 0, standing: 1, bound: 1 })
})

test('stopped from the ngrok dashboard, the tunnel stays closed for a while', async () => {
  const { next } = bench.openTunnel({ timings: { personRetryMs: 400, firstRetryMs: 1 } })
  await next('tunnel-open')
  bench.edge.stop()
  const stopped = await next('tunnel-failed')
  expect(stopped.text).toContain('stopped from the ngrok dashboard')
  expect(bench.edge.connections().taken).toBe(1)
  await next('tunnel-open')
})
