import { z } from 'zod'
import type { AutomaticSettings } from './automatic-answers.ts'
import type { Backup, Unusable } from './backup.ts'
import type { CallName, EventName } from './desk-names.ts'
import type { Gap } from './gap.ts'
import type { Message } from './message.ts'
import type { Msisdn } from './msisdn.ts'
import type { Question } from './question.ts'
import type { Problem, Result } from './result.ts'
import {
  type Check,
  type Link,
  type OwnedNumber,
  type ReachProof,
  type RentableNumber,
  type SignatureMethod,
  signatureMethods,
  type TextPrice,
} from './setup.ts'

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
  /** Texts a second that our number may send; null takes what is usual for such a number. */
  textsPerSecond: number | null
}

/** What is known of a number, before a text is sent to it. */
export interface Customer {
  msisdn: Msisdn
  /** As it will be dialled: "+44 7700 900123". */
  shown: string
  /** Since when (ISO 8601) and in which words the customer wants no more texts; null while texts may go. */
  optedOut: { since: string; words: string | null } | null
  /** The newest text in either direction; null before the first. */
  lastText: Message | null
  /** How many texts are kept, in either direction. */
  texts: number
  /** ISO 8601: when the oldest of them was written; null when there is none. */
  since: string | null
}

/** Everything that is kept of one person, as it is handed out when they ask for it. Times are ISO 8601. */
export interface CustomerCopy extends Pick<Customer, 'msisdn' | 'shown' | 'optedOut'> {
  /** Newest first. */
  messages: Message[]
  questions: {
    question: string
    options: { digit: string; label: string }[]
    state: string
    /** The digit that was filed. */
    outcome: string | null
    askedAt: string
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
  publicUrl: string | null
  /** How webhooks are signed; null when no secret was entered. */
  signed: SignatureMethod | null
  /** When (ISO 8601) the provider last took key and secret, and the euro it said are left. */
  checked: { balance: number; at: string } | null
}

export interface DeskState {
  mode: 'practice' | 'live'
  shell: 'desktop' | 'browser'
  /** Our own number, digits without "+". */
  number: string
  /** The country that national numbers are read in: the setting, else our number's own. */
  country: string
  settings: Settings
  questions: Question[]
  reach: Reach
  counts: {
    /** Replies that wait for a person. */
    needsPerson: number
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
  /** Why the last backup could not be made, or that it shows the texts to be damaged; null when all is well. */
  backupTrouble: Problem | null
  /** Why the saved account cannot be used, or will not be kept; null when all is well with it. */
  keyRing: { code: string; text: string } | null
  /** The account of live mode, as far as it was entered; never its secrets. Live mode needs its number. */
  account: EnteredAccount | null
  /** Where the provider sends our number's replies; null in practice, and until it was asked. */
  link: Link | null
  /** Names of the environment variables that were set as the desk started, of those that Setup lists; never their values. */
  variables: string[]
  practice: { cast: CastMember[] } | null
  /** Requests that came through ngrok in a calendar month (UTC, "2026-11"), of those its plan allows; null without ngrok. */
  requests: { month: string; count: number; quota: number | null } | null
  /** How many times somebody was erased. When it grows, what a window holds may be gone: it loads everything again. */
  erasures: number
  /** The newest event's number. */
  seq: number
}

const text = z.string().max(3200)
const typedNumber = z.string().max(64)
const submissionId = z.string().min(1).max(100)
const messageId = z.string().regex(/^m[1-9]\d{0,15}$/)
/** A text still leaves by itself when it waited no longer than this; then it is held for a person. */
const withinMinutes = z.int().min(1).max(10_080).optional()
/** The text that did not arrive, or may not have, and that a person sends again with this one: nobody needs to look at it any more. */
const again = messageId.optional()
/** Sends it again also when that one has been taken or delivered meanwhile, or was sent again already. */
const anyway = z.boolean().optional()
const secret = z.string().max(256)
/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/)

/** One reader a call: an argument that crossed the boundary is `unknown` until it has been read. */
export const readArgument = {
  getDesk: z.strictObject({}),
  getCustomer: z.strictObject({ number: typedNumber }),
  /** `inReplyTo` is the reply that a person answers with it, which then needs nobody any more unless it does not arrive. */
  sendSms: z.strictObject({
    submissionId,
    to: typedNumber,
    text: text.min(1),
    inReplyTo: messageId.optional(),
    again,
    anyway,
    withinMinutes,
  }),
  sendNotice: z.strictObject({
    submissionId,
    to: typedNumber,
    questionId: z.string().min(1).max(100),
    fields: z.record(z.string().max(40), z.string().max(200)),
    inReplyTo: messageId.optional(),
    again,
    anyway,
    withinMinutes,
  }),
  listMessages: z.strictObject({
    limit: z.int().min(1).max(200).optional(),
    /** Exclusive `seq`: only older messages. */
    before: z.int().min(1).optional(),
    customer: z.string().min(1).max(64).optional(),
    direction: z.enum(['inbound', 'outbound']).optional(),
    /** Only what waits for a person, or only what did not arrive and nobody is done with. */
    only: z.enum(['needs-person', 'failed']).optional(),
  }),
  searchMessages: z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(200).optional() }),
  /** Files a reply by hand as one of its options, and thanks for it. */
  fileReply: z.strictObject({ submissionId, messageId, option: z.string().min(1).max(8) }),
  /** Nothing more to do for this reply. */
  closeReply: z.strictObject({ messageId }),
  /** Nobody needs to look any more at this text that did not arrive. */
  closeText: z.strictObject({ messageId }),
  /** Takes back closeReply or closeText; a reply that a person answered needs a person again. */
  reopen: z.strictObject({ messageId }),
  /** Stops all sending, automatic texts too, until resumeSending; also over a restart. */
  stopSending: z.strictObject({}),
  resumeSending: z.strictObject({}),
  /** Sends a held text after all. */
  releaseText: z.strictObject({ messageId }),
  /** Takes back a text that is held or still in the queue. */
  cancelText: z.strictObject({ messageId }),
  /** Somebody has read of this gap, and of those before it. */
  dismissGap: z.strictObject({ gapId: z.int().min(1) }),
  /** Everything that is kept of this person. */
  exportCustomer: z.strictObject({ number: typedNumber }),
  /** Erases everything of this person for good, but that they want no more texts. */
  eraseCustomer: z.strictObject({ submissionId, number: typedNumber }),
  saveSettings: z.strictObject({
    country: country.nullable().optional(),
    language: z.enum(['en', 'zh']).nullable().optional(),
    theme: z.enum(['light', 'dark']).nullable().optional(),
    textsPerSecond: z.int().min(1).max(1000).nullable().optional(),
    providerAnswers: z.boolean().optional(),
    helpText: z.string().trim().min(1).max(480).nullable().optional(),
    confirmStop: z.boolean().optional(),
  }),
  /**
   * Takes an account into the key ring, at once or step by step: what is left out stays, an empty text takes away.
   * Secrets go in, never out.
   */
  saveAccount: z.strictObject({
    apiKey: z.string().min(1).max(64).optional(),
    apiSecret: secret.min(1).optional(),
    number: typedNumber.optional(),
    signatureSecret: secret.optional(),
    /** While the secret is being changed: what is signed with either is taken. */
    signatureSecretOld: secret.optional(),
    signatureMethod: z.enum(signatureMethods).optional(),
    ngrokAuthtoken: secret.optional(),
    ngrokDomain: z.string().max(253).optional(),
    publicUrl: z.string().max(253).optional(),
  }),
  /** Asks the provider whether it takes key and secret: those given, else those that were entered. Keeps nothing. */
  checkAccount: z.strictObject({
    apiKey: z.string().min(1).max(64).optional(),
    apiSecret: secret.min(1).optional(),
  }),
  /** The numbers of the account. */
  listNumbers: z.strictObject({}),
  /** Numbers that could be rented. */
  findNumbers: z.strictObject({
    country,
    kind: z.enum(['mobile', 'landline', 'toll-free']).optional(),
    /** That stand anywhere in it. */
    digits: z
      .string()
      .regex(/^\d{0,15}$/)
      .optional(),
  }),
  /** Rents one, at the price that was confirmed and no other. Costs money every month. */
  rentNumber: z.strictObject({
    country,
    number: z.string().regex(/^\d{5,15}$/),
    monthly: z.number().min(0).max(10_000),
  }),
  /** Live only: asks the provider where our number's replies go. */
  checkLink: z.strictObject({}),
  /** Live only: has our number's replies sent to this desk; what was there before is remembered. */
  linkNumber: z.strictObject({}),
  /** Live only: puts back what was there before us, or with `remove` nothing; `anyway` also when somebody changed it since. */
  unlinkNumber: z.strictObject({ anyway: z.boolean().optional(), remove: z.boolean().optional() }),
  /** Sends a signed request of our own through the public address, and waits for it here. */
  proveReach: z.strictObject({}),
  /** Looks at every part of the desk now. */
  checkEverything: z.strictObject({}),
  setMode: z.strictObject({ mode: z.enum(['practice', 'live']) }),
  /** Practice only: a pretend customer texts us. */
  playCustomer: z.strictObject({ customer: typedNumber, text: text.min(1) }),
  /** Opens a web page in the user's browser, after a confirmation that names its host. Desktop only. */
  openLink: z.strictObject({ url: z.string().max(2000) }),
  /** Desktop: shows the log in the system's own window of files. Elsewhere it only says where it is. */
  showLog: z.strictObject({}),
  /** Also while the texts cannot be opened. */
  listBackups: z.strictObject({}),
  /** One now, besides those of every hour. */
  makeBackup: z.strictObject({}),
  /** Puts a backup in the place of the texts, which are kept beside it. Also while they cannot be opened. */
  restoreBackup: z.strictObject({ backupId: z.string().regex(/^\d{7}-\d{8}T\d{6}Z(-before-\d{1,4})?$/) }),
} satisfies Record<CallName, z.ZodType>

export { type CallName, callNames, type EventName, eventNames } from './desk-names.ts'
export type Argument<Call extends CallName> = z.output<(typeof readArgument)[Call]>

interface Answers {
  getDesk: DeskState
  getCustomer: Customer
  sendSms: { message: Message }
  sendNotice: { message: Message }
  listMessages: { messages: Message[] }
  searchMessages: { messages: Message[] }
  fileReply: { message: Message }
  closeReply: { message: Message }
  closeText: { message: Message }
  reopen: { message: Message }
  stopSending: { stop: DeskState['stop'] }
  resumeSending: { stop: DeskState['stop'] }
  releaseText: { message: Message }
  cancelText: { message: Message }
  dismissGap: { gap: Gap | null }
  exportCustomer: CustomerCopy
  eraseCustomer: { erased: { texts: number }; keptOptOut: boolean }
  saveSettings: Settings
  saveAccount: { key: string }
  checkAccount: { key: string; balance: number }
  listNumbers: { numbers: OwnedNumber[] }
  findNumbers: { numbers: RentableNumber[]; textPrice: TextPrice | null }
  rentNumber: { number: Msisdn }
  checkLink: { link: Link }
  linkNumber: { link: Link }
  unlinkNumber: { link: Link }
  proveReach: ReachProof
  checkEverything: { checks: Check[] }
  setMode: { mode: DeskState['mode'] }
  playCustomer: { providerId: string }
  openLink: { opened: boolean }
  showLog: { path: string; shown: boolean }
  listBackups: {
    /** Newest first. */
    backups: Backup[]
    /** Why there is no desk; null when there is one. */
    unusable: Unusable | null
    /** In which language and on which paper a window says so. */
    settings: Settings
  }
  /** Null when the newest one holds all there is, or there is nothing yet. */
  makeBackup: { backup: Backup | null }
  /** `keptAs` is where the file that was there before lies now; null when there was none. */
  restoreBackup: { backupId: string; keptAs: string | null }
}
export type Answer<Call extends CallName> = Answers[Call]

/** The calls as main carries them out, arguments read. */
export type DeskCalls = {
  [Call in CallName]: (argument: Argument<Call>) => Promise<Result<Answer<Call>>>
}

/** Pushed to the window. A hint: the store is the truth, so after a gap the window asks again. */
export interface DeskEvents extends Record<EventName, unknown> {
  /** Messages that are new or changed, as they are now, oldest change first. */
  message: Message[]
  desk: DeskState
}

/** Everything a window may do: the preload puts it on `window.desk`, the browser shell's page makes the same over HTTP. */
export type DeskApi = {
  readonly [Call in CallName]: (argument: Argument<Call>) => Promise<Result<Answer<Call>>>
} & {
  /** @returns undo. `seq` is the newest event's number in this batch. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (data: DeskEvents[Name], seq: number) => void,
  ) => () => void
}
