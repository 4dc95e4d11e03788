import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NgrokProcess } from '../../../src/main/tunnel/ngrok-session.ts'
import type { TunnelReach } from '../../../src/main/tunnel/tunnel.ts'
import { ngrokFromSource } from '../../support/ngrok-source.ts'
import { logReach } from './reach-log.ts'
import { startTunnelBench } from './tunnel-bench.ts'

const childPath = fileURLToPath(new URL('../../support/ngrok-edge-child.ts', import.meta.url))
let bench: Awaited<ReturnType<typeof startTunnelBench>>
beforeEach(async () => {
  bench = await startTunnelBench()
})
afterEach(() => bench.close())

const scenes: Record<string, (next: ReturnType<typeof logReach>['next']) => unknown> = {
  'while it opens': () => undefined,
  'while nobody answers': async () => {
    bench.edge.behave('silent')
    await bench.edge.until(({ taken }) => taken === 1)
  },
  'while nobody even greets': () => bench.edge.behave('deaf'),
  'after a refusal': async (next) => {
    bench.edge.behave({ refuseSession: 'ERR_NGROK_107' })
    await next('tunnel-token-refused')
  },
  'while open': (next) => next('tunnel-open'),
  'after a drop': async (next) => {
    await next('tunnel-open')
    bench.edge.drop()
    await next('tunnel-dropped')
  },
  'while the edge has just gone silent': async (next) => {
    await next('tunnel-open')
    bench.edge.behave('silent')
  },
}
test.each(Object.entries(scenes))(
  'closing %s ends within 3 s, says nothing more, and leaves nothing behind',
  async (_label, scene) => {
    const { next, told, close } = bench.openTunnel()
    await scene(next)
    const before = told.length
    const startedAt = performance.now()
    await close()
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    bench.edge.behave('well')
    await bench.edge.until(({ standing, bound }) => standing === 0 && bound === 0)
    expect(told).toHaveLength(before)
  },
)

/** A program with a tunnel, in a process of its own. */
async function startProgram() {
  const program = fork(childPath, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const log = logReach()
  program.on('message', (reach: TunnelReach) => log.onReach(reach))
  program.send(bench.needs)
  const said = Promise.all([text(program.stdout as Readable), text(program.stderr as Readable)])
  const ended = once(program, 'exit')
  return {
    next: log.next,
    tell: (order: 'close' | 'close-and-exit' | 'exit') => program.send(order),
    async end() {
      const [code, signal] = await ended
      return { code, signal, said: (await said).join('') }
    },
  }
}
const clean = { code: 0, signal: null, said: '' }

test('a program that closes its tunnel ends by itself, 6 times of 6, without a word, and gives the address back', async () => {
  for (let round = 1; round <= 6; round += 1) {
    const program = await startProgram()
    await program.next('tunnel-open')
    program.tell('close')
    expect(await program.end()).toEqual(clean)
    expect(bench.edge.connections()).toMatchObject({ taken: round, freed: round })
  }
})

test('a program that just exits gives its address back as well: the client’s process does it after its end', async () => {
  const program = await startProgram()
  await program.next('tunnel-open')
  program.tell('exit')
  expect(await program.end()).toEqual(clean)
  await bench.edge.until(({ standing }) => standing === 0)
  expect(bench.edge.connections()).toMatchObject({ taken: 1, freed: 1 })
})

test('control: where the client’s process is just ended, the address is left behind', async () => {
  const started: NgrokProcess[] = []
  const { next } = bench.openTunnel({
    startNgrok: (events) => {
      const ngrok = ngrokFromSource(events)
      started.push(ngrok)
      return ngrok
    },
  })
  await next('tunnel-open')
  started[0]?.kill()
  await bench.edge.until(({ standing }) => standing === 0)
  expect(bench.edge.connections()).toMatchObject({ taken: 1, freed: 0 })
})

test('a program that closes its tunnel on a dead line ends by itself as well', async () => {
  const program = await startProgram()
  await program.next('tunnel-open')
  bench.edge.behave('deaf')
  await program.next('tunnel-silent')
  program.tell('close')
  expect(await program.end()).toEqual(clean)
})

test.each<[string, (program: Awaited<ReturnType<typeof startProgram>>) => unknown]>([
  ['while it opens', () => undefined],
  [
    'while nobody answers',
    async (program) => {
      bench.edge.behave('silent')
      await program.next('tunnel-silent')
    },
  ],
  [
    'after a drop',
    async (program) => {
      await program.next('tunnel-open')
      bench.edge.drop()
      await program.next('tunnel-dropped')
    },
  ],
])('a program that closes its tunnel %s and exits does so in order', async (_label, scene) => {
  const program = await startProgram()
  await scene(program)
  program.tell('close-and-exit')
  expect(await program.end()).toEqual(clean)
})

test('the native client is never loaded in the program itself', async () => {
  await bench.openTunnel().next('tunnel-open')
  const loaded = () =>
    (process.report.getReport() as unknown as { sharedObjects: string[] }).sharedObjects.some((path) =>
      path.includes('ngrok'),
    )
  expect(loaded()).toBe(false)
  // Control: where it is loaded, that shows.
  const control = `
    await import('@ngrok/ngrok')
    console.log(process.report.getReport().sharedObjects.some((path) => path.includes('ngrok')))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', control])
  expect(stdout).toBe('true\n')
})
