import type { DeskCalls } from '../shared/desk-api.ts'
import { readFind } from '../shared/find-query.ts'
import { done, refused } from '../shared/result.ts'
import { seqOf } from './store/message-id.ts'
import type { Store } from './store/store.ts'

const usualLimit = 100

/** Finds among everything that was ever said, by what somebody types. */
export function findCalls(needs: {
  store: Pick<Store, 'find' | 'ask'>
  country: () => string
  /** Practice's own customers; none with an account. */
  cast: readonly { msisdn: string; name: string }[]
  now: () => number
}): Pick<DeskCalls, 'find' | 'listAround'> {
  const { store, country, cast, now } = needs
  return {
    find: async ({ query, limit = usualLimit, before = null, customer = null }) => {
      const asked = readFind(query, dayOf(now()))
      return done(await store.find({ ...asked, country: country(), cast, limit, before, customer }))
    },
    listAround: async ({ messageId }) => {
      const messages = await store.ask('around', seqOf(messageId))
      return messages.length === 0 ? refused('no-such-message', 'There is no such text.') : done({ messages })
    },
  }
}

/** Where the desk is. */
function dayOf(now: number): string {
  const at = new Date(now)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
