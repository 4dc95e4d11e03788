import type { Question } from '../../shared/question.ts'
import { fillQuestion } from '../../shared/question.ts'
import { type Chase, canaryRows, type PauseWhy, type RunEntry, type RunState } from '../../shared/run.ts'
import { alreadyAsked } from './already-asked.ts'
import { chasing } from './chase.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { Touch } from './records.ts'
import { runAgain } from './run-again.ts'
import { runMoves, runTextWithinMs } from './run-moves.ts'
import { quietIn, type RunClock } from './run-quiet.ts'

/** A run to make. */
export interface RunDraft {
  submissionId: string
  name: string
  question: Question
  ours: string
  entries: RunEntry[]
  /** Epoch ms. */
  now: number
  /** Until then it can be taken back. */
  startsAt: number
  /** What has not left by then waits for a person. */
  until: number | null
  chase: Chase | null
  /** The times as they were asked for: said again, they must be the same. */
  asked: { startsAt?: string | undefined; until?: string | undefined }
}

export type MadeRun =
  | { kind: 'made' | 'repeated'; run: number }
  | { kind: 'other-run' }
  /** A customer was asked already, and nobody said to ask again. Counted from 1. */
  | { kind: 'already-asked'; place: number }
/** A run that moved, and those of its rows that may have. */
export interface MovedRun {
  run: number
  places: number[]
}

/** Texts of one run in the queue at a time: a pause or a stop has little to call back. */
const queuedAhead = 30
/** Of a text that has not had its answer. */
const waitingStates: ReadonlySet<string> = new Set(['queued', 'sending', 'held'])
/** Refusals that speak of the account, or of no line at all, and not of the text. */
const ofAccount: ReadonlySet<string> = new Set([
  'credentials',
  'vonage-4',
  'vonage-8',
  'vonage-9',
  'vonage-11',
  'not-connected',
])
/** So many of them in a row are no accident. */
const sameInARow = 3

/**
 * Runs: made once a submission, and moved on one step at a time. Each step queues a few customers' texts in the same
 * transaction that notes them as queued, so that a crash between two steps texts nobody twice and forgets nobody.
 */
export function runs(db: Db, queue: (draft: Draft) => Queued, touch: Touch) {
  const bySubmission = db.prepare<[string], { id: number; body: string }>(
    'SELECT id, body FROM runs WHERE submission = ?',
  )
  const insertRun = db.prepare(
    "INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at, until, chase) VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?, ?)",
  )
  const insertRow = db.prepare(
    "INSERT INTO run_rows (run, place, customer, name, about, fields, country, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'planned')",
  )
  const one = db.prepare<[number], Row>(
    `SELECT id, question, ours, state, why, starts_at AS startsAt, until, quiet_until AS quietUntil
     FROM runs WHERE id = ?`,
  )
  const active = db
    .prepare<[], number>("SELECT id FROM runs WHERE state IN ('held', 'canary', 'sending') ORDER BY id")
    .pluck()
  const setState = db.prepare('UPDATE runs SET state = ?, why = ? WHERE id = ?')
  const setQuiet = db.prepare('UPDATE runs SET quiet_until = ? WHERE id = ?')
  const planned = db.prepare<[number, string, number], { place: number; customer: string; fields: string }>(
    // Who was rung meanwhile is not texted any more.
    `SELECT place, customer, fields FROM run_rows INDEXED BY run_rows_planned
     WHERE run = ? AND state = 'planned' AND settled_at IS NULL AND country NOT IN (SELECT value FROM json_each(?))
     ORDER BY place LIMIT ?`,
  )
  const anyPlanned = db
    .prepare<[number], 1>(
      "SELECT 1 FROM run_rows INDEXED BY run_rows_planned WHERE run = ? AND state = 'planned' AND settled_at IS NULL LIMIT 1",
    )
    .pluck()
  const setQueued = db.prepare(
    "UPDATE run_rows SET state = 'queued', message = ?, notice = (SELECT notice FROM messages WHERE seq = ?) WHERE run = ? AND place = ?",
  )
  const leaveOut = db.prepare("UPDATE run_rows SET state = 'left-out', why = ? WHERE run = ? AND place = ?")
  const newest = db.prepare<[number, number], { state: string; code: string | null }>(
    `SELECT m.state, m.problem_code AS code FROM run_rows r JOIN messages m ON m.seq = r.message
     WHERE r.run = ? ORDER BY r.place DESC LIMIT ?`,
  )
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
  const isAsked = alreadyAsked(db)
  const whereQuiet = quietIn(db)
  const chaseNext = chasing(db, queue, touch)
  const { retryRows, takeMarked } = runAgain(db)
  const { pause, ...moves } = runMoves(db, touch, (id, clock) => {
    const run = one.get(id)
    if (run !== undefined) goOn(run, canaryRows, clock)
  })

  function makeRun(draft: RunDraft): MadeRun {
    const body = JSON.stringify([draft.name, draft.question, draft.entries, draft.asked, draft.chase])
    const done = bySubmission.get(draft.submissionId)
    // Empty once somebody of it was erased: then only the submission is known.
    if (done !== undefined)
      return done.body === body || done.body === '' ? { kind: 'repeated', run: done.id } : { kind: 'other-run' }
    // In the transaction that makes it: of two people with the same list, one at the same moment, only one sends it.
    const asked = draft.entries.findIndex(({ customer, anyway }) => !anyway && isAsked(customer))
    if (asked >= 0) return { kind: 'already-asked', place: asked + 1 }
    const { name, question, submissionId, ours, now, startsAt, until } = draft
    const chase = draft.chase === null ? null : JSON.stringify(draft.chase)
    const id = Number(
      insertRun.run(name, JSON.stringify(question), body, submissionId, ours, now, startsAt, until, chase)
        .lastInsertRowid,
    )
    for (const [index, { customer, name, about, fields, country }] of draft.entries.entries())
      insertRow.run(id, index + 1, customer, name, JSON.stringify(about), JSON.stringify(fields), country)
    return { kind: 'made', run: id }
  }

  /**
   * One step of every run that goes on by itself.
   *
   * @param by.reachable whether replies could arrive; null when nobody has looked
   * @returns when the next one is due, epoch ms; null when none is. `waits` says that one would leave now, were it known
   *   whether replies can arrive
   */
  function advanceRuns(by: RunClock & { reachable: boolean | null }): {
    moved: MovedRun[]
    nextAt: number | null
    waits: boolean
  } {
    const moved: MovedRun[] = []
    const due: number[] = []
    let waits = false
    for (const id of active.all()) {
      const run = one.get(id)
      if (run === undefined) continue
      if (run.state === 'held' && by.now < run.startsAt) {
        due.push(run.startsAt)
        continue
      }
      const step = advance(run, by)
      if (step === 'look-first') waits = true
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

  /** @returns the rows that it touched; null when nothing moved */
  function advance(run: Row, by: RunClock & { reachable: boolean | null }): number[] | 'look-first' | null {
    if (run.until !== null && by.now >= run.until && anyPlanned.get(run.id) === 1) return pauseNow(run.id, 'until')
    if (run.state === 'held') {
      const quiet = whereQuiet(run.id, by)
      if (quiet !== null && planned.get(run.id, JSON.stringify(quiet.countries), 1) === undefined)
        return noteQuiet(run, quiet.until)
      // Nobody is asked what they could not answer.
      if (by.reachable === null) return 'look-first'
      if (!by.reachable) return pauseNow(run.id, 'unreachable')
      setState.run('canary', null, run.id)
      return queueNext(run, canaryRows, by)
    }
    if (run.state === 'canary') {
      // Those before them say nothing of the first few, who are still asleep.
      if (run.quietUntil !== null) return goOn(run, canaryRows, by)
      const first = newest.all(run.id, canaryRows).map(({ state }) => state)
      // Known only once each of them was taken or refused; one of unknown fate is no proof either way.
      if (first.some((state) => waitingStates.has(state))) return null
      if (!first.some((state) => state === 'submitted' || state === 'delivered')) {
        if (first.length > 0) return pauseNow(run.id, 'canary')
        return goOn(run, canaryRows, by)
      }
      setState.run('sending', null, run.id)
      return queueNext(run, queuedAhead, by)
    }
    const { queued = 0, others = 0 } = pending.get(run.id) ?? {}
    if (queued > queuedAhead / 2) return null
    // What is wrong with the account is as wrong for those after it; what left before a person had it go on is past.
    const last = settledLast.all(run.id, sameInARow)
    if (last.length === sameInARow && last.every((code) => ofAccount.has(code))) return pauseNow(run.id, 'account')
    return goOn(run, queuedAhead - queued, by, queued + others > 0)
  }
  /** With the next few, else it waits for those who sleep, or for what is under way, or is done. */
  function goOn(run: Row, count: number, clock: RunClock, isUnderWay = false): number[] | null {
    const places = queueNext(run, count, clock)
    if (places.length > 0) return places
    const quiet = whereQuiet(run.id, clock)
    if (quiet !== null) return noteQuiet(run, quiet.until)
    if (isUnderWay) return null
    setState.run('done', null, run.id)
    return []
  }
  function noteQuiet(run: Row, until: number | null): number[] | null {
    if (run.quietUntil === until) return null
    setQuiet.run(until, run.id)
    return []
  }
  function pauseNow(run: number, why: PauseWhy): number[] {
    pause(run, why)
    return []
  }

  /** @returns the rows that were taken, queued or left out: of the list, then of those that are to be texted again */
  function queueNext(run: Row, count: number, clock: RunClock): number[] {
    const asleep = JSON.stringify(whereQuiet(run.id, clock)?.countries ?? [])
    const listed = queuePlanned(run, count, clock.now, asleep)
    const places =
      listed.length === count ? listed : [...listed, ...queueAgain(run, count - listed.length, clock.now, asleep)]
    if (places.length > 0) noteQuiet(run, null)
    return places
  }

  /** @param asleep countries where it is quiet, as JSON */
  function queuePlanned(run: Row, count: number, now: number, asleep: string): number[] {
    const draft = drafting(run, now)
    const rows = planned.all(run.id, asleep, count)
    for (const { place, customer, fields } of rows) {
      const text = draft(customer, fields)
      if (text === null) {
        leaveOut.run('fields', run.id, place)
        continue
      }
      const queued = queue({ ...text, submissionId: `run-${run.id}` })
      if (queued.kind === 'queued' || queued.kind === 'repeated') setQueued.run(queued.seq, queued.seq, run.id, place)
      else leaveOut.run(queued.kind, run.id, place)
    }
    return rows.map(({ place }) => place)
  }

  function queueAgain(run: Row, count: number, now: number, asleep: string): number[] {
    const draft = drafting(run, now)
    const { places, again } = takeMarked(run.id, asleep, count)
    for (const { customer, fields, message, tries } of again) {
      const text = draft(customer, fields)
      // The queue moves the row. "Anyway", as the state of the lost text was looked at in this transaction.
      if (text !== null)
        queue({ ...text, submissionId: `run-${run.id}-again-${message}-${tries}`, again: message, anyway: true })
    }
    return places
  }

  /** @returns what a customer of the run reads; null when a field of the question is empty */
  function drafting(run: Row, now: number): (customer: string, fields: string) => Omit<Draft, 'submissionId'> | null {
    const question = JSON.parse(run.question) as Question
    return (customer, fields) => {
      const filled = fillQuestion(question, JSON.parse(fields) as Record<string, string>)
      if (!filled.ok) return null
      const { text, options, handling } = filled
      const notice = { questionId: question.id, options, handling }
      return { customer, ours: run.ours, text, now, notice, withinMs: runTextWithinMs }
    }
  }

  return {
    makeRun,
    advanceRuns,
    retryRows,
    ...moves,
  }
}

interface Row {
  id: number
  /** JSON. */
  question: string
  ours: string
  state: RunState
  why: PauseWhy | null
  startsAt: number
  until: number | null
  quietUntil: number | null
}
