import { keepNumbers } from './erased.ts'
import { narrowSpan } from './message-spans.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'

/**
 * Takes away the row of an inbound text whose words stand in another row. It is news like any other: whoever asks for
 * its number finds nothing, and so windows take it off.
 *
 * Nothing may point at it but parts and a STOP, which are handed to the other row.
 */
export function droppingRows(db: Db, touch: Touch): (row: { seq: number; into: number }) => void {
  const keep = db.prepare(keepNumbers)
  // In an order in which nothing points at what is gone. A thread's oldest need follows from the row that needs nobody.
  const statements = [
    'UPDATE inbound_parts SET message = :into WHERE message = :seq',
    `UPDATE opt_outs SET message = :into WHERE message = :seq AND customer = (SELECT customer FROM messages WHERE seq = :seq)`,
    'UPDATE messages SET needs_person = 0 WHERE seq = :seq',
    'DELETE FROM message_words WHERE rowid = :seq',
    narrowSpan,
    `UPDATE threads SET last_seq = (SELECT max(seq) FROM messages WHERE customer = threads.customer AND seq <> :seq)
     WHERE last_seq = :seq AND customer = (SELECT customer FROM messages WHERE seq = :seq)`,
    'DELETE FROM messages WHERE seq = :seq',
  ].map((sql) => db.prepare<[{ seq: number; into: number }]>(sql))
  return (row) => {
    keep.run()
    for (const statement of statements) statement.run(row)
    touch(row.seq)
    touch(row.into)
  }
}
