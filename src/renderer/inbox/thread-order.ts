import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread, ThreadTab } from '../../shared/thread.ts'

export const isUnder = (tab: ThreadTab, thread: Thread) => tab === 'all' || thread.status === tab

/** Where a thread stands under a tab, the least first: who has waited longest, else who wrote or was written to last. */
export const standingOf = (tab: ThreadTab, thread: Thread): number =>
  tab === 'needs-you' ? Date.parse(thread.needs?.since ?? thread.last.at) : -thread.last.seq

/** What of the list is known, and what stands on the screen. */
export interface Listed {
  /** Loaded, or heard of since. */
  known: ReadonlyMap<Msisdn, Thread>
  /** As they stand, with where each stood when it was placed. */
  placed: ReadonlyMap<Msisdn, number>
}

export const nobodyListed: Listed = { known: new Map(), placed: new Map() }

const inOrder = (standings: readonly (readonly [Msisdn, number])[]) =>
  new Map([...standings].sort(([one, at], [other, after]) => at - after || (one < other ? -1 : 1)))

/**
 * Places all anew.
 *
 * @param open the customer whose thread is open: it stays where it is, also when it has left the tab
 */
export function place(tab: ThreadTab, { known, placed }: Listed, open: Msisdn | null): Listed {
  const standings = [...known.values()].flatMap((thread): [Msisdn, number][] => {
    const { customer } = thread
    const before = placed.get(customer)
    if (isUnder(tab, thread)) return [[customer, standingOf(tab, thread)]]
    return customer === open && before !== undefined ? [[customer, before]] : []
  })
  return { known, placed: inOrder(standings) }
}

/**
 * Takes changes in while the list must not move: what stands there changes where it stands, and what comes after all of
 * it is added below.
 *
 * @returns with `waiting`, how many would come in or go up if it might move
 */
export function hold(tab: ThreadTab, listed: Listed): Listed & { waiting: number } {
  const { known, placed } = listed
  const last = Math.max(Number.NEGATIVE_INFINITY, ...placed.values())
  const below: [Msisdn, number][] = []
  let waiting = 0
  for (const thread of known.values()) {
    if (!isUnder(tab, thread)) continue
    const before = placed.get(thread.customer)
    const standing = standingOf(tab, thread)
    if (before === undefined && standing > last) below.push([thread.customer, standing])
    else if (before === undefined || standing < before) waiting += 1
  }
  return { known, placed: below.length === 0 ? placed : new Map([...placed, ...inOrder(below)]), waiting }
}
