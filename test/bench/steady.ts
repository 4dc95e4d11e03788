import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type Line, median, quantile, tell } from './figures.ts'
import { openLoop } from './load.ts'
import { type Cores, listen, signatureSecret, startBaseline, startWholeDesk } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const perSecond = 200
const warmUpMs = 3_000
const turnMs = 4_000

/**
 * What a desk with everything on takes of the computer at a fixed rate, and how long its answers take, in turns with one
 * thread that does the same work in one transaction a request, and with one that stores and does nothing else; all into
 * a million messages.
 *
 * @param copy makes a folder of that name with a million messages
 */
export async function steady(cores: Cores, rounds: number, copy: (name: string) => string): Promise<Line[]> {
  if (process.platform !== 'linux') {
    tell('j: the time of the processor is read as Linux tells it')
    return []
  }
  cores.pin(process.pid, 'load')
  const live = (name: string) => join(copy(name), 'live')
  const ends: (() => Promise<unknown>)[] = []
  try {
    const desk = await startWholeDesk(cores, copy('steady'))
    ends.push(desk.end)
    const same = await startBaseline(cores, 'everything-a-request', live('steady-same'), signatureSecret)
    ends.push(same.end)
    await listen(same.ready.url.replace(/x$/, 'events'))
    const bare = await startBaseline(cores, 'one-a-request', live('steady-bare'))
    ends.push(bare.end)
    const sides = [
      { url: desk.ready.inbound, pid: desk.child.pid, turns: [] as Turn[] },
      { url: same.ready.url, pid: same.child.pid, turns: [] as Turn[] },
      { url: bare.ready.url, pid: bare.child.pid, turns: [] as Turn[] },
    ] as const
    for (const { url, pid } of sides) await turn(url, pid, warmUpMs)
    for (let round = 1; round <= rounds; round += 1) {
      for (const { url, pid, turns } of sides) turns.push(await turn(url, pid, turnMs))
      tell(`j, round ${round}: ${sides.map(({ turns }) => shown(turns.at(-1))).join(' · ')}`)
    }
    return linesOf(...(sides.map(({ turns }) => turns) as [Turn[], Turn[], Turn[]]))
  } finally {
    for (const end of ends) await end()
  }
}

function linesOf(ours: Turn[], same: Turn[], bare: Turn[]): Line[] {
  const of = (turns: Turn[], what: keyof Turn) => median(turns.map((each) => each[what]))
  const line = (name: string, theirs: Turn[], what: keyof Turn, unit: (value: number) => string): Line => {
    const ratio = of(ours, what) / of(theirs, what)
    const against = theirs === same ? 'the same work' : 'stores and no more'
    // Signature, meaning, index and window cost more than a reply's bare rows even where one thread does it all.
    const hasGoal = theirs === same || what !== 'busy'
    return {
      name,
      ours: unit(of(ours, what)),
      baseline: `${against} ${unit(of(theirs, what))}`,
      ratio,
      goal: hasGoal ? '≤ 1.30' : 'none',
      ok: !hasGoal || ratio <= 1.3,
    }
  }
  const ms = (value: number) => `${value.toFixed(2)} ms`
  const share = (value: number) => `${(value * 100).toFixed(1)} %`
  return [
    line('j  everything on, 200/s, answer p99', same, 'p99Ms', ms),
    line('j  everything on, 200/s, processor', same, 'busy', share),
    line('j  the same p99', bare, 'p99Ms', ms),
    line('j  the same processor', bare, 'busy', share),
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
