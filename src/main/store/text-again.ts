import type { AskedOption, Digits, Handling, Question } from '../../shared/question.ts'
import { takenDigits } from './already-asked.ts'
import { canGoAgain } from './failed.ts'
import { isLost } from './lost.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'
import type { runAgain } from './run-again.ts'

export interface TextedAgain {
  /** `repeated`: the submission did so before. */
  kind: 'again' | 'repeated'
  queued: number
  marked: number
  passed: number
  /** Rows of runs that were marked just now. */
  moved: { run: number; places: number[] }[]
}

interface Lost {
  seq: number
  customer: string
  ours: string
  text: string
  kind: 'text' | 'notice' | 'thanks'
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

/** Sends many texts again that were lost: each is looked at once more in the transaction that does it. */
export function textingAgain(
  db: Db,
  queue: (draft: Draft) => Queued,
  retryRows: ReturnType<typeof runAgain>['retryRows'],
) {
  const lost = db.prepare<{ seq: number; unsure: 0 | 1 }, Lost>(
    `SELECT l.seq, l.customer, l.ours, l.text, l.kind, l.in_reply_to AS inReplyTo, r.run, r.place, n.question, n.asked,
       n.handling, n.digits, n.dated_at AS datedAt, n.template
     FROM messages l LEFT JOIN run_rows r ON r.message = l.seq
     LEFT JOIN notices n ON l.kind = 'notice' AND n.id = l.notice
     WHERE l.seq = :seq AND ${isLost('l.')} AND ${canGoAgain}`,
  )
  const texts = db
    .prepare<[string, string], number>('SELECT count(*) FROM messages WHERE submission >= ? AND submission < ?')
    .pluck()
  const rows = db
    .prepare<[string, string], number>(
      'SELECT coalesce(sum(marked), 0) FROM run_retries WHERE submission >= ? AND submission < ?',
    )
    .pluck()
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

  return {
    textAgain(by: { submissionId: string; seqs: number[]; alsoUnsure: boolean; now: number }): TextedAgain {
      const { submissionId, now } = by
      // No text of another submission stands between the two.
      const [from, to] = [`${submissionId}/again/`, `${submissionId}/again0`]
      const before = { queued: texts.get(from, to) ?? 0, marked: rows.get(from, to) ?? 0 }
      const seqs = [...new Set(by.seqs)].sort((one, other) => one - other)
      if (before.queued + before.marked > 0)
        return { kind: 'repeated', ...before, passed: seqs.length - before.queued - before.marked, moved: [] }
      const ofRuns = new Map<number, number[]>()
      let queued = 0
      for (const seq of seqs) {
        const text = lost.get({ seq, unsure: by.alsoUnsure ? 1 : 0 })
        if (text === undefined) continue
        if (text.run !== null && text.place !== null) {
          ofRuns.set(text.run, [...(ofRuns.get(text.run) ?? []), text.place])
          continue
        }
        const notice = askedAgain(text, now)
        if (notice === undefined) continue
        const { customer, ours, kind, inReplyTo } = text
        const answers = kind === 'thanks' || inReplyTo === null ? {} : { inReplyTo }
        const id = `${from}${seq}`
        // "Anyway", as what became of it since was looked at in this transaction.
        const about = { notice, again: seq, anyway: true, ...answers }
        const sent = queue({ submissionId: id, customer, ours, text: text.text, now, ...about })
        if (sent.kind === 'queued') queued += 1
      }
      const moved = [...ofRuns].map(([run, places]) => {
        const retried = retryRows({ run, submissionId: `${from}run${run}`, places, alsoUnsure: by.alsoUnsure, now })
        return { run, places: retried.kind === 'marked' ? retried.places : [] }
      })
      const marked = moved.reduce((sum, { places }) => sum + places.length, 0)
      return { kind: 'again', queued, marked, passed: seqs.length - queued - marked, moved }
    },
  }
}
