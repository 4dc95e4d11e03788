import { lostStates } from '../../shared/message.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'

/** An answer in one of these has not reached the customer, as far as anybody knows. */
const notArrived: ReadonlySet<string> = new Set([...lostStates, 'cancelled'])

/**
 * For an outbound text that changed: it and the reply it belongs to are news. A reply that a person answers is off the
 * list while the answer may still arrive, and no longer.
 */
export function touchingReply(db: Db, touch: Touch): Touch {
  const one = db.prepare<[number], { state: string; kind: string; inReplyTo: number | null }>(
    'SELECT state, kind, in_reply_to AS inReplyTo FROM messages WHERE seq = ?',
  )
  // One text may answer several.
  const needAgain = db
    .prepare<[number, number], number>('UPDATE messages SET needs_person = ? WHERE answered_by = ? RETURNING seq')
    .pluck()
  return (seq) => {
    touch(seq)
    const text = one.get(seq)
    if (text === undefined || text.inReplyTo === null) return
    if (text.kind !== 'thanks') for (const reply of needAgain.all(notArrived.has(text.state) ? 1 : 0, seq)) touch(reply)
    touch(text.inReplyTo)
  }
}
