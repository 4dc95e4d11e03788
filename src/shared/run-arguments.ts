import { z } from 'zod'
import { runRowsMost } from './run.ts'

const submissionId = z.string().min(1).max(100)
const runId = z.string().regex(/^run[1-9]\d{0,15}$/)

/** Readers of what is done with a run that has left: the contract's (desk-api.ts), apart from it for their length. */
export const afterRunArguments = {
  /** Texts those of them again whose text was lost, once a submission; the unsure only where that is said. */
  retryRows: z.strictObject({
    submissionId,
    runId,
    places: z.array(z.int().min(1).max(runRowsMost)).min(1).max(runRowsMost),
    alsoUnsure: z.boolean().optional(),
  }),
  /** What a file of the run says: all, or what has changed since the last one that was taken. */
  exportRun: z.strictObject({ runId, since: z.enum(['start', 'last-export']) }),
  /** Somebody has that file now: the next one is compared with it. */
  takeExport: z.strictObject({ runId, exportId: z.string().regex(/^x[1-9]\d{0,15}$/) }),
}
