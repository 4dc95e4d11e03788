import type { OutboundState } from '../../shared/message.ts'
import type { Question } from '../../shared/question.ts'
import type { OutcomeKind } from '../../shared/run.ts'
import { anyOf } from './lost.ts'
import type { Db } from './open.ts'
import { outcomeOfMany } from './run-outcome.ts'

/** One text that left, with what is counted of it. */
export interface FigureText {
  seq: number
  customer: string
  /** Epoch ms. */
  leftAt: number
  kind: 'text' | 'notice' | 'thanks'
  state: OutboundState
  code: string | null
  problem: string | null
  nanoEuro: number | null
  /** Of a question, unless it was sent again: then the later one is it. */
  questionId: string | null
  outcome: OutcomeKind | null
  /** Of outcome `option`: the question's own, also where the customer was given another. */
  digit: string | null
  /** As the customer read it. */
  label: string | null
  byDefault: 0 | 1
  /** Epoch ms: the first answer, where its time can be believed. */
  answeredAt: number | null
}

/** Where to go on: the last text of a page, by when it left and its number; of a run by its row. */
export type FigureCursor = readonly [number, number]

export interface FigurePage {
  texts: FigureText[]
  /** Null at the end. */
  after: FigureCursor | null
}

/** A page is read in some 20 ms: others who ask the same thread do not wait longer. */
const pageTexts = 500
const pageRows = 100

/** Words of the index `messages_left`. */
const leftAt = (of: string) => `coalesce(${of}.left_at, ${of}.at)`
const hasLeft = (of: string) =>
  anyOf(`${of}.state`, ['sending', 'unknown', 'submitted', 'delivered', 'refused', 'failed', 'expired'])

const byTime = `SELECT t.seq FROM messages t
  WHERE t.direction = 'outbound' AND ${leftAt('t')} >= :from AND (${leftAt('t')}, t.seq) < (:at, :seq) AND ${hasLeft('t')}
  ORDER BY ${leftAt('t')} DESC, t.seq DESC LIMIT ${pageTexts}`

/** Each text that a row had, the one before it was sent again too; what chased it; and what answered its replies. */
const byRow = `WITH RECURSIVE
  some (place, customer, message) AS (
    SELECT place, customer, message FROM run_rows WHERE run = :run AND place > :place AND place <= :until),
  tries (seq) AS (
    SELECT message FROM some WHERE message IS NOT NULL
    UNION SELECT m.again FROM tries JOIN messages m ON m.seq = tries.seq WHERE m.again IS NOT NULL)
  SELECT seq FROM tries
  UNION SELECT c.seq FROM some JOIN messages c ON c.customer = some.customer AND c.submission = :chase
  UNION SELECT a.seq FROM tries JOIN messages q ON q.seq = tries.seq JOIN messages a ON a.notice = q.notice
    WHERE a.direction = 'outbound'`

const isOption = `SELECT 1 FROM messages i
  WHERE i.notice = r.notice AND i.direction = 'inbound' AND i.because ->> 'rule' = 'option'`

/** As a row of the board each, also where no run asked: the outcome is the board's own. */
const textsOf = (page: string) => `
  SELECT r.seq, r.customer, r.leftAt, r.kind, r.textState AS state, r.code, r.problem, r.nanoEuro,
    n.question AS questionId, CASE WHEN n.id IS NOT NULL THEN ${outcomeOfMany} END AS outcome,
    CASE WHEN n.outcome IS NOT NULL THEN coalesce((
      SELECT value ->> 'own' FROM json_each(n.asked) WHERE value ->> 'digit' = n.outcome), n.outcome) END AS digit,
    CASE WHEN n.outcome IS NOT NULL THEN (
      SELECT value ->> 'label' FROM json_each(n.asked) WHERE value ->> 'digit' = n.outcome) END AS label,
    r.defaulted_at IS NOT NULL AND NOT EXISTS (${isOption}) AS byDefault,
    CASE WHEN n.outcome IS NOT NULL THEN (
      SELECT min(i.at) FROM messages i WHERE i.notice = r.notice AND i.direction = 'inbound' AND i.odd_time = 0
        AND i.because ->> 'rule' = 'option') END AS answeredAt
  FROM (
    SELECT t.seq, t.customer, ${leftAt('t')} AS leftAt, t.kind, t.state AS textState, t.problem_code AS code, t.problem,
      t.nano_euro AS nanoEuro,
      CASE WHEN t.kind = 'notice' AND NOT EXISTS (
        SELECT 1 FROM messages later WHERE later.again = t.seq AND later.kind = 'notice' AND ${hasLeft('later')}
      ) THEN t.notice END AS notice,
      coalesce(w.message, t.seq) AS message, 'queued' AS state, NULL AS why, 0 AS again, w.settled_at, w.defaulted_at
    FROM (${page}) page JOIN messages t ON t.seq = page.seq
    LEFT JOIN run_rows w ON t.kind = 'notice' AND w.notice = t.notice
    WHERE ${hasLeft('t')}
  ) r
  LEFT JOIN messages m ON m.seq = r.message
  LEFT JOIN notices n ON n.id = r.notice
  LEFT JOIN opt_outs o ON o.customer = r.customer
  ORDER BY r.leftAt DESC, r.seq DESC`

/** Texts that left, in pages, for the figures. */
export function figureQueries(db: Db) {
  const pageOf = db.prepare<{ from: number; at: number; seq: number }, FigureText>(textsOf(byTime))
  const pageOfRun = db.prepare<{ run: number; place: number; until: number; chase: string }, FigureText>(textsOf(byRow))
  const lastPlace = db.prepare<[number], number | null>('SELECT max(place) FROM run_rows WHERE run = ?').pluck()
  const runQuestion = db.prepare<[number], string>('SELECT question FROM runs WHERE id = ?').pluck()
  // Of a question that was deleted the runs still have the words.
  const allQuestions = db
    .prepare<[], string>(
      `SELECT question FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY question ->> 'id')
       UNION ALL SELECT body FROM questions WHERE deleted_at IS NULL`,
    )
    .pluck()
  const nameOf = db
    .prepare<[string], string>("SELECT name FROM run_rows WHERE customer = ? AND name <> '' ORDER BY run DESC LIMIT 1")
    .pluck()

  return {
    /** Newest first: those that left at `from` or later, before the cursor. Epoch ms. */
    figureTexts: ({ from, after: [at, seq] }: { from: number; after: FigureCursor }): FigurePage => {
      const texts = pageOf.all({ from, at, seq })
      const last = texts.length < pageTexts ? undefined : texts.at(-1)
      return { texts, after: last === undefined ? null : [last.leftAt, last.seq] }
    },
    /** Of some of a run's customers, after the one at a place: all of their texts. */
    figureTextsOfRun: ({ run, after: [place] }: { run: number; after: FigureCursor }): FigurePage => {
      const until = place + pageRows
      const texts = pageOfRun.all({ run, place, until, chase: `run-${run}-chase` })
      return { texts, after: until >= (lastPlace.get(run) ?? 0) ? null : [until, 0] }
    },
    /** What was asked: of one run as it was then, else the newest words of each question. Null when there is no such run. */
    figureQuestions: (run: number | null): Question[] | null => {
      const bodies = run === null ? allQuestions.all() : [runQuestion.get(run)]
      return bodies.includes(undefined) ? null : bodies.map((body) => JSON.parse(body as string) as Question)
    },
    /** What lists of runs call these customers; who has no name is not in it. */
    figureNames: (customers: string[]): Record<string, string> =>
      Object.fromEntries(
        customers.flatMap((customer) => {
          const name = nameOf.get(customer)
          return name === undefined ? [] : [[customer, name]]
        }),
      ),
  }
}
