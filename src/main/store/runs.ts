import type { Question } from '../../shared/question.ts'
import { fillQuestion } from '../../shared/question.ts'
import { canaryRows, type PauseWhy, type RunEntry, type RunState } from '../../shared/run.ts'
import { alreadyAsked } from './already-asked.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { Touch } from './records.ts'
import { runMoves, runTextWithinMs } from './run-moves.ts'

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
    "INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at) VALUES (?, ?, ?, ?, ?, 'held', ?, ?)",
  )
  const insertRow = db.prepare(
    "INSERT INTO run_rows (run, place, customer, name, about, fields, state) VALUES (?, ?, ?, ?, ?, ?, 'planned')",
  )
  const one = db.prepare<[number], Row>(
    'SELECT id, question, ours, state, why, starts_at AS startsAt FROM runs WHERE id = ?',
  )
  const active = db
    .prepare<[], number>("SELECT id FROM runs WHERE state IN ('held', 'canary', 'sending') ORDER BY id")
    .pluck()
  const setState = db.prepare('UPDATE runs SET state = ?, why = ? WHERE id = ?')
  const planned = db.prepare<[number, number], { place: number; customer: string; fields: string }>(
    // Who was rung meanwhile is not texted any more.
    `SELECT place, customer, fields FROM run_rows INDEXED BY run_rows_planned
     WHERE run = ? AND state = 'planned' AND settled_at IS NULL ORDER BY place LIMIT ?`,
  )
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
       WHERE r.run = ? AND m.state NOT IN ('queued', 'sending', 'held', 'cancelled') ORDER BY r.place DESC LIMIT ?`,
    )
    .pluck()
  const pending = db.prepare<[number], { queued: number; others: number }>(
    `SELECT count(*) FILTER (WHERE m.state = 'queued') AS queued, count(*) FILTER (WHERE m.state <> 'queued') AS others
     FROM run_rows r JOIN messages m ON m.seq = r.message
     WHERE r.run = ? AND m.state IN ('queued', 'sending', 'held')`,
  )
  const isAsked = alreadyAsked(db)
  const { pause, ...moves } = runMoves(db, touch, (id, now) => {
    const run = one.get(id)
    if (run !== undefined) queueNext(run, canaryRows, now)
  })

  function makeRun(draft: RunDraft): MadeRun {
    const body = JSON.stringify([draft.name, draft.question, draft.entries])
    const done = bySubmission.get(draft.submissionId)
    // Empty once somebody of it was erased: then only the submission is known.
    if (done !== undefined)
      return done.body === body || done.body === '' ? { kind: 'repeated', run: done.id } : { kind: 'other-run' }
    // In the transaction that makes it: of two people with the same list, one at the same moment, only one sends it.
    const asked = draft.entries.findIndex(({ customer, anyway }) => !anyway && isAsked(customer))
    if (asked >= 0) return { kind: 'already-asked', place: asked + 1 }
    const { name, question, submissionId, ours, now, startsAt } = draft
    const id = Number(
      insertRun.run(name, JSON.stringify(question), body, submissionId, ours, now, startsAt).lastInsertRowid,
    )
    for (const [index, { customer, name, about, fields }] of draft.entries.entries())
      insertRow.run(id, index + 1, customer, name, JSON.stringify(about), JSON.stringify(fields))
    return { kind: 'made', run: id }
  }

  /** One step of every run that goes on by itself. @returns when the next one is due, epoch ms; null when none is */
  function advanceRuns({ now }: { now: number }): { moved: MovedRun[]; nextAt: number | null } {
    const moved: MovedRun[] = []
    let nextAt: number | null = null
    for (const id of active.all()) {
      const run = one.get(id)
      if (run === undefined) continue
      if (run.state === 'held' && now < run.startsAt) {
        nextAt = Math.min(nextAt ?? run.startsAt, run.startsAt)
        continue
      }
      const places = advance(run, now)
      if (places !== null) moved.push({ run: id, places })
    }
    return { moved, nextAt }
  }

  /** @returns the rows that it touched; null when nothing moved */
  function advance(run: Row, now: number): number[] | null {
    if (run.state === 'held') {
      setState.run('canary', null, run.id)
      return queueNext(run, canaryRows, now)
    }
    if (run.state === 'canary') {
      const first = newest.all(run.id, canaryRows).map(({ state }) => state)
      // Known only once each of them was taken or refused; one of unknown fate is no proof either way.
      if (first.some((state) => waitingStates.has(state))) return null
      if (!first.some((state) => state === 'submitted' || state === 'delivered')) {
        if (first.length > 0) return pauseNow(run.id, 'canary')
        const places = queueNext(run, canaryRows, now)
        if (places.length === 0) setState.run('done', null, run.id)
        return places
      }
      setState.run('sending', null, run.id)
      return queueNext(run, queuedAhead, now)
    }
    const { queued = 0, others = 0 } = pending.get(run.id) ?? {}
    if (queued > queuedAhead / 2) return null
    // What is wrong with the account is as wrong for those after it.
    const last = settledLast.all(run.id, sameInARow)
    if (last.length === sameInARow && last.every((code) => ofAccount.has(code))) return pauseNow(run.id, 'account')
    const places = queueNext(run, queuedAhead - queued, now)
    if (places.length > 0) return places
    if (queued + others > 0) return null
    setState.run('done', null, run.id)
    return []
  }
  function pauseNow(run: number, why: PauseWhy): number[] {
    pause(run, why)
    return []
  }

  /** @returns the rows that were taken from the list, queued or left out */
  function queueNext(run: Row, count: number, now: number): number[] {
    const question = JSON.parse(run.question) as Question
    const rows = planned.all(run.id, count)
    for (const { place, customer, fields } of rows) {
      const filled = fillQuestion(question, JSON.parse(fields) as Record<string, string>)
      if (!filled.ok) {
        leaveOut.run('fields', run.id, place)
        continue
      }
      const queued = queue({
        submissionId: `run-${run.id}`,
        customer,
        ours: run.ours,
        text: filled.text,
        now,
        notice: { questionId: question.id, options: filled.options, handling: filled.handling },
        withinMs: runTextWithinMs,
      })
      if (queued.kind === 'queued' || queued.kind === 'repeated') setQueued.run(queued.seq, queued.seq, run.id, place)
      else leaveOut.run(queued.kind, run.id, place)
    }
    return rows.map(({ place }) => place)
  }

  return {
    makeRun,
    advanceRuns,
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
}
