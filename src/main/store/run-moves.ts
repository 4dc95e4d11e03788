import { arrivesWithinMs, type PauseWhy, type RunState, runHoldMs } from '../../shared/run.ts'
import type { filing } from './filing.ts'
import { anyOf } from './lost.ts'
import type { Db } from './open.ts'
import { raising } from './raise.ts'
import type { Touch } from './records.ts'
import { puttingBack } from './run-again.ts'
import { wentOn } from './went-on.ts'

export type RunMove =
  | { kind: 'no-such-run' | 'not-now'; places?: undefined }
  /** `places` are rows that no message tells of. */
  | { kind: 'moved'; places?: number[] }

/** A text of a run still leaves by itself within this time of being queued. */
export const runTextWithinMs = 30 * 60_000

/** What a person, or a restart, does with a run: every move but those that it makes by itself. */
export function runMoves(
  db: Db,
  { closeReply, reopen }: Pick<ReturnType<typeof filing>, 'closeReply' | 'reopen'>,
  touch: Touch,
) {
  const stateOf = db.prepare<[number], RunState>('SELECT state FROM runs WHERE id = ?').pluck()
  // A run that is planned for later waits for its time in any case.
  const underWay = db
    .prepare<[number], number>(
      `SELECT id FROM runs WHERE state IN ('held', 'canary', 'sending')
         AND NOT (state = 'held' AND starts_at > ? AND starts_at - made_at > ${runHoldMs}) ORDER BY id`,
    )
    .pluck()
  const forgetUntil = db.prepare('UPDATE runs SET until = NULL WHERE id = ? AND until <= ?')
  const setState = db.prepare('UPDATE runs SET state = ?, why = ? WHERE id = ?')
  // Who was told that replies cannot arrive, and goes on, means it.
  const setBegins = db.prepare(
    "UPDATE runs SET begins = CASE WHEN why = 'unreachable' THEN 'anyway' ELSE 'proven' END WHERE id = ?",
  )
  const { goesOn } = wentOn(db)
  const proveAgain = db.prepare("UPDATE runs SET begins = 'proven' WHERE begins IS NULL")
  // Or nobody waits any longer for one to arrive (first-few.ts), unless it is what the run was paused for.
  const anyArrived = db
    .prepare<{ run: number; now: number }, 1>(
      `SELECT 1 FROM run_rows r JOIN messages m ON m.seq = r.message
       WHERE r.run = :run AND (m.state = 'delivered' OR (m.state = 'submitted' AND m.left_at <= :now - ${arrivesWithinMs}
         AND (SELECT why FROM runs WHERE id = :run) IS NOT 'canary')) LIMIT 1`,
    )
    .pluck()
  const queuedIn = db
    .prepare<ChaseOf, number>(
      `SELECT m.seq FROM run_rows r JOIN messages m ON m.seq = r.message WHERE r.run = :run AND m.state = 'queued'
       UNION ALL SELECT seq FROM messages WHERE submission = :chase AND state = 'queued'`,
    )
    .pluck()
  const heldIn = db
    .prepare<ChaseOf, number>(
      `SELECT m.seq FROM run_rows r JOIN messages m ON m.seq = r.message
         WHERE r.run = :run AND m.state = 'held' AND m.problem_code = 'run-paused'
       UNION ALL SELECT seq FROM messages
         WHERE submission = :chase AND state = 'held' AND problem_code = 'run-paused'`,
    )
    .pluck()
  const hold = db.prepare(
    `UPDATE messages SET state = 'held', problem_code = 'run-paused', problem = 'Not sent: its run is paused.'
     WHERE seq = ?`,
  )
  const cancel = db.prepare(
    `UPDATE messages SET state = 'cancelled', needs_person = 0, problem_code = 'run-discarded',
       problem = 'Not sent: the rest of its run was discarded.' WHERE seq = ?`,
  )
  const closeNotice = db.prepare(
    "UPDATE notices SET state = 'closed' WHERE state = 'waiting' AND id = (SELECT notice FROM messages WHERE seq = ?)",
  )
  const discard = db
    .prepare<[number], number>(
      "UPDATE run_rows SET state = 'discarded' WHERE run = ? AND state = 'planned' RETURNING place",
    )
    .pluck()
  const unmark = db
    .prepare<[number], number>('UPDATE run_rows SET again = 0 WHERE run = ? AND again = 1 RETURNING place')
    .pluck()
  const endChase = db.prepare(
    `UPDATE runs SET chase = json_set(chase, '$.leftOut', iif(chase_done IS NULL, 'both', 'default')),
       chase_done = coalesce(chase_done, 'skipped'), default_done = coalesce(default_done, 'skipped')
     WHERE id = ? AND chase IS NOT NULL AND (chase_done IS NULL OR default_done IS NULL)`,
  )
  const chaseIn = db
    .prepare<[string], number>("SELECT seq FROM messages WHERE submission = ? AND (state = 'queued' OR state = 'held')")
    .pluck()
  const putBack = puttingBack(db, touch)
  const setTimes = db.prepare(
    "UPDATE runs SET starts_at = :startsAt, until = :until, quiet_until = NULL WHERE id = :run AND state = 'held'",
  )
  const markDiscarded = db.prepare('UPDATE runs SET discarded = 1 WHERE id = ?')
  const textOf = db.prepare<[number, number], { seq: number; state: string }>(
    'SELECT m.seq, m.state FROM run_rows r JOIN messages m ON m.seq = r.message WHERE r.run = ? AND r.place = ?',
  )
  const cancelSettled = db.prepare(
    `UPDATE messages SET state = 'cancelled', needs_person = 0, problem_code = 'by-hand',
       problem = 'Not sent: you cancelled it.' WHERE seq = ?`,
  )
  const settle = db.prepare('UPDATE run_rows SET settled_at = ?, settled_as = ?, again = 0 WHERE run = ? AND place = ?')
  const ofRow = db.prepare<[number, number], SettledRow>(
    `SELECT r.customer, r.notice, r.message, r.settled_at AS settledAt FROM run_rows r WHERE r.run = ? AND r.place = ?`,
  )
  // Of its question, or of none: what outcomes look at (run-outcome.ts).
  const repliesOf = (which: string) =>
    db
      .prepare<SettledRow & { upTo: number }, number>(
        `SELECT seq FROM messages WHERE customer = :customer AND direction = 'inbound' AND ${which} AND seq <= :upTo
           AND (notice = :notice OR (notice IS NULL AND seq > :message))`,
      )
      .pluck()
  const needing = repliesOf('needs_person = 1')
  const closedWith = repliesOf('needs_person = 0 AND done_at = :settledAt')
  const { lowerAnswer, differs } = raising(db, touch)
  // Whoever wrote to the customer since, or filed it, has dealt with it otherwise than on the telephone.
  const changedAnswer = db.prepare<[number | null], { seq: number; at: number }>(
    `SELECT seq, at FROM (SELECT * FROM messages WHERE notice = ? AND direction = 'inbound'
       AND because ->> 'rule' = 'option' ORDER BY seq DESC LIMIT 1) answer
     WHERE because ->> 'was' IS NOT NULL AND because ->> 'why' IS NOT 'filed by hand'
       AND NOT EXISTS (SELECT 1 FROM messages said WHERE said.customer = answer.customer AND said.seq > answer.seq
         AND said.kind = 'text' AND NOT ${anyOf('said.state', ['cancelled', 'refused', 'failed', 'expired'])})`,
  )

  function each(seqs: number[], act: (seq: number) => unknown): void {
    for (const seq of seqs) {
      act(seq)
      touch(seq)
    }
  }

  function move(
    id: number,
    from: readonly RunState[],
    to: RunState,
    then: () => void,
    why: PauseWhy | null = null,
  ): RunMove {
    const state = stateOf.get(id)
    if (state === undefined) return { kind: 'no-such-run' }
    if (state === to) return { kind: 'moved' } // A repeat after a lost answer.
    if (!from.includes(state)) return { kind: 'not-now' }
    setState.run(to, why, id)
    then()
    return { kind: 'moved' }
  }
  /** What waits in the queue waits for a person from now on. */
  const pause = (id: number, why: PauseWhy) =>
    move(
      id,
      ['held', 'canary', 'sending'],
      'paused',
      () => each(queuedIn.all(withChase(id)), (seq) => hold.run(seq)),
      why,
    )

  function drop(seqs: number[]): void {
    each(seqs, (seq) => {
      cancel.run(seq)
      closeNotice.run(seq)
      putBack(seq)
    })
  }
  function leaveOutChase({ run }: { run: number }): RunMove {
    if (stateOf.get(run) === undefined) return { kind: 'no-such-run' }
    endChase.run(run)
    drop(chaseIn.all(withChase(run).chase))
    return { kind: 'moved' }
  }

  return {
    pause,
    pauseRun: ({ run }: { run: number }): RunMove => pause(run, 'person'),
    stopRun: ({ run }: { run: number }): RunMove =>
      move(run, ['held', 'canary', 'sending', 'paused'], 'stopped', () =>
        each(queuedIn.all(withChase(run)), (seq) => hold.run(seq)),
      ),
    /**
     * On with what has not left: after a pause or a stop. With a few first, where none is known to have arrived. Nothing
     * leaves by this alone: the run begins anew.
     */
    resumeRun: ({ run, now }: { run: number; now: number }): RunMove => {
      const state = stateOf.get(run)
      if (state === 'canary' || state === 'sending') return { kind: 'moved' }
      if (state === 'paused' || state === 'stopped') {
        // Somebody has said that it is not too late.
        forgetUntil.run(run, now)
        setBegins.run(run)
        goesOn(run, now)
      }
      return move(run, ['paused', 'stopped'], anyArrived.get({ run, now }) === 1 ? 'sending' : 'canary', () => {})
    },
    /** Throws away what has not left; of a run that is done, what it would yet do about those who do not answer. */
    discardRun: ({ run }: { run: number }): RunMove => {
      let places: number[] = []
      if (stateOf.get(run) === 'done') return leaveOutChase({ run })
      const moved = move(run, ['paused', 'stopped'], 'done', () => {
        endChase.run(run)
        drop([...heldIn.all(withChase(run)), ...queuedIn.all(withChase(run))])
        places = [...discard.all(run), ...unmark.all(run)]
        markDiscarded.run(run)
      })
      return moved.kind === 'moved' ? { ...moved, places } : moved
    },
    /** What it would yet do about those who do not answer is not done. */
    leaveOutChase,
    /** Other times, as long as nothing has begun to leave; epoch ms. */
    rescheduleRun: (by: { run: number; startsAt: number; until: number | null }): RunMove => {
      if (stateOf.get(by.run) === undefined) return { kind: 'no-such-run' }
      return { kind: setTimes.run(by).changes === 1 ? 'moved' : 'not-now' }
    },
    /** At start, and after a sleep: what was under way goes on only when a person says so; hours may have passed. */
    pauseRuns: ({ why, now }: { why: PauseWhy; now: number }): number[] => {
      const ids = underWay.all(now)
      for (const id of ids) pause(id, why)
      proveAgain.run()
      return ids
    },
    /**
     * Somebody rang the customer, and so has dealt with what they wrote until then, also where it changed the answer.
     * Null takes it back, and what they wrote waits for somebody again.
     *
     * @param by.upTo the newest of their texts that was seen; left out, all
     */
    settleRow: (by: SettleBy): RunMove => {
      const row = ofRow.get(by.run, by.place)
      const upTo = by.upTo ?? Number.MAX_SAFE_INTEGER
      if (row !== undefined) {
        for (const seq of closedWith.all({ ...row, upTo: Number.MAX_SAFE_INTEGER })) reopen({ seq })
        if (by.as !== null) for (const seq of needing.all({ ...row, upTo })) closeReply({ seq, now: by.now })
        if (by.as !== null) lowerAnswer(row.customer, upTo, [row.notice])
        const changed = by.as === null && row.settledAt !== null ? changedAnswer.get(row.notice) : undefined
        if (changed !== undefined) {
          differs({ customer: row.customer, seq: changed.seq, now: changed.at })
          touch(changed.seq)
        }
      }
      const { changes } = settle.run(by.as === null ? null : by.now, by.as, by.run, by.place)
      const text = by.as === null ? undefined : textOf.get(by.run, by.place)
      if (text?.state === 'queued' || text?.state === 'held')
        each([text.seq], (seq) => {
          cancelSettled.run(seq)
          closeNotice.run(seq)
          putBack(seq)
        })
      return { kind: changes === 1 ? 'moved' : 'no-such-run' }
    },
  }
}

interface SettledRow {
  customer: string
  notice: number | null
  message: number | null
  /** Epoch ms. */
  settledAt: number | null
}

interface SettleBy {
  run: number
  place: number
  as: string | null
  upTo?: number
  now: number
}

/** A run, and the submission of its second texts. */
type ChaseOf = { run: number; chase: string }
const withChase = (run: number): ChaseOf => ({ run, chase: `run-${run}-chase` })
