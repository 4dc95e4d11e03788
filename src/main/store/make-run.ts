import { digitsBeside } from '../../shared/other-digits.ts'
import type { Question } from '../../shared/question.ts'
import type { Chase, RunEntry } from '../../shared/run.ts'
import { alreadyAsked, takenDigits } from './already-asked.ts'
import type { Db } from './open.ts'

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
  /** Somebody said to ask again, and there are no other digits to ask with. */
  | { kind: 'no-digits'; place: number }

/** Keeps a run with its list, once a submission; nothing of it is queued yet. */
export function makingRuns(db: Db) {
  const bySubmission = db.prepare<[string], { id: number; body: string }>(
    'SELECT id, body FROM runs WHERE submission = ?',
  )
  const insertRun = db.prepare(
    "INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at, until, chase) VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?, ?)",
  )
  const insertRow = db.prepare(
    "INSERT INTO run_rows (run, place, customer, name, about, fields, country, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'planned')",
  )
  const isAsked = alreadyAsked(db)
  const taken = takenDigits(db)

  return (draft: RunDraft): MadeRun => {
    const body = JSON.stringify([draft.name, draft.question, draft.entries, draft.asked, draft.chase])
    const done = bySubmission.get(draft.submissionId)
    // Empty once somebody of it was erased: then only the submission is known.
    if (done !== undefined)
      return done.body === body || done.body === '' ? { kind: 'repeated', run: done.id } : { kind: 'other-run' }
    // In the transaction that makes it: of two people with the same list, one at the same moment, only one sends it.
    const asked = draft.entries.findIndex(({ customer, anyway }) => !anyway && isAsked(customer))
    if (asked >= 0) return { kind: 'already-asked', place: asked + 1 }
    const { name, question, submissionId, ours, now, startsAt, until } = draft
    const without = draft.entries.findIndex(
      ({ customer, anyway }) => anyway && digitsBeside(question, taken({ customer, now })) === undefined,
    )
    if (without >= 0) return { kind: 'no-digits', place: without + 1 }
    const chase = draft.chase === null ? null : JSON.stringify(draft.chase)
    const id = Number(
      insertRun.run(name, JSON.stringify(question), body, submissionId, ours, now, startsAt, until, chase)
        .lastInsertRowid,
    )
    for (const [index, { customer, name, about, fields, country }] of draft.entries.entries())
      insertRow.run(id, index + 1, customer, name, JSON.stringify(about), JSON.stringify(fields), country)
    return { kind: 'made', run: id }
  }
}
