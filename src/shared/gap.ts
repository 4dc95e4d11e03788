import type { Problem } from './result.ts'

/** Why replies could not arrive. */
export const gapWhys = ['not-running', 'unreachable', 'cannot-store'] as const
export type GapWhy = (typeof gapWhys)[number]
/** What is told of a gap. `restored`: a backup was put back that does not hold what came since it was made. */
export const toldGapWhys = [...gapWhys, 'restored'] as const

/** A stretch in which replies could not arrive, and what came of asking Vonage for them afterwards. */
export interface Gap {
  id: number
  why: (typeof toldGapWhys)[number]
  /** ISO 8601. */
  since: string
  /** Null while it lasts. */
  until: string | null
  /** Replies that came in late, by asking. */
  recovered: number
  /** Records that Vonage was asked for; it charges by these. */
  records: number
  /** Why asking failed, and what to do; null when it did not. */
  problem: Problem | null
}
