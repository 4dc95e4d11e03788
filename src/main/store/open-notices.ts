import { noticeOpenMs } from './closing.ts'
import { openAt } from './meant-for.ts'
import type { Db } from './open.ts'
import type { OpenNotice } from './read-reply.ts'
import type { InboundText } from './records.ts'

/** Finds the questions that a reply may be an answer to, the likeliest first. */
export function openNotices(db: Db) {
  // They are put in order here: SQLite would make a table for that, also for customers who were asked nothing.
  const noticesOf = db.prepare<[string, number, number], OpenNotice & { lost: 0 | 1 }>(
    `SELECT id, question, asked, outcome, handling, coalesce(m.left_at, n.opened_at) AS leftAt, m.state IN ('failed', 'expired') AS lost,
       (SELECT settled_as FROM run_rows WHERE notice = n.id) AS settled
     FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
     WHERE n.customer = ? AND n.state <> 'closed' AND n.opened_at > ? AND n.opened_at <= ?
       AND m.state IN ('sending', 'unknown', 'submitted', 'delivered', 'failed', 'expired')`,
  )
  // Each text before it, as far as they were all lost; of one of unknown fate nobody has heard that it came.
  const insteadOf = db
    .prepare<[number], number>(
      `WITH RECURSIVE earlier (notice, question, text) AS (
         SELECT m.notice, n.question, m.again FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
         WHERE n.id = ?
         UNION SELECT m.notice, n.question, m.again FROM earlier JOIN messages m ON m.seq = earlier.text
           JOIN notices n ON n.id = m.notice AND n.question = earlier.question
         WHERE m.kind = 'notice' AND m.state IN ('unknown', 'refused', 'failed', 'expired'))
       SELECT notice FROM earlier`,
    )
    .pluck()

  /** Once the reply is stored, meant-for.ts finds them again. */
  return ({ customer, arrivedAt }: InboundText, saidAt: number): OpenNotice[] => {
    const open = noticesOf.all(customer, arrivedAt - noticeOpenMs, arrivedAt)
    if (open.length < 2) return open
    const [newest, ...others] = openAt(open, saidAt)
    if (newest === undefined) return []
    // What was written before it left is about an earlier one.
    const first = saidAt < newest.leftAt ? newest : { ...newest, insteadOf: insteadOf.all(newest.id) }
    return [first, ...others]
  }
}
