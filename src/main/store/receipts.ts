import { carrierWords } from './carrier.ts'
import type { ErasedMemory } from './erased.ts'
import type { Db } from './open.ts'
import type { Receipt, Touch } from './records.ts'
import { touchingReply } from './with-reply.ts'

/** A Map: the word comes from outside, and may be one that every object has. */
const partStates: ReadonlyMap<string, 'submitted' | 'delivered' | 'failed' | 'expired'> = new Map([
  ['accepted', 'submitted'],
  ['buffered', 'submitted'],
  ['delivered', 'delivered'],
  ['expired', 'expired'],
  ['failed', 'failed'],
  ['rejected', 'failed'],
])

const mayHaveLeft: ReadonlySet<string> = new Set(['submitted', 'unknown', 'held', 'queued'])
/** Of these it is not known that the provider has them. */
const notYetThere: ReadonlySet<string> = new Set(['unknown', 'held', 'queued', 'sending'])

/** Receipts that may be of a text whose send is not answered yet, which takes seconds: by far more than come meanwhile. */
const foreignKept = 10_000

/** The provider's parts of texts that went out, and what receipts say of them. A state never goes back. */
export function receipts(db: Db, erased: ErasedMemory, touch: Touch) {
  const touchWithReply = touchingReply(db, touch)
  const accept = db.prepare(
    `UPDATE messages SET state = 'submitted', provider_ids = ?, segments = ?, nano_euro = ?, problem_code = NULL,
       problem = NULL WHERE seq = ?`,
  )
  // No step leads from the queue to what has left but through a hold.
  const hold = db.prepare(
    "UPDATE messages SET state = 'held', problem_code = 'interrupted', problem = 'It has left.' WHERE seq = ?",
  )
  const leave = db.prepare(
    `UPDATE messages SET state = 'unknown', needs_person = 0, problem_code = 'interrupted', problem = 'It has left.'
     WHERE seq = ?`,
  )
  // News of a text that somebody was done with is looked at again, unless its words went out again in another one.
  const move = db.prepare(
    `UPDATE messages SET state = ?, problem_code = ?, problem = ?,
       done_at = CASE WHEN EXISTS (SELECT 1 FROM messages later WHERE later.again = messages.seq) THEN done_at END
     WHERE seq = ?`,
  )
  const one = db.prepare<[number], Outgoing>(
    "SELECT seq, state, kind, segments, provider_ids AS providerIds, in_reply_to AS inReplyTo FROM messages WHERE seq = ? AND direction = 'outbound'",
  )
  const byReference = db.prepare('SELECT seq FROM messages WHERE reference = ?').pluck()
  const part = db.prepare<[string], { message: number | null; state: string }>(
    'SELECT message, state FROM outbound_parts WHERE provider_id = ?',
  )
  const partsOf = db.prepare<[number], { state: string; errorCode: string | null }>(
    'SELECT state, error_code AS errorCode FROM outbound_parts WHERE message = ?',
  )
  const upsertPart = db.prepare(
    `INSERT INTO outbound_parts VALUES (?, ?, ?, ?, ?) ON CONFLICT (provider_id) DO UPDATE SET
       message = coalesce(message, excluded.message),
       error_code = CASE state WHEN 'submitted' THEN excluded.error_code ELSE error_code END,
       state = CASE state WHEN 'submitted' THEN excluded.state ELSE state END`,
  )
  // What a receipt said of a text's only part before its send was answered, when it named our reference and no id.
  const nameOnlyPart = db.prepare(
    `UPDATE OR IGNORE outbound_parts SET provider_id = ?
     WHERE provider_id = (SELECT 'of-' || reference FROM messages WHERE seq = ?)`,
  )
  const dropForeign = db.prepare('DELETE FROM outbound_parts WHERE provider_id = ? AND message IS NULL')
  const forgetForeign = db.prepare('DELETE FROM outbound_parts WHERE message IS NULL AND at < ?')
  /** Since the start, oldest first. */
  const foreign = new Set<string>()

  /**
   * A receipt belongs to a message when its id is one of ours or its reference is; either suffices. It may come before
   * the send call has returned; then it waits in the parts. Of each part the first final state stays.
   *
   * With our reference any status, also one that no list has, says that the text has left.
   */
  function receipt(receipt: Receipt): 'ours' | 'foreign' | 'ignored' {
    const state = partStates.get(receipt.status)
    const { providerId, reference } = receipt
    if (erased.has('id', providerId) || erased.has('reference', reference)) return 'ignored'
    const byId = providerId === null ? null : (part.get(providerId)?.message ?? null)
    const byOurs = reference === null ? null : ((byReference.get(reference) as number | undefined) ?? null)
    // Without an id it names no part that could be waited for, once it is known that the text has left.
    if (state === undefined && (byOurs === null || (providerId === null && !isOpen(byOurs)))) return 'ignored'
    const seq = byId ?? byOurs
    // Without an id it speaks of the text's only part, or of one that no send answer has named.
    const id = providerId ?? (seq === null ? null : (onlyPart(seq) ?? `of-${reference}`))
    if (id === null) return 'ignored'
    upsertPart.run(id, seq, state ?? 'submitted', receipt.errorCode, receipt.arrivedAt)
    if (seq === null) {
      keepForeign(id)
      return 'foreign'
    }
    rollUp(seq)
    touchWithReply(seq)
    return 'ours'
  }

  /** Other software on the account may text for months while the desk runs. */
  function keepForeign(id: string): void {
    foreign.add(id)
    const [oldest] = foreign
    if (foreign.size <= foreignKept || oldest === undefined) return
    foreign.delete(oldest)
    dropForeign.run(oldest)
  }

  const isOpen = (seq: number) => notYetThere.has(one.get(seq)?.state ?? '')

  function onlyPart(seq: number): string | null {
    const [only, ...others] = JSON.parse(one.get(seq)?.providerIds ?? '[]') as string[]
    return only !== undefined && others.length === 0 ? only : null
  }

  /** Reads a message's state off its parts. Delivered only when every part is; failed or expired when any is. */
  function rollUp(seq: number): void {
    const message = one.get(seq)
    if (message === undefined || !mayHaveLeft.has(message.state)) return
    const parts = partsOf.all(seq)
    if (parts.length === 0) return
    // It was answered as if it had not left, and has. The receipt knows better: sent again, it would come twice.
    if (message.state === 'queued') hold.run(seq)
    // Or it waited in a backup that was put back, and has left since that was made.
    if (message.state === 'queued' || message.state === 'held') leave.run(seq)
    const lost = parts.find(({ state }) => state === 'failed') ?? parts.find(({ state }) => state === 'expired')
    if (lost !== undefined) {
      const code = lost.state === 'expired' ? 'expired' : `carrier-${lost.errorCode ?? '1'}`
      move.run(lost.state, code, carrierWords(code), seq)
    } else if (parts.length >= message.segments && parts.every(({ state }) => state === 'delivered'))
      move.run('delivered', null, null, seq)
    else if (message.state !== 'submitted') move.run('submitted', null, null, seq)
  }

  /** The provider took the text, under these ids, one a part. */
  function accepted(seq: number, providerIds: string[], nanoEuro: number | null, now: number): void {
    accept.run(JSON.stringify(providerIds), providerIds.length, nanoEuro, seq)
    const [only, ...others] = providerIds
    if (only !== undefined && others.length === 0) nameOnlyPart.run(only, seq)
    for (const id of providerIds) upsertPart.run(id, seq, 'submitted', null, now)
  }

  return {
    receipt,
    accepted,
    rollUp,
    /** It came while the text was leaving, and knows better than an answer that says that it did not. */
    hasReceipt: (seq: number): boolean => partsOf.get(seq) !== undefined,
    /** Receipts that nothing of ours claimed, older than epoch ms. */
    forgetForeign: (before: number) => void forgetForeign.run(before),
  }
}

interface Outgoing {
  seq: number
  state: string
  kind: string
  segments: number
  providerIds: string
  inReplyTo: number | null
}
