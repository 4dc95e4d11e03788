import { confirmWithinMs } from './automatic.ts'
import { isChase, runOfChase } from './chase.ts'
import type { ErasedMemory } from './erased.ts'
import { isWriting } from './half-written.ts'
import { readHandedOver } from './handed-over.ts'
import { readStop } from './hold.ts'
import type { Db } from './open.ts'
import { usualWithinMs } from './queue.ts'
import { asksAgain } from './reask.ts'
import { receipts } from './receipts.ts'
import type { Touch } from './records.ts'
import { redating } from './redate.ts'
import { puttingBack, reachedMeanwhile, stayingHere, waitsAgain } from './run-again.ts'
import { mayBeStop } from './stop-in-part.ts'
import { touchingReply } from './with-reply.ts'

/** What may leave now. */
export interface Claim {
  now: number
  limit: number
  /** Numbers of ours whose turn has not come. */
  notFrom: string[]
  /** Since when texts have left without a gap. What waited through one, and is late by now, is held. */
  steadySince: number
}

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
  /** `nanoEuro` is what Vonage says it costs, all parts together; null or absent when it did not say. */
  | { kind: 'accepted'; providerIds: string[]; nanoEuro?: number | null }
  /** `restUntil`, epoch ms: it was the last try, and until then no other text would fare better. */
  | { kind: 'refused'; code: string; text: string; restUntil?: number }
  /** `attempt` as it was claimed: what is said twice, after a disk that failed, must not call back a later one. */
  | { kind: 'not-sent'; attempt: number; dueAt: number; code: string; text: string }
  | { kind: 'unknown'; code: string; text: string }

/** No text is told to wait for longer. */
const longestWaitMs = 3_600_000
/** By then the half of a long text is a row of its own (late-parts.ts), and obeyed where it is a STOP. */
const halfShownMs = 20_000
const lookAgainMs = 1_000
/** The rest of what may be a STOP takes longer to come, or never does. */
const lookForRestMs = 5_000
/** A window that was away for longer than this many changes loads everything again. */
const eventsKept = 100_000
/** Texts that one claim may hold or cancel before it finds one to send: a commit must stay short. */
const lookedAtMost = 200
const interrupted =
  'The desk stopped while this text was leaving. It is not sent again until a receipt comes or you decide.'

/** Texts that go out: claimed once, and moved on only by what is known. */
export function outbox(db: Db, erased: ErasedMemory, touch: Touch) {
  const touchWithReply = touchingReply(db, touch)
  const { receipt, accepted, rollUp, hasReceipt, forgetForeign } = receipts(db, erased, touch)
  const stoppedAt = db.prepare<[string], number>('SELECT at FROM opt_outs WHERE customer = ?').pluck()
  const mayHaveStopped = db
    .prepare<[string], 1>(
      `SELECT 1 FROM opt_outs o JOIN messages m ON m.seq = o.message WHERE o.customer = ? AND ${mayBeStop('m')}`,
    )
    .pluck()
  const isSettled = db.prepare('SELECT 1 FROM messages WHERE seq = ? AND needs_person = 0').pluck()
  const isStop = db.prepare("SELECT 1 FROM messages WHERE seq = ? AND because ->> 'rule' = 'opt-out'").pluck()
  const queued = (when: string) =>
    db.prepare<[number, string], Due>(
      `SELECT seq, customer, ours, text, reference, attempts, kind, at, in_reply_to AS inReplyTo,
         thanks_for AS thanksFor,
         coalesce(late_after, at + ${usualWithinMs}) AS lateAfter
       FROM messages WHERE state = 'queued' AND ${when} AND ours NOT IN (SELECT value FROM json_each(?))
       ORDER BY due_at, seq LIMIT 1`,
    )
  const due = queued('due_at <= ?')
  // A clock that was ahead when it was queued, and has been put right: it would wait until then.
  const dueByOtherClock = queued(`due_at > ? + ${longestWaitMs}`)
  const nextDue = db
    .prepare("SELECT min(due_at) FROM messages WHERE state = 'queued' AND ours NOT IN (SELECT value FROM json_each(?))")
    .pluck()
  const hold = db.prepare(
    `UPDATE messages SET state = 'held', needs_person = 1, problem_code = 'late',
       problem = 'It waited too long to leave by itself. Send it now, or cancel it.' WHERE seq = ?`,
  )
  // A text that came back to the queue after its run was paused, stopped or thrown away.
  // A second text that was on its way while it was left out is thrown away too.
  const runOf = db.prepare<{ seq: number }, { state: string; discarded: 0 | 1 }>(
    `SELECT state, discarded = 1 OR (chase ->> 'leftOut' IS NOT NULL
         AND EXISTS (SELECT 1 FROM messages WHERE seq = :seq AND ${isChase('submission')})) AS discarded FROM runs WHERE id = coalesce(
       (SELECT run FROM run_rows WHERE message = :seq),
       (SELECT ${runOfChase('submission')} FROM messages WHERE seq = :seq AND ${isChase('submission')}))`,
  )
  // Somebody has heard from them meanwhile, by text or by telephone.
  const isChasedInVain = db
    .prepare<[number], 1>(
      `SELECT 1 FROM messages c WHERE c.seq = ? AND ${isChase('c.submission')}
         AND (EXISTS (SELECT 1 FROM messages i WHERE i.customer = c.customer AND i.direction = 'inbound' AND i.seq > c.seq)
           OR ${isWriting('c.customer', 'c.at')}
           OR EXISTS (SELECT 1 FROM run_rows r WHERE r.run = ${runOfChase('c.submission')} AND r.customer = c.customer
             AND r.settled_at IS NOT NULL))`,
    )
    .pluck()
  const holdWithRun = db.prepare(
    `UPDATE messages SET state = 'held', problem_code = 'run-paused', problem = 'Not sent: its run is paused.' WHERE seq = ?`,
  )
  const putBack = puttingBack(db, touch)
  // It was leaving when its customer wrote, and comes back to the queue.
  const wroteMeanwhile = db
    .prepare<[number], 1>(
      `SELECT 1 FROM messages m WHERE m.seq = ? AND ${waitsAgain} AND (${isWriting('m.customer', 'm.at')} OR EXISTS (
         SELECT 1 FROM messages i WHERE i.customer = m.customer AND i.direction = 'inbound' AND i.seq > m.seq))`,
    )
    .pluck()
  const isReached = db.prepare<[number], 1>(`SELECT 1 FROM messages m WHERE m.seq = ? AND ${reachedMeanwhile}`).pluck()
  const stayHere = stayingHere(db, touch)
  const stop = readStop(db)
  const handedOver = readHandedOver(db)
  const cancel = db.prepare("UPDATE messages SET state = 'cancelled', problem_code = ?, problem = ? WHERE seq = ?")
  // The first half of a long STOP is not read before the rest is there, or late.
  const isMidText = db
    .prepare<[string, number, number], 1>(
      'SELECT 1 FROM inbound_parts WHERE customer = ? AND complete = 0 AND message IS NULL AND arrived_at BETWEEN ? AND ?',
    )
    .pluck()
  const waitAWhile = db.prepare('UPDATE messages SET due_at = ? WHERE seq = ?')
  const take = db.prepare("UPDATE messages SET state = 'sending', attempts = attempts + 1, left_at = ? WHERE seq = ?")
  // News of a text that somebody was done with is looked at again: only "not known" can still move.
  const move = db.prepare('UPDATE messages SET state = ?, problem_code = ?, problem = ?, done_at = NULL WHERE seq = ?')
  const requeue = db.prepare(
    "UPDATE messages SET state = 'queued', due_at = ?, problem_code = ?, problem = ? WHERE seq = ? AND attempts = ? AND state = 'sending'",
  )
  // Thanks that were leaving when their reply was filed otherwise: sent now, they would come after the correction.
  const dropReplaced = db.prepare(
    `UPDATE messages SET state = 'cancelled', problem_code = 'replaced', problem = 'Not sent: the reply was filed otherwise.'
     WHERE seq = ? AND state = 'queued' AND kind = 'thanks' AND EXISTS (SELECT 1 FROM messages reply
       WHERE reply.seq = messages.in_reply_to
         AND (reply.because ->> 'option' <> messages.thanks_for OR reply.notice <> messages.notice))`,
  )
  const redate = redating(db)
  const sending = db.prepare("SELECT seq FROM messages WHERE state = 'sending'").pluck()
  const forgetEvents = db.prepare('DELETE FROM events WHERE seq <= (SELECT max(seq) FROM events) - ?')

  /**
   * A committed STOP always wins: consent is looked up in the same transaction that takes a text out of the queue. So
   * does a person who stops all sending, or hands the desk over.
   */
  function claim(by: Claim): { claimed: Claimed[]; nextDueAt: number | null; stopped: boolean } {
    if (stop() !== null || handedOver() !== null) return { claimed: [], nextDueAt: null, stopped: true }
    const { now, limit, steadySince } = by
    const notFrom = JSON.stringify(by.notFrom)
    const claimed: Claimed[] = []
    for (let looked = 0; claimed.length < limit && looked < lookedAtMost; looked += 1) {
      const next = due.get(now, notFrom) ?? dueByOtherClock.get(now, notFrom)
      if (next === undefined) break
      const { kind, at, inReplyTo: _, thanksFor: __, lateAfter, ...text } = next
      const why = whyNot(next, now)
      // One that a person released by itself has had no attempt since.
      const run = text.attempts > 0 ? runOf.get({ seq: text.seq }) : undefined
      if (isReached.get(text.seq) !== undefined) stayHere(text.seq, 'reached-meanwhile')
      else if (run?.discarded === 1) {
        cancel.run('run-discarded', 'Not sent: the rest of its run was discarded.', text.seq)
        putBack(text.seq)
      } else if (run?.state === 'paused' || run?.state === 'stopped') holdWithRun.run(text.seq)
      else if (why !== null && why !== 'wait') cancel.run(why, notSent[why], text.seq)
      else if (lateAfter < now && (at < steadySince || why === 'wait')) {
        if (kind === 'thanks') cancel.run('late-thanks', 'Not sent: it would have come too late.', text.seq)
        else hold.run(text.seq)
      } else if (why === 'wait') {
        waitAWhile.run(now + lookForRestMs, text.seq)
        continue
      } else if (isMidText.get(text.customer, now - halfShownMs, now) !== undefined) {
        waitAWhile.run(now + lookAgainMs, text.seq)
        continue
      } else {
        take.run(now, text.seq)
        const dated = kind === 'notice' ? redate(text.seq, now) : null
        claimed.push({ ...text, text: dated ?? text.text, attempts: text.attempts + 1 })
      }
      touchWithReply(text.seq)
    }
    return { claimed, nextDueAt: nextDue.get(notFrom) as number | null, stopped: false }
  }

  /**
   * To a customer who has opted out goes nothing but the confirmation of that STOP, which goes to nobody else.
   *
   * @returns `wait` while it is not known whether they have: it would be untrue to say so, and nothing would bring it back
   */
  function whyNot(text: Due, now: number): keyof typeof notSent | 'wait' | null {
    const { seq, kind, customer, inReplyTo, thanksFor, at } = text
    const stopped = stoppedAt.get(customer)
    const confirms = kind === 'thanks' && inReplyTo !== null && isStop.get(inReplyTo) !== undefined
    // A person, or the customer, was quicker than the desk that asks once more.
    if (thanksFor === asksAgain && isSettled.get(inReplyTo) !== undefined) return 'asked-in-vain'
    if (kind === 'text' && isChasedInVain.get(seq) !== undefined) return 'chased-in-vain'
    if (!confirms && stopped !== undefined && mayHaveStopped.get(customer) !== undefined) return 'wait'
    if (!confirms) return stopped === undefined ? null : 'opted-out'
    const isFresh = stopped !== undefined && now - Math.min(stopped, at) <= confirmWithinMs
    return isFresh ? null : 'confirmation-stale'
  }

  function settle({ seq, outcome, now }: { seq: number; outcome: SendOutcome; now: number }): null {
    if (outcome.kind === 'accepted') accepted(seq, outcome.providerIds, outcome.nanoEuro ?? null, now)
    else if (outcome.kind === 'not-sent') {
      requeue.run(outcome.dueAt, outcome.code, outcome.text, seq, outcome.attempt)
      rollUp(seq)
      dropReplaced.run(seq)
      // At once: a run that is paused and goes on would let it leave as if it had never been tried.
      if (wroteMeanwhile.get(seq) !== undefined) stayHere(seq, 'answered-first')
    } else if (outcome.kind === 'refused' && hasReceipt(seq)) move.run('unknown', outcome.code, outcome.text, seq)
    else move.run(outcome.kind, outcome.code, outcome.text, seq)
    rollUp(seq)
    touchWithReply(seq)
    return null
  }

  /**
   * At start: what was leaving when the last run ended may have left. It becomes unknown, and receipts that came decide.
   *
   * @param by.oldSince receipts of other software from before are forgotten
   */
  function resume({ except = [], oldSince }: { except?: number[]; oldSince: number }): { unknown: number } {
    const seqs = (sending.all() as number[]).filter((seq) => !except.includes(seq))
    for (const seq of seqs) {
      move.run('unknown', 'interrupted', interrupted, seq)
      rollUp(seq)
      touchWithReply(seq)
    }
    forgetForeign(oldSince)
    forgetEvents.run(eventsKept)
    return { unknown: seqs.length }
  }

  return { claim, settle, receipt, resume }
}

const notSent = {
  'opted-out': 'Not sent: this customer has opted out.',
  'chased-in-vain': 'Not sent: the customer was heard from before the second text left.',
  'asked-in-vain': 'Not sent: the reply was dealt with before the question was asked again.',
  'confirmation-stale': 'Not sent: this STOP needs no confirmation any more.',
} as const

interface Due extends Claimed {
  kind: string
  /** Epoch ms: of an automatic text, when the reply came. */
  at: number
  inReplyTo: number | null
  thanksFor: string | null
  lateAfter: number
}
