import { z } from 'zod'
import { figureNames } from './figures.ts'

const runId = z.string().regex(/^run[1-9]\d{0,15}$/)
const scope = {
  /** Of this run alone. */
  runId: runId.optional(),
  /** By the desk's clock. The last 30 days where neither this nor a run is named. */
  from: z.iso.date().optional(),
  /** Exclusive. */
  before: z.iso.date().optional(),
}

/** Readers of the calls about figures: the contract's (desk-api.ts), apart from it for their length. */
export const figureArguments = {
  getFigures: () => z.strictObject(scope),
  /** Who stands behind a figure, newest first, a hundred at a time. */
  listFigurePeople: () =>
    z.strictObject({
      ...scope,
      figure: z.enum(figureNames),
      /** Only of this problem. */
      code: z.string().max(60).optional(),
      /** Only who chose this. */
      option: z
        .strictObject({
          questionId: z.string().min(1).max(100),
          digit: z.string().min(1).max(8),
          label: z.string().max(400),
        })
        .optional(),
      /** Only whose question left in this hour, 0 to 23. */
      hour: z.int().min(0).max(23).optional(),
      /** The one before said so. */
      after: z
        .string()
        .regex(/^\d{1,16}-\d{1,16}$/)
        .optional(),
    }),
}
