import type { Because } from '../../shared/message.ts'
import { digitsIn } from './ask.ts'
import type { Db } from './open.ts'
import { askingAgain } from './reask.ts'
import type { Touch } from './records.ts'

/**
 * A reply was taken away from a question, as which it was taken to mean `before`: what counts for that question then is
 * what counts without this reply.
 */
export function givingBack(db: Db, touch: Touch): (notice: number, before: Because) => void {
  const { unsettle } = askingAgain(db, touch)
  const answer = db
    .prepare<[number], string>(
      `SELECT because ->> 'option' FROM messages WHERE notice = ? AND direction = 'inbound'
       AND because ->> 'rule' = 'option' ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
  const byDefault = db.prepare<[number], { option: string; digits: string | null }>(
    `SELECT runs.chase ->> 'option' AS option, n.digits FROM run_rows r
       JOIN runs ON runs.id = r.run JOIN notices n ON n.id = r.notice
     WHERE r.notice = ? AND r.defaulted_at IS NOT NULL`,
  )
  const setOutcome = db.prepare<{ notice: number; outcome: string | null }>(
    "UPDATE notices SET state = iif(:outcome IS NULL, 'waiting', 'answered'), outcome = :outcome WHERE id = :notice",
  )
  const texts = db.prepare<[number], number>("SELECT seq FROM messages WHERE notice = ? AND kind = 'notice'").pluck()

  /** What their silence was taken for, before they wrote. */
  function defaultOf(notice: number): string | null {
    const taken = byDefault.get(notice)
    return taken === undefined ? null : (digitsIn(taken)?.[taken.option] ?? taken.option)
  }

  return (notice, { rule }) => {
    // The reply tells of that card no more.
    for (const seq of texts.all(notice)) touch(seq)
    if (rule !== 'option') return
    const given = answer.get(notice)
    setOutcome.run({ notice, outcome: given ?? defaultOf(notice) })
    if (given === undefined) unsettle(notice)
  }
}
