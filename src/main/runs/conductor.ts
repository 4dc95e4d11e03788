import type { MovedRun } from '../store/runs.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/writing.ts'

export interface Conductor {
  /** A run was made, or may go on. */
  wake(): void
  close(): Promise<void>
}

/** After trouble of our own. */
const retryMs = 1_000
/** Texts settle many times a second: a run is looked at this often at most. */
const restMs = 100

/**
 * Moves runs on: from the hold to the first few, from them to the rest, a handful at a time behind what has left. Every
 * step is one transaction of the store; this only says when.
 */
export function startConductor(needs: {
  store: Pick<Store, 'write'>
  now: () => number
  onMoved: (moved: MovedRun[]) => void
  unexpected: (what: string, error: unknown) => void
}): Conductor {
  const { store, now } = needs
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let again = false
  let closed = false

  async function step(): Promise<void> {
    let waitMs: number | null = null
    try {
      do {
        again = false
        const { moved, nextAt } = await store.write('advanceRuns', { now: now() })
        if (moved.length > 0) needs.onMoved(moved)
        waitMs = nextAt === null ? null : Math.max(nextAt - now(), 0)
        if (again && !closed) await new Promise((resolve) => setTimeout(resolve, restMs))
      } while (again && !closed)
    } catch (error) {
      if (!closed && !(error instanceof StoreUnavailable)) needs.unexpected('runs', error)
      waitMs = retryMs
    } finally {
      running = null
      if (!closed && waitMs !== null) {
        if (timer !== null) clearTimeout(timer)
        timer = setTimeout(wake, waitMs)
      }
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
