import type { AskedOption, Digits, Handling, Question } from '../../shared/question.ts'
import { takenDigits } from './already-asked.ts'
import { canGoAgain } from './failed.ts'
import { ofPress } from './in-bulk.ts'
import { isLost } from './lost.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { runAgain } from './run-again.ts'

export interface TextedAgain {
  /** `repeated`: the submission did so before. */
  kind: 'again' | 'repeated'
  queued: number
  marked: number
  /** Of those marked: their run is paused or stopped. */
  waiting: number
  passed: number
  /** Rows of runs that were marked just now. */
  moved: { run: number; places: number[] }[]
}

interface Lost {
  seq: number
  customer: string
  ours: string
  text: string
  kind: 'text' | 'notice'
  inReplyTo: number | null
  run: number | null
  place: number | null
  question: string | null
  /** JSON, as far as it is there. */
  asked: string | null
  handling: string | null
  digits: string | null
  datedAt: number | null
  template: string | null
}

const parsed = <Value>(json: string | null) => (json === null ? null : (JSON.parse(json) as Value))

/**
 * Sends many texts again that were lost, of each customer the newest that may: each is looked at once more in the
 * transaction that does it.
 */
export function textingAgain(
  db: Db,
  queue: (draft: Draft) => Queued,
  retryRows: ReturnType<typeof runAgain>['retryRows'],
) {
  const lost = db.prepare<{ seq: number; unsure: 0 | 1; ours: string; now: number }, Lost>(
    `SELECT l.seq, l.customer, l.ours, l.text, l.kind, l.in_reply_to AS inReplyTo, r.run, r.place, n.question, n.asked,
       n.handling, n.digits, n.dated_at AS datedAt, n.template
     FROM messages l LEFT JOIN run_rows r ON r.message = l.seq
     LEFT JOIN notices n ON l.kind = 'notice' AND n.id = l.notice
     WHERE l.seq = :seq AND ${isLost('l.')} AND ${canGoAgain}`,
  )
  const texts = db
    .prepare<[string, string], number>('SELECT count(*) FROM messages WHERE submission >= ? AND submission < ?')
    .pluck()
  const rows = db.prepare<[string, string], { marked: number; waiting: number }>(
    `SELECT coalesce(sum(p.marked), 0) AS marked,
       coalesce(sum(p.marked) FILTER (WHERE runs.state = 'paused' OR runs.state = 'stopped'), 0) AS waiting
     FROM run_retries p JOIN runs ON runs.id = p.run WHERE p.submission >= ? AND p.submission < ?`,
  )
  const taken = takenDigits(db)

  /** The question as this customer was to read it; undefined where they may answer another one with its digits by now. */
  function askedAgain(text: Lost, now: number): Draft['notice'] | undefined {
    const { customer, seq, question, datedAt } = text
    if (text.kind !== 'notice' || question === null) return null
    const options = parsed<AskedOption[]>(text.asked) ?? []
    const others = taken({ customer, now, again: seq })
    if (options.some(({ digit }) => others.includes(digit))) return undefined
    return {
      questionId: question,
      options,
      handling: parsed<Handling>(text.handling),
      digits: parsed<Digits>(text.digits),
      datedAt,
      template: parsed<{ question: Question; fields: Record<string, string> }>(text.template),
    }
  }

  /** Of each customer the newest that may go, the oldest of them first. */
  function chosen({ seqs, alsoUnsure, ours, now }: Press): { text: Lost; notice: Draft['notice'] }[] {
    const all = new Map<string, { text: Lost; notice: Draft['notice'] }>()
    for (const seq of seqs.toSorted((one, other) => other - one)) {
      const text = lost.get({ seq, unsure: alsoUnsure ? 1 : 0, ours, now })
      if (text === undefined || all.has(text.customer)) continue
      const notice = text.run === null ? askedAgain(text, now) : null
      if (notice !== undefined) all.set(text.customer, { text, notice })
    }
    return [...all.values()].reverse()
  }

  return {
    textAgain(by: Press): TextedAgain {
      const { submissionId, alsoUnsure, now } = by
      const { from, to } = ofPress(submissionId)
      const asked = new Set(by.seqs).size
      const made = () => {
        const queued = texts.get(from, to) ?? 0
        const { marked, waiting } = rows.get(from, to) ?? { marked: 0, waiting: 0 }
        return { queued, marked, waiting, passed: asked - queued - marked }
      }
      const before = made()
      if (before.queued + before.marked > 0) return { kind: 'repeated', ...before, moved: [] }
      const ofRuns = new Map<number, number[]>()
      for (const { text, notice } of chosen(by)) {
        const { seq, customer, ours, run, place, inReplyTo } = text
        if (run !== null && place !== null) {
          ofRuns.set(run, [...(ofRuns.get(run) ?? []), place])
          continue
        }
        // "Anyway", as what became of it since was looked at in this transaction.
        const about = { notice, again: seq, anyway: true, ...(inReplyTo === null ? {} : { inReplyTo }) }
        queue({ submissionId: `${from}${seq}`, customer, ours, text: text.text, now, ...about })
      }
      const moved = [...ofRuns].map(([run, places]) => {
        const retried = retryRows({ run, submissionId: `${from}run${run}`, places, alsoUnsure, now, withMany: true })
        return { run, places: retried.kind === 'marked' ? retried.places : [] }
      })
      return { kind: 'again', ...made(), moved }
    },
  }
}

interface Press {
  submissionId: string
  seqs: number[]
  alsoUnsure: boolean
  /** The desk's number of today. */
  ours: string
  now: number
}
