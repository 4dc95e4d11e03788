import { canaryRows, type PauseWhy, type RunState } from '../../shared/run.ts'
import { asking } from './ask.ts'
import { chasing, queuedAhead, type RunLook } from './chase.ts'
import type { filing } from './filing.ts'
import { firstFew } from './first-few.ts'
import { readHandedOver } from './handed-over.ts'
import { makingRuns } from './make-run.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { Touch } from './records.ts'
import { runAgain } from './run-again.ts'
import { runMoves } from './run-moves.ts'
import { type QueuedRun, runQueue } from './run-queue.ts'
import { wentOn } from './went-on.ts'

/** A run that moved, and those of its rows that may have. */
export interface MovedRun {
  run: number
  places: number[]
}

/** Refusals that speak of the account, or of no line at all, and not of the text. */
const ofAccount: ReadonlySet<string> = new Set([
  'credentials',
  'vonage-4',
  'vonage-8',
  'vonage-9',
  'vonage-11',
  'not-connected',
  'throttled',
])
/** So many of them in a row are no accident. */
const sameInARow = 3

/**
 * Runs: made once a submission, and moved on one step at a time. Each step queues a few customers' texts in the same
 * transaction that notes them as queued, so that a crash between two steps texts nobody twice and forgets nobody.
 */
export function runs(
  db: Db,
  queue: (draft: Draft) => Queued,
  replies: Pick<ReturnType<typeof filing>, 'closeReply' | 'reopen'>,
  touch: Touch,
) {
  const handedOver = readHandedOver(db)
  const one = db.prepare<[number], Row>(
    `SELECT id, question, ours, state, why, starts_at AS startsAt, until, quiet_until AS quietUntil, begins
     FROM runs WHERE id = ?`,
  )
  const active = db
    .prepare<[], number>("SELECT id FROM runs WHERE state IN ('held', 'canary', 'sending') ORDER BY id")
    .pluck()
  const setState = db.prepare('UPDATE runs SET state = ?, why = ? WHERE id = ?')
  const { heedClock } = wentOn(db)
  const setBegun = db.prepare('UPDATE runs SET begins = NULL WHERE id = ? AND begins IS NOT NULL')
  // What was held with the run leaves in its turn, too.
  const anyLeft = db
    .prepare<[number], 1>(
      `SELECT 1 FROM run_rows r LEFT JOIN messages m ON m.seq = r.message
       WHERE r.run = ? AND r.settled_at IS NULL AND (r.state = 'planned' OR r.again = 1 OR m.state = 'queued'
         OR (m.state = 'held' AND m.problem_code = 'run-paused')) LIMIT 1`,
    )
    .pluck()
  const settledLast = db
    .prepare<[number, number], string>(
      `SELECT coalesce(m.problem_code, '') FROM run_rows r JOIN messages m ON m.seq = r.message
       JOIN runs ON runs.id = r.run
       WHERE r.run = ? AND m.state NOT IN ('queued', 'sending', 'held', 'cancelled') AND m.left_at >= runs.went_on_at
       ORDER BY m.left_at DESC, r.place DESC LIMIT ?`,
    )
    .pluck()
  const pending = db.prepare<[number], { queued: number; others: number }>(
    `SELECT count(*) FILTER (WHERE m.state = 'queued') AS queued, count(*) FILTER (WHERE m.state <> 'queued') AS others
     FROM run_rows r JOIN messages m ON m.seq = r.message
     WHERE r.run = ? AND m.state IN ('queued', 'sending', 'held')`,
  )
  const chaseNext = chasing(db, queue, touch)
  const { retryRows, takeMarked } = runAgain(db)
  const { queueNext, noteQuiet, whereQuiet, isAnyAwake } = runQueue(db, asking(db, queue), takeMarked, touch)
  const { pause, ...moves } = runMoves(db, replies, touch)
  const { ofFirstFew, areLostAfterAll } = firstFew(db)

  /**
   * One step of every run that goes on by itself.
   *
   * @returns when the next one is due, epoch ms; null when none is. `waits` says that one would leave now, were it known
   *   whether replies can arrive
   */
  function advanceRuns(by: RunLook): {
    moved: MovedRun[]
    nextAt: number | null
    waits: boolean
  } {
    const moved: MovedRun[] = []
    const due: number[] = []
    let waits = false
    // They go on elsewhere.
    if (handedOver() !== null) return { moved, nextAt: null, waits }
    heedClock(by.now)
    for (const id of active.all()) {
      const run = one.get(id)
      if (run === undefined) continue
      if (run.state === 'held' && by.now < run.startsAt) {
        due.push(run.startsAt)
        continue
      }
      const step = advance(run, by)
      if (step === 'look-first') waits = true
      else if (typeof step === 'number') due.push(step)
      else if (step !== null) moved.push({ run: id, places: step })
      const { quietUntil } = one.get(id) ?? run
      if (quietUntil !== null && quietUntil > by.now) due.push(quietUntil)
      if (run.until !== null && run.until > by.now) due.push(run.until)
    }
    const chased = chaseNext(by)
    due.push(...chased.due)
    return {
      moved: [...moved, ...chased.moved],
      nextAt: due.length === 0 ? null : Math.min(...due),
      waits: waits || chased.waits,
    }
  }

  /** @returns the rows that it touched; null when nothing moved, or when it is to be looked at next (epoch ms) */
  function advance(run: Row, by: RunLook): number[] | number | 'look-first' | null {
    if (run.until !== null && by.now >= run.until && anyLeft.get(run.id) === 1) return pauseNow(run.id, 'until')
    if (run.state === 'held') return goOn(run, canaryRows, by)
    const { queued = 0, others = 0 } = pending.get(run.id) ?? {}
    if (run.state === 'canary') {
      // Those before them say nothing of the first few, who have yet to leave.
      if (run.begins !== null) return goOn(run, canaryRows, by, queued + others > 0)
      const first = ofFirstFew(run.id, by.now, anyLeft.get(run.id) === undefined)
      if (first.kind === 'under-way') return null
      if (first.kind === 'wait') return first.until
      if (first.kind === 'lost') return pauseNow(run.id, 'canary')
      if (first.kind === 'none') return goOn(run, canaryRows, by, queued + others > 0)
      setState.run('sending', null, run.id)
      return goOn(run, queuedAhead, by, queued + others > 0) ?? []
    }
    if (areLostAfterAll(run.id) && anyLeft.get(run.id) === 1) return pauseNow(run.id, 'canary')
    if (queued > queuedAhead / 2) return null
    // What is wrong with the account is as wrong for those after it; what left before a person had it go on is past.
    const last = settledLast.all(run.id, sameInARow)
    if (last.length === sameInARow && last.every((code) => ofAccount.has(code))) return pauseNow(run.id, 'account')
    return goOn(run, queuedAhead - queued, by, queued + others > 0)
  }
  /** With the next few, else it waits for those who sleep, or for what is under way, or is done. */
  function goOn(run: Row, count: number, by: RunLook, isUnderWay = false): number[] | 'look-first' | null {
    const quiet = whereQuiet(run.id, by)
    const asleep = JSON.stringify(quiet?.countries ?? [])
    if (isAnyAwake(run.id, asleep)) {
      if (run.begins === 'proven') {
        // Nobody is asked what they could not answer.
        if (by.reachable === null) return 'look-first'
        if (!by.reachable) return pauseNow(run.id, 'unreachable')
      }
      if (run.state === 'held') setState.run('canary', null, run.id)
      setBegun.run(run.id)
      return queueNext(run, count, { now: by.now, asleep })
    }
    if (quiet !== null && quiet.until !== null) return noteQuiet(run, quiet.until)
    if (isUnderWay) {
      setBegun.run(run.id)
      return null
    }
    // Waiting for an hour that never comes would look like waiting for the morning.
    if (quiet !== null) return pauseNow(run.id, 'quiet')
    if (run.state === 'held') setState.run('canary', null, run.id)
    setState.run('done', null, run.id)
    return []
  }
  function pauseNow(run: number, why: PauseWhy): number[] {
    pause(run, why)
    return []
  }

  return {
    ...makingRuns(db),
    advanceRuns,
    retryRows,
    ...moves,
  }
}

interface Row extends QueuedRun {
  state: RunState
  why: PauseWhy | null
  startsAt: number
  until: number | null
  begins: 'proven' | 'anyway' | null
}
