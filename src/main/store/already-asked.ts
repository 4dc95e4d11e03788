import { lateness } from './closing.ts'
import type { Db } from './open.ts'

/** So long a question that was not answered counts as open. */
const openMs = 30 * 86_400_000

/**
 * Whether a customer was asked and has not answered, as far as the question arrived or still may and is not closed; or
 * is about to be asked by a run that is not done.
 */
export function alreadyAsked(db: Db): (customer: string) => boolean {
  const found = db.prepare<{ customer: string }, Parameters<typeof lateness>[0]>(
    `SELECT n.handling, coalesce(m.left_at, n.opened_at) AS leftAt FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
         WHERE n.customer = :customer AND n.state = 'waiting' AND n.opened_at > unixepoch() * 1000 - ${openMs}
           AND m.state NOT IN ('refused', 'failed', 'expired', 'cancelled')
       UNION ALL SELECT NULL, 0 FROM run_rows r JOIN runs ON runs.id = r.run
         WHERE r.customer = :customer AND (r.state = 'planned' OR r.again = 1) AND runs.state <> 'done'`,
  )
  return (customer) => found.all({ customer }).some((asked) => lateness(asked, Date.now()) !== 'person')
}
