import { z } from 'zod'
import { text, typedNumber } from './argument-kinds.ts'
import { noteMost, personNameMost, threadTabs } from './thread.ts'

const savedReplyId = z.string().regex(/^[\w-]{1,64}$/)

/** Readers of the calls about threads: the contract's (desk-api.ts), apart from it for their length. */
export const threadArguments = {
  /**
   * One tab: `needs-you` oldest first, every other newest first. `after` is the `next` of the page before.
   */
  listThreads: () =>
    z.strictObject({
      tab: z.enum(threadTabs),
      limit: z.int().min(1).max(200).optional(),
      after: z
        .string()
        .regex(/^\d{1,16}-\w{0,64}$/)
        .optional(),
    }),
  getThread: () => z.strictObject({ customer: typedNumber }),
  /** "Done": nothing of this thread up to the text of this `seq` needs anybody any more. */
  closeThread: () => z.strictObject({ customer: typedNumber, upTo: z.int().min(1) }),
  /** Puts it under `needs-you` by hand, also after "done"; it stays until somebody answers, files or says "done". */
  raiseThread: () => z.strictObject({ customer: typedNumber }),
  /** ISO 8601, with the hour's offset; null ends it. */
  snoozeThread: () => z.strictObject({ customer: typedNumber, until: z.iso.datetime({ offset: true }).nullable() }),
  /** What is left out stays; null takes away. */
  savePerson: () =>
    z.strictObject({
      customer: typedNumber,
      name: z.string().trim().min(1).max(personNameMost).nullable().optional(),
      note: z.string().trim().min(1).max(noteMost).nullable().optional(),
    }),
  /** What is being written to them; "" when nothing is. */
  saveDraft: () => z.strictObject({ customer: typedNumber, text: text }),
  /** The note about them that is half written; "" when none is. `savePerson` with a note ends it. */
  saveNoteDraft: () => z.strictObject({ customer: typedNumber, text: z.string().max(noteMost) }),
  /** Keeps a reply to use again, in the place of one with this id. */
  keepSavedReply: () =>
    z.strictObject({
      savedReplyId,
      name: z.string().trim().min(1).max(40),
      text: text.min(1),
    }),
  deleteSavedReply: () => z.strictObject({ savedReplyId }),
}
