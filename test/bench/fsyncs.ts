import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type DeskReady, root } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { type Line, tell } from './figures.ts'
import { closedLoop } from './load.ts'
import { deskEnv } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const requests = 200

/** Counts what the database asks of the disk, since SQLite's own word for "full" was wrong once. Linux only. */
export async function fsyncs(): Promise<Line[]> {
  if (spawnSync('strace', ['-V']).status !== 0) {
    tell('f: strace is not on the path, so the writes to disk were not counted')
    return []
  }
  const folder = freshFolder()
  const trace = join(folder, 'fsyncs')
  const traced = ['-f', '-ttt', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, 'out/main/serve.cjs']
  const child = spawn('strace', traced, {
    cwd: root,
    env: { ...process.env, ...deskEnv(folder) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const ready = JSON.parse(line) as DeskReady
  const request = webhookRequest(ready.inbound)
  const port = Number(new URL(ready.inbound).port)
  const seconds = { from: Date.now() / 1000, to: 0 }
  const { answered } = await closedLoop({ port, connections: 1, requests, request })
  seconds.to = Date.now() / 1000
  process.kill(ready.pid, 'SIGTERM')
  await exited
  const counted = readFileSync(trace, 'utf8')
    .split('\n')
    // "1234 1763800000.123456 fsync(21) = 0"; a call that another thread interrupts is written on two lines.
    .filter((each) => /\bf(data)?sync\(/.test(each))
    .map((each) => Number(each.split(' ').find((word) => word.includes('.'))))
    .filter((at) => at >= seconds.from && at <= seconds.to).length
  const ratio = counted / answered
  return [
    {
      name: 'f  fsyncs an answer at 1 connection',
      ours: `${counted}`,
      baseline: `${answered} answers`,
      ratio,
      goal: '≥ 1.00',
      ok: ratio >= 1,
    },
  ]
}
