import type { Question } from '../../shared/question.ts'
import type { Ask, AskedNow } from './ask.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'
import type { runAgain } from './run-again.ts'
import { runTextWithinMs } from './run-moves.ts'
import { quietIn } from './run-quiet.ts'

/** As much of a run as its texts need. */
export interface QueuedRun {
  id: number
  /** JSON. */
  question: string
  ours: string
  quietUntil: number | null
}

/** Queues the next few texts of a run, and notes them on their rows. */
export function runQueue(
  db: Db,
  ask: (ask: Ask) => AskedNow,
  takeMarked: ReturnType<typeof runAgain>['takeMarked'],
  touch: Touch,
) {
  // Through a night nobody knows of the way in.
  const setQuiet = db.prepare(
    "UPDATE runs SET quiet_until = :until, begins = iif(:until IS NULL, begins, 'proven') WHERE id = :run",
  )
  const planned = db.prepare<[number, string, number], { place: number; customer: string; fields: string }>(
    // Who was rung meanwhile is not texted any more.
    `SELECT place, customer, fields FROM run_rows INDEXED BY run_rows_planned
     WHERE run = ? AND state = 'planned' AND settled_at IS NULL AND country NOT IN (SELECT value FROM json_each(?))
     ORDER BY place LIMIT ?`,
  )
  const setQueued = db.prepare(
    "UPDATE run_rows SET state = 'queued', message = ?, notice = (SELECT notice FROM messages WHERE seq = ?) WHERE run = ? AND place = ?",
  )
  const leaveOut = db.prepare("UPDATE run_rows SET state = 'left-out', why = ? WHERE run = ? AND place = ?")
  // The text that was lost stays theirs, and a person may choose them again.
  const sayWhyNot = db.prepare('UPDATE run_rows SET why = ? WHERE message = ?')
  const whereQuiet = quietIn(db)
  // Held by the run, and not for a reason of their own: what is late, or waited in a backup, is for a person to decide.
  const heldAwake = db.prepare<
    { run: number; asleep: string; chase: string; most: number },
    { seq: number; place: number }
  >(
    `SELECT m.seq, r.place FROM run_rows r JOIN messages m ON m.seq = r.message
       WHERE r.run = :run AND m.state = 'held' AND m.problem_code = 'run-paused'
         AND r.country NOT IN (SELECT value FROM json_each(:asleep))
     UNION ALL SELECT m.seq, 0 FROM messages m JOIN run_rows r ON r.run = :run AND r.customer = m.customer
       WHERE m.submission = :chase AND m.state = 'held' AND m.problem_code = 'run-paused'
         AND r.country NOT IN (SELECT value FROM json_each(:asleep))
     LIMIT :most`,
  )
  const markedAwake = db.prepare<[number, string], unknown>(
    `SELECT 1 FROM run_rows INDEXED BY run_rows_again
     WHERE run = ? AND again = 1 AND country NOT IN (SELECT value FROM json_each(?)) LIMIT 1`,
  )
  const release = db.prepare(
    `UPDATE messages SET state = 'queued', due_at = :now, late_after = :now + ${runTextWithinMs}, needs_person = 0,
       problem_code = NULL, problem = NULL, attempts = 0 WHERE seq = :seq`,
  )

  /**
   * @param by.asleep countries where it is quiet, as JSON
   * @returns the rows that were taken, queued or left out: of the list, then of those that are to be texted again
   */
  function queueNext(run: QueuedRun, count: number, { now, asleep }: { now: number; asleep: string }): number[] {
    const places = releaseAwake(run.id, asleep, now, count)
    if (places.length < count) places.push(...queuePlanned(run, count - places.length, now, asleep))
    if (places.length < count) places.push(...queueAgain(run, count - places.length, now, asleep))
    if (places.length > 0) noteQuiet(run, null)
    return places
  }

  /** What was held when the run was paused, as far as it is not quiet there. @returns their rows */
  function releaseAwake(run: number, asleep: string, now: number, most: number): number[] {
    return heldAwake.all({ run, asleep, chase: `run-${run}-chase`, most }).map(({ seq, place }) => {
      release.run({ seq, now })
      touch(seq)
      return place
    })
  }

  /** @param asleep countries where it is quiet, as JSON */
  function queuePlanned(run: QueuedRun, count: number, now: number, asleep: string): number[] {
    const drafted = drafting(run, now)
    const rows = planned.all(run.id, asleep, count)
    for (const { place, customer, fields } of rows) {
      const queued = ask({ ...drafted(customer, fields), submissionId: `run-${run.id}` })
      if (queued.kind === 'queued' || queued.kind === 'repeated') setQueued.run(queued.seq, queued.seq, run.id, place)
      else leaveOut.run(queued.kind, run.id, place)
    }
    return rows.map(({ place }) => place)
  }

  function queueAgain(run: QueuedRun, count: number, now: number, asleep: string): number[] {
    const drafted = drafting(run, now)
    const { places, again } = takeMarked(run.id, { asleep, count, now })
    for (const { customer, fields, message, tries } of again) {
      const submissionId = `run-${run.id}-again-${message}-${tries}`
      // The queue moves the row. "Anyway", as the state of the lost text was looked at in this transaction.
      const { kind } = ask({ ...drafted(customer, fields), submissionId, again: message, anyway: true })
      if (kind === 'no-digits') sayWhyNot.run(kind, message)
    }
    return places
  }

  function drafting(run: QueuedRun, now: number): (customer: string, fields: string) => Omit<Ask, 'submissionId'> {
    const question = JSON.parse(run.question) as Question
    return (customer, fields) => ({
      customer,
      ours: run.ours,
      question,
      fields: JSON.parse(fields) as Record<string, string>,
      now,
      withinMs: runTextWithinMs,
      byRun: true,
    })
  }

  function noteQuiet(run: QueuedRun, until: number | null): number[] | null {
    if (run.quietUntil === until) return null
    setQuiet.run({ until, run: run.id })
    return []
  }

  return {
    queueNext,
    /** Until when the run waits for those who are left, where that is something else than was known: then it moved. */
    noteQuiet,
    whereQuiet,
    /** Whether anybody of it could be texted at this moment. */
    isAnyAwake: (run: number, asleep: string): boolean =>
      planned.get(run, asleep, 1) !== undefined ||
      heldAwake.get({ run, asleep, chase: `run-${run}-chase`, most: 1 }) !== undefined ||
      markedAwake.get(run, asleep) !== undefined,
  }
}
