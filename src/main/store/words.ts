import { showNumber } from '../../shared/msisdn.ts'
import type { Db } from './open.ts'

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

/**
 * The words a text is found by. Languages written without spaces are written as overlapping pairs ("明天好" as
 * "明天 天好 好"), so that any piece of them is found; a run's last character stands alone, for one-character queries.
 */
export function searchWords(text: string): string {
  return text.normalize('NFKC').replace(ideographs, (run) => ` ${pairs(run).join(' ')} `)
}

function pairs(run: string): string[] {
  const characters = [...run]
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}

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

/**
 * The FTS5 query for what somebody typed: every word must be there, each as a beginning; a run without spaces as a
 * phrase of its pairs, which finds exactly that run. Null when nothing to search for was typed.
 */
export function searchQuery(typed: string): string | null {
  const terms: string[] = []
  const rest = typed.normalize('NFKC').replace(ideographs, (run) => {
    const characters = [...run]
    const phrase = characters.length === 1 ? [run] : pairs(run).slice(0, -1)
    terms.push(`"${phrase.join(' ')}"${characters.length === 1 ? ' *' : ''}`)
    return ' '
  })
  for (const word of rest.match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []) terms.push(`"${word}" *`)
  return terms.length === 0 ? null : terms.join(' AND ')
}

/** Brings the search index up to date, `limit` messages at most. It is derived, so it may lag behind what is answered. */
export function indexWords(db: Db): (argument: { limit: number }) => { left: number } {
  const indexed = db.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'indexed'").pluck()
  const next = db.prepare<[number, number], { seq: number; text: string; customer: string }>(
    'SELECT seq, text, customer FROM messages WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const insert = db.prepare('INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)')
  const remember = db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'")
  const newest = db.prepare('SELECT coalesce(max(seq), 0) FROM messages').pluck()
  return ({ limit }) => {
    const rows = next.all(indexed.get() as number, limit)
    for (const { seq, text, customer } of rows) insert.run(seq, messageWords(text, customer))
    const last = rows.at(-1)?.seq
    if (last === undefined) return { left: 0 }
    remember.run(String(last))
    return { left: (newest.get() as number) - last }
  }
}
