import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDeskProcess } from '../support/processes.ts'
import { storedReplies } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { nobody, startTexting } from './texting.ts'
import { lookAt, sizeOf, watchInside } from './watched.ts'

export interface Soaked {
  texts: number
  statuses: Record<string, number>
  missing: number
  /** From after the first tenth, which warms up, to the end: the least of each stretch, after what is collected. */
  heapGrowthBytes: number
  memoryGrowthBytes: number
  /** Files, without connections. A backup, which may be made meanwhile, has a few more open as long as it takes. */
  openFiles: { least: number; most: number; growth: number }
  logMostBytes: number
  integrity: unknown
}

/**
 * Customers text for so long, with somebody who follows the events.
 *
 * @param args before the desk's script, for Node
 */
export async function soak(
  minutes: number,
  perSecond: number,
  ends: Ends,
  args: readonly string[] = [],
): Promise<Soaked> {
  const inside = watchInside()
  const running = await startDeskProcess({ ...nobody, ...inside.env }, { args: [...inside.args, ...args] })
  ends.push(() => running.end('SIGKILL'))
  const { api, token, inbound, pid } = running.ready
  const live = join(running.folder, 'live')
  const following = new AbortController()
  ends.push(() => following.abort())
  const follow = async () => {
    const headers = { authorization: `Bearer ${token}` }
    const events = await fetch(`${api}/events`, { headers, signal: following.signal })
    for await (const _ of events.body ?? []) {
    }
  }
  const followed = follow().catch(() => 'over')
  const customers = await startTexting(inbound, perSecond)
  ends.push(customers.end)
  const looks: (ReturnType<typeof lookAt> & { logBytes: number; heapBytes: number })[] = []
  const count = 100
  for (let look = 0; look < count; look += 1) {
    await sleep((minutes * 60_000) / count)
    const heapBytes = Math.min(
      ...inside
        .lines()
        .slice(-25)
        .map(({ heapBytes: each }) => each),
    )
    looks.push({ ...lookAt(pid), logBytes: sizeOf(join(live, 'desk.db-wal')), heapBytes })
  }
  const { texts, statuses } = await customers.stop()
  following.abort()
  await followed
  await running.end()
  const { ids, integrity } = storedReplies(live)
  const there = new Set(ids)
  const warm = looks.slice(count / 10)
  const growth = (of: (look: (typeof looks)[number]) => number) =>
    Math.min(...warm.slice(-10).map(of)) - Math.min(...warm.slice(0, 10).map(of))
  const files = warm.map(({ openFiles }) => openFiles)
  return {
    texts,
    statuses,
    missing: [...customers.acknowledged()].filter((id) => !there.has(id)).length,
    heapGrowthBytes: growth(({ heapBytes }) => heapBytes),
    memoryGrowthBytes: growth(({ memoryBytes }) => memoryBytes),
    openFiles: { least: Math.min(...files), most: Math.max(...files), growth: growth(({ openFiles }) => openFiles) },
    logMostBytes: Math.max(...looks.map(({ logBytes }) => logBytes)),
    integrity,
  }
}
