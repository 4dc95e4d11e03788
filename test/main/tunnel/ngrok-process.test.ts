import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ngrokInUtility } from '../../../src/main/electron/ngrok-utility.ts'
import { ngrokEnvironment } from '../../../src/main/tunnel/ngrok-environment.ts'
import type { NgrokProcess, StartNgrok } from '../../../src/main/tunnel/ngrok-session.ts'
import { utilityProcess } from '../../electron-stand-in/utility-process.ts'
import { ngrokFromSource } from '../../support/ngrok-source.ts'
import { startTunnelBench } from './tunnel-bench.ts'

const script = fileURLToPath(new URL('../../../src/main/tunnel-process.ts', import.meta.url))
const asElectrons = utilityProcess as unknown as Parameters<typeof ngrokInUtility>[0]

let bench: Awaited<ReturnType<typeof startTunnelBench>>
beforeEach(async () => {
  bench = await startTunnelBench()
})
afterEach(() => bench.close())

/** As `start` does; `processes` are those it has started. */
function watched(start: StartNgrok) {
  const processes: NgrokProcess[] = []
  const startNgrok: StartNgrok = (events) => {
    const started = start(events)
    processes.push(started)
    return started
  }
  return { processes, startNgrok }
}

test.each([
  { kind: 'a fork', start: ngrokFromSource },
  { kind: 'a utility process of Electron’s (stand-in)', start: ngrokInUtility(asElectrons, script) },
])('$kind carries requests, is followed by another when it ends, and gives its address back', async ({ start }) => {
  const { processes, startNgrok } = watched(start)
  const { next, told, close } = bench.openTunnel({ startNgrok })
  await next('tunnel-open')
  expect(await text(await bench.ask('/first'))).toBe('answer to /first')
  const endedAt = performance.now()
  processes[0]?.kill()
  expect(await next('tunnel-dropped')).toMatchObject({
    state: 'unreachable',
    baseUrl: null,
    text: expect.stringMatching(
      /^Not reachable\. The tunnel's program ended, and we are opening it again\. Vonage keeps /,
    ),
  })
  expect(performance.now() - endedAt).toBeLessThan(3_000)
  await next('tunnel-open')
  expect(await text(await bench.ask('/second'))).toBe('answer to /second')
  await close()
  expect(processes).toHaveLength(2)
  expect(told.map(({ state }) => state)).toEqual(['connecting', 'reachable', 'unreachable', 'reachable'])
  expect(bench.edge.connections()).toMatchObject({ taken: 2, freed: 1 })
})

test('one that ends as soon as it starts is started ever more rarely', async () => {
  const { processes, startNgrok } = watched(({ onEnd }) => {
    setImmediate(onEnd)
    return { tell: () => undefined, kill: () => undefined }
  })
  const { next, told } = bench.openTunnel({ startNgrok, timings: { firstRetryMs: 50, longestRetryMs: 60_000 } })
  await next('tunnel-dropped')
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  // After 50, 100, 200, 400 and 800 ms, by a quarter more or less.
  expect(processes.length).toBeGreaterThan(3)
  expect(processes.length).toBeLessThan(8)
  expect(told).toHaveLength(2)
})

test('where no process can be started, that is said', async () => {
  const { next } = bench.openTunnel({
    startNgrok: () => {
      throw new Error('no processes here')
    },
  })
  expect((await next('tunnel-failed')).text).toContain('ngrok does not run on this computer.')
})

test('while nobody answers, none is started', async () => {
  const { processes, startNgrok } = watched(ngrokFromSource)
  await bench.edge.stopListening()
  await bench.openTunnel({ startNgrok }).next('tunnel-failed')
  expect(processes).toEqual([])
})

test('it is given what it needs of the environment, whatever the case, and no secret', () => {
  const needed = { Path: '/bin', HOME: '/home/x', https_proxy: 'http://127.0.0.1:3128', SystemRoot: 'C:\\Windows' }
  const secrets = {
    VONAGE_API_SECRET: 's',
    NGROK_AUTHTOKEN: 't',
    NODE_OPTIONS: '--require x',
    AWS_SECRET_ACCESS_KEY: 'k',
  }
  expect(ngrokEnvironment({ ...needed, ...secrets, LANG: undefined })).toEqual(needed)
})
