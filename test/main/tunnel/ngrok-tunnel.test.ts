import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forwardAddress } from '../../../src/main/tunnel/ngrok-tunnel.ts'
import { startTunnelBench } from './tunnel-bench.ts'

let bench: Awaited<ReturnType<typeof startTunnelBench>>
beforeEach(async () => {
  bench = await startTunnelBench()
})
afterEach(() => bench.close())

test('a request goes through to the socket and its answer back, nothing changed', async () => {
  const { next, told } = bench.openTunnel({ domain: 'desk.edge.test' })
  await next('tunnel-open')
  const body = 'msisdn=447700900123&text=%E2%82%AC+%F0%9F%91%8D&'.repeat(900)
  const answer = await bench.ask('/a1b2/inbound?to=447700900001&text=2%20%2B+%C3%A9&text=', {
    method: 'POST',
    headers: { host: 'desk.edge.test', 'content-type': 'application/x-www-form-urlencoded', 'X-Odd': 'a, "b"' },
    body,
  })
  expect([answer.statusCode, answer.headers['x-answer']]).toEqual([200, 'yes'])
  expect(await text(answer)).toBe('answer to /a1b2/inbound?to=447700900001&text=2%20%2B+%C3%A9&text=')
  expect(bench.heard).toMatchObject([
    {
      method: 'POST',
      url: '/a1b2/inbound?to=447700900001&text=2%20%2B+%C3%A9&text=',
      headers: { host: 'desk.edge.test', 'content-type': 'application/x-www-form-urlencoded', 'x-odd': 'a, "b"' },
      body,
    },
  ])
  expect(told).toEqual([
    {
      state: 'connecting',
      why: 'tunnel-opening',
      text: expect.any(String),
      since: expect.stringMatching(/^2.*Z$/),
      baseUrl: null,
    },
    {
      state: 'reachable',
      why: 'tunnel-open',
      text: expect.any(String),
      since: expect.stringMatching(/^2.*Z$/),
      baseUrl: 'https://desk.edge.test',
    },
  ])
})

test('200 requests at once all come through', async () => {
  await bench.openTunnel().next('tunnel-open')
  const paths = Array.from({ length: 200 }, (_, index) => `/inbound?n=${index}`)
  const answers = await Promise.all(
    paths.map(async (path) => text(await bench.ask(path, { method: 'POST', body: path }))),
  )
  expect(answers).toEqual(paths.map((path) => `answer to ${path}`))
  expect(new Set(bench.heard.map(({ body }) => body))).toEqual(new Set(paths))
})

test('a wrong token is named without being shown, and not tried again soon', async () => {
  const wrong = bench.openTunnel({ authtoken: 'not-a-token-4711', timings: { personRetryMs: 600, firstRetryMs: 1 } })
  const refused = await wrong.next('tunnel-token-refused')
  const refusedAt = performance.now()
  expect(refused).toMatchObject({ state: 'unreachable', baseUrl: null })
  expect(refused.text).toMatch(/^ngrok refuses the token\. Copy it again from your ngrok dashboard into Setup\./)
  expect(JSON.stringify(wrong.told)).not.toContain('4711')
  const before = bench.edge.connections().taken
  await bench.edge.until(({ taken }) => taken > before)
  expect(performance.now() - refusedAt).toBeGreaterThan(400)
})

test.each(['ERR_NGROK_105', 'ERR_NGROK_106', 'ERR_NGROK_107', 'ERR_NGROK_300', 'ERR_NGROK_4018'])(
  '%s is a refused token; a token that is taken later opens the tunnel',
  async (code) => {
    bench.edge.behave({ refuseSession: code })
    const { next } = bench.openTunnel({ timings: { personRetryMs: 50 } })
    await next('tunnel-token-refused')
    bench.edge.behave('well')
    await next('tunnel-open')
  },
)

test('an address that ngrok refuses is told with its code, and asked for again', async () => {
  bench.edge.behave({ refuseAddress: 'ERR_NGROK_9999' })
  const { next } = bench.openTunnel()
  const failed = await next('tunnel-failed')
  expect(failed.text).toContain('ERR_NGROK_9999, see ngrok.com/docs/errors/err_ngrok_9999.')
  bench.edge.behave('well')
  await next('tunnel-open')
})

test.each([
  { path: '/tmp/desk-1/webhooks', address: 'unix:/tmp/desk-1/webhooks' },
  { path: '\\\\.\\pipe\\dispatch-desk-1', address: 'pipe:dispatch-desk-1' },
  { path: '\\\\?\\pipe\\dispatch-desk-1', address: 'pipe:dispatch-desk-1' },
])('$path is forwarded to as $address', ({ path, address }) => {
  expect(forwardAddress({ socketPath: path })).toBe(address)
})

test.each(['/Users/x/Application Support/w', '/tmp/é/w', '/tmp/100%/w', '/tmp/a?b', '/tmp/a#b', '/tmp/../w', 'w'])(
  'a path that ngrok would misread is our own mistake: %s',
  (path) => {
    expect(() => forwardAddress({ socketPath: path })).toThrow('such a path')
  },
)
