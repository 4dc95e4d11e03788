import type { Reach } from '../shared/desk-state.ts'
import type { Log } from './log/log.ts'

/** What follows from each state of the way in. */
export function reachNews(needs: {
  log: Pick<Log, 'say'>
  learn: (what: { reach: Reach }) => void
  /** Keeps account of when replies could arrive. */
  account: (reach: Reach) => void
  /** Replies reach us at another address than the last that was known. */
  onNewUrl: () => void
}) {
  let last: Reach | null = null
  let knownUrl: string | null = null
  /** Where replies reach us just now; null while nowhere. */
  const url = () => (last?.state === 'reachable' ? last.url : null)

  return {
    url,
    tell(reach: Reach) {
      if (reach.state !== last?.state || reach.why !== last.why)
        needs.log.say('reach', { state: reach.state, why: reach.why })
      last = reach
      needs.learn({ reach })
      needs.account(reach)
      // A line that drops and comes back at the same address is nothing to ask the provider about.
      if (url() === null || url() === knownUrl) return
      knownUrl = url()
      needs.onNewUrl()
    },
    /** The number's link was looked at. Without an address it must be looked at again with one, and be it the old one. */
    linkSeen() {
      if (url() === null) knownUrl = null
    },
  }
}
