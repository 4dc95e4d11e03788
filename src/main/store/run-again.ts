import { isChase, runOfChase } from './chase.ts'
import { mayGoWithMany, wentWithMany } from './in-bulk.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'
import { outcome, rowsFrom, unsureText } from './run-outcome.ts'
import { wentOn } from './went-on.ts'
import { touchingReply } from './with-reply.ts'

export type Retried =
  /** `places` are the rows that were marked just now; `marked` is how many the submission marked, now or before. */
  | { kind: 'marked' | 'repeated'; marked: number; places: number[] }
  /** `nothing-again`: none of them is to be sent again any more. */
  | { kind: NotRetried }

type NotRetried = 'no-such-run' | 'not-now' | 'other-retry' | 'nothing-again'

/** A row whose text is to be sent again. */
export interface Again {
  place: number
  customer: string
  fields: string
  /** The text that was lost. */
  message: number
  /** How many texts were sent in its place before. */
  tries: number
}

/** Whose text was lost and who has not written since; of those of unknown fate only where that is wanted. */
export const mayGoAgain = `
  NOT EXISTS (SELECT 1 FROM messages i WHERE i.notice = r.notice AND i.direction = 'inbound')
  AND (${outcome} = 'unreachable' OR (:unsure = 1 AND ${outcome} = 'person' AND ${unsureText}))`

/**
 * Customers of a run who could not be reached, marked to be texted again. A mark sends nothing: the run takes marked rows
 * in their turn as it takes those of its list, so that a pause, a stop, a discard and a kill are the same for both.
 */
export function runAgain(db: Db) {
  const runOf = db.prepare<[number], { state: string; discarded: 0 | 1 }>(
    'SELECT state, discarded FROM runs WHERE id = ?',
  )
  const bySubmission = db.prepare<[string], { body: string; marked: number }>(
    'SELECT body, marked FROM run_retries WHERE submission = ?',
  )
  const leaving = db.prepare<[number], 1>(
    `SELECT 1 FROM run_rows r JOIN messages m ON m.seq = r.message
     WHERE r.run = ? AND m.state IN ('queued', 'sending') LIMIT 1`,
  )
  const among = db
    .prepare<{ run: number; places: string; unsure: 0 | 1 }, number>(
      `SELECT r.place ${rowsFrom}
       WHERE r.run = :run AND r.place IN (SELECT value FROM json_each(:places)) AND ${mayGoAgain} ORDER BY r.place`,
    )
    .pluck()
  const mark = db.prepare('UPDATE run_rows SET again = 1, with_many = ?, why = NULL WHERE run = ? AND place = ?')
  const unmark = db.prepare('UPDATE run_rows SET again = 0 WHERE run = ? AND place = ?')
  const insert = db.prepare('INSERT INTO run_retries VALUES (?, ?, ?, ?)')
  const goOn = db.prepare(
    "UPDATE runs SET state = 'sending', why = NULL, discarded = 0, begins = 'proven' WHERE id = ? AND state = 'done'",
  )
  const { goesOn } = wentOn(db)
  // Somebody has said that it is not too late.
  const forgetUntil = db.prepare('UPDATE runs SET until = NULL WHERE id = ? AND until <= ?')
  // Of a run that was done without them, as they were rung, and that was taken back since: nobody has said to text them.
  const dropPlanned = db.prepare("UPDATE run_rows SET state = 'discarded' WHERE run = ? AND state = 'planned'")
  const marked = db
    .prepare<[number, string, number], number>(
      `SELECT place FROM run_rows INDEXED BY run_rows_again
       WHERE run = ? AND again = 1 AND country NOT IN (SELECT value FROM json_each(?)) ORDER BY place LIMIT ?`,
    )
    .pluck()
  const still = db.prepare<{ run: number; place: number; unsure: 1; now: number }, Again>(
    `SELECT r.place, r.customer, r.fields, r.message,
       (SELECT count(*) FROM messages later WHERE later.again = r.message) AS tries
     ${rowsFrom} WHERE r.run = :run AND r.place = :place AND ${mayGoAgain}
       AND (r.with_many = 0 OR EXISTS (SELECT 1 FROM messages l WHERE l.seq = r.message AND ${mayGoWithMany}))`,
  )

  return {
    /**
     * @param by.places those of them that may be texted again are marked, the others are passed over
     * @param by.alsoUnsure also those whose first text may arrive yet, or has
     * @param by.withMany nobody looked at each of them, nor at when the run was to be over
     */
    retryRows(by: {
      run: number
      submissionId: string
      places: number[]
      alsoUnsure: boolean
      now: number
      withMany?: boolean
    }): Retried {
      const run = runOf.get(by.run)
      if (run === undefined) return { kind: 'no-such-run' }
      const places = JSON.stringify(by.places)
      const body = JSON.stringify([by.run, by.places, by.alsoUnsure])
      const before = bySubmission.get(by.submissionId)
      if (before !== undefined)
        return before.body === body ? { kind: 'repeated', marked: before.marked, places: [] } : { kind: 'other-retry' }
      // What was thrown away and is leaving all the same is cancelled when it comes back to the queue: for that it has to
      // be known as thrown away.
      if (run.discarded === 1 && leaving.get(by.run) !== undefined) return { kind: 'not-now' }
      const some = among.all({ run: by.run, places, unsure: by.alsoUnsure ? 1 : 0 })
      if (some.length === 0) return { kind: 'nothing-again' }
      for (const place of some) mark.run(by.withMany === true ? 1 : 0, by.run, place)
      insert.run(by.submissionId, by.run, body, some.length)
      if (run.state === 'done') dropPlanned.run(by.run)
      if (goOn.run(by.run).changes === 1) goesOn(by.run, by.now)
      if (by.withMany !== true) forgetUntil.run(by.run, by.now)
      return { kind: 'marked', marked: some.length, places: some }
    },
    /**
     * The next ones in their turn, no longer marked. Who has answered, opted out or was reached meanwhile is not among
     * them; of unknown fate are only those that somebody chose knowing that. Those marked with many others are looked at
     * as they were then.
     *
     * @param by.asleep countries where it is quiet, as JSON
     */
    takeMarked(run: number, by: { asleep: string; count: number; now: number }): { places: number[]; again: Again[] } {
      const places = marked.all(run, by.asleep, by.count)
      return {
        places,
        again: places.flatMap((place) => {
          unmark.run(run, place)
          return still.get({ run, place, unsure: 1, now: by.now }) ?? []
        }),
      }
    },
  }
}

/**
 * Of a text that was to go again and now never leaves: its customer's row has the text that was lost once more, and that
 * one waits for a person again.
 */
export function puttingBack(db: Db, touch: Touch): (seq: number) => void {
  const lost = db.prepare<[number], number | null>('SELECT again FROM messages WHERE seq = ?').pluck()
  const putBack = db.prepare(
    'UPDATE run_rows SET message = :lost, notice = (SELECT notice FROM messages WHERE seq = :lost) WHERE message = :seq',
  )
  const reopen = db.prepare('UPDATE messages SET done_at = NULL WHERE seq = ?')
  // Who did not get the second text after all was not texted again.
  const unchase = db.prepare(
    `UPDATE run_rows SET chased_at = NULL WHERE (run, customer) =
       (SELECT ${runOfChase('submission')}, customer FROM messages WHERE seq = ? AND ${isChase('submission')})`,
  )
  return (seq) => {
    unchase.run(seq)
    const text = lost.get(seq) ?? null
    if (text === null || putBack.run({ lost: text, seq }).changes === 0) return
    reopen.run(text)
    touch(text)
  }
}

/** The same where the text may be of no run: all is as if the lost text had not gone again. */
export function leavingLost(db: Db, touch: Touch): (seq: number) => void {
  const lost = db.prepare<[number], number | null>('SELECT again FROM messages WHERE seq = ?').pluck()
  const putBack = puttingBack(db, touch)
  const reopen = db.prepare(
    `UPDATE messages SET done_at = NULL WHERE seq = ?
       AND NOT EXISTS (SELECT 1 FROM messages later WHERE later.again = messages.seq AND later.state <> 'cancelled')`,
  )
  // What the lost one was to answer, which may yet turn out to have arrived, is its to answer again; nothing else is.
  const answerBack = db.prepare(
    `UPDATE messages SET answered_by = :lost
     WHERE answered_by = :seq AND seq <= (SELECT in_reply_to FROM messages WHERE seq = :lost)`,
  )
  const touchWithReply = touchingReply(db, touch)
  return (seq) => {
    putBack(seq)
    const text = lost.get(seq) ?? null
    if (text === null) return
    reopen.run(text)
    answerBack.run({ lost: text, seq })
    // Or has arrived by now: then nobody needs to answer.
    touchWithReply(text)
  }
}

/** Of a text, called m, that is to go again by itself: with a run, or with many others. */
export const waitsAgain = `m.again IS NOT NULL AND (m.state = 'queued' OR m.state = 'held')
  AND (${wentWithMany('m')} OR EXISTS (SELECT 1 FROM run_rows WHERE message = m.seq))`

/** Of a text: that it went again with its run, as `run-queue.ts` names those. */
const wentWithRun = (text: string) => `${text}.submission GLOB 'run-*-again-*'`

/**
 * The first one, of which nothing was known, was taken or has arrived: a second would come twice. Who sends one by itself
 * may know that, and means it.
 */
export const reachedMeanwhile = `m.again IS NOT NULL
  AND (${wentWithRun('m')} OR ${wentWithMany('m')}) AND EXISTS (SELECT 1 FROM messages first
  WHERE first.seq = m.again AND (first.state = 'submitted' OR first.state = 'delivered'))`

const whyHere = {
  'answered-first': 'Not sent: the customer wrote before it left.',
  'reached-meanwhile': 'Not sent: the first one turned out to have been taken.',
}

/** A text that was to go again stays here: all is as it was before. */
export function stayingHere(db: Db, touch: Touch): (seq: number, why: keyof typeof whyHere) => void {
  const cancel = db.prepare(
    "UPDATE messages SET state = 'cancelled', needs_person = 0, problem_code = ?, problem = ? WHERE seq = ?",
  )
  const closeNotice = db.prepare(
    "UPDATE notices SET state = 'closed' WHERE state = 'waiting' AND id = (SELECT notice FROM messages WHERE seq = ?)",
  )
  const leaveLost = leavingLost(db, touch)
  const touchWithReply = touchingReply(db, touch)
  return (seq, why) => {
    cancel.run(why, whyHere[why], seq)
    closeNotice.run(seq)
    touchWithReply(seq)
    leaveLost(seq)
  }
}

/**
 * A customer who writes while their text is to go again has heard the first one after all, or begins something else: the
 * second stays here, and the answer belongs to the first one. What a person sends again by itself leaves all the same.
 */
export function heardFrom(db: Db, touch: Touch): (customer: string) => void {
  const waiting = db
    .prepare<[string], number>(
      // Each reply asks it.
      `SELECT m.seq FROM messages m INDEXED BY messages_wait_again WHERE m.customer = ? AND ${waitsAgain}`,
    )
    .pluck()
  const stayHere = stayingHere(db, touch)
  return (customer) => {
    for (const seq of waiting.all(customer)) stayHere(seq, 'answered-first')
  }
}
