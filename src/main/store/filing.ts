import type { Because } from '../../shared/message.ts'
import type { AskedOption } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'
import { newReference } from './reference.ts'

export type Filing =
  | { kind: 'filed' }
  | { kind: 'newer-answer'; option: string }
  | { kind: 'no-such-reply' }
  | { kind: 'no-such-option' }

/** What a person decides about replies. */
export function filing(db: Db, touch: Touch) {
  const inbound = db.prepare<
    [number],
    { customer: string; ours: string; notice: number | null; because: string; state: string; needsPerson: 0 | 1 }
  >(
    "SELECT customer, ours, notice, because, state, needs_person AS needsPerson FROM messages WHERE seq = ? AND direction = 'inbound'",
  )
  const asked = db.prepare('SELECT asked FROM notices WHERE id = ?').pluck()
  const settle = db.prepare('UPDATE messages SET because = ?, needs_person = 0 WHERE seq = ?')
  const refile = db.prepare('UPDATE messages SET because = ?, needs_person = 0, no_thanks = ? WHERE seq = ?')
  const settleNotice = db.prepare("UPDATE notices SET state = 'answered', outcome = ? WHERE id = ?")
  const newerAnswer = db
    .prepare(
      `SELECT because ->> 'option' FROM messages WHERE notice = ? AND seq > ? AND direction = 'inbound'
       AND because ->> 'rule' = 'option' ORDER BY seq DESC LIMIT 1`,
    )
    .pluck()
  const isOptedOut = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ?').pluck()
  const submitted = db.prepare('SELECT 1 FROM messages WHERE submission = ? AND customer = ?').pluck()
  const insertThanks = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, notice, kind, reference, submission, in_reply_to, segments, due_at)
     VALUES ('outbound', ?, ?, ?, 'queued', ?, ?, 'thanks', ?, ?, ?, ?, ?)`,
  )

  /** A person decides what a reply means: files it as an option of its question and thanks for it, once a submission. */
  function fileReply(by: { submissionId: string; seq: number; option: string; now: number }): Filing {
    const reply = inbound.get(by.seq)
    if (reply === undefined || reply.state !== 'received') return { kind: 'no-such-reply' }
    const options = reply.notice === null ? [] : (JSON.parse(asked.get(reply.notice) as string) as AskedOption[])
    const option = options.find(({ digit }) => digit === by.option)
    if (option === undefined || reply.notice === null) return { kind: 'no-such-option' }
    if (submitted.get(by.submissionId, reply.customer) !== undefined) return { kind: 'filed' }
    // The customer's latest word counts: filing an older one over it would thank for both.
    const newer = newerAnswer.get(reply.notice, by.seq) as string | undefined
    if (newer !== undefined) return { kind: 'newer-answer', option: newer }
    const before = JSON.parse(reply.because) as Because
    const out = isOptedOut.get(reply.customer) !== undefined
    const because: Because = {
      rule: 'option',
      option: option.digit,
      label: option.label,
      why: 'filed by hand',
      filedAt: new Date(by.now).toISOString(),
      ...(before.option === undefined || before.option === option.digit ? {} : { was: before.option }),
    }
    refile.run(JSON.stringify(because), out ? 'opted-out' : null, by.seq)
    settleNotice.run(option.digit, reply.notice)
    if (!out && before.option !== option.digit) {
      const { segments } = countSegments(option.acknowledgement)
      const { lastInsertRowid } = insertThanks.run(
        reply.customer,
        reply.ours,
        option.acknowledgement,
        by.now,
        reply.notice,
        newReference(),
        by.submissionId,
        by.seq,
        segments,
        by.now,
      )
      touch(Number(lastInsertRowid))
    }
    touch(by.seq)
    return { kind: 'filed' }
  }

  function closeReply({ seq, now }: { seq: number; now: number }): Filing {
    const reply = inbound.get(seq)
    if (reply === undefined) return { kind: 'no-such-reply' }
    const because = JSON.parse(reply.because) as Because
    const done: Because = { ...because, why: 'done by hand', filedAt: new Date(now).toISOString() }
    // Done twice, or with nothing to do: the first time stays.
    if (reply.needsPerson === 1) settle.run(JSON.stringify(done), seq)
    touch(seq)
    return { kind: 'filed' }
  }

  return { fileReply, closeReply }
}
