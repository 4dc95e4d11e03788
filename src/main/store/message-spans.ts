import type { Db } from './open.ts'

/** Numbers of messages that share a row; word for word as the schema has it. */
const spanOf = 1024

export interface SeqRange {
  /** Both within. */
  low: number
  high: number
}

/** Keeps between which times the texts of each span lie. */
export function widenSpans(db: Db): (messages: readonly { seq: number; at: number }[]) => void {
  const widen = db.prepare(
    `INSERT INTO message_spans VALUES (?, ?, ?) ON CONFLICT (span) DO UPDATE SET
       first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)`,
  )
  return (messages) => {
    const times = new Map<number, { first: number; last: number }>()
    for (const { seq, at } of messages) {
      const span = Math.floor(seq / spanOf)
      const { first, last } = times.get(span) ?? { first: at, last: at }
      times.set(span, { first: Math.min(first, at), last: Math.max(last, at) })
    }
    for (const [span, { first, last }] of times) widen.run(span, first, last)
  }
}

/** As SQL, before this customer's texts go: no time of theirs stays behind. Reads no span whose bounds are others'. */
export const narrowSpans = `
  WITH gone (customer) AS (VALUES (?))
  UPDATE message_spans SET (first_at, last_at) = (
    SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM messages
    WHERE seq >= span * ${spanOf} AND seq < (span + 1) * ${spanOf} AND customer <> (SELECT customer FROM gone))
  WHERE span IN (SELECT s.span FROM gone JOIN messages m ON m.customer = gone.customer
    JOIN message_spans s ON s.span = m.seq / ${spanOf} WHERE m.at = s.first_at OR m.at = s.last_at)`

/** The same before one text goes, by its `seq`. */
export const narrowSpan = `
  UPDATE message_spans SET (first_at, last_at) = (
    SELECT coalesce(min(at), 0), coalesce(max(at), 0) FROM messages
    WHERE seq >= span * ${spanOf} AND seq < (span + 1) * ${spanOf} AND seq <> :seq)
  WHERE span = :seq / ${spanOf}`

/**
 * Where texts of some time may lie, newest first: every text of that time is in one of the ranges, with others.
 *
 * @returns of `from` (epoch ms, within) and `before` (without)
 */
export function spanRanges(db: Db): (from: number, before: number) => SeqRange[] {
  const spans = db
    .prepare<[number, number], number>(
      'SELECT span FROM message_spans WHERE last_at >= ? AND first_at < ? ORDER BY span DESC',
    )
    .pluck()
  const indexed = db.prepare<[], number>("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'indexed'").pluck()
  return (from, before) => {
    // What came a moment ago is in no span yet.
    const ranges: SeqRange[] = [{ low: (indexed.get() ?? 0) + 1, high: Number.MAX_SAFE_INTEGER }]
    for (const span of spans.iterate(from, before)) {
      const low = span * spanOf
      const above = ranges.at(-1)
      const high = Math.min(low + spanOf - 1, (ranges[0]?.low ?? 1) - 1)
      if (above !== undefined && above.low === high + 1) above.low = low
      else if (high >= low) ranges.push({ low, high })
    }
    return ranges
  }
}
