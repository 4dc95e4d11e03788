import type { AutomaticSettings } from './automatic-answers.ts'
import type { Desktop, NotificationChoice } from './desktop.ts'
import type { Gap } from './gap.ts'
import type { HandedOver, TakenOver } from './handover.ts'
import type { AskedName, Message } from './message.ts'
import type { Msisdn } from './msisdn.ts'
import type { KeptQuestion } from './question.ts'
import type { QuietHours } from './quiet-hours.ts'
import type { Problem } from './result.ts'
import type { Link, SignatureMethod } from './setup.ts'
import type { OwnWords, SavedReply } from './thread.ts'

/** Whether replies can arrive, since when, and why not. */
export interface Reach {
  state: 'reachable' | 'connecting' | 'unreachable'
  /** ISO 8601: when this state began. */
  since: string
  why: ReachWhy
  /** One English sentence, for programs and as a fallback of the translations. */
  text: string
  /** The address customers' replies are sent to, once there is one. It holds the unguessable part. */
  url: string | null
  /**
   * ISO 8601: when something last came in through it: a signed request of our own, or a webhook. Null before the first.
   * Moves every ten seconds at most.
   */
  provenAt: string | null
}

export const reachWhys = [
  'practice',
  'tunnel-open',
  'tunnel-opening',
  'proving',
  'proof-failed',
  'tunnel-token-refused',
  'tunnel-dropped',
  'tunnel-silent',
  'tunnel-failed',
  'public-url-answers',
  'public-url-checking',
  'public-url-silent',
  'this-computer-only',
] as const
export type ReachWhy = (typeof reachWhys)[number]

/** A pretend customer of practice mode. */
export interface CastMember {
  msisdn: string
  name: string
  /** What the customer does by itself. */
  habit: 'answers' | 'asks-back' | 'small-talk' | 'long-story' | 'stops' | 'unreachable'
}

export interface Settings extends AutomaticSettings {
  /** ISO 3166-1 alpha-2: the country of numbers typed without a country code; null follows our own number. */
  country: string | null
  language: 'en' | 'zh' | null
  theme: 'light' | 'dark' | null
  /** Texts a second that the account may send; null takes what is usual, 30. */
  textsPerSecond: number | null
  /** Those that a US long number of ours may, at most the account's; null takes what is usual, 1. */
  usLongTextsPerSecond: number | null
  /** When no run texts anybody, by the clock where the customer is; null when runs may at any time. */
  quietHours: QuietHours | null
  /** Desktop: a live desk whose window is closed goes on in the tray; null asks the first time. */
  closeToTray: boolean | null
  /** A paid one of ngrok's has no limit of requests. */
  ngrokPlan: 'free' | 'paid'
  /** Desktop, as all below: what is told outside of the window. */
  notifications: NotificationChoice
  startAtLogin: boolean
  /** The key that stops everything does so from other programs' windows too. */
  stopKeyEverywhere: boolean
}

/** What is known of a number, before a text is sent to it. */
export interface Customer {
  msisdn: Msisdn
  /** As it will be dialled: "+44 7700 900123". */
  shown: string
  /** Since when (ISO 8601) and in which words the customer wants no more texts; null while texts may go. */
  optedOut: { since: string; words: string | null } | null
  /** The digits that they may answer other questions with, while one of those waits for an answer. */
  taken: string[]
  /** The newest text in either direction; null before the first. */
  lastText: Message | null
  /** How many texts are kept, in either direction. */
  texts: number
  /** ISO 8601: when the oldest of them was written; null when there is none. */
  since: string | null
}

/** Everything that is kept of one person, as it is handed out when they ask for it. Times are ISO 8601. */
export interface CustomerCopy extends Pick<Customer, 'msisdn' | 'shown' | 'optedOut'>, OwnWords {
  /** Newest first. */
  messages: Message[]
  questions: {
    question: string
    options: AskedName[]
    /** What was to be asked again where a reply was not understood; null for nothing. */
    reask: string | null
    state: string
    /** The digit that was filed. */
    outcome: string | null
    askedAt: string
  }[]
  /** As the lists of runs named them. */
  runs: {
    run: string
    madeAt: string
    name: string
    about: Record<string, string>
    fields: Record<string, string>
    /** What somebody noted of a telephone call. */
    settledAs: string | null
  }[]
  /** Of long replies, as they came. */
  parts: { providerId: string; number: number; total: number; text: string; arrivedAt: string }[]
  /** What the carrier said of each part of our texts. */
  receipts: { providerId: string; state: string; errorCode: string | null; at: string }[]
  /** Webhooks that could not be read and name the number. */
  unread: { why: string; method: string; target: string; contentType: string; body: string; arrivedAt: string }[]
}

/** What the window may know of an account. */
export interface EnteredAccount {
  /** "4f••••c2". */
  key: string
  from: 'environment' | 'settings'
  /** Null until one was chosen. */
  number: Msisdn | null
  wayIn: 'ngrok' | 'public-url' | null
  ngrokDomain: string | null
  /** One is kept, and need not be entered again. */
  hasNgrokToken: boolean
  publicUrl: string | null
  webhookPort: number | null
  /** How webhooks are signed; null when no secret was entered. */
  signed: SignatureMethod | null
  /** When (ISO 8601) the provider last took key and secret, and the euro it said are left. */
  checked: { balance: number; at: string } | null
}

export interface DeskState {
  mode: 'practice' | 'live'
  shell: 'desktop' | 'browser'
  /** Null where the desk is not an app of its own. */
  desktop: Desktop | null
  /** Our own number, digits without "+". */
  number: string
  /** The country that national numbers are read in: the setting, else our number's own. */
  country: string
  settings: Settings
  /** What was lost of the settings' file, or why it cannot be read; null when all is well, and once settings are saved anew. */
  settingsTrouble: Problem | null
  /** The desk's own first, then by name. */
  questions: KeptQuestion[]
  /** By name. */
  savedReplies: SavedReply[]
  reach: Reach
  counts: {
    /** Replies that wait for a person. */
    needsPerson: number
    /** Threads under "needs you". */
    threadsNeedYou: number
    /** Texts that were refused, failed, expired, or of which nothing is known, and with which nobody is done. */
    failed: number
    /** Texts that have not left yet. */
    queued: number
    /** Webhooks that came but could not be read; their bytes are kept. */
    unreadable: number
    /** Those of them that came from the provider's other API, the Messages API: a switch in its dashboard is set wrong. */
    messagesApi: number
    /** Webhooks whose signature did not fit; their bytes are kept. */
    badlySigned: number
  }
  /** Left on the account after the last text, in euro; null before the first. */
  balance: number | null
  /** ISO 8601: when the provider said so. */
  balanceAt: string | null
  /** All sending is stopped, automatic texts too, until somebody lets it go on; receiving is not. Null when it is not. */
  stop: {
    /** A person did it, or too many texts in a row were of unknown fate. */
    why: 'person' | 'unknown'
    /** ISO 8601. */
    since: string
  } | null
  /** Why nothing is being sent although texts are queued; null when sending goes on. */
  sendingStopped: { code: string; text: string } | null
  /**
   * The newest stretch in which replies could not arrive and of which there is something to say: replies that were
   * recovered, or that could not be asked for. Null when there is none, or somebody has dismissed it.
   */
  gap: Gap | null
  /** ISO 8601: when these texts were put back from a backup; null when they never were. */
  restoredAt: string | null
  /** Null while this desk is nobody else's. */
  handedOver: HandedOver | null
  /** Null when these texts were never another desk's. */
  takenOver: TakenOver | null
  /** Why the last backup could not be made, or that it shows the texts to be damaged; null when all is well. */
  backupTrouble: Problem | null
  /** Why the saved account cannot be used, or will not be kept; null when all is well with it. */
  keyRing: { code: string; text: string } | null
  /** The account of live mode, as far as it was entered; never its secrets. Live mode needs its number. */
  account: EnteredAccount | null
  /** ISO 8601: when a webhook of Vonage's last came in and was genuine, since the desk was started; null before the first. */
  heardAt: string | null
  /** Where the provider sends our number's replies; null in practice, and until it was asked. */
  link: Link | null
  /** Names of the environment variables that were set as the desk started, of those that Setup lists; never their values. */
  variables: string[]
  practice: { cast: CastMember[] } | null
  /**
   * Requests that came through ngrok in a calendar month (UTC, "2026-11"), of those its plan allows; null without ngrok.
   * `quota` is null where the plan has no limit. `used` says that half of them are used up, or most (80 %).
   */
  requests: { month: string; count: number; quota: number | null; used: 'half' | 'most' | null } | null
  /** How many times somebody was erased. When it grows, what a window holds may be gone: it loads everything again. */
  erasures: number
  /** The newest event's number. */
  seq: number
}
