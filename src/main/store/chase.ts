import { fillQuestion, type Question } from '../../shared/question.ts'
import type { Chase } from '../../shared/run.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { Touch } from './records.ts'
import { quietIn, type RunClock } from './run-quiet.ts'
import type { MovedRun } from './runs.ts'

/** A step that is later than this was slept through: nobody is texted, and nothing is decided, at a time nobody chose. */
const lateMs = 15 * 60_000
/** So many second texts in the queue at a time: a pause has little to call back. */
const queuedAhead = 10

/**
 * What a run does about those who have not answered: one second text, and later their answer is taken to be the default.
 * Both only while it is known that their answers could have arrived.
 */
export function chasing(db: Db, queue: (draft: Draft) => Queued, touch: Touch) {
  const due = db.prepare<[], Row>(
    `SELECT id, question, ours, chase, chase_done AS chaseDone, default_done AS defaultDone FROM runs
     WHERE chase IS NOT NULL AND discarded = 0 AND state IN ('sending', 'done')
       AND (chase_done IS NULL OR (default_done IS NULL AND chase ->> 'defaultAt' IS NOT NULL)) ORDER BY id`,
  )
  const setChaseDone = db.prepare('UPDATE runs SET chase_done = ? WHERE id = ?')
  const setDefaultDone = db.prepare('UPDATE runs SET default_done = ? WHERE id = ?')
  const setChased = db.prepare('UPDATE run_rows SET chased_at = ? WHERE run = ? AND place = ?')
  const anyChased = db
    .prepare<[number], 1>('SELECT 1 FROM run_rows WHERE run = ? AND chased_at IS NOT NULL LIMIT 1')
    .pluck()
  const stillQueued = db
    .prepare<[string], number>("SELECT count(*) FROM messages WHERE submission = ? AND state = 'queued'")
    .pluck()
  // Who has written anything at all, or is to be rung, is a person's.
  const silent = `FROM run_rows r JOIN messages m ON m.seq = r.message JOIN notices n ON n.id = r.notice
    WHERE r.run = ? AND r.settled_at IS NULL AND m.state IN ('submitted', 'delivered') AND n.state = 'waiting'
      AND r.customer NOT IN (SELECT customer FROM opt_outs)
      AND NOT EXISTS (SELECT 1 FROM messages i WHERE i.customer = r.customer AND i.seq > r.message AND i.direction = 'inbound')`
  const next = db.prepare<[number, string, number], { place: number; customer: string; fields: string }>(
    `SELECT r.place, r.customer, r.fields ${silent} AND r.chased_at IS NULL
       AND r.country NOT IN (SELECT value FROM json_each(?)) ORDER BY r.place LIMIT ?`,
  )
  const undecided = db.prepare<[number], { place: number; message: number; notice: number }>(
    `SELECT r.place, r.message, r.notice ${silent} ORDER BY r.place`,
  )
  const decide = db.prepare("UPDATE notices SET state = 'answered', outcome = ? WHERE id = ? AND state = 'waiting'")
  const setDefault = db.prepare('UPDATE run_rows SET defaulted_at = ? WHERE run = ? AND place = ?')
  const whereQuiet = quietIn(db)

  /** @returns the rows that it touched; null when nothing moved */
  function secondText(run: Row, chase: Chase, clock: RunClock): number[] | null {
    if (clock.now - chase.at > lateMs && anyChased.get(run.id) === undefined) return end(setChaseDone, run, 'skipped')
    const submissionId = `run-${run.id}-chase`
    const room = queuedAhead - (stillQueued.get(submissionId) ?? 0)
    if (room < queuedAhead / 2) return null
    const rows = next.all(run.id, JSON.stringify(whereQuiet(run.id, clock, 'asked')?.countries ?? []), room)
    if (rows.length === 0) return end(setChaseDone, run, 'done')
    const question = { ...(JSON.parse(run.question) as Question), text: chase.text }
    for (const { place, customer, fields } of rows) {
      const filled = fillQuestion(question, JSON.parse(fields) as Record<string, string>)
      if (filled.ok)
        queue({
          submissionId,
          customer,
          ours: run.ours,
          text: filled.text,
          now: clock.now,
          notice: null,
          withinMs: lateMs,
        })
      setChased.run(clock.now, run.id, place)
    }
    return rows.map(({ place }) => place)
  }

  function takeDefault(run: Row, { defaultAt, option }: Chase, now: number): number[] {
    if (defaultAt === null || option === null || now - defaultAt > lateMs) return end(setDefaultDone, run, 'skipped')
    const rows = undecided.all(run.id)
    for (const { place, message, notice } of rows) {
      decide.run(option, notice)
      setDefault.run(now, run.id, place)
      touch(message)
    }
    end(setDefaultDone, run, 'done')
    return rows.map(({ place }) => place)
  }
  function end(how: typeof setChaseDone, run: Row, state: 'done' | 'skipped'): number[] {
    how.run(state, run.id)
    return []
  }

  return (by: RunClock & { reachable: boolean | null }): { moved: MovedRun[]; due: number[]; waits: boolean } => {
    const moved: MovedRun[] = []
    const later: number[] = []
    let waits = false
    for (const run of due.all()) {
      const chase = JSON.parse(run.chase) as Chase
      const isSecond = run.chaseDone === null
      const at = isSecond ? chase.at : (chase.defaultAt ?? Number.POSITIVE_INFINITY)
      if (by.now < at) {
        later.push(at)
        continue
      }
      if (by.reachable === null) {
        waits = true
        continue
      }
      const done = isSecond ? setChaseDone : setDefaultDone
      const places = !by.reachable
        ? end(done, run, 'skipped')
        : isSecond
          ? secondText(run, chase, by)
          : takeDefault(run, chase, by.now)
      if (places !== null) moved.push({ run: run.id, places })
    }
    return { moved, due: later, waits }
  }
}

interface Row {
  id: number
  /** JSON. */
  question: string
  ours: string
  /** JSON. */
  chase: string
  chaseDone: 'done' | 'skipped' | null
  defaultDone: 'done' | 'skipped' | null
}
