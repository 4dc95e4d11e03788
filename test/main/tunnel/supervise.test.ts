import { afterEach, expect, test } from 'vitest'
import { type Setback, type SupervisorTimings, superviseTunnel } from '../../../src/main/tunnel/supervise.ts'
import type { Tunnel } from '../../../src/main/tunnel/tunnel.ts'
import { logReach } from './reach-log.ts'

const timings: SupervisorTimings = {
  openMs: 5_000,
  silenceMs: 60_000,
  firstRetryMs: 60_000,
  longestRetryMs: 60_000,
  personRetryMs: 60_000,
  steadyMs: 0,
}
const setback = (needsPerson: boolean): Setback => ({ why: 'tunnel-failed', text: 'No.', needsPerson })

let tunnel: Tunnel | undefined
afterEach(() => tunnel?.close())

/** An ngrok that takes no session until it is told to. */
function open(needsPerson: boolean) {
  const log = logReach()
  const ngrok = { works: false, tries: 0 }
  tunnel = superviseTunnel({
    openSession: async () => {
      ngrok.tries += 1
      return ngrok.works ? { baseUrl: 'https://desk.edge.test', close: async () => {} } : setback(needsPerson)
    },
    opening: { why: 'tunnel-opening', text: 'Opening.' },
    open: { why: 'tunnel-open', text: 'Open.' },
    silent: setback(false),
    onReach: log.onReach,
    now: Date.now,
    timings,
  })
  return { ...log, ngrok, tunnel }
}
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 50))

test.each([{ needsPerson: false }, { needsPerson: true }])(
  'a try that has been put off is made at once when it is asked for: %o',
  async ({ needsPerson }) => {
    const { next, ngrok, tunnel } = open(needsPerson)
    await next('tunnel-failed')
    ngrok.works = true
    // Control: by itself it would wait a minute.
    await aWhile()
    expect(ngrok.tries).toBe(1)
    tunnel.tryNow()
    await next('tunnel-open')
    expect(ngrok.tries).toBe(2)
  },
)

test('an open session is left alone, and the wait after its loss is not shortened by what was asked before', async () => {
  const { next, ngrok, tunnel, told } = open(false)
  await next('tunnel-failed')
  ngrok.works = true
  tunnel.tryNow()
  await next('tunnel-open')
  tunnel.tryNow()
  await aWhile()
  expect(ngrok.tries).toBe(2)
  expect(told.at(-1)?.why).toBe('tunnel-open')
})

test('closed while it waits, it ends at once', async () => {
  const { next, tunnel, ngrok } = open(false)
  await next('tunnel-failed')
  await tunnel.close()
  tunnel.tryNow()
  await aWhile()
  expect(ngrok.tries).toBe(1)
})
