import { type Because, lostStates } from '../../shared/message.ts'
import { type AskedOption, correctedThanks } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { nextSeq } from './erased.ts'
import { givingBack } from './give-back.ts'
import { type Meant, meantFor, noticeId } from './meant-for.ts'
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
  const { lower, lowerAnswer, isByAnswer } = raising(db, touch)
  const giveBack = givingBack(db, touch)
  const meant = meantFor(db)
  const asked = db.prepare<[number], string>('SELECT asked FROM notices WHERE id = ?').pluck()
  const refile = db.prepare(
    'UPDATE messages SET notice = ?, because = ?, needs_person = 0, done_at = NULL, answered_by = NULL, no_thanks = ? WHERE seq = ?',
  )
  const othersWaiting = db
    .prepare<[string], number>(
      "SELECT seq FROM messages WHERE customer = ? AND needs_person = 1 AND direction = 'inbound' AND notice IS NOT NULL",
    )
    .pluck()
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
  const submitted = db.prepare<[string, string], Told & { inReplyTo: number | null }>(
    `SELECT CASE kind WHEN 'thanks' THEN in_reply_to END AS inReplyTo, thanks_for AS thanksFor, notice
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
  const told = db.prepare<[number], Told>(
    `SELECT thanks_for AS thanksFor, notice FROM messages WHERE in_reply_to = ? AND kind = 'thanks'
     AND state NOT IN ('cancelled', 'refused', 'failed', 'expired') ORDER BY seq DESC LIMIT 1`,
  )
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

  const optionsOf = (notice: number): AskedOption[] => JSON.parse(asked.get(notice) ?? '[]') as AskedOption[]

  /** Undefined where it can be filed as no such thing. */
  function chosen(by: FileReply, reply: Reply): Chosen | undefined {
    const { notice = reply.notice } = by
    if (notice === null) return undefined
    const questions = notice === reply.notice ? [] : meant(by.seq)
    if (notice !== reply.notice && !questions.some(({ id }) => id === notice)) return undefined
    const option = optionsOf(notice).find(({ digit }) => digit === by.option)
    return option && { notice, option, from: questions.find(({ id }) => id === reply.notice) }
  }

  /**
   * A person decides what a reply means: files it as an option of its question, or of another one that was open for it,
   * and thanks for it, once a submission, unless the customer is to be told nothing.
   */
  function fileReply(by: FileReply): Filing {
    const reply = inbound.get(by.seq)
    if (reply === undefined || reply.state !== 'received') return { kind: 'no-such-reply' }
    const as = chosen(by, reply)
    if (as === undefined) return { kind: 'no-such-option' }
    const { notice, option } = as
    const isAs = (other: Told) => other.thanksFor === option.digit && other.notice === notice
    const done = submitted.get(by.submissionId, reply.customer)
    if (done !== undefined)
      return done.inReplyTo === by.seq && (done.thanksFor === null || isAs(done))
        ? { kind: 'filed' }
        : { kind: 'other-filing' }
    // The customer's latest word counts: filing an older one over it would thank for both.
    const newer = newerAnswer.get(notice, by.seq) as string | undefined
    if (newer !== undefined) return { kind: 'newer-answer', option: newer }
    const before = JSON.parse(reply.because) as Because
    const again = before.option === option.digit && notice === reply.notice
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
    const heard = told.get(by.seq)
    const because: Because = {
      rule: 'option',
      option: option.digit,
      label: option.label,
      why: 'filed by hand',
      filedAt: new Date(by.now).toISOString(),
      ...(again ? {} : movedFrom(before, as.from)),
      ...(by.untold && { untold: true }),
    }
    refile.run(notice, JSON.stringify(because), out ? 'opted-out' : null, by.seq)
    settleNotice.run(option.digit, notice)
    unsettle.run(notice)
    if (as.from !== undefined) giveBack(as.from.id, before)
    settle(notice)
    if (isByAnswer(reply.customer)) lowerAnswer(reply.customer, by.seq, [notice, reply.notice])
    else lower(reply.customer, by.seq)
    // Filed back before anything else was sent, the customer's last word from us already says so.
    if (!out && !again && !by.untold && (heard === undefined || !isAs(heard))) thank(by, reply, as, instead(heard))
    touch(by.seq)
    // They can be filed for one question less.
    for (const seq of othersWaiting.all(reply.customer)) touch(seq)
    return { kind: 'filed' }
  }

  /** The option that the customer was thanked for; null where it was none. */
  const instead = (heard: Told | undefined): AskedOption | null =>
    heard?.notice == null ? null : (optionsOf(heard.notice).find(({ digit }) => digit === heard.thanksFor) ?? null)

  function thank(
    by: { submissionId: string; seq: number; now: number },
    { customer, ours }: Reply,
    { notice, option }: Chosen,
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

/** What was filed before: as another option of the same question, or for another question. */
function movedFrom(before: Because, from: Meant | undefined): Pick<Because, 'was' | 'wasFor'> {
  const { option, wasFor } = before
  if (option === undefined) return {}
  if (from !== undefined) return { wasFor: { notice: noticeId(from.id), question: from.name, option } }
  return { was: option, ...(wasFor === undefined ? {} : { wasFor }) }
}

interface FileReply {
  submissionId: string
  seq: number
  option: string
  /** One of those that were open for the reply; left out, its own. */
  notice?: number
  /** The customer is told nothing. */
  untold?: true
  now: number
}

interface Chosen {
  notice: number
  option: AskedOption
  /** The question that it is taken away from. */
  from: Meant | undefined
}

/** Which option thanks are for. */
interface Told {
  thanksFor: string | null
  notice: number | null
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
