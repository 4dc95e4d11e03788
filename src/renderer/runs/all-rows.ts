import type { DeskApi } from '../../shared/desk-api.ts'
import { done, type Result } from '../../shared/result.ts'
import { type Run, type RunRow, rowsAtOnce } from '../../shared/run.ts'

/**
 * A run with all its rows, asked for some at a time.
 *
 * @param isWanted asked after each answer
 * @returns null when it is wanted no more
 */
export async function allRows(
  desk: Pick<DeskApi, 'getRun'>,
  runId: string,
  isWanted: () => boolean,
): Promise<Result<{ run: Run; rows: RunRow[] }> | null> {
  const rows: RunRow[] = []
  for (;;) {
    const answer = await desk.getRun({ runId, after: rows.at(-1)?.place ?? 0, limit: rowsAtOnce })
    if (!isWanted()) return null
    if (!answer.ok) return answer
    rows.push(...answer.value.rows)
    if (!answer.value.more) return done({ run: answer.value.run, rows })
  }
}
