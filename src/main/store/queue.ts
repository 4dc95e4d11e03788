import { lostStates } from '../../shared/message.ts'
import type { AskedOption, Digits, Handling, Question } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { type ErasedMemory, nextSeq, submissionOf } from './erased.ts'
import type { Db } from './open.ts'
import type { Touch, Understand } from './records.ts'
import { newReference } from './reference.ts'
import { type Reserved, reservedWord } from './reserved.ts'

/** A text to queue. */
export interface Draft {
  submissionId: string
  customer: string
  ours: string
  text: string
  /** Epoch ms. */
  now: number
  notice: {
    questionId: string
    options: AskedOption[]
    handling?: Handling | null
    /** Where the customer is given others than the question's own. */
    digits?: Digits | null
    /** From which moment its dates are counted, epoch ms; null where it has none. */
    datedAt?: number | null
    /** Of one with dates: what it is made of. None where a run knows it. */
    template?: { question: Question; fields: Record<string, string> } | null
  } | null
  /** The reply that a person answers with it. */
  inReplyTo?: number
  /** It answers every reply of theirs up to that one which needs a person. */
  wholeThread?: boolean
  /** It leaves only after so many milliseconds. */
  holdMs?: number
  /** The text that did not arrive, or may not have, and that a person sends again with it. */
  again?: number
  /** Also when that one has been taken or delivered meanwhile, or was sent again already. */
  anyway?: boolean
  /** After a gap in sending it still leaves by itself within so many milliseconds of now; else it is held. */
  withinMs?: number
}

export type Queued =
  | { kind: 'queued' | 'repeated'; seq: number }
  | { kind: 'opted-out' }
  | { kind: 'other-text' }
  /** It was queued before, and erased since. */
  | { kind: 'erased' }
  | { kind: 'no-such-reply' }
  | { kind: 'other-customer' }
  | { kind: NotAgain }
  | ({ kind: 'reserved-word' } & Reserved)

/** Why a text is not sent again. All but the first two, and the last, hold only until a person says "anyway". */
export type NotAgain =
  | 'no-such-text'
  | 'text-of-other'
  | 'delivered-meanwhile'
  | 'taken-meanwhile'
  | 'again-already'
  | 'not-left-yet'

/** An answer that concerns the next half hour is worse than none after it, unless a person says otherwise. */
export const usualWithinMs = 30 * 60_000

/** Puts a person's text into the queue, once a submission and customer. */
export function queueing(db: Db, understand: Understand, erased: ErasedMemory, touch: Touch) {
  const isOptedOut = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ?').pluck()
  const bySubmission = db.prepare<
    [string, string],
    { seq: number; text: string; inReplyTo: number | null; again: number | null }
  >('SELECT seq, text, in_reply_to AS inReplyTo, again FROM messages WHERE submission = ? AND customer = ?')
  const insertNotice = db.prepare(
    `INSERT INTO notices (question, customer, ours, asked, handling, state, opened_at, digits, dated_at, template)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)`,
  )
  const insert = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, notice, kind, reference, submission, in_reply_to, segments, due_at, late_after, again)
     VALUES (${nextSeq}, 'outbound', ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const answerable = db
    .prepare<[number], string>("SELECT customer FROM messages WHERE seq = ? AND direction = 'inbound'")
    .pluck()
  // Of two answers the newer counts. A reply that nobody had to look at is not put on the list by an answer that fails.
  const answer = db.prepare(
    `UPDATE messages SET answered_by = CASE WHEN needs_person = 1 OR answered_by IS NOT NULL THEN ? END, needs_person = 0
     WHERE seq = ?`,
  )
  const answerAll = db
    .prepare<[number, string, number], number>(
      `UPDATE messages SET answered_by = ?, needs_person = 0
       WHERE customer = ? AND seq < ? AND needs_person = 1 AND direction = 'inbound' RETURNING seq`,
    )
    .pluck()

  const before = db.prepare<[number], { customer: string; state: string; isAgain: 0 | 1 }>(
    `SELECT customer, state, EXISTS (SELECT 1 FROM messages later WHERE later.again = m.seq AND later.state <> 'cancelled') AS isAgain
     FROM messages m WHERE seq = ? AND direction = 'outbound'`,
  )
  const settleBefore = db.prepare(
    `UPDATE messages SET done_at = coalesce(done_at, ?) WHERE seq = ? AND state IN (${lostStates.map((state) => `'${state}'`).join()})`,
  )

  // The card of a customer follows the text that stands for the first one, which then is not sent again by its run.
  const moveRow = db.prepare(
    'UPDATE run_rows SET message = ?, notice = coalesce(?, notice), defaulted_at = NULL, again = 0, why = NULL WHERE message = ?',
  )

  function whyNotAgain({ again, anyway = false, customer }: Draft): NotAgain | null {
    if (again === undefined) return null
    const text = before.get(again)
    if (text === undefined) return 'no-such-text'
    if (text.customer !== customer) return 'text-of-other'
    if (['held', 'queued', 'sending'].includes(text.state)) return 'not-left-yet'
    if (anyway) return null
    if (text.state === 'delivered') return 'delivered-meanwhile'
    if (text.state === 'submitted') return 'taken-meanwhile'
    return text.isAgain === 1 ? 'again-already' : null
  }

  return function queue(draft: Draft): Queued {
    const done = bySubmission.get(draft.submissionId, draft.customer)
    if (done !== undefined)
      return done.text === draft.text &&
        done.inReplyTo === (draft.inReplyTo ?? null) &&
        done.again === (draft.again ?? null)
        ? { kind: 'repeated', seq: done.seq }
        : { kind: 'other-text' }
    if (erased.has('submission', submissionOf(draft.submissionId, draft.customer))) return { kind: 'erased' }
    const isOut = isOptedOut.get(draft.customer) !== undefined || erased.customer(draft.customer)?.optedOutAt != null
    if (isOut) return { kind: 'opted-out' }
    const { customer, ours, text, now, notice, submissionId, inReplyTo = null, withinMs = usualWithinMs } = draft
    const { again = null, holdMs = 0, wholeThread = false } = draft
    if (inReplyTo !== null) {
      const from = answerable.get(inReplyTo)
      if (from === undefined) return { kind: 'no-such-reply' }
      if (from !== customer) return { kind: 'other-customer' }
    }
    const whyNot = whyNotAgain(draft)
    if (whyNot !== null) return { kind: whyNot }
    const reserved = notice === null ? null : reservedWord(notice.options, understand)
    if (reserved !== null) return { kind: 'reserved-word', ...reserved }
    const noticeId =
      notice === null
        ? null
        : insertNotice.run(
            notice.questionId,
            customer,
            ours,
            JSON.stringify(notice.options),
            json(notice.handling),
            now,
            json(notice.digits),
            notice.datedAt ?? null,
            json(notice.template),
          ).lastInsertRowid
    const kind = notice === null ? 'text' : 'notice'
    const { segments } = countSegments(text)
    const { lastInsertRowid } = insert.run(
      customer,
      ours,
      text,
      now,
      noticeId,
      kind,
      newReference(),
      submissionId,
      inReplyTo,
      segments,
      now + holdMs,
      now + holdMs + withinMs,
      again,
    )
    const seq = Number(lastInsertRowid)
    touch(seq)
    if (inReplyTo !== null) {
      answer.run(seq, inReplyTo)
      touch(inReplyTo)
      if (wholeThread) for (const earlier of answerAll.all(seq, customer, inReplyTo)) touch(earlier)
    }
    if (again !== null) {
      settleBefore.run(now, again)
      moveRow.run(seq, noticeId, again)
      touch(again)
    }
    return { kind: 'queued', seq }
  }
}

const json = (value: object | null | undefined): string | null => (value == null ? null : JSON.stringify(value))
