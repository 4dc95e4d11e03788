import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread } from '../../shared/thread.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'
import { isRaised, needSeq } from './thread-layout.ts'

const whyDiffers: NonNullable<Thread['needs']>['why'] = 'changed the answer'

const raisedByAnswer = `FROM threads JOIN messages answer ON answer.seq = threads.raised_by
  WHERE threads.need_seq IS NOT NULL AND threads.raised_why = '${whyDiffers}' AND ${isRaised}`

/** Questions whose answer was changed, and nobody has dealt with that yet. */
export const changedNotices = `SELECT answer.notice ${raisedByAnswer}`
/** Whether one of a row of a run is. */
export const isChangedRow = `EXISTS (SELECT 1 ${raisedByAnswer} AND threads.customer = r.customer AND answer.notice = r.notice)`

/**
 * Threads that need somebody for another reason than a text that does: a person raised them, or the customer chose
 * otherwise than before. That answer is filed and thanked for, and yet what was planned by the first may be wrong now.
 */
export function raising(db: Db, touch: Touch) {
  const raised = db.prepare<[string], 0 | 1>(`SELECT ${isRaised} FROM threads WHERE customer = ?`).pluck()
  const set = db.prepare<{ customer: string; now: number; by: number | null; why: string | null }>(
    `UPDATE threads SET raised_seq = coalesce(:by, (SELECT max(seq) FROM messages)), raised_at = :now, raised_why = :why,
       raised_by = :by, raised_answer = NULL WHERE customer = :customer`,
  )
  const setBy = db.prepare(
    `UPDATE threads SET raised_by = ?, raised_why = '${whyDiffers}', raised_answer = NULL WHERE customer = ?`,
  )
  const endSnooze = db.prepare('UPDATE threads SET snoozed_until = NULL WHERE customer = ?')
  const clear = db.prepare(
    `UPDATE threads SET raised_seq = NULL, raised_at = NULL, raised_why = NULL, raised_by = NULL, raised_answer = NULL
     WHERE customer = ? AND raised_seq IS NOT NULL AND (raised_by IS NULL OR raised_by <= ?)`,
  )
  const answer = db.prepare(
    `UPDATE threads SET raised_answer = ? WHERE customer = ? AND ${isRaised} AND (raised_by IS NULL OR raised_by <= ?)`,
  )
  const raisedBy = db.prepare<[string], number | null>('SELECT raised_by FROM threads WHERE customer = ?').pluck()
  const noticeOf = db.prepare<[number], number | null>('SELECT notice FROM messages WHERE seq = ?').pluck()
  const derive = db.prepare(`UPDATE threads SET need_seq = ${needSeq} WHERE customer = ?`)

  function lower(customer: Msisdn, upTo: number): void {
    const by = raisedBy.get(customer) ?? null
    if (clear.run(customer, upTo).changes === 0) return
    derive.run(customer)
    // Its card says so too.
    if (by !== null) touch(by)
  }

  return {
    /** By hand. Raised already, the first time stays. */
    raise: ({ customer, now }: { customer: Msisdn; now: number }): void => {
      if (raised.get(customer) === 1) return
      set.run({ customer, now, by: null, why: null })
      derive.run(customer)
    },
    /** The answer of this `seq` is another one than before. @param by.now epoch ms */
    differs: ({ customer, seq, now }: { customer: Msisdn; seq: number; now: number }): void => {
      if (raised.get(customer) === 1) setBy.run(seq, customer)
      else set.run({ customer, now, by: seq, why: whyDiffers })
      endSnooze.run(customer)
      derive.run(customer)
    },
    /** Somebody has dealt with it who has seen the texts up to this one. */
    lower,
    /** An answer raised it, and no person. */
    isByAnswer: (customer: Msisdn): boolean => typeof raisedBy.get(customer) === 'number',
    /** The same of one question: that another one was answered otherwise, or somebody raised it, stands. */
    lowerAnswer: (customer: Msisdn, upTo: number, notices: readonly (number | null)[]): void => {
      const by = raisedBy.get(customer) ?? null
      if (by !== null && notices.includes(noticeOf.get(by) ?? null)) lower(customer, upTo)
    },
    /** A person writes back; what they write may yet fail to arrive. @param inReplyTo 0 for none */
    answered: ({ customer, seq, inReplyTo }: { customer: Msisdn; seq: number; inReplyTo: number }): void => {
      if (answer.run(seq, customer, inReplyTo).changes > 0) derive.run(customer)
    },
  }
}
