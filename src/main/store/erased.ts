import type { Db } from './open.ts'
import type { InboundText, RawWebhook } from './records.ts'

/** This computer's clock and the provider's may be so far apart: in doubt a text is new, and kept. */
const clocksDifferMs = 2 * 60_000

/** What may come again of an erased text. `id` is the provider's, of either direction. */
export type ErasedIdKind = 'id' | 'reference' | 'submission' | 'raw'

export interface ErasedCustomer {
  /** When their texts were erased, epoch ms. */
  at: number
  /** Since when they want no more texts, epoch ms; null while texts may go. */
  optedOutAt: number | null
  /** The request that erased last, and how many texts. */
  submission: string
  texts: number
}

/**
 * The next message's number, as SQL: null, SQLite's own choice, until the newest texts were erased. Taken up again, a
 * number would make another person's text answer to a name that a window or a program still holds.
 */
export const nextSeq = `(SELECT max(CAST(value AS INTEGER), coalesce((SELECT max(seq) FROM messages), 0)) + 1
  FROM meta WHERE key = 'erased-up-to')`

/** Before the newest texts go: their numbers are used up. */
export const keepNumbers = `INSERT INTO meta SELECT 'erased-up-to', coalesce(max(seq), 0) FROM messages WHERE true
  ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`

/**
 * The memory of what was erased: codes made with a random key of this database, so that nothing comes back and nothing
 * can be read back. While nobody was ever erased it costs nothing.
 */
export function erasedMemory(db: Db) {
  const keptKey = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'erase-key'").pluck()
  const keepKey = db.prepare("INSERT OR IGNORE INTO meta VALUES ('erase-key', ?)")
  const customer = db.prepare<[Buffer], ErasedCustomer>(
    'SELECT at, opted_out_at AS optedOutAt, submission, texts FROM erased_customers WHERE code = ?',
  )
  const keepCustomer = db.prepare(
    `INSERT INTO erased_customers VALUES (?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET at = excluded.at,
       opted_out_at = coalesce(excluded.opted_out_at, opted_out_at), submission = excluded.submission, texts = excluded.texts`,
  )
  const setOptOut = db.prepare('UPDATE erased_customers SET opted_out_at = ? WHERE code = ?')
  const hasId = db.prepare('SELECT 1 FROM erased_ids WHERE code = ?').pluck()
  const keepId = db.prepare('INSERT OR IGNORE INTO erased_ids VALUES (?)')
  let key = keptKey.get() ?? null

  // Loaded at its first use: it is a tenth of what a thread loads at its start, and most desks never erase.
  const code = (secret: string, kind: ErasedIdKind | 'customer', value: string | Uint8Array) =>
    process
      .getBuiltinModule('node:crypto')
      .createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(`${kind}:`)
      .update(value)
      .digest()

  /** Once a database. Read back, since an erasure that was undone has kept none. */
  function ownKey(): string {
    keepKey.run(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'))
    key = keptKey.get() ?? null
    if (key === null) throw new Error('The key of the erased was not kept')
    return key
  }

  return {
    /** Undefined for somebody who was never erased. */
    customer: (number: string): ErasedCustomer | undefined =>
      key === null ? undefined : customer.get(code(key, 'customer', number)),
    has: (kind: ErasedIdKind, value: string | Uint8Array | null): boolean =>
      key !== null && value !== null && hasId.get(code(key, kind, value)) !== undefined,
    keepCustomer: (number: string, { at, optedOutAt, submission, texts }: ErasedCustomer): void =>
      void keepCustomer.run(code(ownKey(), 'customer', number), at, optedOutAt, submission, texts),
    keepId: (kind: ErasedIdKind, value: string | Uint8Array): void => void keepId.run(code(ownKey(), kind, value)),
    /** Null: what they say now counts, and is on record. */
    setOptOut: (number: string, at: number | null): void =>
      void (key !== null && setOptOut.run(at, code(key, 'customer', number))),
  }
}

export type ErasedMemory = ReturnType<typeof erasedMemory>

/**
 * Whether a text was written before its customer was erased, by the provider's clock. Without a readable time it is
 * new, and so is everything when this computer's clock has gone back since.
 */
export function isBefore({ sentAt, arrivedAt, recovered }: InboundText, erasedAt: number): boolean {
  return sentAt !== null && (recovered?.at ?? arrivedAt) >= erasedAt && sentAt < erasedAt - clocksDifferMs
}

export const submissionOf = (submission: string, customer: string) => `${submission}\n${customer}`

/** The same request again is the same bytes. */
export const bytesOf = ({ target, body }: Pick<RawWebhook, 'target' | 'body'>): Uint8Array =>
  Buffer.concat([Buffer.from(`${target}\n`), body])
