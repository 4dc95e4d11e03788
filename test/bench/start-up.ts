import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../support/processes.ts'
import { type Line, median, tell } from './figures.ts'
import { type Cores, deskEnv } from './servers.ts'

/**
 * The back end without a shell around it: what a window waits for. The script is given as text, as the baseline's is:
 * a file of TypeScript would be stripped of its types first.
 */
const firstTexts = `
  const { prepareThreads } = require('./out/main/threads.cjs')
  const threads = prepareThreads(require('node:url').pathToFileURL('out/main/store-thread.cjs'))
  const { openHost } = require('./out/main/host.cjs')
  const needs = { dataDir: process.env.DESK_DATA_DIR, shell: 'desktop', environment: process.env, threads }
  openHost({ ...needs, accounts: null, openLink: null, unexpected: console.error }).then(async (host) => {
    const { value } = await host.calls.listMessages({ limit: 100 })
    process.stdout.write(String(value.messages.length))
    setTimeout(() => process.exit(0), 200)
  })`

/** From the start of the process to the first hundred texts in hand, in turns with Node starting and doing nothing. */
export async function startUp(cores: Cores, rounds: number, folder: string): Promise<Line[]> {
  cores.pin(process.pid, 'any')
  const ours: number[] = []
  const theirs: number[] = []
  // One more round than counted: the first brings the file into memory.
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now()
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
    const bare = performance.now() - began
    const first = await untilFirstTexts(folder)
    tell(`d, round ${round}: ${first.toFixed(0)} ms against ${bare.toFixed(0)} ms`)
    if (round === 0) continue
    theirs.push(bare)
    ours.push(first)
  }
  const ratio = median(ours) / median(theirs)
  return [
    {
      name: 'd  start to first 100 rows, 1 M messages',
      ours: `${median(ours).toFixed(0)} ms`,
      baseline: `node -e 0  ${median(theirs).toFixed(0)} ms`,
      ratio,
      goal: '≤ 3.50',
      ok: ratio <= 3.5,
    },
  ]
}

async function untilFirstTexts(folder: string): Promise<number> {
  const began = performance.now()
  const env = { ...process.env, ...deskEnv(folder) }
  const desk = spawn(process.execPath, ['-e', firstTexts], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [count] = (await once(desk.stdout, 'data')) as [Buffer]
  const took = performance.now() - began
  await once(desk, 'exit')
  if (count.toString() !== '100') throw new Error('The first hundred texts did not come')
  return took
}
