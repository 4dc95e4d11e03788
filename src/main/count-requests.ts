import type { DeskState } from '../shared/desk-state.ts'
import type { Store } from './store/store.ts'
import { StoreUnavailable } from './store/unavailable.ts'

/** What ngrok's free plan lets through in a calendar month. */
export const freePlanRequests = 20_000
/** Of the month's requests; at the end no reply comes in any more. */
const halfUsed = 0.5
const mostUsed = 0.8
const writeMs = 60_000
const key = 'requests'

export interface RequestCount {
  /** @param requests that came since the last time */
  count(requests: number): void
  read(): NonNullable<DeskState['requests']>
  /** Writes what was counted last. */
  close(): Promise<void>
}

/**
 * Counts the requests that came in through a tunnel whose plan limits them: by the calendar month in UTC, as the plan
 * does. Kept in the store, and so in its backups: who puts one back counts on from there.
 *
 * @param needs.quota null where there is no limit; may change
 * @param needs.now epoch ms
 * @throws StoreUnavailable
 */
export async function countRequests(needs: {
  store: Pick<Store, 'write'>
  quota: () => number | null
  now: () => number
  unexpected: (what: string, error: unknown) => void
}): Promise<RequestCount> {
  const { store, now } = needs
  const thisMonth = () => new Date(now()).toISOString().slice(0, 7)
  const kept = await store.write('remember', { key, fresh: `${thisMonth()} 0` })
  let [, month = thisMonth(), count = 0] = readKept(kept)
  let timer: NodeJS.Timeout | undefined
  let isWritten = true

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (isWritten) return
    isWritten = true
    try {
      await store.write('setMeta', { key, value: `${month} ${count}` })
    } catch (error) {
      // With the next request, or at the end.
      isWritten = false
      if (!(error instanceof StoreUnavailable)) needs.unexpected('requests', error)
    }
  }

  return {
    count(requests) {
      const at = thisMonth()
      if (at !== month) [month, count] = [at, 0]
      count += requests
      isWritten = false
      // A write is a commit of its own.
      timer ??= setTimeout(() => void write(), writeMs).unref()
    },
    read: () => {
      const quota = needs.quota()
      const counted = month === thisMonth() ? count : 0
      return { month: thisMonth(), count: counted, quota, used: usedOf(quota, counted) }
    },
    close: write,
  }
}

function usedOf(quota: number | null, count: number): 'half' | 'most' | null {
  if (quota === null || count < quota * halfUsed) return null
  return count < quota * mostUsed ? 'half' : 'most'
}

function readKept(kept: string): [string?, string?, number?] {
  const [all, month, count] = /^(\d{4}-\d{2}) (\d{1,9})$/.exec(kept) ?? []
  return all === undefined || month === undefined ? [] : [all, month, Number(count)]
}
