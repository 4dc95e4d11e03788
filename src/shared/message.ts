import type { Msisdn } from './msisdn.ts'

/**
 * Of a text out. The database lets only some move to others (main/store/schema.ts). `sending` is committed before the first
 * byte leaves, so a crash leaves "unknown" and never a text that is sent again by itself.
 */
export const outboundStates = [
  'held',
  'queued',
  'sending',
  'unknown',
  'submitted',
  'delivered',
  'refused',
  'failed',
  'expired',
  'cancelled',
] as const
export const inboundStates = ['received', 'incomplete'] as const

/** A text in one of these did not arrive, or nobody knows whether it did. `problem` says why. */
export const lostStates = [
  'unknown',
  'refused',
  'failed',
  'expired',
] as const satisfies readonly (typeof outboundStates)[number][]

export type OutboundState = (typeof outboundStates)[number]
export type InboundState = (typeof inboundStates)[number]

/**
 * Why a reply was taken as it was. `rule` and `why` are part of the API; `why` is an English phrase that the window
 * translates by looking it up.
 */
export interface Because {
  rule: 'option' | 'person' | 'opt-out' | 'opt-in' | 'help' | 'none'
  /** The digit of the option that was filed. */
  option?: string
  /** What that option said in the text that asked, for example "Thursday". */
  label?: string
  /** The piece of the customer's words that decided, as written. */
  heard?: string
  why?: Why
  /** The digit filed before, when this answer replaced another. */
  was?: string
  /** What a person took it away from: another question, by its notice and its name, and the digit filed there. */
  wasFor?: { notice: string; question: string; option: string }
  /** It came after the question was closed, where it still counts. */
  late?: true
  /** Filed by hand, and when (ISO 8601). */
  filedAt?: string
  /** Filed by hand, and the customer was told nothing. */
  untold?: true
}

/** Reasons in words. Those of `person` name what the dispatcher has to look at. */
export const whys = [
  'starts with the digit',
  'a word it knows',
  'same answer again',
  'asks a question',
  'names two options',
  'says no or not',
  'says more than the answer',
  'no option in it',
  'empty',
  'not a text',
  'no open question',
  'two questions are open',
  'settled, small talk',
  'filed by hand',
  'could not be read',
  'parts are missing',
  'may be a STOP',
  'begins with a STOP',
  'a part read as STOP',
  'came after a newer answer',
  'a newer STOP or START counts',
  'asks for help and more',
  'help was not answered',
  'came after closing',
  'answered when asked again',
  'may be a piece',
  'may be the rest',
  'words withheld',
  'dealt with in part',
  'was settled by phone',
] as const
export type Why = (typeof whys)[number]

/** An option as a customer was asked it. `date` is the day it stands for, "2026-11-25"; null for none. */
export interface AskedName {
  digit: string
  label: string
  date: string | null
}

/** One of several questions that a reply may be an answer to: those that were open when it came. */
export interface MeantQuestion {
  /** The notice that asked it, "n7": what `fileReply` takes. */
  notice: string
  /** "" when it was deleted since. */
  name: string
  /** The name of the run that asked it; null when none did. */
  run: string | null
  /** ISO 8601. */
  askedAt: string
  options: AskedName[]
}

/** One text, in or out, as the window and programs see it. */
export interface Message {
  id: string
  /** Local order, growing. The order on screen; no clock is. */
  seq: number
  direction: 'inbound' | 'outbound'
  customer: Msisdn
  ours: Msisdn
  text: string
  state: OutboundState | InboundState
  /** ISO 8601, UTC. Outbound: queued. Inbound: the provider's timestamp where readable, else the arrival. */
  at: string
  /** On an inbound text: its timestamp is more than 26 hours off the moment it came. */
  oddTime: boolean
  /** Our own 40-character id on an outbound text; null on an inbound one. */
  reference: string | null
  /** The provider's ids, one a part. */
  providerIds: string[]
  /** One English sentence; never null when refused, failed, expired or unknown. */
  problem: string | null
  /** The same for programs and translations. */
  problemCode: string | null
  /** How an inbound text was taken; null on an outbound one. */
  because: Because | null
  /**
   * What sent an outbound text: a person, a question, or the desk by itself (thanks, the question once more, the answer to
   * HELP, the confirmation of a STOP). Null on an inbound one.
   */
  kind: 'text' | 'notice' | 'thanks' | null
  /** The id of the reply that thanks thank for, or that a person answers with this text. */
  inReplyTo: string | null
  /** A person has to look and has not yet: at a reply, or at a text out that is held. */
  needsPerson: boolean
  /**
   * ISO 8601: when a person said "done" of a reply, or of a text that did not arrive, so that nobody needs to look any
   * more; null while nobody has, or when it was taken back.
   */
  doneAt: string | null
  /** On an inbound text that belongs to a notice: what can be filed. */
  options: AskedName[]
  /**
   * On such a text, where it can be filed for other questions too: all of them, its own first. Digits may be the same in
   * several. Else none.
   */
  questions: MeantQuestion[]
  /** On an inbound text: what the desk sent for it by itself. */
  thanks: {
    state: OutboundState
    at: string
    problem: string | null
    text: string
    /** It asks once more; absent on thanks. */
    again?: true
  } | null
  /**
   * Why nothing went out by itself although there was something to say: "limit" of automatic texts, "opted-out", or
   * "late": it was recovered more than a day after the customer wrote it, or "restored": it was written before a backup
   * was restored, so it may have been thanked for then.
   */
  noThanks: 'limit' | 'opted-out' | 'late' | 'restored' | null
  /** On an inbound text: it did not come by webhook but was asked for after a gap. */
  recovered: boolean
  /** On an inbound text: the newest text a person wrote back to it, and what became of that. */
  answer: {
    id: string
    state: OutboundState
    at: string
    problem: string | null
    problemCode: string | null
    text: string
  } | null
  /** On an outbound text that a person sent again: the newest text that does so, and when it was written (ISO 8601). */
  textedAgain: { id: string; at: string } | null
  /** On an outbound text that a person sent again with this one: that text, and when the first of all was written (ISO 8601). */
  triedBefore: { id: string; firstAt: string } | null
  /** On an outbound text that is held because its run is paused or stopped: that run ("run7"). Absent on others. */
  heldBy?: string
  /** On an incomplete text: parts here, parts in all. */
  parts: { have: number; total: number } | null
}
