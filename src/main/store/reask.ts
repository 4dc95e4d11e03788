import type { Because } from '../../shared/message.ts'
import type { Handling } from '../../shared/question.ts'
import { isChase } from './chase.ts'
import type { Db } from './open.ts'
import type { InboundText, Touch } from './records.ts'

/** On a text that the desk sends by itself, in the place of the digit that thanks thank for: it asks once more. */
export const asksAgain = 'again'
/** What is written within it of our asking once more is still about the first time. */
const sameBreathMs = 30_000
/** A reply that was held up for longer is answered by a person. */
const freshMs = 30 * 60_000

const unclear: Because['why'] = 'no option in it'
/** Nothing in it was understood, and nothing in it asks, refuses or says more: it may be asked again by itself. */
export const isUnclear = ({ rule, why }: Because): boolean => rule === 'person' && why === unclear

/** A notice that waits, as far as asking once more needs it. */
interface Waiting {
  id: number
  handling: string | null
}

/** Asks once more, by itself, where nothing in a reply was understood. The reply needs a person all the same. */
export function askingAgain(db: Db, touch: Touch) {
  const before = db.prepare<[number], { count: number; unsent: number; lastAt: number }>(
    `SELECT count(*) AS count, count(*) FILTER (WHERE left_at IS NULL) AS unsent, coalesce(max(left_at), 0) AS lastAt
     FROM messages WHERE notice = ? AND kind = 'thanks' AND thanks_for = '${asksAgain}'`,
  )
  const spoke = db
    .prepare(
      `SELECT 1 FROM messages WHERE customer = ? AND kind = 'text' AND (submission IS NULL OR NOT ${isChase('submission')})
       AND seq > (SELECT max(seq) FROM messages WHERE notice = ? AND kind = 'notice') LIMIT 1`,
    )
    .pluck()
  const settle = db
    .prepare<[number], number>(
      `UPDATE messages SET needs_person = 0, because = json_set(because, '$.why', 'answered when asked again')
       WHERE notice = ? AND direction = 'inbound' AND needs_person = 1 AND EXISTS (
         SELECT 1 FROM messages asked WHERE asked.in_reply_to = messages.seq AND asked.thanks_for = '${asksAgain}')
       RETURNING seq`,
    )
    .pluck()
  const unsettle = db
    .prepare<[number], number>(
      `UPDATE messages SET needs_person = 1, because = json_set(because, '$.why', '${unclear}')
       WHERE notice = ? AND direction = 'inbound' AND because ->> 'why' = 'answered when asked again'
         AND done_at IS NULL AND answered_by IS NULL
       RETURNING seq`,
    )
    .pluck()

  return {
    /**
     * What is asked once more for a reply that was not understood; null for nothing: it was asked often enough, a
     * person talks with the customer already, or the reply is not of this moment.
     *
     * @param saidAt epoch ms
     */
    words: (reply: InboundText, notice: Waiting, saidAt: number): string | null => {
      const reask = notice.handling === null ? null : (JSON.parse(notice.handling) as Handling).reask
      if (reask === null || reply.recovered !== undefined || reply.arrivedAt - saidAt > freshMs) return null
      const { count = 0, unsent = 0, lastAt = 0 } = before.get(notice.id) ?? {}
      if (count >= reask.most || unsent > 0 || saidAt < lastAt + sameBreathMs) return null
      return spoke.get(reply.customer, notice.id) === undefined ? reask.text : null
    },
    /** The customer's answer is filed: what was asked about once more needs nobody any more. */
    settle: (notice: number): void => {
      for (const seq of settle.all(notice)) touch(seq)
    },
    /** It turned out to be none of that question's. */
    unsettle: (notice: number): void => {
      for (const seq of unsettle.all(notice)) touch(seq)
    },
  }
}
