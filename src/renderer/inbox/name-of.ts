import { type Msisdn, showNumber } from '../../shared/msisdn.ts'
import type { Thread } from '../../shared/thread.ts'

/** A name that is known of the customer: somebody's own, a list's, or a pretend customer's; null when there is none. */
export type KnownName = (customer: Msisdn) => string | null

export const nameIn = (thread: Pick<Thread, 'customer' | 'name'>, knownName: KnownName): string | null =>
  thread.name ?? knownName(thread.customer)

/** The name, else the number. */
export const callOf = (thread: Pick<Thread, 'customer' | 'name'>, knownName: KnownName): string =>
  nameIn(thread, knownName) ?? showNumber(thread.customer)
