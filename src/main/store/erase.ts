import { bytesOf, type ErasedMemory, keepNumbers, submissionOf } from './erased.ts'
import { narrowSpans } from './message-spans.ts'
import { namesNumber } from './names-number.ts'
import type { Db } from './open.ts'
import type { RawWebhook, Touch } from './records.ts'

export type Erasure =
  | {
      kind: 'erased'
      texts: number
      /** They had opted out, and that is kept. */
      keptOptOut: boolean
    }
  /** A text to this number is under way: nobody knows yet what becomes of it. */
  | { kind: 'leaving' }

/** No message: it tells windows that something was erased. */
const nobody = 0
/** Pages of the search index merged at a time: some 50 ms, for which replies wait. */
const pagesAtOnce = 64
/** Where FTS5 keeps the marks of deleted rows, above all its segments. @see fts5_index.c, FTS5_TOMBSTONE_ROWID */
const firstTombstone = 2 ** 53

/**
 * Erases one person: every text in either direction, what was asked of them, their STOP, and what was kept as bytes
 * that names them. Known from then on by codes only (erased.ts), so that nothing of it comes back.
 *
 * What SQLite keeps beside the rows is not gone with them: the search index holds deleted words until it is merged, and
 * the log and unused room in pages hold copies (`mergeWords`, wipe.ts). `to-wipe` is kept until that is done.
 */
export function erasing(db: Db, erased: ErasedMemory, touch: Touch) {
  const isLeaving = db.prepare("SELECT 1 FROM messages WHERE customer = ? AND state = 'sending'").pluck()
  const theirs = db.prepare<[string], Theirs>(
    'SELECT seq, notice, provider_ids AS providerIds, reference, submission FROM messages WHERE customer = ?',
  )
  // Each half has an index of its own.
  const parts = db
    .prepare<[string, string], string>(
      `SELECT provider_id FROM inbound_parts WHERE customer = ? AND complete = 0
     UNION ALL SELECT provider_id FROM inbound_parts WHERE customer = ? AND complete = 1`,
    )
    .pluck()
  const receipts = db.prepare<[number], string>('SELECT provider_id FROM outbound_parts WHERE message = ?').pluck()
  const optOut = db.prepare<[string], number>('SELECT at FROM opt_outs WHERE customer = ?').pluck()
  const raw = db.prepare<[], RawWebhook & { id: number }>('SELECT id, target, body FROM inbound_raw')
  const dropRaw = db.prepare('DELETE FROM inbound_raw WHERE id = ?')
  const upTo = db.prepare(keepNumbers)
  const count = db.prepare(
    `INSERT INTO meta VALUES ('erasures', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  )
  const toWipe = db.prepare("INSERT OR REPLACE INTO meta SELECT 'to-wipe', value FROM meta WHERE key = 'erasures'")
  const wiped = db.prepare("DELETE FROM meta WHERE key = 'to-wipe' AND value = ?")
  const waitsForWipe = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'to-wipe'").pluck()
  // In an order in which nothing points at what is gone. Events stay in number: a window counts them.
  const inOrder = [
    'UPDATE events SET message = 0 WHERE message IN (SELECT seq FROM messages WHERE customer = ?)',
    'DELETE FROM message_words WHERE rowid IN (SELECT seq FROM messages WHERE customer = ?)',
    narrowSpans,
    'DELETE FROM inbound_parts WHERE complete = 0 AND customer = ?',
    'DELETE FROM inbound_parts WHERE complete = 1 AND customer = ?',
    'DELETE FROM outbound_parts WHERE message IN (SELECT seq FROM messages WHERE customer = ?)',
    "UPDATE runs SET body = '' WHERE id IN (SELECT run FROM run_rows WHERE customer = ?)",
    // By the row's place, which is known only as long as the row is there.
    `UPDATE run_exports SET rows = json_remove(rows, '$."' || r.place || '"')
     FROM run_rows r WHERE r.run = run_exports.run AND r.customer = ?`,
    'DELETE FROM run_rows WHERE customer = ?',
    'UPDATE messages SET in_reply_to = NULL, answered_by = NULL WHERE customer = ?',
    'DELETE FROM messages WHERE customer = ?',
    'DELETE FROM opt_outs WHERE customer = ?',
    'DELETE FROM threads WHERE customer = ?',
  ].map((sql) => db.prepare(sql))
  // Somebody's own words about the day, which may name anybody.
  const dropSummary = db.prepare(
    "UPDATE meta SET value = json_set(value, '$.summary', '') WHERE key = 'taken-over' AND value ->> 'summary' <> ''",
  )
  const dropNotice = db.prepare('DELETE FROM notices WHERE id = ?')
  const dropId = db.prepare('DELETE FROM inbound_ids WHERE provider_id = ?')
  const merge = db.prepare("INSERT INTO message_words (message_words, rank) VALUES ('merge', ?)")
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  const isUnmerged = db
    .prepare(`SELECT EXISTS (SELECT 1 FROM message_words_data WHERE id >= ${firstTombstone})`)
    .pluck()

  function erase({ submissionId, customer, now }: { submissionId: string; customer: string; now: number }): Erasure {
    const before = erased.customer(customer)
    if (before?.submission === submissionId)
      return { kind: 'erased', texts: before.texts, keptOptOut: before.optedOutAt !== null }
    if (isLeaving.get(customer) !== undefined) return { kind: 'leaving' }
    const messages = theirs.all(customer)
    const ids = new Set(parts.all(customer, customer))
    for (const { seq, providerIds, reference, submission } of messages) {
      for (const id of [...(JSON.parse(providerIds) as string[]), ...receipts.all(seq)]) ids.add(id)
      if (reference !== null) erased.keepId('reference', reference)
      if (submission !== null) erased.keepId('submission', submissionOf(submission, customer))
    }
    for (const id of ids) {
      erased.keepId('id', id)
      dropId.run(id)
    }
    const optedOutAt = optOut.get(customer) ?? before?.optedOutAt ?? null
    erased.keepCustomer(customer, { at: now, optedOutAt, submission: submissionId, texts: messages.length })
    dropRawNaming(customer)
    dropSummary.run()
    upTo.run()
    for (const statement of inOrder) statement.run(customer)
    for (const notice of new Set(messages.map((message) => message.notice))) if (notice !== null) dropNotice.run(notice)
    count.run()
    toWipe.run()
    touch(nobody)
    return { kind: 'erased', texts: messages.length, keptOptOut: optedOutAt !== null }
  }

  function dropRawNaming(customer: string): void {
    const isNamed = namesNumber(customer)
    const named = [...raw.iterate()].filter(isNamed)
    for (const webhook of named) {
      erased.keepId('raw', bytesOf(webhook))
      dropRaw.run(webhook.id)
    }
  }

  /**
   * Merges some of the search index, so that deleted words leave it: FTS5 only marks their rows. A little at a time.
   *
   * @returns whether words are left
   */
  function mergeWords(): boolean {
    if (isUnmerged.get() === 0) return false
    const before = changes.get() as number
    merge.run(pagesAtOnce)
    // Fewer than two changes: nothing was under way. Below zero, all segments are put together.
    if ((changes.get() as number) - before < 2) merge.run(-pagesAtOnce)
    return true
  }

  return {
    erase,
    mergeWords,
    /** The erasure that copies may be left of; null when there are none. */
    waitsForWipe: (): string | null => waitsForWipe.get() ?? null,
    /** No copies are left of that erasure, and of those before it. */
    wiped: (erasure: string): null => {
      wiped.run(erasure)
      return null
    },
  }
}

interface Theirs {
  seq: number
  notice: number | null
  providerIds: string
  reference: string | null
  submission: string | null
}
