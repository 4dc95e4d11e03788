/** Once nothing has changed for so long: what comes while the index is written waits for it. */
const restMs = 250
/** Or after so long, when something changes all the time. */
const anywayMs = 5000
/** At once, about. */
const forMs = 4
/** While something changes it has the writer to itself for so long in between. */
const againMs = 50
/** Somebody waits for what they search for. */
const forSearchMs = 50

/**
 * Keeps the search index up to date behind what is stored: it gives way to texts that come and go, and only a search is
 * worth their waiting.
 *
 * @param needs.index goes on with it for about so many ms; how many texts are left then
 * @param needs.isPutOff whether it has to be put off
 * @param needs.onQuiet it is up to date, and nothing has changed for a while
 */
export function keepIndexed(needs: {
  index: (forMs: number) => Promise<number>
  isPutOff: () => boolean
  onQuiet: () => void
}) {
  let isStale = true
  /** Performance time of the newest change, and of the oldest that is not in it; null when all are. */
  let changedAt = Number.NEGATIVE_INFINITY
  let staleSince: number | null = null
  let indexing: Promise<void> | null = null
  let searching = 0
  let timer: NodeJS.Timeout | null = null

  async function bringUpToDate(): Promise<void> {
    let left: number
    do {
      isStale = false
      try {
        left = await needs.index(searching > 0 ? forSearchMs : forMs)
      } catch (error) {
        isStale = true
        throw error
      }
    } while (left > 0 && (searching > 0 || !isStale))
    if (left === 0) {
      staleSince = isStale ? performance.now() : null
      if (isStale) later()
      else if (searching === 0 && performance.now() - changedAt >= restMs) needs.onQuiet()
      return
    }
    isStale = true
    // What was committed meanwhile has asked for later.
    if (timer !== null) clearTimeout(timer)
    timer = null
    later(againMs)
  }

  function later(afterMs = restMs): void {
    timer ??= setTimeout(() => {
      timer = null
      const [now, since] = [performance.now(), staleSince ?? performance.now()]
      if (needs.isPutOff() || (now - changedAt < restMs && now - since < anywayMs)) later()
      else void atOnce().catch(() => {}) // The store tells its trouble; the next change tries again.
    }, afterMs)
    timer.unref()
  }

  const atOnce = () => {
    indexing ??= bringUpToDate().finally(() => {
      indexing = null
    })
    return indexing
  }

  return {
    /** Something was stored. */
    changed: () => {
      isStale = true
      changedAt = performance.now()
      staleSince ??= changedAt
      later()
    },
    /** For somebody who searches. */
    forSearch: async (): Promise<void> => {
      searching += 1
      try {
        // What is under way may have begun before the newest texts came.
        await indexing
        if (isStale || indexing !== null) await atOnce()
      } finally {
        searching -= 1
      }
    },
    close: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
