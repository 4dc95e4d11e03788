import type { OutboundState } from '../../shared/message.ts'
import type { Question } from '../../shared/question.ts'
import {
  type Chase,
  type ChaseStep,
  type OutcomeKind,
  outcomes,
  type PauseWhy,
  type Run,
  type RunRow,
  type RunState,
} from '../../shared/run.ts'
import { alreadyAsked, askedLately, listedIn, takenDigits } from './already-asked.ts'
import { digitsIn } from './ask.ts'
import { isChase } from './chase.ts'
import type { Db } from './open.ts'
import { changedNotices } from './raise.ts'
import { runId } from './run-id.ts'
import { ownDigit, runOptions } from './run-options.ts'
import { outcome, rowsFrom } from './run-outcome.ts'
import { isoOf, type RowRecord, selectRows, toRow } from './run-rows.ts'
import type { MovedRun } from './runs.ts'

const record = `SELECT id, name, question, state, why, made_at AS madeAt, starts_at AS startsAt, until,
  quiet_until AS quietUntil, chase, chase_done AS chaseDone, default_done AS defaultDone,
  (SELECT max(taken_at) FROM run_exports WHERE run = runs.id) AS exportedAt FROM runs`

/** What the board asks. */
export function runQueries(db: Db) {
  const all = db.prepare<[], RunRecord>(`${record} WHERE state <> 'making' ORDER BY id DESC`)
  const one = db.prepare<[number], RunRecord>(`${record} WHERE id = ? AND state <> 'making'`)
  const page = db.prepare<[number, number, number], RowRecord>(
    `${selectRows} WHERE r.run = ? AND r.place > ? ORDER BY r.place LIMIT ?`,
  )
  const ofPlaces = db.prepare<[number, string], RowRecord>(
    `${selectRows} WHERE r.run = ? AND r.place IN (SELECT value FROM json_each(?)) ORDER BY r.place`,
  )
  const tally = db.prepare<[number], Tally>(
    `SELECT ${outcome} AS outcome, n.outcome AS option, n.digits, m.state AS messageState, r.again, r.state = 'discarded' AS discarded,
       r.defaulted_at IS NOT NULL AS defaulted,
       EXISTS (SELECT 1 FROM messages i WHERE i.notice = r.notice AND i.direction = 'inbound') AS wrote, count(*) AS count
     ${rowsFrom} WHERE r.run = ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
  )
  const changedIn = db
    .prepare<[number], number>(
      `SELECT count(*) ${rowsFrom} WHERE r.run = ? AND r.notice IN (${changedNotices}) AND ${outcome} = 'option'`,
    )
    .pluck()
  const touched = db.prepare<[string, string], { run: number; place: number }>(
    `SELECT r.run, r.place FROM run_rows r JOIN messages m ON m.seq = r.message
       WHERE r.message IN (SELECT value FROM json_each(?))
     UNION SELECT r.run, r.place FROM messages m JOIN run_rows r ON r.notice = m.notice
       WHERE m.seq IN (SELECT value FROM json_each(?))`,
  )
  // A STOP belongs to no question, nor does half of a long reply, and yet they move the customer's cards; so does what a
  // person writes to them.
  const ofNone = db.prepare<[string], { run: number; place: number }>(
    `SELECT r.run, r.place FROM messages m JOIN run_rows r ON r.customer = m.customer
     WHERE m.seq IN (SELECT value FROM json_each(?)) AND (m.direction = 'inbound' OR (m.kind = 'text' AND NOT coalesce(${isChase('m.submission')}, 0))) AND m.notice IS NULL`,
  )
  const chasedIn = db.prepare<[number], { chased: number; defaulted: number }>(
    'SELECT count(chased_at) AS chased, count(defaulted_at) AS defaulted FROM run_rows WHERE run = ?',
  )
  const bySubmission = db
    .prepare<[string], number>("SELECT id FROM runs WHERE submission = ? AND state <> 'making'")
    .pluck()
  const isOut = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ?').pluck()
  const newestSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM messages').pluck()
  const isAsked = alreadyAsked(db)
  const runAbout = listedIn(db)
  const questionsOf = askedLately(db)
  const taken = takenDigits(db)
  const optionsOf = runOptions(db)

  function summary(run: RunRecord): Run {
    const counted = Object.fromEntries(outcomes.map((kind) => [kind, 0])) as Record<OutcomeKind, number>
    const question = JSON.parse(run.question) as Question
    const chosen = Object.fromEntries(question.options.map(({ digit }) => [digit, 0]))
    const texts = { queued: 0, accepted: 0, delivered: 0, failed: 0, unsure: 0 }
    let all = 0
    let dropped = 0
    let replied = 0
    let defaulted = 0
    for (const group of tally.all(run.id)) {
      const { outcome, option: given, digits, messageState, again, discarded, count } = group
      const option = ownDigit(given, digitsIn({ digits }))
      all += count
      counted[outcome] += count
      if (group.wrote === 1) replied += count
      else if (outcome === 'option' && group.defaulted === 1) defaulted += count
      if (outcome === 'option' && option !== null) chosen[option] = (chosen[option] ?? 0) + count
      const figure =
        messageState === null ? undefined : again === 1 && outcome === 'not-sent' ? 'queued' : figureOf[messageState]
      if (figure !== undefined) texts[figure] += count
      if (outcome === 'not-sent' && (discarded === 1 || messageState === 'cancelled')) dropped += count
    }
    return {
      id: runId(run.id),
      name: run.name,
      questionId: question.id,
      options: optionsOf(run.id, question),
      state: run.state,
      why: run.why,
      madeAt: new Date(run.madeAt).toISOString(),
      startsAt: new Date(run.startsAt).toISOString(),
      until: isoOf(run.until),
      chase: run.chase === null ? null : chaseOf(run, JSON.parse(run.chase) as Chase, chasedIn.get(run.id)),
      closing: question.closing ?? null,
      quietUntil: isMoving.has(run.state) ? isoOf(run.quietUntil) : null,
      rows: all,
      outcomes: counted,
      chosen,
      changed: changedIn.get(run.id) ?? 0,
      texts,
      dropped,
      replied,
      defaulted,
      exportedAt: isoOf(run.exportedAt),
    }
  }

  return {
    /** Newest first. */
    runs: (): Run[] => all.all().map(summary),
    run: (id: number): Run | null => {
      const run = one.get(id)
      return run === undefined ? null : summary(run)
    },
    /** What it was planned with; null when there is no such run. */
    runPlan: (id: number): RunPlan | null => {
      const run = one.get(id)
      if (run === undefined) return null
      return {
        question: JSON.parse(run.question) as Question,
        until: run.until,
        chase: run.chase === null || run.chaseDone !== null ? null : (JSON.parse(run.chase) as Chase),
      }
    },
    /** By place, those after the given one: a thousand take as long as others may be kept waiting. */
    runRows: ({ run, after, limit }: { run: number; after: number; limit: number }): RunRow[] =>
      page.all(run, after, limit).map(toRow),
    /** Of the runs that these messages belong to, and of those that moved: how they stand, and the rows that may have moved. */
    runChanges: ({ seqs, moved }: { seqs: number[]; moved: MovedRun[] }): { run: Run; rows: RunRow[] }[] => {
      const json = JSON.stringify(seqs)
      const places = new Map(moved.map((each) => [each.run, new Set(each.places)]))
      for (const { run, place } of [...touched.all(json, json), ...ofNone.all(json)])
        places.set(run, (places.get(run) ?? new Set()).add(place))
      return [...places].flatMap(([id, changed]) => {
        const run = one.get(id)
        if (run === undefined) return []
        return [{ run: summary(run), rows: ofPlaces.all(id, JSON.stringify([...changed])).map(toRow) }]
      })
    },
    /** Null when nothing was made of it yet. */
    runOfSubmission: (submission: string): number | null => bySubmission.get(submission) ?? null,
    /** What is known of numbers before a run is made. */
    known: (
      customers: string[],
    ): {
      optedOut: string[]
      waiting: string[]
      taken: Record<string, string[]>
      listedIn: Record<string, string | undefined>
      lately: Record<string, string[]>
      /** `seq` of the newest text, read before the rest: what comes between is looked at once more. */
      upTo: number
    } => {
      const now = Date.now()
      const upTo = newestSeq.get() ?? 0
      const waiting = customers.filter(isAsked)
      return {
        upTo,
        optedOut: customers.filter((customer) => isOut.get(customer) !== undefined),
        waiting,
        listedIn: Object.fromEntries(waiting.map((customer) => [customer, runAbout(customer)])),
        taken: Object.fromEntries(waiting.map((customer) => [customer, taken({ customer, now })])),
        lately: Object.fromEntries(
          customers.flatMap((customer) => {
            const questions = questionsOf(customer, now)
            return questions.length === 0 ? [] : [[customer, questions]]
          }),
        ),
      }
    },
  }
}

const isMoving: ReadonlySet<RunState> = new Set(['held', 'canary', 'sending'])
function chaseOf(
  run: RunRecord,
  { at, defaultAt, option, leftOut }: Chase,
  { chased = 0, defaulted = 0 } = {},
): NonNullable<Run['chase']> {
  // Of one that had begun it says how far it came.
  const how = (done: ChaseStep['done'], customers: number, isLeftOut: boolean): ChaseStep['done'] =>
    done === 'skipped' && isLeftOut ? (customers > 0 ? 'done' : 'left-out') : done
  return {
    second: {
      at: new Date(at).toISOString(),
      done: how(run.chaseDone, chased, leftOut === 'both'),
      customers: chased,
    },
    byDefault:
      defaultAt === null || option === null
        ? null
        : {
            at: new Date(defaultAt).toISOString(),
            done: how(run.defaultDone, defaulted, leftOut !== undefined),
            customers: defaulted,
            option,
          },
  }
}

/** Which figure of a run a text counts in. What is held or cancelled has not left and waits for nobody. */
const figureOf: Partial<Record<OutboundState, keyof Run['texts']>> = {
  queued: 'queued',
  sending: 'unsure',
  unknown: 'unsure',
  submitted: 'accepted',
  delivered: 'delivered',
  refused: 'failed',
  failed: 'failed',
  expired: 'failed',
}

/** What a run was planned with; times are epoch ms. */
export interface RunPlan {
  question: Question
  until: number | null
  chase: Chase | null
}

interface RunRecord {
  id: number
  name: string
  /** JSON. */
  question: string
  state: RunState
  why: PauseWhy | null
  madeAt: number
  startsAt: number
  until: number | null
  quietUntil: number | null
  /** JSON. */
  chase: string | null
  chaseDone: 'done' | 'skipped' | null
  defaultDone: 'done' | 'skipped' | null
  exportedAt: number | null
}

interface Tally {
  outcome: OutcomeKind
  option: string | null
  digits: string | null
  messageState: OutboundState | null
  again: 0 | 1
  discarded: 0 | 1
  defaulted: 0 | 1
  wrote: 0 | 1
  count: number
}
