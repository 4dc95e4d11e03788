import { join } from 'node:path'
import { type Db, openForWriting } from '../../src/main/store/open.ts'
import { messageWords } from '../../src/main/store/search-index.ts'
import { chinesePieces, englishWords, oneCharacter } from './vocabulary.ts'

export const seededMessages = 1_000_000
const aCommit = 50_000
/** Replies that wait for a person: a desk that has been used for years has not left them lying. */
const waiting = 200

/**
 * Fills a desk's live folder with a million messages, or as many as are asked for: seven in ten are replies, two in ten are Chinese, one in ten is
 * a single character. The rows are the desk's own, put in by plain statements, search index included.
 *
 * @returns the folder, as DESK_DATA_DIR takes it
 */
export function seed(folder: string, messages = seededMessages): string {
  const db = openForWriting(join(folder, 'live'))
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -400000')
  db.pragma('wal_autocheckpoint = 100000')
  const random = randomNumbers(7)
  const put = rows(db, messages)
  for (let done = 0; done < messages; done += aCommit) {
    db.exec('BEGIN')
    for (let seq = done + 1; seq <= done + aCommit; seq += 1) put(seq, textOf(random), random)
    db.exec('COMMIT')
  }
  db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'").run(String(messages))
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return folder
}

function rows(db: Db, messages: number) {
  const inbound = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, provider_ids, because, needs_person)
     VALUES (?, 'inbound', ?, '447700900001', ?, 'received', ?, ?, '{"rule":"person","why":"no open question"}', ?)`,
  )
  const outbound = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, provider_ids, kind, reference, segments)
     VALUES (?, 'outbound', ?, '447700900001', ?, 'delivered', ?, ?, 'text', ?, 1)`,
  )
  const id = db.prepare('INSERT INTO inbound_ids VALUES (?, ?, ?)')
  const event = db.prepare('INSERT INTO events (message) VALUES (?)')
  const findBy = db.prepare('INSERT INTO message_words (rowid, words) VALUES (?, ?)')
  const from = Date.UTC(2023, 0, 1)
  return (seq: number, text: string, random: () => number) => {
    const customer = customerOf(random)
    const providerId = `0B${Math.floor(random() * 2 ** 48).toString(16)}-${seq}`
    const at = from + seq * 90_000
    const ids = JSON.stringify([providerId])
    if (random() < 0.7) {
      inbound.run(seq, customer, text, at, ids, seq > messages - waiting ? 1 : 0)
      id.run(providerId, 'abcd1234', seq)
    } else outbound.run(seq, customer, text, at, ids, `d1-${String(seq).padStart(37, '0')}`)
    // The desk keeps the newest hundred thousand.
    if (seq > messages - 100_000) event.run(seq)
    findBy.run(seq, messageWords(text, customer))
  }
}

/** Numbers kept for fiction, a thousand British ones and a hundred in each of 190 American areas: 20,000 customers. */
function customerOf(random: () => number): string {
  const last = (digits: number) => String(Math.floor(random() * 10 ** digits)).padStart(digits, '0')
  return random() < 0.4 ? `447700900${last(3)}` : `1${200 + Math.floor(random() * 190)}55501${last(2)}`
}

function textOf(random: () => number): string {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  // Squared: the first words of the list are common, the last ones rare, as in speech.
  const word = () => englishWords[Math.floor(random() ** 2 * englishWords.length)] as string
  const kind = random()
  if (kind < 0.1) return pick(oneCharacter)
  if (kind < 0.3) return Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(chinesePieces)).join('')
  const words = Array.from({ length: 2 + Math.floor(random() * 14) }, word)
  if (random() < 0.2) words.push(String(1 + Math.floor(random() * 400)))
  if (random() < 0.1) words.push(`PO-${10_000 + Math.floor(random() * 80_000)}`)
  return words.join(' ')
}

/** The same numbers in every run (mulberry32). */
export function randomNumbers(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const folder = process.argv[2]
if (import.meta.main && folder !== undefined) seed(folder)
