import { createHash } from 'node:crypto'
import type { DeskState } from '../shared/desk-state.ts'
import type { Message } from '../shared/message.ts'

/** Which texts a message's number is of: practice has its own, and what was put back has other ones under the same. */
export type TextsOf = Pick<DeskState, 'mode' | 'restoredAt'>

/**
 * A notice's name says what it is about: the system hands it back after a restart too, when nothing else is left of it.
 * By then the same number may be another customer's text, so the name holds whose it was, and of which texts. The
 * customer is a hash in it, as systems keep such names.
 *
 * @param texts null where that is not known: then nothing but the window can be had by it
 */
export function replyNotice({ id, customer }: Pick<Message, 'id' | 'customer'>, texts: TextsOf | null): string {
  const restored = texts?.restoredAt == null ? 'never' : Date.parse(texts.restoredAt)
  const whose = createHash('sha256').update(customer).digest('hex').slice(0, 16)
  return `reply-${id}-${texts?.mode ?? 'unknown'}-${restored}-${whose}`
}

/**
 * @returns of a reply its number alone: it is the one that was meant when {@link replyNotice} names it the same. Null for
 *   a name that is none of ours
 */
export function readNotice(id: string): { messageId: string } | { runId: string | null } | null {
  const [, messageId, runId, all] =
    /^(?:reply-(m[1-9]\d{0,15})-[a-z]+-(?:never|\d{1,16})-[0-9a-f]{16}|(?:run-|several-)(run[1-9]\d{0,14})|several-(all))$/.exec(
      id,
    ) ?? []
  if (messageId !== undefined) return { messageId }
  if (all !== undefined) return { runId: null }
  return runId === undefined ? null : { runId }
}
