import { showNumber } from '../../shared/msisdn.ts'
import { widenSpans } from './message-spans.ts'
import type { Db } from './open.ts'
import { searchWords } from './words.ts'

/** Numbers as they are shown. To work one out takes longer than to index its message, and customers write again. */
const shownNumbers = new Map<string, string>()
const shownMost = 50_000

function shownNumber(customer: string): string {
  const known = shownNumbers.get(customer)
  if (known !== undefined) return known
  if (shownNumbers.size >= shownMost) shownNumbers.clear()
  const shown = showNumber(customer)
  shownNumbers.set(customer, shown)
  return shown
}

/** Everything a message is found by: its words and its number, written both ways. */
export const messageWords = (text: string, customer: string) =>
  `${searchWords(text)} ${customer} ${shownNumber(customer)}`

/** Rows between two looks at the clock. */
const atOnce = 16

/**
 * Goes on with the search index, for about `forMs`. It is derived, so it may lag behind what is answered; what it takes
 * at once, every reply that comes meanwhile waits for.
 */
export function indexWords(db: Db): (argument: { forMs: number }) => { left: number } {
  const indexed = db.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'indexed'").pluck()
  const next = db.prepare<[number, number], { seq: number; text: string; customer: string; at: number }>(
    'SELECT seq, text, customer, at FROM messages WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const insert = db.prepare('INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)')
  const widen = widenSpans(db)
  const remember = db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'")
  const newest = db.prepare('SELECT coalesce(max(seq), 0) FROM messages').pluck()
  return ({ forMs }) => {
    const until = performance.now() + forMs
    const before = indexed.get() as number
    let last = before
    do {
      const rows = next.all(last, atOnce)
      for (const { seq, text, customer } of rows) insert.run(seq, messageWords(text, customer))
      widen(rows)
      last = rows.at(-1)?.seq ?? last
      if (rows.length < atOnce) break
    } while (performance.now() < until)
    if (last === before) return { left: 0 }
    remember.run(String(last))
    return { left: (newest.get() as number) - last }
  }
}
