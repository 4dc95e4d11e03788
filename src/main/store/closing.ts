import { closesAt } from '../../shared/closing.ts'
import type { Closing, Handling } from '../../shared/question.ts'

const hourMs = 3_600_000
/** A question that was asked longer ago is no longer answered by a bare digit: somebody looks. */
export const noticeOpenMs = 30 * 24 * hourMs

/** How an answer of this moment counts: in time, or too late for the desk to file by itself, or late and filed all the same. */
export function lateness(
  { handling, leftAt }: { handling: string | null; leftAt: number },
  saidAt: number,
): 'in-time' | Closing['late'] {
  const closing = handling === null ? null : (JSON.parse(handling) as Handling).closing
  return closing === null || saidAt <= closesAt(closing, leftAt) ? 'in-time' : closing.late
}
