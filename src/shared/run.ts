import type { OutboundState } from './message.ts'
import type { Msisdn } from './msisdn.ts'
import type { Closing, Digits } from './question.ts'

/**
 * How far a run is. `held`: it can still be taken back as a whole. `canary`: the first few have left, and the rest waits
 * for what becomes of them. `paused`: nothing more leaves until a person says so, see `why`. `stopped`: ended by a
 * person; what had not left can be sent after all or thrown away. `done`: nothing is left to send. The database lets only
 * some move to others (main/store/schema.ts).
 */
export type RunState = 'held' | 'canary' | 'sending' | 'paused' | 'stopped' | 'done'

/**
 * Why a run is paused: a person did it, the first texts were lost, the desk was closed or the computer slept
 * meanwhile, Vonage refuses every text for a reason of the account, replies could not arrive when texts would have begun
 * to leave, the time after which nothing was to leave came, or it is quiet at every hour where those who are left may be.
 */
export type PauseWhy = 'person' | 'canary' | 'restart' | 'late' | 'account' | 'unreachable' | 'until' | 'quiet'

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

/** What a run does about those who have not answered. Times are epoch ms. */
export interface Chase {
  /** When they are texted once more. */
  at: number
  /** With the question's fields in braces, as its own text. */
  text: string
  /** When whoever has still not answered counts as having chosen `option`; null when never. Both or none. */
  defaultAt: number | null
  option: string | null
  /** A person left them both out, or only the second of them; absent while nobody has. */
  leftOut?: 'both' | 'default'
}

/**
 * A step of it: not yet, done, skipped since it was slept through, or replies could not arrive, or left out by a person.
 */
export type ChaseStep = { at: string; done: 'done' | 'skipped' | 'left-out' | null; customers: number }

export interface Run {
  /** "run7". */
  id: string
  name: string
  questionId: string
  /** `date` is the day it stands for ("2026-11-25"), where it is the same for all who were asked; else null. */
  options: { digit: string; label: string; date: string | null }[]
  state: RunState
  /** Null unless paused. */
  why: PauseWhy | null
  /** ISO 8601. */
  madeAt: string
  /** ISO 8601: until then it can be taken back. */
  startsAt: string
  /** ISO 8601: what has not left by then waits for a person; null when there is no such time. */
  until: string | null
  /** ISO 8601: it is quiet where those who are left are, and nothing leaves before; null when nobody waits for that. */
  quietUntil: string | null
  /** The second text, and the answer that is taken for granted; null when there is none. */
  chase: { second: ChaseStep; byDefault: (ChaseStep & { option: string }) | null } | null
  /** Until when answers to its question are filed by themselves; null for as long as it is open. */
  closing: Closing | null
  /** How many customers; the outcomes add up to it. */
  rows: number
  outcomes: Record<OutcomeKind, number>
  /** By digit: how many chose it. */
  chosen: Record<string, number>
  /** How many of those have changed their answer, and nobody has dealt with that yet. */
  changed: number
  /** How far the texts are. `unsure` are leaving at this moment, or nobody knows whether they did. */
  texts: { queued: number; accepted: number; delivered: number; failed: number; unsure: number }
  /** Customers of `not-sent` whose text never leaves any more: thrown away, or cancelled. */
  dropped: number
  /** Customers who have answered it, or written what somebody had to look at; neither a STOP nor thanks alone. */
  replied: number
  /** Customers of `option` who have not, and whose silence was taken for it. */
  defaulted: number
  /** ISO 8601: when somebody last took it out as a file; null when nobody has. */
  exportedAt: string | null
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
  /** The run's own digit, of outcome `option`. */
  option: string | null
  /** The day that option stands for, as this customer was asked ("2026-11-25"); null where it stands for none. */
  date: string | null
  /** By the run's own digit the one that this customer was given, since another question was open; null where they are the same. */
  digits: Digits | null
  /** ISO 8601: when they were texted once more; null when they were not. */
  chasedAt: string | null
  /** ISO 8601: when their silence was taken for the answer; null when it was not. */
  defaultedAt: string | null
  /** What decided it in words, what came of a call, or why it was left out: `opted-out`. */
  why: string | null
  /** What came of a call, also where they have written since and somebody must look; null where nobody rang. */
  settledAs: string | null
  /** Of outcome `option`, where words of theirs were filed; null where their silence was taken for the answer. */
  filed: {
    /** A person has filed it. */
    byHand: boolean
    /** The piece of their words that decided; null where it is not known, or a person did. */
    heard: string | null
    /** ISO 8601: when they wrote it, or when a person filed it. */
    at: string
    /** The run's own digit of the answer that this one replaced; null for none. */
    was: string | null
    /** It came after the question was closed, where it still counts. */
    late: boolean
  } | null
  /** They have changed their answer, and nobody has dealt with that yet. */
  changed: boolean
  /** The customer's newest words on it. */
  said: { messageId: string; text: string; at: string } | null
  /** Our text; null before it was queued. */
  text: {
    messageId: string
    state: OutboundState
    /** ISO 8601: queued. */
    at: string
    problem: string | null
    problemCode: string | null
  } | null
  /** That text was lost, and a person has said to send another: it has yet to be queued. */
  again: boolean
}

/** One customer as a file of the run has them. */
export interface ExportedRow extends RunRow {
  /** What the file before said; null when it said the same, or there was none. */
  was: { outcome: OutcomeKind; option: string | null } | null
}

/** A run as somebody takes it away. */
export interface RunExport {
  /** "x7". */
  id: string
  run: Run
  /** By place: all of them, or those that changed since the last file that was taken. */
  rows: ExportedRow[]
  /** How many changed since then. */
  changed: number
  /** ISO 8601: when the file before was made; null when there was none. */
  lastAt: string | null
}

/** One customer as the list names them, before the run is made. */
export interface RunEntry {
  customer: Msisdn
  name: string
  about: Record<string, string>
  /** The question's fields for this customer. */
  fields: Record<string, string>
  /** ISO 3166-1 alpha-2, of the number; "" when it tells none. */
  country: string
  /** Also when an earlier question is open, or another run is about to ask one. */
  anyway: boolean
}

/** The most customers of one run. */
export const runRowsMost = 10_000
/** So many rows of a run are read, and told, at once: whoever waits behind them does so for a moment. */
export const rowsAtOnce = 1_000
/** Nobody has been silent who was texted a moment ago: a second text, or an answer taken for granted, comes no sooner. */
export const silentMs = 30 * 60_000
/** A run may be planned so far ahead. */
export const runAheadMs = 30 * 86_400_000
/** So long the same question counts as asked already: a list that is handed in again by accident is of the same day. */
export const latelyMs = 12 * 3_600_000
/** The most numbers that are looked at in one call. */
export const checkNumbersMost = 5_000
/** So long it can be taken back as a whole. */
export const runHoldMs = 10_000
/** So many leave first, and the rest only when one of them has arrived, or none of them had to be waited for any longer. */
export const canaryRows = 3
/** So long it is waited for a receipt that says so: some countries give none, and a run must not stand still for that. */
export const arrivesWithinMs = 30_000

/** What a customer is taken to mean who writes a word and nothing else, whatever it stands for in a question. */
export type WordMeans = 'opt-out' | 'opt-in' | 'help'

/** What is known of one number before a run is made to it. */
export type NumberCheck =
  | {
      ok: true
      msisdn: Msisdn
      shown: string
      /** It says no country code: it was read as a number of the country that such numbers are taken to be of. */
      national: boolean
      /** ISO 3166-1 alpha-2; null where its code belongs to none. */
      country: string | null
      optedOut: boolean
      waiting: boolean
      /** While they are: the digits that they may answer other questions with. */
      taken: string[]
      /** The name of the run whose list they are on and that has not texted them yet; absent for none. */
      listedIn?: string
      /** Questions, by id, that they were asked within `latelyMs`, whatever they have answered; absent for none. */
      lately?: string[]
      ours: boolean
      /** The numbering plan knows it as a fixed line, and as nothing else. */
      landline: boolean
    }
  /** Why it is no number that could be texted, in a sentence. */
  | { ok: false; code: string; text: string }
