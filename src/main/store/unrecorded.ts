import type { Db } from './open.ts'
import type { Touch } from './records.ts'
import { touchingReply } from './with-reply.ts'

/** The problem of a text of unknown fate that the provider has no record of. */
export const notOnRecord = 'not-on-record'

const minuteMs = 60_000
/** Records may be late. Nothing is concluded but from two questions this far apart, the second this long after it left. */
const apartMs = 10 * minuteMs
const longAgoMs = 30 * minuteMs

/** From when on a second question decides, epoch ms; null before the first. */
export const decidesFrom = ({ askedAt, leftAt }: { askedAt: number | null; leftAt: number }): number | null =>
  askedAt === null ? null : Math.max(askedAt + apartMs, leftAt + longAgoMs)

/** Texts of unknown fate that the provider was asked for and had no record of. */
export function unrecorded(db: Db, touch: Touch) {
  const touchWithReply = touchingReply(db, touch)
  const one = db.prepare<[string], { seq: number; leftAt: number; askedAt: number | null }>(
    `SELECT seq, left_at AS leftAt, asked_at AS askedAt FROM messages
     WHERE reference = ? AND state = 'unknown' AND problem_code <> '${notOnRecord}'`,
  )
  const asked = db.prepare('UPDATE messages SET asked_at = ? WHERE seq = ?')
  // It stays "unknown": a record or a receipt that comes later still settles it.
  const conclude = db.prepare(
    `UPDATE messages SET problem_code = '${notOnRecord}',
       problem = 'Vonage has no record of this text. It probably never left. Text again, or leave it.' WHERE seq = ?`,
  )

  return {
    /**
     * @param by.isFirst takes this for the first question, whatever was asked before: the clock cannot tell how long
     *   ago that was
     */
    notOnRecord: ({ references, now, isFirst }: { references: string[]; now: number; isFirst: boolean }): null => {
      for (const reference of references) {
        const text = one.get(reference)
        if (text === undefined) continue
        const from = decidesFrom(text)
        if (isFirst || text.askedAt === null || text.askedAt > now) asked.run(now, text.seq)
        else if (from !== null && from <= now) {
          conclude.run(text.seq)
          touchWithReply(text.seq)
        }
      }
      return null
    },
  }
}
