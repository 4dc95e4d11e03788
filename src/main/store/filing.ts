import { type Because, lostStates } from '../../shared/message.ts'
import { type AskedOption, correctedThanks } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { nextSeq } from './erased.ts'
import type { Db } from './open.ts'
import { raising } from './raise.ts'
import { askingAgain } from './reask.ts'
import type { Touch } from './records.ts'
import { newReference } from './reference.ts'

export type Filing =
  | { kind: 'filed' }
  | { kind: 'newer-answer'; option: string }
  | { kind: 'no-such-reply' | 'no-such-option' | 'other-filing' }

export type Closing = { kind: 'settled' | 'no-such-message' | 'not-lost' | 'not-done' }

const lost: ReadonlySet<string> = new Set(lostStates)

/** What a person decides about replies, and about texts that did not arrive. */
export function filing(db: Db, touch: Touch) {
  const inbound = db.prepare<[number], Reply>(
    `SELECT customer, ours, notice, because, state, needs_person AS needsPerson, done_at AS doneAt,
       answered_by AS answeredBy FROM messages WHERE seq = ? AND direction = 'inbound'`,
  )
  const outbound = db.prepare<[number], { state: string; doneAt: number | null }>(
    "SELECT state, done_at AS doneAt FROM messages WHERE seq = ? AND direction = 'outbound'",
  )
  const { settle } = askingAgain(db, touch)
  const { lower } = raising(db, touch)
  const asked = db.prepare('SELECT asked FROM notices WHERE id = ?').pluck()
  const refile = db.prepare(
    'UPDATE messages SET because = ?, needs_person = 0, done_at = NULL, answered_by = NULL, no_thanks = ? WHERE seq = ?',
  )
  const settleNotice = db.prepare("UPDATE notices SET state = 'answered', outcome = ? WHERE id = ?")
  // What somebody files after it was settled by telephone is what they have decided since.
  const unsettle = db.prepare(
    'UPDATE run_rows SET settled_at = NULL, settled_as = NULL WHERE notice = ? AND settled_at IS NOT NULL',
  )
  const newerAnswer = db
    .prepare(
      `SELECT because ->> 'option' FROM messages WHERE notice = ? AND seq > ? AND direction = 'inbound'
       AND because ->> 'rule' = 'option' ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
  const isOptedOut = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ?').pluck()
  const submitted = db.prepare<[string, string], { inReplyTo: number | null; thanksFor: string | null }>(
    `SELECT CASE kind WHEN 'thanks' THEN in_reply_to END AS inReplyTo, thanks_for AS thanksFor
     FROM messages WHERE submission = ? AND customer = ?`,
  )
  const unsentThanks = db
    .prepare("SELECT seq FROM messages WHERE in_reply_to = ? AND kind = 'thanks' AND state = 'queued'")
    .pluck()
  const cancel = db.prepare(
    "UPDATE messages SET state = 'cancelled', problem_code = 'replaced', problem = 'Not sent: the reply was filed otherwise.' WHERE seq = ?",
  )
  const nameThanks = db.prepare(
    "UPDATE messages SET thanks_for = ? WHERE in_reply_to = ? AND kind = 'thanks' AND thanks_for IS NULL",
  )
  const told = db
    .prepare(
      `SELECT thanks_for FROM messages WHERE in_reply_to = ? AND kind = 'thanks'
       AND state NOT IN ('cancelled', 'refused', 'failed', 'expired') ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
  const insertThanks = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, notice, kind, reference, submission, in_reply_to, segments, due_at, thanks_for)
     VALUES (${nextSeq}, 'outbound', ?, ?, ?, 'queued', ?, ?, 'thanks', ?, ?, ?, ?, ?, ?)`,
  )
  const closeInbound = db.prepare(
    'UPDATE messages SET needs_person = 0, answered_by = NULL, done_at = ? WHERE seq = ? AND needs_person = 1',
  )
  const openInbound = db.prepare(
    'UPDATE messages SET needs_person = 1, answered_by = NULL, done_at = NULL WHERE seq = ?',
  )
  // Done twice: the first time stays.
  const closeOutbound = db.prepare('UPDATE messages SET done_at = coalesce(done_at, ?) WHERE seq = ?')
  const openOutbound = db.prepare('UPDATE messages SET done_at = NULL WHERE seq = ?')

  /** A person decides what a reply means: files it as an option of its question and thanks for it, once a submission. */
  function fileReply(by: { submissionId: string; seq: number; option: string; now: number }): Filing {
    const reply = inbound.get(by.seq)
    if (reply === undefined || reply.state !== 'received') return { kind: 'no-such-reply' }
    const options = reply.notice === null ? [] : (JSON.parse(asked.get(reply.notice) as string) as AskedOption[])
    const option = options.find(({ digit }) => digit === by.option)
    if (option === undefined || reply.notice === null) return { kind: 'no-such-option' }
    const done = submitted.get(by.submissionId, reply.customer)
    if (done !== undefined)
      return done.inReplyTo === by.seq && (done.thanksFor ?? option.digit) === option.digit
        ? { kind: 'filed' }
        : { kind: 'other-filing' }
    // The customer's latest word counts: filing an older one over it would thank for both.
    const newer = newerAnswer.get(reply.notice, by.seq) as string | undefined
    if (newer !== undefined) return { kind: 'newer-answer', option: newer }
    const before = JSON.parse(reply.because) as Because
    const again = before.option === option.digit
    // A repeat after a lost answer: the first time stays.
    if (again && before.why === 'filed by hand' && reply.needsPerson === 0) return { kind: 'filed' }
    const out = isOptedOut.get(reply.customer) !== undefined
    if (!again) {
      if (before.option !== undefined) nameThanks.run(before.option, by.seq)
      // What is known to be wrong must not leave any more.
      for (const seq of unsentThanks.all(by.seq) as number[]) {
        cancel.run(seq)
        touch(seq)
      }
    }
    /** What the customer was thanked for last, on account of this reply. */
    const heard = told.get(by.seq) as string | null | undefined
    const because: Because = {
      rule: 'option',
      option: option.digit,
      label: option.label,
      why: 'filed by hand',
      filedAt: new Date(by.now).toISOString(),
      ...(before.option === undefined || again ? {} : { was: before.option }),
    }
    refile.run(JSON.stringify(because), out ? 'opted-out' : null, by.seq)
    settleNotice.run(option.digit, reply.notice)
    unsettle.run(reply.notice)
    if (reply.notice !== null) settle(reply.notice)
    lower(reply.customer, by.seq)
    // Filed back before anything else was sent, the customer's last word from us already says so.
    if (!out && !again && heard !== option.digit)
      thank(by, reply, option, options.find(({ digit }) => digit === heard) ?? null)
    touch(by.seq)
    return { kind: 'filed' }
  }

  function thank(
    by: { submissionId: string; seq: number; now: number },
    { customer, ours, notice }: Reply,
    option: AskedOption,
    instead: AskedOption | null,
  ): void {
    const text = instead === null ? option.acknowledgement : correctedThanks(instead, option)
    const { lastInsertRowid } = insertThanks.run(
      customer,
      ours,
      text,
      by.now,
      notice,
      newReference(),
      by.submissionId,
      by.seq,
      countSegments(text).segments,
      by.now,
      option.digit,
    )
    touch(Number(lastInsertRowid))
  }

  function closeReply({ seq, now }: { seq: number; now: number }): Closing {
    if (inbound.get(seq) === undefined) return { kind: 'no-such-message' }
    closeInbound.run(now, seq)
    touch(seq)
    return { kind: 'settled' }
  }

  /** Nobody needs to look at this text any more, although it did not arrive. */
  function closeText({ seq, now }: { seq: number; now: number }): Closing {
    const text = outbound.get(seq)
    if (text === undefined) return { kind: 'no-such-message' }
    if (!lost.has(text.state)) return { kind: 'not-lost' }
    closeOutbound.run(now, seq)
    touch(seq)
    return { kind: 'settled' }
  }

  /** Takes back a "done", of a reply or of a text; and puts a reply back on the list that an answer took off it. */
  function reopen({ seq }: { seq: number }): Closing {
    const reply = inbound.get(seq)
    const text = outbound.get(seq)
    if (reply !== undefined) {
      if (reply.doneAt === null && reply.answeredBy === null && reply.needsPerson === 0) return { kind: 'not-done' }
      openInbound.run(seq)
    } else if (text !== undefined) {
      if (!lost.has(text.state)) return { kind: 'not-done' }
      openOutbound.run(seq)
    } else return { kind: 'no-such-message' }
    touch(seq)
    return { kind: 'settled' }
  }

  return { fileReply, closeReply, closeText, reopen }
}

interface Reply {
  customer: string
  ours: string
  notice: number | null
  because: string
  state: string
  needsPerson: 0 | 1
  doneAt: number | null
  answeredBy: number | null
}
