import type { DeskCalls } from '../shared/desk-api.ts'
import { readFind } from '../shared/find-query.ts'
import { done } from '../shared/result.ts'
import type { Store } from './store/store.ts'

const usualLimit = 100

/** Finds among everything that was ever said, by what somebody types. */
export function findCall(needs: {
  store: Pick<Store, 'find'>
  country: () => string
  now: () => number
}): DeskCalls['find'] {
  return async ({ query, limit = usualLimit, before = null }) => {
    const asked = readFind(query, dayOf(needs.now()))
    return done(await needs.store.find({ ...asked, country: needs.country(), limit, before }))
  }
}

/** Where the desk is. */
function dayOf(now: number): string {
  const at = new Date(now)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}
