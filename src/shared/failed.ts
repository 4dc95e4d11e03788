/** Texts that did not arrive for the same reason, of threads under the tab `failed`. */
export interface FailedGroup {
  /** Why, as in a message. */
  problem: string | null
  problemCode: string | null
  /** Nobody knows whether they arrived. */
  unsure: boolean
  texts: number
  /**
   * Ids of those that can be sent again, the newest first, at most 500. Not among them: whose customer has opted out, has
   * written since, or has got the same words since; and thanks that something else has followed.
   */
  again: string[]
}

/** Most texts that are sent again by one call. */
export const againMost = 500

/** What the calls about failed texts answer. */
export interface FailedAnswers {
  /** Of the largest group first. `waiting` are texts that have not left; `upTo` is the `seq` of the newest of them. */
  listFailed: { groups: FailedGroup[]; waiting: { texts: number; upTo: number } }
  /** `queued` wait to leave; `marked` leave with their runs, in their turn; `passed` are not sent again. */
  textAgain: { queued: number; marked: number; passed: number }
  cancelWaiting: { cancelled: number }
}
