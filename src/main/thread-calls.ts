import type { DeskCalls } from '../shared/desk-api.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { type Result, refused } from '../shared/result.ts'
import type { DeskCore } from './desk-core.ts'
import type { Store } from './store/store.ts'

type ThreadCalls = Pick<
  DeskCalls,
  | 'listThreads'
  | 'getThread'
  | 'closeThread'
  | 'raiseThread'
  | 'snoozeThread'
  | 'savePerson'
  | 'saveDraft'
  | 'keepSavedReply'
  | 'deleteSavedReply'
>

const notYet = refused('not-yet', 'Threads cannot be listed yet.')

/** The calls about threads, people and replies to use again, arguments read. */
export function threadCalls(_needs: {
  store: Store
  core: Pick<DeskCore, 'savedReplies'>
  readCustomer: (typed: string) => Result<{ msisdn: Msisdn; shown: string }>
  now: () => number
  stateChanged: () => void
  threadsMoved: (customers: readonly Msisdn[]) => void
}): ThreadCalls {
  return {
    listThreads: async () => notYet,
    getThread: async () => notYet,
    closeThread: async () => notYet,
    raiseThread: async () => notYet,
    snoozeThread: async () => notYet,
    savePerson: async () => notYet,
    saveDraft: async () => notYet,
    keepSavedReply: async () => notYet,
    deleteSavedReply: async () => notYet,
  }
}
