import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import type { Person } from '../../shared/thread.ts'
import type { Seen } from './seen.ts'
import type { ThreadStore } from './thread-store.ts'

export interface ThreadView {
  /** Null while none is open. */
  customer: Msisdn | null
  /** Newest first. Replaced, never edited. */
  rows: readonly Message[]
  state: 'loading' | 'older' | 'ready'
  /** The first text of all is there. */
  end: boolean
  /** Null until the desk has said what it knows. */
  person: Person | null
  problem: Problem | null
  /** As of when it was opened; null when this window had not shown it before. */
  seen: Seen | null
  /** A text that was looked for and is not shown: too far back to be, or there no more. Null when none is. */
  missed: { seq: number; why: 'far' | 'gone' } | null
}

export const noThread: ThreadView = {
  customer: null,
  rows: [],
  state: 'ready',
  end: false,
  person: null,
  problem: null,
  seen: null,
  missed: null,
}
const notYet: ThreadView = { ...noThread, state: 'loading' }

/** What there is to show of this customer while the store still has the one before: what was asked ahead, or nothing. */
export const viewOf = (view: ThreadView, customer: Msisdn, { glimpse }: Pick<ThreadStore, 'glimpse'>): ThreadView =>
  view.customer === customer ? view : (glimpse(customer) ?? notYet)
