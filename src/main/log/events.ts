import { reachWhys } from '../../shared/desk-state.ts'

// Lists of other files' are written out here, since those files take time to load. A value that is missing does not
// compile where it is said.
const platforms = [
  'aix',
  'android',
  'cygwin',
  'darwin',
  'freebsd',
  'haiku',
  'linux',
  'netbsd',
  'openbsd',
  'sunos',
  'win32',
] as const
const gapWhys = ['not-running', 'unreachable', 'cannot-store'] as const
const refusedWhys = [
  'signature',
  'flood',
  'rate',
  'not-stored',
  'no-room',
  'too-large',
  'encoding',
  'headers',
  'malformed',
  'slow',
  'address',
] as const
const rules = ['option', 'person', 'opt-out', 'opt-in', 'help', 'none'] as const
const keptWhys = ['unreadable', 'signature', 'messages-api', 'binary', 'same-id-other-text'] as const

/**
 * All that the log can say, and nothing else: each event with the fields it may carry. There is no kind of field for a
 * number as it is, a text, an object or an error, so none can be written down by mistake. docs/logs.md tells what each
 * is for; a test holds the two together.
 */
export const logEvents = {
  started: {
    level: 'info',
    fields: {
      version: 'version',
      node: 'version',
      platform: platforms,
      shell: ['desktop', 'browser'],
      mode: ['practice', 'live'],
    },
  },
  startRefused: { level: 'error', fields: { code: 'code' } },
  stopped: { level: 'info', fields: { seconds: 'number' } },
  modeChanged: { level: 'info', fields: { mode: ['practice', 'live'] } },
  settingsSaved: { level: 'info', fields: {} },
  settingsTrouble: { level: 'warn', fields: { code: 'code' } },
  accountSaved: {
    level: 'info',
    fields: { signed: ['yes', 'no'], wayIn: ['ngrok', 'public-url', 'none'] },
  },
  keyRing: { level: 'warn', fields: { code: 'code' } },
  unexpected: {
    level: 'error',
    fields: { what: 'place', error: 'class', code: 'errorCode' },
    at: { lines: 5, everyMs: 10_000, by: 'what' },
  },
  linesLost: { level: 'warn', fields: { lines: 'number' } },

  backupMade: { level: 'info', fields: { texts: 'number' } },
  backupFailed: { level: 'error', fields: { code: 'errorCode' } },
  backupRestored: {
    level: 'warn',
    fields: { became: ['restored', 'no-such-backup', 'backup-damaged', 'failed'] },
  },
  handoverMade: { level: 'warn', fields: { became: ['made', 'failed'] } },
  handoverTakenBack: { level: 'warn', fields: { became: ['taken-back', 'failed'] } },
  handoverTaken: {
    level: 'warn',
    fields: { became: ['taken', 'wrong-passphrase', 'damaged', 'newer', 'no-such-handover', 'failed'] },
  },
  textsNotOpened: { level: 'error', fields: { code: 'code' } },
  migrated: { level: 'info', fields: { from: 'number', to: 'number' } },
  storeTrouble: { level: 'error', fields: { code: 'errorCode' } },
  storeWorks: { level: 'info', fields: { seconds: 'number' } },

  reach: { level: 'info', fields: { state: ['reachable', 'connecting', 'unreachable'], why: reachWhys } },
  gapBegan: { level: 'warn', fields: { why: gapWhys } },
  gapEnded: { level: 'info', fields: {} },
  gapAsked: { level: 'info', fields: { records: 'number', unread: 'number', found: 'number' } },
  gapNotAsked: { level: 'warn', fields: { code: 'code' } },

  replyStored: {
    level: 'info',
    fields: {
      customer: 'customer',
      length: 'length',
      rule: rules,
      option: 'digit',
      how: ['webhook', 'part', 'record'],
    },
  },
  replyRepeated: { level: 'info', fields: {} },
  webhookKept: { level: 'warn', fields: { why: keptWhys }, at: { lines: 1, everyMs: 60_000, by: 'why' } },
  webhookRefused: { level: 'warn', fields: { why: refusedWhys }, at: { lines: 1, everyMs: 60_000, by: 'why' } },
  quarantineRead: { level: 'info', fields: { replies: 'number' } },

  textQueued: { level: 'info', fields: { customer: 'customer', length: 'length', kind: ['text', 'notice'] } },
  textTaken: { level: 'info', fields: { reference: 'reference', attempts: 'number', parts: 'number', ms: 'number' } },
  textNotTaken: {
    level: 'warn',
    fields: {
      reference: 'reference',
      outcome: ['refused', 'not-sent', 'unknown'],
      code: 'code',
      attempts: 'number',
      ms: 'number',
    },
    at: { lines: 10, everyMs: 10_000, by: 'code' },
  },
  textsInterrupted: { level: 'warn', fields: { texts: 'number' } },
  receipt: {
    level: 'info',
    fields: { reference: 'reference', status: 'status', code: 'carrierCode', whose: ['ours', 'foreign', 'ignored'] },
  },
  sendingStopped: { level: 'warn', fields: { why: ['person', 'unknown'] } },
  sendingResumed: { level: 'info', fields: {} },
  sendingTrouble: { level: 'warn', fields: { code: 'code' } },
  sendingWorks: { level: 'info', fields: {} },

  callRefused: {
    level: 'info',
    fields: { call: 'place', code: 'code' },
    at: { lines: 10, everyMs: 10_000, by: 'code' },
  },
  visitorRefused: {
    level: 'warn',
    fields: { why: ['host', 'origin', 'token'] },
    at: { lines: 1, everyMs: 60_000, by: 'why' },
  },
} as const satisfies Record<string, EventShape>

/** How often an event is written one by one; what comes faster is counted. */
export const usualPace: Pace = { lines: 20, everyMs: 10_000 }

export type LogEvent = keyof typeof logEvents

/** What a caller hands over; null and undefined are left out. */
export type LogFields<Event extends LogEvent> = {
  [Field in keyof (typeof logEvents)[Event]['fields']]: Given<(typeof logEvents)[Event]['fields'][Field]>
}

export interface Pace {
  lines: number
  everyMs: number
  /** Each value of this field has a pace of its own. */
  by?: string
}

interface EventShape {
  level: 'info' | 'warn' | 'error'
  fields: Readonly<Record<string, Kind>>
  at?: Pace
}

/** A list is of all the values there are. */
export type Kind = keyof GivenAs | readonly string[]

interface GivenAs {
  /** A whole number, 0 to 999999: no more digits than a number of somebody's could hide in. */
  number: number
  /** "0.1.0". */
  version: string
  /** A code of ours, of those in codes.ts. */
  code: string
  /** Where in the program, of the places in codes.ts. */
  place: string
  /** An option's digit. */
  digit: string
  /** What a receipt says, of what receipts say. */
  status: string
  /** A carrier's error code, up to four digits. */
  carrierCode: string
  /** A customer's number goes in; a keyed hash and the last two digits come out. */
  customer: string
  /** A text goes in; its length comes out. */
  length: string
  /** A reference of ours goes in; its first eight characters come out. */
  reference: string
  /** Anything thrown goes in; the name of its class comes out. */
  class: unknown
  /** An error or its code goes in; out comes a code of the system's, SQLite's or Node's, and nothing else. */
  errorCode: unknown
}

type Given<Shape> =
  | (Shape extends readonly (infer Value)[] ? Value : Shape extends keyof GivenAs ? GivenAs[Shape] : never)
  | null
  | undefined
