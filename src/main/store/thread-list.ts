import type { Msisdn } from '../../shared/msisdn.ts'
import type { SavedReply, Thread } from '../../shared/thread.ts'

/** What the inbox asks. */
export function threadQueries() {
  return {
    threadChanges: (_changed: { seqs: number[]; customers: Msisdn[]; now: number }): Thread[] => [],
    threadsNeedYou: (_now: number): number => 0,
    /** By name. */
    savedReplies: (): SavedReply[] => [],
  }
}
