import { openDigits } from '../../shared/other-digits.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { type Chase, silentMs } from '../../shared/run.ts'
import { digitsIn, type Given } from './ask.ts'
import { hasBegun } from './half-written.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { Touch } from './records.ts'
import { quietIn, type RunClock } from './run-quiet.ts'
import type { MovedRun } from './runs.ts'

/** A step that is later than this was slept through, or kept back: nobody is texted at a time that nobody chose. */
const lateMs = 30 * 60_000
/** So many customers in one transaction: replies must not wait for the whole list. */
const slice = 200
/** Texts of one run in the queue at a time: a pause, a stop, or the beginning of a night, has little to call back. */
export const queuedAhead = 30

/** How a run is looked at. */
export interface RunLook extends RunClock {
  /** Whether replies can arrive; null when nobody has looked. */
  reachable: boolean | null
  /** The computer slept just now, or its clock was put forward. */
  slept: boolean
}

/** Of the texts that chase a run's silent customers; the number of the run stands in it. */
export const isChase = (submission: string) => `${submission} GLOB 'run-*-chase'`
export const runOfChase = (submission: string) => `CAST(substr(${submission}, 5) AS INTEGER)`

/**
 * What a run does about those who have not answered: one second text, and later their answer is taken to be the default.
 * A step begins only while it is sure that an answer would have been heard: replies can arrive, nothing that came since
 * the run left is still unread, and no stretch in which they could not is still being asked about.
 */
export function chasing(db: Db, queue: (draft: Draft) => Queued, touch: Touch) {
  const due = db.prepare<[], Row>(
    `SELECT id, question, ours, starts_at AS startsAt, begins, chase, chase_done AS chaseDone, default_done AS defaultDone FROM runs
     WHERE chase IS NOT NULL AND discarded = 0 AND state IN ('sending', 'done')
       AND (chase_done IS NULL OR (default_done IS NULL AND chase ->> 'defaultAt' IS NOT NULL)) ORDER BY id`,
  )
  const setChaseDone = db.prepare('UPDATE runs SET chase_done = ? WHERE id = ?')
  const setDefaultDone = db.prepare('UPDATE runs SET default_done = ? WHERE id = ?')
  const setChased = db.prepare('UPDATE run_rows SET chased_at = ? WHERE run = ? AND place = ?')
  const anyOf = (column: string) =>
    db.prepare<[number], 1>(`SELECT 1 FROM run_rows WHERE run = ? AND ${column} IS NOT NULL LIMIT 1`).pluck()
  const lastChased = db.prepare<[number], number | null>('SELECT max(chased_at) FROM run_rows WHERE run = ?').pluck()
  const queued = db
    .prepare<[string], number>(
      "SELECT count(*) FROM messages INDEXED BY messages_queue WHERE state = 'queued' AND submission = ?",
    )
    .pluck()
  const anyDefaulted = anyOf('defaulted_at')
  const isUnsure = db
    .prepare<[number, number], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM gaps WHERE settled_at IS NULL AND ended_at >= ?)
         OR EXISTS (SELECT 1 FROM inbound_raw WHERE arrived_at >= ?)`,
    )
    .pluck()
  // Who has written anything since the run's first text, or is to be rung, is a person's; and so is half of a long text.
  const silent = `FROM run_rows r JOIN messages m ON m.seq = r.message JOIN notices n ON n.id = r.notice
    WHERE r.run = :run AND r.settled_at IS NULL AND r.again = 0 AND m.state IN ('submitted', 'delivered')
      AND n.state = 'waiting' AND m.left_at <= :now - ${silentMs}
      AND r.customer NOT IN (SELECT customer FROM opt_outs)
      AND NOT EXISTS (SELECT 1 FROM messages i WHERE i.customer = r.customer AND i.direction = 'inbound'
        AND i.seq > (SELECT min(seq) FROM messages first WHERE first.submission = 'run-' || r.run))
      AND NOT ${hasBegun('r.customer', ':now')}`
  const asked = 'r.place, r.customer, r.fields, r.message, r.notice, n.digits, n.dated_at AS datedAt'
  const next = db.prepare<{ run: number; now: number; asleep: string }, Silent>(
    // Whose second text was taken back is not texted again, and does not count as if they had been.
    `SELECT ${asked} ${silent} AND r.chased_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM messages c WHERE c.submission = 'run-' || r.run || '-chase' AND c.customer = r.customer)
       AND r.country NOT IN (SELECT value FROM json_each(:asleep)) ORDER BY r.place LIMIT ${slice}`,
  )
  const undecided = db.prepare<{ run: number; now: number }, Silent>(
    `SELECT ${asked} ${silent}
       AND (r.chased_at IS NULL OR r.chased_at <= :now - ${silentMs}) ORDER BY r.place LIMIT ${slice}`,
  )
  const decide = db.prepare("UPDATE notices SET state = 'answered', outcome = ? WHERE id = ? AND state = 'waiting'")
  const setDefault = db.prepare('UPDATE run_rows SET defaulted_at = ? WHERE run = ? AND place = ?')
  const whereQuiet = quietIn(db)

  /** Whether a step may begin. `wait`: not yet, and it is looked at again until it is late. */
  function mayBegin(run: Row, by: RunLook): 'yes' | 'wait' | 'look-first' | 'never' {
    if (by.slept) return 'never'
    if (isUnsure.get(run.startsAt, run.startsAt) === 1) return 'wait'
    if (by.reachable === null) return 'look-first'
    return by.reachable ? 'yes' : 'wait'
  }

  /** After a restart or a sleep, those who have yet to be texted are asked only what they can answer, too. */
  function mayGoOn(run: Row, by: RunLook): 'yes' | 'wait' | 'look-first' {
    if (run.begins !== 'proven') return 'yes'
    if (by.reachable === null) return 'look-first'
    return by.reachable ? 'yes' : 'wait'
  }

  /** @returns the rows that it touched; null when nothing moved */
  function secondText(run: Row, chase: Chase, by: RunLook): number[] | 'look-first' | null {
    const begunAt = lastChased.get(run.id) ?? null
    const begun = begunAt !== null
    // A slow number takes its time: what goes on is not late.
    const isOver =
      by.now - Math.max(chase.at, begunAt ?? 0) > lateMs || (chase.defaultAt !== null && by.now >= chase.defaultAt)
    if (isOver) return end(setChaseDone, run, begun ? 'done' : 'skipped')
    const may = begun ? mayGoOn(run, by) : mayBegin(run, by)
    if (may === 'never') return end(setChaseDone, run, 'skipped')
    if (may !== 'yes') return may === 'wait' ? null : may
    const submissionId = `run-${run.id}-chase`
    const ahead = queued.get(submissionId) ?? 0
    if (ahead > queuedAhead / 2) return null
    const most = queuedAhead - ahead
    const asleep = JSON.stringify(whereQuiet(run.id, by, 'asked')?.countries ?? [])
    const question = { ...(JSON.parse(run.question) as Question), text: chase.text }
    const open = openDigits(chase.text, question.options)
    const places: number[] = []
    for (const { place, customer, fields, ...given } of next.all({ run: run.id, now: by.now, asleep })) {
      if (places.length === most) break
      const digits = digitsIn(given)
      // Nobody is told digits that are another question's.
      if (digits !== null && open === null) continue
      const asked = digits === null || open === null ? question : { ...question, text: open }
      const leavesAt = given.datedAt ?? by.now
      const filled = fillQuestion(asked, JSON.parse(fields) as Record<string, string>, { leavesAt, digits })
      if (!filled.ok) continue
      const { ours } = run
      const { kind } = queue({
        submissionId,
        customer,
        ours,
        text: filled.text,
        now: by.now,
        notice: null,
        withinMs: lateMs,
      })
      if (kind !== 'queued' && kind !== 'repeated') continue
      setChased.run(by.now, run.id, place)
      places.push(place)
    }
    return places.length > 0 ? places : end(setChaseDone, run, 'done')
  }

  function takeDefault(run: Row, { defaultAt, option }: Chase, by: RunLook): number[] | 'look-first' | null {
    if (defaultAt === null || option === null) return end(setDefaultDone, run, 'skipped')
    const begun = anyDefaulted.get(run.id) !== undefined
    if (by.now - defaultAt > lateMs) return end(setDefaultDone, run, begun ? 'done' : 'skipped')
    if (!begun) {
      const may = mayBegin(run, by)
      if (may === 'never') return end(setDefaultDone, run, 'skipped')
      if (may !== 'yes') return may === 'wait' ? null : may
    }
    const rows = undecided.all({ run: run.id, now: by.now })
    for (const { place, message, notice, digits } of rows) {
      decide.run(digitsIn({ digits })?.[option] ?? option, notice)
      setDefault.run(by.now, run.id, place)
      touch(message)
    }
    return rows.length > 0 ? rows.map(({ place }) => place) : end(setDefaultDone, run, 'done')
  }
  function end(how: typeof setChaseDone, run: Row, state: 'done' | 'skipped'): number[] {
    how.run(state, run.id)
    return []
  }

  return (by: RunLook): { moved: MovedRun[]; due: number[]; waits: boolean } => {
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
      const places = isSecond ? secondText(run, chase, by) : takeDefault(run, chase, by)
      if (places === 'look-first') waits = true
      else if (places !== null) {
        moved.push({ run: run.id, places })
        later.push(by.now)
      }
    }
    return { moved, due: later, waits }
  }
}

interface Silent extends Given {
  place: number
  customer: string
  fields: string
  message: number
  notice: number
}

interface Row {
  id: number
  /** JSON. */
  question: string
  ours: string
  startsAt: number
  begins: 'proven' | 'anyway' | null
  /** JSON. */
  chase: string
  chaseDone: 'done' | 'skipped' | null
  defaultDone: 'done' | 'skipped' | null
}
