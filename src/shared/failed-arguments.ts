import { z } from 'zod'
import { messageId, submissionId } from './argument-kinds.ts'
import { againMost } from './failed.ts'

/** Readers of the calls about texts that failed: the contract's (desk-api.ts), apart from it for their length. */
export const failedArguments = {
  /** What did not arrive, by reason, and how many texts wait. */
  listFailed: () => z.strictObject({}),
  /** Sends these again, each as a new text with a reference of its own, once a submission; the unsure only where that is said. */
  textAgain: () =>
    z.strictObject({
      submissionId,
      messageIds: z.array(messageId).min(1).max(againMost),
      alsoUnsure: z.boolean().optional(),
    }),
  /** Takes back all texts that wait to leave or are held, up to the one of this `seq`. */
  cancelWaiting: () => z.strictObject({ upTo: z.int().min(1) }),
}
