import { z } from 'zod'
import { anyway, country, fieldValues, submissionId, text, typedNumber } from './argument-kinds.ts'
import { columnNameMost, listColumnsMost, listFieldsMost } from './list-columns.ts'
import { checkNumbersMost, runRowsMost } from './run.ts'

const column = z.string().min(1).max(columnNameMost)
const runId = z.string().regex(/^run[1-9]\d{0,15}$/)

/** Readers of the calls about runs: the contract's (desk-api.ts), apart from it for their length. */
export const runArguments = {
  /** What is known of numbers before a run is made to them: as people type them, in the order they were given. */
  checkNumbers: () =>
    z.strictObject({
      numbers: z.array(typedNumber).max(checkNumbersMost),
      /** That of national numbers: the desk's own when it is not said, null when none is known. */
      country: country.nullable().optional(),
    }),
  /** Whether words can stand for options: what each means to a customer whatever is asked, in the order given. */
  checkWords: () => z.strictObject({ words: z.array(z.string().max(1000)).max(checkNumbersMost) }),
  /** What somebody said the columns of lists are, the newest first. */
  getListColumns: () => z.strictObject({}),
  /** Remembers it for the next list with these columns. */
  keepListColumns: () =>
    z.strictObject({
      list: z.array(column).min(1).max(listColumnsMost),
      phones: z.array(column).max(listColumnsMost),
      name: column.nullable(),
      fields: z.array(z.tuple([z.string().min(1).max(60), column.nullable()])).max(listFieldsMost),
    }),
  /** What a part costs in these countries. Each is asked for once a day, and the provider takes a second for it. */
  getPrices: () => z.strictObject({ countries: z.array(country).min(1).max(10) }),
  /** Makes a run: one question to a list of customers. It leaves after a hold, a few first. Once a submission. */
  createRun: () =>
    z.strictObject({
      submissionId,
      name: z.string().trim().min(1).max(100),
      questionId: z.string().min(1).max(100),
      /** ISO 8601, with the hour's offset: when it leaves; at once, after the hold, when it is not said. */
      startsAt: z.iso.datetime({ offset: true }).optional(),
      /** Likewise: what has not left by then waits for a person. */
      until: z.iso.datetime({ offset: true }).optional(),
      /** Once more to who has not answered by `at`; and who still has not by `defaultAt` counts as having chosen `option`. */
      chase: z
        .strictObject({
          at: z.iso.datetime({ offset: true }),
          text: text.min(1),
          defaultAt: z.iso.datetime({ offset: true }).optional(),
          option: z.string().min(1).max(8).optional(),
        })
        .optional(),
      rows: z
        .array(
          z.strictObject({
            to: typedNumber,
            name: z.string().max(200).optional(),
            /** Whatever else the list knows, by its column's name: address, window, reference. */
            about: z.record(z.string().max(60), z.string().max(300)).optional(),
            fields: fieldValues,
            /** Also when an earlier question is open, or another run is about to ask one. */
            anyway,
          }),
        )
        .min(1)
        .max(runRowsMost),
      /** That of `checkNumbers`, when the list was looked at: nobody is asked again who was asked the same since. */
      upTo: z.int().min(0).optional(),
    }),
  /** Newest first. */
  listRuns: () => z.strictObject({}),
  /** Its rows by place: all of them, or `limit` after the place `after`. */
  getRun: () =>
    z.strictObject({
      runId,
      after: z.int().min(0).max(runRowsMost).optional(),
      limit: z.int().min(1).max(runRowsMost).optional(),
    }),
  pauseRun: () => z.strictObject({ runId }),
  /** On with what has not left, after a pause or a stop. */
  resumeRun: () => z.strictObject({ runId }),
  /** Ends it; within the hold nothing has left. What has not left can be sent after all, or thrown away. */
  stopRun: () => z.strictObject({ runId }),
  /** Throws away what has not left, after a pause or a stop. */
  discardRun: () => z.strictObject({ runId }),
  /** Another time for a run that is planned or in its hold; `until` as in createRun, null for none, not said as it was. */
  rescheduleRun: () =>
    z.strictObject({
      runId,
      startsAt: z.iso.datetime({ offset: true }),
      until: z.iso.datetime({ offset: true }).nullable().optional(),
    }),
  /** What the run would yet do about those who do not answer is not done. */
  leaveOutChase: () => z.strictObject({ runId }),
  /** Somebody rang the customer, and this came of it; null takes it back. */
  settleRow: () =>
    z.strictObject({
      runId,
      place: z.int().min(1).max(runRowsMost),
      as: z.string().trim().min(1).max(200).nullable(),
      /** `seq` of the newest text of theirs that was seen: what came later still needs somebody. Left out, all was. */
      upTo: z.int().min(0).optional(),
    }),
  /** Texts those of them again whose text was lost, once a submission; the unsure only where that is said. */
  retryRows: () =>
    z.strictObject({
      submissionId,
      runId,
      places: z.array(z.int().min(1).max(runRowsMost)).min(1).max(runRowsMost),
      alsoUnsure: z.boolean().optional(),
    }),
  /** What a file of the run says: all, or what has changed since the last one that was taken. */
  exportRun: () => z.strictObject({ runId, since: z.enum(['start', 'last-export']) }),
  /** Somebody has that file now: the next one is compared with it. */
  takeExport: () => z.strictObject({ runId, exportId: z.string().regex(/^x[1-9]\d{0,15}$/) }),
}
