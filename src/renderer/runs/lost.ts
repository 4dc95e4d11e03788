import type { RunRow } from '../../shared/run.ts'
import type { Words } from '../words/words.ts'
import { textProblem } from './row-words.ts'

/** Customers who could not be reached for the same reason. */
export interface LostGroup {
  code: string
  reason: string
  rows: RunRow[]
  /** `hopeless`: a new text would fail the same way. `unsure`: the first may have arrived. */
  kind: 'again' | 'hopeless' | 'unsure'
}

/** The number or the phone itself takes no text of ours, now or later. */
export const hopeless: ReadonlySet<string> = new Set([
  'carrier-3',
  'carrier-4',
  'carrier-9',
  'vonage-6',
  'vonage-7',
  'vonage-33',
])

/** Whose text was lost, or may have been, and who has written nothing: those who can be texted again. */
export function lostGroups(rows: readonly RunRow[], words: Pick<Words, 'problem'>): LostGroup[] {
  const groups = new Map<string, LostGroup>()
  for (const row of rows) {
    const isUnsure = row.outcome === 'person' && row.text?.state === 'unknown'
    if (row.said !== null || row.text === null || (row.outcome !== 'unreachable' && !isUnsure)) continue
    const code = row.text.problemCode ?? row.text.state
    const key = `${isUnsure}${code}`
    const group = groups.get(key)
    if (group !== undefined) group.rows.push(row)
    else {
      const kind = isUnsure ? 'unsure' : hopeless.has(code) ? 'hopeless' : 'again'
      groups.set(key, { code, reason: textProblem(row, words), rows: [row], kind })
    }
  }
  const rank = { again: 0, hopeless: 1, unsure: 2 }
  return [...groups.values()].sort((one, other) =>
    one.kind === other.kind ? other.rows.length - one.rows.length : rank[one.kind] - rank[other.kind],
  )
}
