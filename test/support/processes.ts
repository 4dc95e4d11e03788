import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import type { NumberChange, PretendReceipt, PretendText } from '../../src/main/practice/pretend-api.ts'
import type { PretendRecord } from '../../src/main/practice/record.ts'
import type { SettingsChange } from '../../src/main/practice/settings.ts'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames, type EventName } from '../../src/shared/desk-names.ts'
import { usedDataDir } from './store.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const readyWithinMs = 20_000

/** A program that prints one JSON line when it is ready. */
export interface Running<Ready> {
  ready: Ready
  child: ChildProcess
  /** What it wrote to stderr so far. */
  stderr(): string
  /** Ends it in order (SIGTERM) or as a power cut would (SIGKILL), by its own id. Resolves with the exit code. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** @param under words before the command, as of a program that runs it and watches */
export async function run<Ready>(
  args: string[],
  env: Record<string, string>,
  under: readonly string[] = [],
): Promise<Running<Ready>> {
  const [command = process.execPath, ...rest] = [...under, process.execPath, ...args]
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...cleanEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk
  })
  const exited = once(child, 'exit')
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('close', (code) => reject(new Error(`${args[0]} ended with ${code}: ${errors}`)))
    setTimeout(() => reject(new Error(`${args[0]} was not ready in time: ${errors}`)), readyWithinMs).unref()
  })
  return {
    ready: JSON.parse(line) as Ready,
    child,
    stderr: () => errors,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      const [code] = (await exited) as [number | null]
      return code
    },
  }
}

/** Nothing of the developer's own account may get into a test. */
function cleanEnv(): Record<string, string> {
  const own = /^(DESK_|VONAGE_|NGROK_|DEBUG$|NODE_DEBUG$|NODE_OPTIONS$|VITEST|PRETEND_)/
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      own.test(name) || value === undefined ? [] : [[name, value]],
    ),
  )
}

export interface DeskReady {
  url: string
  api: string
  token: string
  inbound: string
  receipts: string
  pid: number
}

/**
 * The real desk as its own process, as `npm run serve` starts it; built before.
 *
 * @param how `args` before its script, for Node; `under` words before all of it; `script` is another build of it
 */
export async function startDeskProcess(
  env: Record<string, string> = {},
  how: { args?: readonly string[]; under?: readonly string[]; script?: string } = {},
) {
  const folder = env.DESK_DATA_DIR ?? usedDataDir()
  const args = [...(how.args ?? []), how.script ?? 'out/main/serve.cjs']
  const running = await run<DeskReady>(args, { DESK_DATA_DIR: folder, ...env }, how.under)
  return { ...running, folder, desk: deskOverHttp(running.ready) }
}

export type DeskProcess = Awaited<ReturnType<typeof startDeskProcess>>

/** The contract over the browser shell, as a program uses it. */
export function deskOverHttp({
  api,
  token,
}: Pick<DeskReady, 'api' | 'token'>): DeskApi & { events(after?: number): EventReader } {
  const authorization = `Bearer ${token}`
  const calls = callNames.map((name) => [
    name,
    async (argument: unknown) => {
      const response = await fetch(`${api}/${name}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(argument),
      })
      return (await response.json()) as unknown
    },
  ])
  const on = (name: EventName, listener: (data: never, seq: number) => void) => {
    const reader = readEvents(api, authorization, undefined, (event) => {
      if (event.name === name) listener(event.data as never, event.seq)
    })
    return () => reader.close()
  }
  return {
    ...Object.fromEntries(calls),
    on,
    events: (after?: number) => readEvents(api, authorization, after, () => {}),
  }
}

export interface EventReader {
  seen: { name: string; data: unknown; seq: number }[]
  open: Promise<void>
  close(): void
}

function readEvents(
  api: string,
  authorization: string,
  after: number | undefined,
  onEvent: (event: EventReader['seen'][number]) => void,
): EventReader {
  const ending = new AbortController()
  const seen: EventReader['seen'] = []
  const opened = Promise.withResolvers<void>()
  async function follow() {
    const headers = { authorization, ...(after === undefined ? {} : { 'last-event-id': String(after) }) }
    const response = await fetch(`${api}/events`, { headers, signal: ending.signal })
    opened.resolve()
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
        const name = field('event')
        if (name === undefined) continue
        const event = { name, data: JSON.parse(field('data') ?? 'null') as unknown, seq: Number(field('id')) }
        seen.push(event)
        onEvent(event)
      }
    }
  }
  follow().catch((error: unknown) => {
    if (!ending.signal.aborted) opened.reject(error)
  })
  return { seen, open: opened.promise, close: () => ending.abort() }
}

export interface PretendReady {
  restHost: string
  key: string
  secret: string
  number: string
}

/** A pretend Vonage in a process of its own, which keeps its own record. */
export async function startPretendProcess(...flags: string[]) {
  const running = await run<PretendReady>(['out/main/pretend-vonage.cjs', ...flags], {})
  const { restHost, key, secret, number } = running.ready
  const door = async (name: string, argument?: unknown) => {
    const response = await fetch(
      `${restHost}/pretend/${name}`,
      argument === undefined ? {} : { method: 'POST', body: JSON.stringify(argument) },
    )
    if (!response.ok) throw new Error(`/pretend/${name}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<unknown>
  }
  return {
    ...running,
    next: (...behaviours: Behaviour[]) => door('next', behaviours),
    /** What waits for requests that have not come meets none any more. */
    forget: () => fetch(`${restHost}/pretend/next`, { method: 'DELETE' }),
    text: (text: PretendText & { wait?: boolean }) =>
      door('text', text) as Promise<{ messageIds: string[]; acknowledged?: boolean[] }>,
    receipt: (receipt: PretendReceipt & { wait?: boolean }) => door('receipt', receipt),
    link: (links: { inbound?: string | null; receipts?: string | null }) => door('link', links),
    set: (settings: SettingsChange) => door('set', settings),
    /** Somebody else changes a number of the account. */
    changeNumber: (change: NumberChange) => door('number', change),
    record: () => door('record') as Promise<PretendRecord>,
    /** The environment that points a desk in live mode here. */
    env: {
      DESK_MODE: 'live',
      VONAGE_API_KEY: key,
      VONAGE_API_SECRET: secret,
      VONAGE_NUMBER: number,
      VONAGE_REST_HOST: restHost,
      VONAGE_API_HOST: restHost,
    },
  }
}

export type PretendProcess = Awaited<ReturnType<typeof startPretendProcess>>

/** A loopback port that nobody uses now, for an address that must stay over a restart. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Asks until it is so; the last failure is the error when it never is. */
export async function eventually<Value>(ask: () => Promise<Value> | Value, withinMs = 10_000): Promise<Value> {
  const until = performance.now() + withinMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
