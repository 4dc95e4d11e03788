import type { Because } from '../../shared/message.ts'
import type { AskedOption } from '../../shared/question.ts'

/** An inbound text as read from one webhook. */
export interface InboundText {
  /** Receiving account as the webhook names it; "" when it does not. With `providerId` the key of "once". */
  account: string
  /** Opaque; when the webhook names none, `raw-` and a hash of its bytes. */
  providerId: string
  /** Who wrote: Msisdn where it is a number, else what came (a shop's name, a short code). */
  customer: string
  ours: string
  text: string
  /** Binary texts have no words; theirs are kept raw too. */
  kind: 'text' | 'binary'
  /** Provider's timestamp, epoch ms; null when absent or unreadable. */
  sentAt: number | null
  /** Epoch ms. */
  arrivedAt: number
  /** A piece of a longer text. `number` counts from 1. */
  part: { ref: string; total: number; number: number } | null
  /** It did not come by webhook: it was asked for afterwards. */
  recovered?: Recovered
}

/** How a text was had from the provider's records. `sentAt` and `arrivedAt` are then when the provider received it. */
export interface Recovered {
  /** The gap it was asked for. */
  gap: number
  /** When it was had, epoch ms. */
  at: number
  /**
   * Records name no parts: `piece` is a text that may be a piece of a longer one. `withheld` is one whose words the
   * account does not give out.
   */
  words: 'all' | 'piece' | 'withheld'
}

/** A delivery receipt as read from one webhook. */
export interface Receipt {
  account: string
  /** The provider's id of the part it speaks of; null when absent. */
  providerId: string | null
  /** Our own reference, when it came back. */
  reference: string | null
  /** As it came, lower case: accepted, buffered, delivered, expired, failed, rejected, unknown, or anything else. */
  status: string
  /** Decimal string; null when absent. */
  errorCode: string | null
  arrivedAt: number
}

/** A webhook that arrived and is kept as bytes. */
export interface RawWebhook {
  why: 'unreadable' | 'signature' | 'messages-api' | 'binary' | 'same-id-other-text'
  method: string
  /** Path and query as they came, without the host. */
  target: string
  contentType: string
  body: Uint8Array
  arrivedAt: number
  /** Signatures are checked, and this one has none that can be. */
  isUnchecked?: true
}

/** What a customer was asked and has not settled otherwise. */
export interface Asked {
  options: AskedOption[]
  /** Digit filed so far; null while waiting. */
  outcome: string | null
  /**
   * A person has dealt with the customer since, on the telephone or in writing: what they noted, or wrote. Absent where
   * nobody has.
   */
  settled?: string
}

/** What a reply means. */
export interface Understanding {
  because: Because
  /** The acknowledgement to send; null when nothing is to be thanked for. */
  thanks: string | null
  /** It is no thanks: the question is asked once more. */
  again?: true
}

/**
 * Reads what a reply means. Pure; never throws for any text.
 *
 * @param text the whole text, parts joined
 * @param asked the newest question this customer was asked and that is not closed; null when there is none
 */
export type Understand = (text: string, asked: Asked | null) => Understanding

/** What the desk answers by itself to the words that are nobody's choice. */
export interface AutomaticAnswers {
  /** To HELP; null when the provider answers it. */
  help: string | null
  /** To a STOP, once: the one text that may go to a customer who has just opted out. Null for none. */
  stop: string | null
}

/** Notes that a message is new or changed, so that windows hear of it. */
export type Touch = (seq: number) => void
