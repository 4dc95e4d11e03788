/** Texts that did not arrive for the same reason, of threads under the tab `failed`. */
export interface FailedGroup {
  /** Why, as in a message. */
  problem: string | null
  problemCode: string | null
  /** Nobody knows whether they arrived. */
  unsure: boolean
  texts: number
  /** How many of them left, or were to leave, more than two days ago: those go again from their threads alone. */
  old: number
  /**
   * How many of the others are not sent again from here: whose customer has opted out, has written since, was sent the
   * same words or question since, or is about to be asked it by another run; that are not the newest of their customer;
   * whose run's time is over; from another number than the desk's; and what the desk sent by itself.
   */
  passed: number
  /** Ids of those that can be sent again, the newest first, one a customer, at most 500. */
  again: string[]
}

/** Most texts that are sent again by one call. */
export const againMost = 500
/** Most reasons that are told. */
export const groupsMost = 20

/** What the calls about failed texts answer. */
export interface FailedAnswers {
  /**
   * Of the largest group first. `waiting` are texts that have not left, the desk's own not among them; `upTo` is the `seq`
   * of the newest of them.
   */
  listFailed: { groups: FailedGroup[]; waiting: { texts: number; upTo: number } }
  /**
   * `queued` wait to leave; `marked` leave with their runs, in their turn, `waiting` of them once a person has their run,
   * which is paused or stopped, go on; `passed` are not sent again.
   */
  textAgain: { queued: number; marked: number; waiting: number; passed: number }
  cancelWaiting: { cancelled: number }
}
