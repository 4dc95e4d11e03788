import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type DeskReady, run } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { underFault } from './strace.ts'
import { nobody, startTexting, type Texted } from './texting.ts'
import { watchInside } from './watched.ts'

export const delayMs = 20
/** A program that has just started is slow for its own reasons. */
const warmUpMs = 3000
const slow = underFault(`fsync:delay_enter=${delayMs * 1000}`)

export interface SlowDisk extends Texted {
  /**
   * How late the main thread's event loop came to what was due, on which the window and the sending depend. A desk's
   * webhooks are answered by the thread that stores, and wait for the disk with it; the small server has one thread.
   */
  loopP99Ms: number
}

/** One fsync under the same delay, as it comes out: strace and the system take their part of it. Median, ms. */
export function slowSyncMs(): number {
  const script = `
    const { openSync, writeSync, fsyncSync } = require('node:fs')
    const file = openSync(process.argv[1], 'w')
    const took = []
    for (let sync = 0; sync < 50; sync += 1) {
      writeSync(file, 'x')
      const began = performance.now()
      fsyncSync(file)
      took.push(performance.now() - began)
    }
    console.log(took.sort((a, b) => a - b)[25])`
  const [command = '', ...rest] = [...slow, process.execPath, '-e', script, join(freshFolder('sync'), 'file')]
  return Number(spawnSync(command, rest, { encoding: 'utf8' }).stdout)
}

/** 200 replies a second for so long, to a desk, or to a small server that commits one by one, on a disk that takes its time. */
export async function textOnSlowDisk(who: 'desk' | 'one-a-request', seconds: number): Promise<SlowDisk> {
  const inside = watchInside()
  const folder = freshFolder('slow')
  const server = fileURLToPath(new URL('../bench/one-a-request.ts', import.meta.url))
  const started =
    who === 'desk'
      ? await run<DeskReady & { url: string }>(
          [...inside.args, 'out/main/serve.cjs'],
          { ...nobody, ...inside.env, DESK_DATA_DIR: folder },
          slow,
        )
      : await run<{ inbound: string; url: string }>(
          [...inside.args, server, folder],
          { ...inside.env, NODE_ENV: 'production' },
          slow,
        )
  const customers = await startTexting(who === 'desk' ? started.ready.inbound : started.ready.url, 200)
  try {
    await sleep(warmUpMs)
    started.child.kill('SIGUSR2')
    customers.measureAnew()
    await sleep(seconds * 1000)
    const loopP99Ms = inside.lines().at(-1)?.loopP99Ms ?? Number.NaN
    return { ...(await customers.stop(seconds * 20_000)), loopP99Ms }
  } finally {
    await customers.end()
    await started.end('SIGKILL')
  }
}
