import { homeZone, type QuietHours } from '../../shared/quiet-hours.ts'
import type { RunLook } from '../store/chase.ts'
import type { Quiet } from '../store/run-quiet.ts'
import type { MovedRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/unavailable.ts'

export interface Conductor {
  /** A run was made, or may go on. */
  wake(): void
  close(): Promise<void>
}

/** By the clock of this computer, as it stands now. */
export const quietFrom = (hours: QuietHours | null): Quiet => (hours === null ? null : { hours, home: homeZone() })

/** After trouble of our own. */
const retryMs = 1_000
/** Texts settle many times a second: a run is looked at this often at most. */
const restMs = 100
/** It looks at least this often, so that it knows of a sleep. */
const longestRestMs = 60_000
/** When it could not look for longer, or the clock was put back by more, a person decides what is still worth sending. */
const sleepMs = 5 * 60_000

/**
 * Moves runs on: from the hold to the first few, from them to the rest, a handful at a time behind what has left. Every
 * step is one transaction of the store; this only says when.
 *
 * @param needs.reachable whether replies can arrive, found out now; never rejects
 */
export function startConductor(needs: {
  store: Pick<Store, 'write'>
  now: () => number
  quiet: () => Quiet
  reachable: () => Promise<boolean>
  onMoved: (moved: MovedRun[]) => void
  unexpected: (what: string, error: unknown) => void
}): Conductor {
  const { store, now } = needs
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  let lookedAt = now()

  /** @returns when the next step is due, epoch ms */
  async function advance(look: RunLook): Promise<number | 'look-first' | null> {
    const { moved, nextAt, waits } = await store.write('advanceRuns', look)
    if (moved.length > 0) needs.onMoved(moved)
    return waits ? 'look-first' : nextAt
  }
  async function step(): Promise<void> {
    let waitMs = longestRestMs
    try {
      do {
        again = false
        const at = now()
        const slept = Math.abs(at - lookedAt) > sleepMs
        if (slept) {
          const runs = await store.write('pauseRuns', { why: 'late', now: at })
          needs.onMoved(runs.map((run) => ({ run, places: [] })))
        }
        lookedAt = at
        const clock = { now: at, quiet: needs.quiet(), slept }
        let nextAt = await advance({ ...clock, reachable: null })
        // Before so many are asked, it is proven that they can answer.
        if (nextAt === 'look-first') nextAt = await advance({ ...clock, reachable: await needs.reachable() })
        waitMs = typeof nextAt !== 'number' ? longestRestMs : Math.min(Math.max(nextAt - now(), 0), longestRestMs)
        await new Promise((resolve) => setTimeout(resolve, restMs))
      } while (again && !closed)
    } catch (error) {
      if (!closed && !(error instanceof StoreUnavailable)) needs.unexpected('runs', error)
      waitMs = retryMs
    } finally {
      running = null
      if (timer !== null) clearTimeout(timer)
      if (!closed) timer = setTimeout(wake, waitMs)
    }
  }
  function wake(): void {
    if (closed) return
    again = true
    running ??= step()
  }

  wake()
  return {
    wake,
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
