import { z } from 'zod'
import { messageId } from './argument-kinds.ts'

/** Readers of the call: the contract's (desk-api.ts). */
export const findArguments = {
  /** Words, numbers and filters as they are typed (find-query.ts). `before` is the `next` of the page before. */
  find: () =>
    z.strictObject({
      query: z.string().max(200),
      limit: z.int().min(1).max(200).optional(),
      before: z.int().min(1).optional(),
      /** Only texts with this customer, digits without "+"; nobody is looked for. */
      customer: z.string().min(1).max(64).optional(),
    }),
  /** A text and up to three each way of the same customer's. */
  listAround: () => z.strictObject({ messageId }),
}
