import type { Msisdn } from '../shared/msisdn.ts'
import type { Store } from './store/store.ts'

/** It looks at least this often, so that it knows of a sleep and of a clock that was put right. */
const longestRestMs = 60_000

/**
 * Tells when threads that were put off come back: nothing is written at that moment, so no event would speak of it. What
 * came back while the desk was closed a window learns as it loads.
 *
 * @param needs.wait calls back after so many milliseconds; its answer takes that back
 */
export function watchSnoozes(needs: {
  store: Pick<Store, 'ask'>
  now: () => number
  wait: (run: () => void, ms: number) => () => void
  onWoken: (customers: Msisdn[]) => void
  unexpected: (what: string, error: unknown) => void
}) {
  const { store, now } = needs
  let since = now()
  let cancel = () => {}
  let looks = 0
  let closed = false

  async function look(): Promise<void> {
    looks += 1
    const mine = looks
    cancel()
    let restMs = longestRestMs
    try {
      const at = now()
      const { customers, nextAt } = await store.ask('woken', { since, now: at })
      // Asked once more meanwhile: that answer is the newer one.
      if (closed || mine !== looks) return
      since = at
      if (customers.length > 0) needs.onWoken(customers)
      if (nextAt !== null) restMs = Math.min(Math.max(nextAt - now(), 0), longestRestMs)
    } catch (error) {
      if (closed || mine !== looks) return
      needs.unexpected('snoozes', error)
    }
    cancel = needs.wait(() => void look(), restMs)
  }

  void look()
  return {
    /** A thread was put off, or no longer is. */
    changed: () => void look(),
    close: () => {
      closed = true
      cancel()
    },
  }
}

/** The process's own timer. It keeps no process alive. */
export function waitFor(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms).unref()
  return () => clearTimeout(timer)
}
