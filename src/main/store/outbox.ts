import { lostStates } from '../../shared/message.ts'
import type { AskedOption } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { carrierWords } from './carrier.ts'
import type { Db } from './open.ts'
import type { Receipt, Touch } from './records.ts'
import { newReference } from './reference.ts'

/** A text to queue. */
export interface Draft {
  submissionId: string
  customer: string
  ours: string
  text: string
  /** Epoch ms. */
  now: number
  notice: { questionId: string; options: AskedOption[] } | null
  /** The reply that a person answers with it. */
  inReplyTo?: number
}

export type Queued =
  | { kind: 'queued' | 'repeated'; seq: number }
  | { kind: 'opted-out' }
  | { kind: 'other-text' }
  | { kind: 'no-such-reply' }
  | { kind: 'other-customer' }

/** A text that is ours to send now: `sending` is committed before this is handed out. */
export interface Claimed {
  seq: number
  customer: string
  ours: string
  text: string
  reference: string
  attempts: number
}

/** What became of one attempt. Three outcomes, and the one case where it is proven that nothing left. */
export type SendOutcome =
  | { kind: 'accepted'; providerIds: string[] }
  | { kind: 'refused'; code: string; text: string }
  | { kind: 'not-sent'; dueAt: number; code: string; text: string }
  | { kind: 'unknown'; code: string; text: string }

/** A window that was away for longer than this many changes loads everything again. */
const eventsKept = 100_000
const interrupted =
  'The desk stopped while this text was leaving. It is not sent again until a receipt comes or you decide.'
/** An answer in one of these has not reached the customer, as far as anybody knows. */
const notArrived: ReadonlySet<string> = new Set([...lostStates, 'cancelled'])
const partStates: Record<string, 'submitted' | 'delivered' | 'failed' | 'expired'> = {
  accepted: 'submitted',
  buffered: 'submitted',
  delivered: 'delivered',
  expired: 'expired',
  failed: 'failed',
  rejected: 'failed',
}

/** Texts that go out: queued once, claimed once, and moved on only by what is known. */
export function outbox(db: Db, touch: Touch) {
  const isOptedOut = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ?').pluck()
  const bySubmission = db.prepare<[string, string], { seq: number; text: string; inReplyTo: number | null }>(
    'SELECT seq, text, in_reply_to AS inReplyTo FROM messages WHERE submission = ? AND customer = ?',
  )
  const insertNotice = db.prepare(
    "INSERT INTO notices (question, customer, ours, asked, state, opened_at) VALUES (?, ?, ?, ?, 'waiting', ?)",
  )
  const insert = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, notice, kind, reference, submission, in_reply_to, segments, due_at)
     VALUES ('outbound', ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const answerable = db
    .prepare<[number], string>("SELECT customer FROM messages WHERE seq = ? AND direction = 'inbound'")
    .pluck()
  // Of two answers the newer counts. A reply that nobody had to look at is not put on the list by an answer that fails.
  const answer = db.prepare(
    `UPDATE messages SET answered_by = CASE WHEN needs_person = 1 OR answered_by IS NOT NULL THEN ? END, needs_person = 0
     WHERE seq = ?`,
  )
  const needAgain = db.prepare('UPDATE messages SET needs_person = ? WHERE seq = ? AND answered_by = ?')
  const due = db.prepare<[number, number], Claimed>(
    "SELECT seq, customer, ours, text, reference, attempts FROM messages WHERE state = 'queued' AND due_at <= ? ORDER BY due_at, seq LIMIT ?",
  )
  const nextDue = db.prepare("SELECT min(due_at) FROM messages WHERE state = 'queued'").pluck()
  const cancel = db.prepare("UPDATE messages SET state = 'cancelled', problem_code = ?, problem = ? WHERE seq = ?")
  const take = db.prepare("UPDATE messages SET state = 'sending', attempts = attempts + 1, left_at = ? WHERE seq = ?")
  // News of a text that somebody was done with is looked at again: only "not known" can still move.
  const move = db.prepare('UPDATE messages SET state = ?, problem_code = ?, problem = ?, done_at = NULL WHERE seq = ?')
  const requeue = db.prepare(
    "UPDATE messages SET state = 'queued', due_at = ?, problem_code = ?, problem = ? WHERE seq = ?",
  )
  // Thanks that were leaving when their reply was filed otherwise: sent now, they would come after the correction.
  const dropReplaced = db.prepare(
    `UPDATE messages SET state = 'cancelled', problem_code = 'replaced', problem = 'Not sent: the reply was filed otherwise.'
     WHERE seq = ? AND kind = 'thanks'
       AND thanks_for <> (SELECT reply.because ->> 'option' FROM messages reply WHERE reply.seq = messages.in_reply_to)`,
  )
  const accept = db.prepare(
    "UPDATE messages SET state = 'submitted', provider_ids = ?, segments = ?, problem_code = NULL, problem = NULL WHERE seq = ?",
  )
  const one = db.prepare<[number], Outgoing>(
    "SELECT seq, state, kind, segments, provider_ids AS providerIds, in_reply_to AS inReplyTo FROM messages WHERE seq = ? AND direction = 'outbound'",
  )
  const byReference = db.prepare('SELECT seq FROM messages WHERE reference = ?').pluck()
  const sending = db.prepare("SELECT seq FROM messages WHERE state = 'sending'").pluck()
  const part = db.prepare<[string], { message: number | null; state: string }>(
    'SELECT message, state FROM outbound_parts WHERE provider_id = ?',
  )
  const partsOf = db.prepare<[number], { state: string; errorCode: string | null }>(
    'SELECT state, error_code AS errorCode FROM outbound_parts WHERE message = ?',
  )
  const upsertPart = db.prepare(
    `INSERT INTO outbound_parts VALUES (?, ?, ?, ?, ?) ON CONFLICT (provider_id) DO UPDATE SET
       message = coalesce(message, excluded.message),
       error_code = CASE state WHEN 'submitted' THEN excluded.error_code ELSE error_code END,
       state = CASE state WHEN 'submitted' THEN excluded.state ELSE state END`,
  )
  const forgetForeign = db.prepare('DELETE FROM outbound_parts WHERE message IS NULL AND at < ?')
  const forgetEvents = db.prepare('DELETE FROM events WHERE seq <= (SELECT max(seq) FROM events) - ?')

  const isOut = (customer: string) => isOptedOut.get(customer) !== undefined
  /** A reply that a person answers is off the list while the answer may still arrive, and no longer. */
  function touchWithReply(seq: number) {
    touch(seq)
    const text = one.get(seq)
    if (text === undefined || text.inReplyTo === null) return
    if (text.kind !== 'thanks') needAgain.run(notArrived.has(text.state) ? 1 : 0, text.inReplyTo, seq)
    touch(text.inReplyTo)
  }

  function queue(draft: Draft): Queued {
    const before = bySubmission.get(draft.submissionId, draft.customer)
    if (before !== undefined)
      return before.text === draft.text && before.inReplyTo === (draft.inReplyTo ?? null)
        ? { kind: 'repeated', seq: before.seq }
        : { kind: 'other-text' }
    if (isOut(draft.customer)) return { kind: 'opted-out' }
    const { customer, ours, text, now, notice, submissionId, inReplyTo = null } = draft
    if (inReplyTo !== null) {
      const from = answerable.get(inReplyTo)
      if (from === undefined) return { kind: 'no-such-reply' }
      if (from !== customer) return { kind: 'other-customer' }
    }
    const noticeId =
      notice === null
        ? null
        : insertNotice.run(notice.questionId, customer, ours, JSON.stringify(notice.options), now).lastInsertRowid
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
      now,
    )
    const seq = Number(lastInsertRowid)
    touch(seq)
    if (inReplyTo !== null) {
      answer.run(seq, inReplyTo)
      touch(inReplyTo)
    }
    return { kind: 'queued', seq }
  }

  /** A committed STOP always wins: consent is looked up in the same transaction that takes a text out of the queue. */
  function claim({ now, limit }: { now: number; limit: number }): { claimed: Claimed[]; nextDueAt: number | null } {
    const claimed: Claimed[] = []
    for (const text of due.all(now, limit)) {
      if (isOut(text.customer)) cancel.run('opted-out', 'Not sent: this customer has opted out.', text.seq)
      else {
        take.run(now, text.seq)
        claimed.push({ ...text, attempts: text.attempts + 1 })
      }
      touchWithReply(text.seq)
    }
    return { claimed, nextDueAt: nextDue.get() as number | null }
  }

  function settle({ seq, outcome, now }: { seq: number; outcome: SendOutcome; now: number }): null {
    if (outcome.kind === 'accepted') {
      accept.run(JSON.stringify(outcome.providerIds), outcome.providerIds.length, seq)
      for (const id of outcome.providerIds) upsertPart.run(id, seq, 'submitted', null, now)
    } else if (outcome.kind === 'not-sent') {
      requeue.run(outcome.dueAt, outcome.code, outcome.text, seq)
      dropReplaced.run(seq)
    } else move.run(outcome.kind, outcome.code, outcome.text, seq)
    rollUp(seq)
    touchWithReply(seq)
    return null
  }

  /**
   * A receipt belongs to a message when its id is one of ours or its reference is; either suffices. It may come before
   * the send call has returned; then it waits in the parts. Of each part the first final state stays.
   */
  function receipt(receipt: Receipt): 'ours' | 'foreign' | 'ignored' {
    const state = partStates[receipt.status]
    if (state === undefined) return 'ignored'
    const { providerId, reference } = receipt
    const byId = providerId === null ? null : (part.get(providerId)?.message ?? null)
    const byOurs = reference === null ? null : ((byReference.get(reference) as number | undefined) ?? null)
    const seq = byId ?? byOurs
    // Without an id it speaks of the text's only part, or of one that no send answer has named.
    const id = providerId ?? (seq === null ? null : (onlyPart(seq) ?? `of-${reference}`))
    if (id === null) return 'ignored'
    upsertPart.run(id, seq, state, receipt.errorCode, receipt.arrivedAt)
    if (seq === null) return 'foreign'
    rollUp(seq)
    touchWithReply(seq)
    return 'ours'
  }

  function onlyPart(seq: number): string | null {
    const [only, ...others] = JSON.parse(one.get(seq)?.providerIds ?? '[]') as string[]
    return only !== undefined && others.length === 0 ? only : null
  }

  /** Reads a message's state off its parts. Delivered only when every part is; failed or expired when any is. */
  function rollUp(seq: number): void {
    const message = one.get(seq)
    if (message === undefined || (message.state !== 'submitted' && message.state !== 'unknown')) return
    const parts = partsOf.all(seq)
    if (parts.length === 0) return
    const lost = parts.find(({ state }) => state === 'failed') ?? parts.find(({ state }) => state === 'expired')
    if (lost !== undefined) {
      const code = lost.state === 'expired' ? 'expired' : `carrier-${lost.errorCode ?? '1'}`
      move.run(lost.state, code, carrierWords(code), seq)
    } else if (parts.length >= message.segments && parts.every(({ state }) => state === 'delivered'))
      move.run('delivered', null, null, seq)
    else if (message.state === 'unknown') move.run('submitted', null, null, seq)
  }

  /** At start: what was leaving when the last run ended may have left. It becomes unknown, and receipts that came decide. */
  function resume({ now, except = [] }: { now: number; except?: number[] }): { unknown: number } {
    const seqs = (sending.all() as number[]).filter((seq) => !except.includes(seq))
    for (const seq of seqs) {
      move.run('unknown', 'interrupted', interrupted, seq)
      rollUp(seq)
      touchWithReply(seq)
    }
    forgetForeign.run(now - 7 * 86_400_000)
    forgetEvents.run(eventsKept)
    return { unknown: seqs.length }
  }

  return { queue, claim, settle, receipt, resume }
}

interface Outgoing {
  seq: number
  state: string
  kind: string
  segments: number
  providerIds: string
  inReplyTo: number | null
}
