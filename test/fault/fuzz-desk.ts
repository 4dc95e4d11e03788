import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DeskProcess, eventually, run, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled } from './evidence.ts'
import { type Answered, genuineAtRest, genuineCustomer, genuineFor, percentile } from './genuine.ts'

export interface FuzzSeen {
  sent: number
  statuses: Record<string, number>
  /** Cut off without an answer. */
  closed: number
  /** Neither answered nor cut off. */
  hung: number
}

/** So many spoiled requests. `seen` resolves once all are sent. */
async function startFuzz(url: string, count: number, seed: number): Promise<{ seen: Promise<FuzzSeen> }> {
  const load = await run(
    [fileURLToPath(new URL('fuzz-load.ts', import.meta.url)), url, String(count), String(seed)],
    {},
  )
  let said = ''
  load.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  const seen = new Promise<FuzzSeen>((resolve, reject) =>
    load.child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(said) as FuzzSeen) : reject(new Error(`fuzz-load ended with ${code}`)),
    ),
  )
  return { seen }
}

/** What the kernel counts as the process's own memory, in MB; null where it does not say. */
function residentMb(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kb === undefined ? null : Number(kb) / 1024
}

/** A desk that collects its garbage when it is asked to. */
export const collecting = { args: ['--import', fileURLToPath(new URL('collect-garbage.mjs', import.meta.url))] }

/**
 * What such a desk holds on to, in MB: what is left when its three threads have collected their garbage. One of them
 * starts a while after the desk is up, and a quick computer may ask before it can hear.
 */
export async function heldMb({ child, ready, stderr }: DeskProcess): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const everyThread = (what: string, from: number) =>
    eventually(() => {
      const threads = new Set(
        stderr()
          .slice(from)
          .match(new RegExp(`"${what}":\\d+`, 'g')),
      )
      if (threads.size < 3) throw new Error(`Only ${threads.size} of three threads: ${what}`)
    })
  await everyThread('collects', 0)
  const from = stderr().length
  child.kill('SIGUSR2')
  await everyThread('collected', from)
  return residentMb(ready.pid)
}

/**
 * Spoiled requests at the real desk, with genuine texts between them. Nothing is signed and nobody but this computer
 * reaches it, so that every request gets as far as it can: into the store.
 *
 * @param needs.warmUp requests after which memory is looked at for the first time
 * @param needs.timed the genuine texts are compared with as many before them: needs the computer for itself
 * @param needs.script another build of the desk
 * @throws when the desk has ended
 */
export async function fuzzDesk(needs: {
  count: number
  warmUp: number
  seed: number
  timed: boolean
  script?: string
}) {
  const vonage = await startPretendProcess()
  const script = needs.script === undefined ? {} : { script: needs.script }
  const running = await startDeskProcess(vonage.env, { ...collecting, ...script })
  const isAlive = () => running.child.exitCode === null && running.child.signalCode === null
  const mustLive = () => {
    if (!isAlive()) throw new Error('The desk has ended')
  }
  try {
    const url = running.ready.inbound
    await (await startFuzz(url, needs.warmUp, needs.seed + 1)).seen
    mustLive()
    const before = await heldMb(running)
    const atRest = needs.timed ? await genuineAtRest(url, null) : []
    const fuzz = await startFuzz(url, needs.count - needs.warmUp, needs.seed)
    const began = performance.now()
    const answers: Answered[] = await genuineFor(url, fuzz.seen, null)
    const seen = await fuzz.seen
    mustLive()
    const seconds = (performance.now() - began) / 1000
    const after = await heldMb(running)
    const stored = (await allMessages(running.desk, 'inbound', genuineCustomer)).flatMap(
      ({ providerIds }) => providerIds,
    )
    const ids = new Set(stored)
    const p99 = percentile(
      answers.map(({ tookMs }) => tookMs),
      0.99,
    )
    console.log(
      `Fuzz, seed ${needs.seed}: ${seen.sent} requests in ${seconds.toFixed(1)} s, ${JSON.stringify(seen.statuses)}, ${seen.closed} cut; memory ${before?.toFixed(0)} → ${after?.toFixed(0)} MB; ${answers.length} genuine, p99 ${p99.toFixed(1)} ms.`,
    )
    const state = await running.desk.getDesk({})
    return {
      seen,
      // What cannot be read is kept as bytes, 20,000 of a kind and no more: then it is told to come again.
      isFull: state.ok && state.value.counts.unreadable >= 20_000,
      statuses: Object.keys(seen.statuses).toSorted(),
      grownMb: before === null || after === null ? 0 : after - before,
      refused: answers.filter(({ status }) => status !== 200),
      lost: answers.filter(({ messageId }) => !ids.has(messageId)),
      doubled: doubled(stored.filter((id) => id.startsWith('genuine-'))),
      atRest,
      answers,
      alive: isAlive(),
      /** What it said of its own accord that it had not expected. */
      said: running
        .stderr()
        .split('\n')
        .filter((line) => line.includes('unexpected')),
    }
  } finally {
    await running.end()
    await vonage.end()
  }
}
