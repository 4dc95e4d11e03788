import { digitsBeside } from '../../shared/other-digits.ts'
import type { Question } from '../../shared/question.ts'
import { type Chase, type RunEntry, runHoldMs } from '../../shared/run.ts'
import { alreadyAsked, askedSince, takenDigits } from './already-asked.ts'
import type { Db } from './open.ts'

/** A run to make, but for its list. */
export interface RunHead {
  submissionId: string
  /** What was asked for, list and all, in short: said again, it must be the same. */
  body: string
  name: string
  question: Question
  ours: string
  /** Epoch ms. */
  now: number
  /** Until then it can be taken back. */
  startsAt: number
  /** What has not left by then waits for a person. */
  until: number | null
  chase: Chase | null
}

/** `begun`: its rows are to be handed in, and then it is to be finished. */
export type BegunRun = { kind: 'begun' | 'repeated'; run: number } | { kind: 'other-run' }

/** A customer, counted from 1, for whom there can be no run: asked already, or no other digits are left to ask with. */
export type RefusedRow = { kind: 'already-asked'; place: number } | { kind: 'no-digits'; place: number }

/** Some rows of a run that is being made; `now` is epoch ms. */
interface RunRows {
  run: number
  /** The place of the first of them, from 1. */
  first: number
  entries: RunEntry[]
  now: number
  /** `seq` of the newest text there was when somebody looked at who was asked already; absent when nobody did. */
  upTo?: number | undefined
}

/** So many rows are thrown away in one transaction. */
const slice = 500

/**
 * Keeps a run with its list, once a submission; nothing of it is queued yet. A long list would hold up every reply in one
 * transaction, so it is handed in by and by. Until it is whole there is no such run for anybody else: it cannot leave, nor
 * be seen, and what was not finished when the desk ended is thrown away.
 *
 * Every step may be given twice, as those whose disk failed are.
 */
export function makingRuns(db: Db) {
  const bySubmission = db.prepare<[string], { id: number; body: string; state: string }>(
    'SELECT id, body, state FROM runs WHERE submission = ?',
  )
  const insertRun = db.prepare(
    "INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at, until, chase) VALUES (?, ?, ?, ?, ?, 'making', ?, ?, ?, ?)",
  )
  const isMaking = db.prepare<[number], 1>("SELECT 1 FROM runs WHERE id = ? AND state = 'making'").pluck()
  const isIn = db.prepare<[number, number], 1>('SELECT 1 FROM run_rows WHERE run = ? AND place = ?').pluck()
  const insertRow = db.prepare(
    "INSERT INTO run_rows (run, place, customer, name, about, fields, country, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'planned')",
  )
  const isAsked = alreadyAsked(db)
  const isAskedSince = askedSince(db)
  const taken = takenDigits(db)
  const questionOf = db.prepare<[number], string>('SELECT question FROM runs WHERE id = ?').pluck()
  // The hold is for whoever looks at a run that is there.
  const finish = db.prepare(
    `UPDATE runs SET state = 'held', made_at = :now, starts_at = max(starts_at, :now + ${runHoldMs})
     WHERE id = :run AND state = 'making'`,
  )
  const unmade = db
    .prepare<[string], number>("SELECT id FROM runs WHERE state = 'making' AND submission <> ? LIMIT 1")
    .pluck()
  const dropRows = db.prepare(
    `DELETE FROM run_rows WHERE run = :run AND place IN (SELECT place FROM run_rows WHERE run = :run LIMIT ${slice})`,
  )
  const dropRun = db.prepare("DELETE FROM runs WHERE id = ? AND state = 'making'")

  return {
    beginRun(draft: RunHead): BegunRun {
      const { name, question, body, submissionId, ours, now, startsAt, until } = draft
      const done = bySubmission.get(submissionId)
      if (done !== undefined && done.body !== body && done.body !== '') return { kind: 'other-run' }
      // Empty once somebody of it was erased: then only the submission is known.
      if (done !== undefined) return { kind: done.state === 'making' ? 'begun' : 'repeated', run: done.id }
      const chase = draft.chase === null ? null : JSON.stringify(draft.chase)
      const made = insertRun.run(name, JSON.stringify(question), body, submissionId, ours, now, startsAt, until, chase)
      return { kind: 'begun', run: Number(made.lastInsertRowid) }
    },
    /**
     * @returns one who was asked already where nobody said to ask again, or where that cannot be done; null when all are in
     */
    addRunRows({ run, first, entries, now, upTo }: RunRows): RefusedRow | null {
      if (isMaking.get(run) === undefined) throw new Error('A run that is whole takes no more rows')
      const question = JSON.parse(questionOf.get(run) ?? '') as Question
      for (const [index, { customer, name, about, fields, country, anyway }] of entries.entries()) {
        const place = first + index
        if (isIn.get(run, place) === 1) continue
        // In the transaction that keeps it: of two people with the same list, one at the same moment, only one sends it.
        if (!anyway && isAsked(customer)) return { kind: 'already-asked', place }
        // A list may lie on a screen for hours, while another window asks the same customers and they answer.
        if (upTo !== undefined && isAskedSince({ customer, question: question.id, upTo, also: anyway }))
          return { kind: 'already-asked', place }
        if (anyway && digitsBeside(question, taken({ customer, now })) === undefined)
          return { kind: 'no-digits', place }
        insertRow.run(run, place, customer, name, JSON.stringify(about), JSON.stringify(fields), country)
      }
      return null
    },
    /** From now on it is a run like any other. */
    finishRun: (by: { run: number; now: number }): void => void finish.run(by),
    /**
     * Some rows of a run that was not finished, and in the end the run itself.
     *
     * @param by.but a submission that is to be gone on with; "" for none
     * @returns whether there is more
     */
    dropUnmade({ but }: { but: string }): boolean {
      const run = unmade.get(but)
      if (run === undefined) return false
      if (dropRows.run({ run }).changes < slice) dropRun.run(run)
      return true
    },
  }
}
