import type { OutboundState } from './message.ts'
import type { Msisdn } from './msisdn.ts'

/**
 * How far a run is. `held`: it can still be taken back as a whole. `canary`: the first few have left, and the rest waits
 * for what becomes of them. `paused`: nothing more leaves until a person says so, see `why`. `stopped`: ended by a
 * person; what had not left can be sent after all or thrown away. `done`: nothing is left to send.
 */
export const runStates = ['held', 'canary', 'sending', 'paused', 'stopped', 'done'] as const
export type RunState = (typeof runStates)[number]

/**
 * The only moves a run may make; the database refuses every other.
 */
export const runMoves = {
  held: ['canary', 'paused', 'stopped'],
  canary: ['sending', 'paused', 'stopped', 'done'],
  sending: ['paused', 'stopped', 'done'],
  paused: ['canary', 'sending', 'stopped', 'done'],
  stopped: ['canary', 'sending', 'done'],
  done: [],
} as const satisfies Record<RunState, readonly RunState[]>

/**
 * Why a run is paused: a person did it, the first texts all failed, the desk was closed or the computer slept
 * meanwhile, or Vonage refuses every text for a reason of the account.
 */
export const pauseWhys = ['person', 'canary', 'restart', 'late', 'account'] as const
export type PauseWhy = (typeof pauseWhys)[number]

/** What became of one customer of a run, as the board has it: one of these, always. */
export const outcomes = [
  'not-sent',
  'waiting',
  'option',
  'person',
  'unreachable',
  'opted-out',
  'settled',
  'left-out',
] as const
export type OutcomeKind = (typeof outcomes)[number]

export interface Run {
  /** "run7". */
  id: string
  name: string
  questionId: string
  options: { digit: string; label: string }[]
  state: RunState
  /** Null unless paused. */
  why: PauseWhy | null
  /** ISO 8601. */
  madeAt: string
  /** ISO 8601: until then it can be taken back. */
  startsAt: string
  /** How many customers; the outcomes add up to it. */
  rows: number
  outcomes: Record<OutcomeKind, number>
  /** By digit: how many chose it. */
  chosen: Record<string, number>
  /** How far the texts are. `unsure` are leaving at this moment, or nobody knows whether they did. */
  texts: { queued: number; accepted: number; delivered: number; failed: number; unsure: number }
}

export interface RunRow {
  runId: string
  /** From 1, in the order of the list. */
  place: number
  customer: Msisdn
  name: string
  /** Whatever else the list knew: address, window, reference. */
  about: Record<string, string>
  outcome: OutcomeKind
  /** The digit, of outcome `option`. */
  option: string | null
  /** What decided it in words, or why it was left out: `opted-out`. */
  why: string | null
  /** The customer's newest words on it. */
  said: { messageId: string; text: string; at: string } | null
  /** Our text; null before it was queued. */
  text: { messageId: string; state: OutboundState; problem: string | null; problemCode: string | null } | null
}

/** One customer as the list names them, before the run is made. */
export interface RunEntry {
  customer: Msisdn
  name: string
  about: Record<string, string>
  /** The question's fields for this customer. */
  fields: Record<string, string>
  /** Also when an earlier question is open, or another run is about to ask one. */
  anyway: boolean
}

/** The most customers of one run. */
export const runRowsMost = 5_000
/** The most numbers that are looked at in one call. */
export const checkNumbersMost = 5_000
/** So long it can be taken back as a whole. */
export const runHoldMs = 10_000
/** So many leave first, and the rest only when one of them was taken. */
export const canaryRows = 3

/** What is known of one number before a run is made to it. */
export type NumberCheck =
  | {
      ok: true
      msisdn: Msisdn
      shown: string
      /** ISO 3166-1 alpha-2; null where its code belongs to none. */
      country: string | null
      optedOut: boolean
      waiting: boolean
      ours: boolean
      /** The numbering plan knows it as a fixed line, and as nothing else. */
      landline: boolean
    }
  /** Why it is no number that could be texted, in a sentence. */
  | { ok: false; code: string; text: string }
