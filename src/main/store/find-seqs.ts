import { lostStates } from '../../shared/message.ts'
import { fewWords } from './few-words.ts'
import { anyOf, isLost } from './lost.ts'
import { spanRanges } from './message-spans.ts'
import type { Db } from './open.ts'

/** What is looked for. Null is not asked for; of a list any counts, and an empty one finds nothing. */
export interface Wanted {
  /** FTS5's own words. */
  match: string | null
  customers: string[] | null
  runs: number[] | null
  /** Filed as one of these digits, or as an option that is called one of these. */
  options: { digits: string[]; labels: string[] } | null
  /** Of texts that did not arrive: a piece of why; "" for any. */
  reasons: string[] | null
  /** Epoch ms, within. */
  from: number | null
  /** Epoch ms, without. */
  until: number | null
  /** Exclusive `seq`. */
  before: number
}

interface Bounds {
  low: number
  below: number
  some: number
}

/** Some of the messages that meet one condition: the newest of a range, newest first. */
interface Source {
  /** Null: it only leads through everything. */
  meets: keyof Wanted | null
  newest(bounds: Bounds): number[]
}

/** Rows of each source that are looked at in one turn: at first, and at most. */
const someLeast = 128
const someMost = 2048
/** More customers or runs than this are no way in, only a condition. */
const waysIn = 50

const lost = anyOf('state', lostStates)
const within = 'seq >= :low AND seq < :below ORDER BY seq DESC LIMIT :some'
const among = (column: string, name: string) => `${column} IN (SELECT value FROM json_each(:${name}))`

/**
 * Finds messages that meet several conditions at once, newest first. None of them is the right way in for all that may
 * be typed: a letter that most texts have, a run of a few. So each condition is asked for its next few messages, and the
 * one that gets furthest back with them is followed; the others are checked on those.
 */
export function findSeqs(db: Db) {
  const seqsBy = (sql: string) => db.prepare<Bounds & { value?: unknown }, number>(sql).pluck()
  // Numbers are bound as reals, and by those FTS5 would not go to where they are.
  const byWords = seqsBy(`SELECT rowid FROM message_words WHERE message_words MATCH :value
    AND rowid >= CAST(:low AS INTEGER) AND rowid < CAST(:below AS INTEGER) ORDER BY rowid DESC LIMIT :some`)
  const byCustomer = seqsBy(`SELECT seq FROM messages WHERE customer = :value AND ${within}`)
  const byRun = seqsBy(`SELECT m.seq FROM run_rows r JOIN messages m ON m.notice = r.notice
    WHERE r.run = :value AND m.seq >= :low AND m.seq < :below ORDER BY m.seq DESC LIMIT :some`)
  const byOption = seqsBy(`SELECT seq FROM messages WHERE because ->> 'option' = :value AND ${within}`)
  const byLabel = seqsBy(`SELECT seq FROM messages WHERE because ->> 'label' = :value AND ${within}`)
  // Each half has an index of its own.
  const byLost = [isLost(), `${lost} AND done_at IS NOT NULL`].map((half) =>
    seqsBy(`SELECT seq FROM messages WHERE ${half} AND ${within}`),
  )
  const byNumber = seqsBy(`SELECT seq FROM messages WHERE ${within}`)
  const rangesOf = spanRanges(db)

  const rows = db.prepare<[string], { seq: number; text: string; customer: string }>(
    'SELECT seq, text, customer FROM messages WHERE seq IN (SELECT value FROM json_each(?))',
  )
  const few = fewWords()

  const conditions = {
    runs: `EXISTS (SELECT 1 FROM run_rows r WHERE r.notice = m.notice AND ${among('r.run', 'runs')})`,
    options: `(${among("m.because ->> 'option'", 'digits')} OR ${among("m.because ->> 'label'", 'labels')})`,
    // What is lost is known by its place; why is not.
    reasons: `${anyOf('m.state', lostStates)} AND EXISTS (SELECT 1 FROM json_each(:reasons) WHERE value = ''
      OR value = m.state OR instr(lower(m.problem), value) > 0 OR instr(m.problem_code, value) > 0)`,
    from: 'm.at >= :from',
    until: 'm.at < :until',
  } as const

  /** The newest of several lists, each newest first. */
  const merged = (lists: number[][], most: number) =>
    lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())].sort((one, other) => other - one).slice(0, most)

  const lostOnes: Source = {
    meets: 'reasons',
    newest: (bounds) =>
      merged(
        byLost.map((half) => half.all(bounds)),
        bounds.some,
      ),
  }

  function sourcesOf({ match, customers, runs, options, reasons }: Wanted): Source[] {
    const ways = (meets: keyof Wanted, all: Way[]): Source[] =>
      all.length > waysIn
        ? []
        : [
            {
              meets,
              newest: (bounds) =>
                merged(
                  all.map(({ by, value }) => by.all({ ...bounds, value })),
                  bounds.some,
                ),
            },
          ]
    const each = (meets: keyof Wanted, values: readonly unknown[] | null, by: Way['by']): Source[] =>
      values === null ? [] : ways(meets, waysBy(values, by))
    const sources = [
      ...each('match', match === null ? null : [match], byWords),
      ...each('customers', customers, byCustomer),
      ...each('runs', runs, byRun),
      ...(options === null
        ? []
        : ways('options', [...waysBy(options.digits, byOption), ...waysBy(options.labels, byLabel)])),
      ...(reasons === null ? [] : [lostOnes]),
    ]
    return sources.length > 0 ? sources : [{ meets: null, newest: (bounds) => byNumber.all(bounds) }]
  }

  /** Which of these meet every other condition than the one that they were found by. */
  function checker(wanted: Wanted): (seqs: number[], met: keyof Wanted | null) => number[] {
    const { match } = wanted
    const names = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((name) => wanted[name] !== null)
    const customers = wanted.customers === null ? null : new Set(wanted.customers)
    const { from, until } = wanted
    const lists = { runs: wanted.runs, ...wanted.options, reasons: wanted.reasons }
    const values = {
      from,
      until,
      ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, JSON.stringify(list)])),
    }
    return (seqs, met) => {
      let left = seqs
      const where = names.filter((name) => name !== met || name === 'reasons').map((name) => conditions[name])
      if (where.length > 0) {
        const sql = `SELECT m.seq FROM json_each(:seqs) c JOIN messages m ON m.seq = c.value
          WHERE ${where.join(' AND ')} ORDER BY m.seq DESC`
        left = db
          .prepare<object, number>(sql)
          .pluck()
          .all({ ...values, seqs: JSON.stringify(left) })
      }
      const byWhom = customers !== null && met !== 'customers'
      const byWord = match !== null && met !== 'match'
      if (left.length === 0 || !(byWhom || byWord)) return left
      const texts = rows.all(JSON.stringify(left)).filter(({ customer }) => !byWhom || customers.has(customer))
      const meets = byWord ? few(match, texts) : texts.map(({ seq }) => seq)
      return meets.sort((one, other) => other - one)
    }
  }

  /**
   * @param forMs it goes on for about so long, then answers what it has
   * @returns `next` is the `before` to go on with; null when there are no more
   */
  return (wanted: Wanted, limit: number, forMs: number): { seqs: number[]; next: number | null } => {
    const { from, until, before } = wanted
    const sources = sourcesOf(wanted)
    const check = checker(wanted)
    const end = performance.now() + forMs
    const found: number[] = []
    const ranges =
      from === null && until === null
        ? [{ low: 0, high: Number.MAX_SAFE_INTEGER }]
        : rangesOf(from ?? 0, until ?? Number.MAX_SAFE_INTEGER)
    let some = someLeast
    for (const [index, { low, high }] of ranges.entries()) {
      let below = Math.min(before, high + 1)
      if (index > 0 && performance.now() > end) return { seqs: found, next: below }
      while (below > low) {
        const { best, reach } = furthest(sources, { low, below, some })
        found.push(...check(best.seqs, best.meets))
        below = reach
        if (found.length > limit) {
          const seqs = found.slice(0, limit)
          return { seqs, next: seqs.at(-1) ?? null }
        }
        if (below > low && performance.now() > end) return { seqs: found, next: below }
        some = Math.min(2 * some, someMost)
      }
    }
    return { seqs: found, next: null }
  }
}

/** One index by which some messages of a condition are found, and what stands in it. */
interface Way {
  by: { all(bounds: Bounds & { value: unknown }): number[] }
  value: unknown
}
const waysBy = (values: readonly unknown[], by: Way['by']): Way[] => values.map((value) => ({ by, value }))

/** Asks each for its next few, and takes the one that gets furthest back: of what has no more there is nothing further. */
function furthest(sources: Source[], bounds: Bounds) {
  const lists = sources.map(({ meets, newest }) => {
    const seqs = newest(bounds)
    return { best: { meets, seqs }, reach: seqs.length < bounds.some ? bounds.low : (seqs.at(-1) ?? bounds.low) }
  })
  return lists.reduce((one, other) =>
    other.reach < one.reach || (other.reach === one.reach && other.best.seqs.length < one.best.seqs.length)
      ? other
      : one,
  )
}
