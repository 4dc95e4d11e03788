import type { AskedOption } from '../../shared/question.ts'
import { latelyMs } from '../../shared/run.ts'
import { lateness } from './closing.ts'
import type { Db } from './open.ts'

// `+:customer` in place of `:customer`: SQLite plans a join anew whenever a parameter of it is bound again, as the plan
// might depend on its value, which takes five times as long as these queries themselves. On an expression it does not.

/** So long a question that was not answered counts as open. */
const openMs = 30 * 86_400_000

/**
 * Whether a customer was asked and has not answered, as far as the question arrived or still may and is not closed; or
 * is about to be asked by a run that is not done.
 */
export function alreadyAsked(db: Db): (customer: string) => boolean {
  const found = db.prepare<{ customer: string }, Parameters<typeof lateness>[0]>(
    `SELECT n.handling, coalesce(m.left_at, n.opened_at) AS leftAt FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
         WHERE n.customer = +:customer AND n.state = 'waiting' AND n.opened_at > unixepoch() * 1000 - ${openMs}
           AND m.state NOT IN ('refused', 'failed', 'expired', 'cancelled')
       UNION ALL SELECT NULL, 0 FROM run_rows r JOIN runs ON runs.id = r.run
         WHERE r.customer = +:customer AND (r.state = 'planned' OR r.again = 1) AND runs.state <> 'done'`,
  )
  return (customer) => found.all({ customer }).some((asked) => lateness(asked, Date.now()) !== 'person')
}

/** The newest run that is about to ask a customer, by its name; undefined when none is. */
export function listedIn(db: Db): (customer: string) => string | undefined {
  const found = db
    .prepare<[string], string>(
      `SELECT runs.name FROM run_rows r JOIN runs ON runs.id = r.run
       WHERE r.customer = ? AND (r.state = 'planned' OR r.again = 1) AND runs.state <> 'done'
       ORDER BY runs.id DESC LIMIT 1`,
    )
    .pluck()
  return (customer) => found.get(customer)
}

/**
 * The questions, by id, that a customer was asked lately, as far as they arrived or still may: answered or not, past their
 * closing time or not, but none that a person has closed.
 *
 * @param now epoch ms
 */
export function askedLately(db: Db): (customer: string, now: number) => string[] {
  const found = db
    .prepare<{ customer: string; now: number }, string>(
      `SELECT DISTINCT n.question FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
       WHERE n.customer = +:customer AND n.state <> 'closed' AND coalesce(m.left_at, n.opened_at) > :now - ${latelyMs}
         AND m.state NOT IN ('refused', 'failed', 'expired', 'cancelled')`,
    )
    .pluck()
  return (customer, now) => found.all({ customer, now })
}

/**
 * Whether a customer was asked this question, or has written, since somebody looked: what was decided then is of another
 * customer, so to speak. Texts that did not arrive asked nobody.
 *
 * @param by.upTo `seq` of the newest text of that moment
 * @param by.also writing counts too: who was to be asked although they wait for us may have answered
 */
export function askedSince(
  db: Db,
): (by: { customer: string; question: string; upTo: number; also: boolean }) => boolean {
  const found = db
    .prepare<{ customer: string; question: string; upTo: number; also: 0 | 1 }, 1>(
      `SELECT 1 FROM messages m LEFT JOIN notices n ON n.id = m.notice
       WHERE m.customer = +:customer AND m.seq > :upTo
         AND ((m.kind = 'notice' AND n.question = :question AND n.state <> 'closed'
             AND m.state NOT IN ('refused', 'failed', 'expired', 'cancelled'))
           OR (:also = 1 AND m.direction = 'inbound')) LIMIT 1`,
    )
    .pluck()
  return (by) => found.get({ ...by, also: by.also ? 1 : 0 }) === 1
}

/**
 * The digits that a customer may answer other questions with, while one of those waits for an answer: answered ones
 * that are not closed count too, as an answer may be changed. None when no question waits.
 *
 * @param now epoch ms
 * @param again a text that is sent again, null for none: of its question, and of those it was sent again for, none counts
 */
export function takenDigits(db: Db): (by: { customer: string; now: number; again?: number | null }) => string[] {
  const open = db.prepare<{ customer: string; now: number; again: number }, OpenDigits>(
    `SELECT n.asked, n.outcome, n.handling, coalesce(m.left_at, n.opened_at) AS leftAt
     FROM notices n JOIN messages m ON m.notice = n.id AND m.kind = 'notice'
     WHERE n.customer = +:customer AND n.state <> 'closed' AND n.opened_at > :now - ${openMs}
       AND m.state NOT IN ('refused', 'failed', 'expired', 'cancelled')
       AND n.id NOT IN (
         WITH RECURSIVE before (seq) AS (
           SELECT :again UNION SELECT again FROM messages JOIN before USING (seq) WHERE again IS NOT NULL)
         SELECT notice FROM messages WHERE seq IN before AND notice IS NOT NULL)`,
  )
  return ({ customer, now, again }) => {
    const notices = open.all({ customer, now, again: again ?? 0 }).filter((each) => lateness(each, now) !== 'person')
    if (notices.every(({ outcome }) => outcome !== null)) return []
    const digits = notices.flatMap(({ asked }) => (JSON.parse(asked) as AskedOption[]).map(({ digit }) => digit))
    return [...new Set(digits)].toSorted()
  }
}

interface OpenDigits {
  /** JSON. */
  asked: string
  outcome: string | null
  handling: string | null
  leftAt: number
}
