import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type DeskProcess, type DeskReady, deskOverHttp, eventually, type Running, run } from '../support/processes.ts'
import { tell } from './figures.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Cores apart for servers and for load, where the system lets us choose. */
export interface Cores {
  /** Holds a process, all its threads and what it starts from now on, to a core. */
  pin(pid: number | undefined, to: 'server' | 'load' | 'any'): void
  pinned: boolean
}

export function chooseCores(): Cores {
  const works = availableParallelism() > 1 && spawnSync('taskset', ['-p', String(process.pid)]).status === 0
  const core = { server: '0', load: '1', any: '0-1' }
  return {
    pinned: works,
    pin: (pid, to) => {
      if (works && pid !== undefined) spawnSync('taskset', ['-a', '-p', '-c', core[to], String(pid)])
    },
  }
}

/** No provider is there: what the desk would send waits in its queue. */
const liveEnv = {
  DESK_MODE: 'live',
  VONAGE_API_KEY: 'abcd1234',
  VONAGE_API_SECRET: 'not-a-real-secret',
  VONAGE_NUMBER: '447700900001',
  VONAGE_REST_HOST: 'http://127.0.0.1:9',
}

export async function startDesk(
  cores: Cores,
  folder: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<DeskProcess> {
  const running = await run<DeskReady>([...args, 'out/main/serve.cjs'], { DESK_DATA_DIR: folder, ...liveEnv, ...env })
  cores.pin(running.child.pid, 'server')
  return { ...running, folder, desk: deskOverHttp(running.ready) }
}

export const deskEnv = (folder: string) => ({ ...liveEnv, DESK_DATA_DIR: folder })

export type Baseline = 'bare-express' | 'one-a-request' | 'everything-a-request'

export async function startBaseline(
  cores: Cores,
  name: Baseline,
  ...args: string[]
): Promise<Running<{ url: string }>> {
  const running = await run<{ url: string }>([here(`${name}.ts`), ...args], { NODE_ENV: 'production' })
  cores.pin(running.child.pid, 'server')
  return running
}

export const signatureSecret = 'a-secret-of-the-bench-0123456789'

/** A full desk copies its database half a minute after it starts, and then once an hour: what is measured lies between. */
export async function firstBackup({ desk }: DeskProcess): Promise<void> {
  tell('waiting for the first backup')
  await eventually(async () => {
    const listed = await desk.listBackups({})
    if (!listed.ok || listed.value.backups.length === 0) throw new Error('There is no backup yet')
  }, 180_000)
}

/**
 * A desk with everything on: it checks signatures, indexes what comes, and tells it to a window. What a browser does
 * with it is measured elsewhere.
 */
export async function startWholeDesk(
  cores: Cores,
  folder: string,
): Promise<DeskProcess & { heardAll: () => Promise<void> }> {
  const running = await startDesk(cores, folder, [], { VONAGE_SIGNATURE_SECRET: signatureSecret })
  const { api, token } = running.ready
  const { heardAt } = await listen(`${api}/events`, { authorization: `Bearer ${token}` })
  await firstBackup(running)
  return {
    ...running,
    /** A flood is told in its turn: resolves once the window has heard of all of it. */
    heardAll: () =>
      eventually(() => {
        if (performance.now() - heardAt() < silenceMs) throw new Error('It is still being told')
      }, 300_000),
  }
}

const silenceMs = 1000

/** A window's end of the line: it only takes what comes, and goes with the server. */
export async function listen(url: string, headers: Record<string, string> = {}): Promise<{ heardAt: () => number }> {
  const events = get(url, { headers })
  events.on('error', () => {})
  const [stream] = (await once(events, 'response')) as [IncomingMessage]
  if (stream.statusCode !== 200) throw new Error(`The events answer ${stream.statusCode}`)
  let heardAt = performance.now()
  stream
    .on('error', () => {})
    .on('data', () => {
      heardAt = performance.now()
    })
  return { heardAt: () => heardAt }
}
