import { z } from 'zod'
import type { Closing } from './question.ts'

const late = z.enum(['person', 'counts'])

/** How a question comes over the boundary: sizes only. What it may say is question-rules.ts. */
export const questionDraft = z.strictObject({
  name: z.string().max(200),
  text: z.string().max(3200),
  options: z
    .array(
      z.strictObject({
        digit: z.string().max(8),
        label: z.string().max(200),
        synonyms: z.array(z.string().max(200)).max(100),
        acknowledgement: z.string().max(3200),
        day: z
          .union([
            z.strictObject({ after: z.number() }),
            z.strictObject({ weekday: z.number() }),
            z.strictObject({ field: z.string().max(200) }),
          ])
          .nullable()
          .optional(),
      }),
    )
    .max(20),
  reask: z
    .strictObject({ text: z.string().max(3200), most: z.union([z.literal(1), z.literal(2)]) })
    .nullable()
    .optional(),
  closing: z
    .union([z.strictObject({ hours: z.number(), late }), z.strictObject({ at: z.string().max(20), late })])
    .nullable()
    .optional() satisfies z.ZodType<Closing | null | undefined>,
})

/** Made by whoever writes the question, so that saying the same again makes no second one. */
export const questionId = z.string().regex(/^\w{1,64}$/)
