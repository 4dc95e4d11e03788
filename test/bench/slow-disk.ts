import { slowSyncMs, textOnSlowDisk } from '../fault/slow-disk.ts'
import { straceMissing } from '../fault/strace.ts'
import { type Line, tell } from './figures.ts'
import type { Cores } from './servers.ts'

const seconds = 20

/**
 * 200 replies a second while every sync of the disk takes 20 ms: an answer waits for the commit that is under way and
 * for its own, so twice the delay is the least that half of them can wait. The delay is measured as it comes out.
 */
export async function slowDisk(cores: Cores): Promise<Line[]> {
  if (straceMissing !== null) {
    tell(`l: the disk was not slowed, because ${straceMissing}`)
    return []
  }
  cores.pin(process.pid, 'any')
  const delayMs = slowSyncMs()
  const { texts, statuses, p50Ms, p99Ms, loopP99Ms } = await textOnSlowDisk('desk', seconds)
  if (statuses['200'] !== texts) throw new Error(`Not all were answered 200: ${JSON.stringify(statuses)}`)
  const against = `a sync takes ${delayMs.toFixed(1)} ms`
  return [
    {
      name: 'l  answer on a slow disk, p50',
      ours: `${p50Ms.toFixed(1)} ms`,
      baseline: against,
      ratio: p50Ms / delayMs,
      goal: '≤ 2.00',
      ok: p50Ms / delayMs <= 2,
    },
    {
      name: 'l  answer on a slow disk, p99',
      ours: `${p99Ms.toFixed(1)} ms`,
      baseline: against,
      ratio: p99Ms / delayMs,
      goal: '≤ 4.00',
      ok: p99Ms / delayMs <= 4,
    },
    {
      name: 'l  event loop late meanwhile, p99',
      ours: `${loopP99Ms.toFixed(2)} ms`,
      baseline: '',
      ratio: null,
      goal: '≤ 5 ms',
      ok: loopP99Ms <= 5,
    },
  ]
}
