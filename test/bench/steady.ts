import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type Line, median, quantile, tell } from './figures.ts'
import { openLoop } from './load.ts'
import { type Cores, signatureSecret, startBaseline, startWholeDesk } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const perSecond = 200
const warmUpMs = 3_000
const turnMs = 4_000

/**
 * What a desk with everything on takes of the computer at a fixed rate, and how long its answers take, in turns with a
 * server that does one transaction a request and nothing else; both into a million messages.
 */
export async function steady(cores: Cores, rounds: number, full: string, fullBaseline: string): Promise<Line[]> {
  if (process.platform !== 'linux') {
    tell('j: the time of the processor is read as Linux tells it')
    return []
  }
  cores.pin(process.pid, 'load')
  const desk = await startWholeDesk(cores, full)
  const baseline = await startBaseline(cores, 'one-a-request', join(fullBaseline, 'live'))
  const [ours, theirs]: [Turn[], Turn[]] = [[], []]
  try {
    await turn(desk.ready.inbound, desk.child.pid, warmUpMs)
    await turn(baseline.ready.url, baseline.child.pid, warmUpMs)
    for (let round = 1; round <= rounds; round += 1) {
      ours.push(await turn(desk.ready.inbound, desk.child.pid, turnMs))
      theirs.push(await turn(baseline.ready.url, baseline.child.pid, turnMs))
      tell(`j, round ${round}: ${shown(ours.at(-1))} against ${shown(theirs.at(-1))}`)
    }
  } finally {
    await desk.end()
    await baseline.end()
  }
  const of = (turns: Turn[], what: keyof Turn) => median(turns.map((each) => each[what]))
  const line = (name: string, what: keyof Turn, unit: (value: number) => string): Line => {
    const ratio = of(ours, what) / of(theirs, what)
    return {
      name,
      ours: unit(of(ours, what)),
      baseline: `one-a-request ${unit(of(theirs, what))}`,
      ratio,
      goal: '≤ 1.30',
      ok: ratio <= 1.3,
    }
  }
  return [
    line('j  everything on, 200/s, answer p99', 'p99Ms', (ms) => `${ms.toFixed(2)} ms`),
    line('j  everything on, 200/s, processor', 'busy', (share) => `${(share * 100).toFixed(1)} %`),
  ]
}

interface Turn {
  p50Ms: number
  p99Ms: number
  /** Processor time by wall time; 1 is one core. */
  busy: number
}

async function turn(url: string, pid: number | undefined, forMs: number): Promise<Turn> {
  const load = openLoop({
    port: Number(new URL(url).port),
    perSecond,
    request: webhookRequest(url, { secret: signatureSecret }),
  })
  const [began, cpu] = [performance.now(), cpuMs(pid)]
  await after(forMs)
  load.stop()
  // What was put off belongs to the turn that asked for it.
  await after(forMs / 4)
  const busy = (cpuMs(pid) - cpu) / (performance.now() - began)
  if (load.refused() > 0) throw new Error(`${url} refused ${load.refused()} webhooks`)
  const took = load.latencies()
  return { p50Ms: median(took), p99Ms: quantile(took, 0.99), busy }
}

/** The processor's time that a process has taken so far. Linux counts it in hundredths of a second, behind the name. */
function cpuMs(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const shown = (turn?: Turn) =>
  `p50 ${turn?.p50Ms.toFixed(1)} and p99 ${turn?.p99Ms.toFixed(1)} ms, ${((turn?.busy ?? 0) * 100).toFixed(0)} % of a core`
