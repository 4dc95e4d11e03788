import { z } from 'zod'
import { anyway, country, fieldValues, messageId, noticeId, submissionId, text, typedNumber } from './argument-kinds.ts'
import type { Backup, Unusable } from './backup.ts'
import type { CallName, EventName } from './desk-names.ts'
import type { Customer, CustomerCopy, DeskState, Settings } from './desk-state.ts'
import { notificationChoices } from './desktop.ts'
import type { FailedAnswers } from './failed.ts'
import { failedArguments } from './failed-arguments.ts'
import { figureArguments } from './figure-arguments.ts'
import type { FigurePerson, Figures } from './figures.ts'
import type { Found } from './find.ts'
import { findArguments } from './find-arguments.ts'
import type { Gap } from './gap.ts'
import type { HandoverAnswers } from './handover.ts'
import { handoverArguments } from './handover-arguments.ts'
import type { ListColumns } from './list-columns.ts'
import { madeLate } from './made-late.ts'
import type { Because, Message } from './message.ts'
import type { Msisdn } from './msisdn.ts'
import type { KeptQuestion } from './question.ts'
import { clockTime } from './quiet-hours.ts'
import { questionDraft, questionId } from './read-question.ts'
import type { Result } from './result.ts'
import type { NumberCheck, Run, RunExport, RunRow, WordMeans } from './run.ts'
import { runArguments } from './run-arguments.ts'
import type { Check, Link, OwnedNumber, PriceRange, ReachProof, RentableNumber, TextPrice } from './setup.ts'
import { setupArguments } from './setup-arguments.ts'
import type { Thread, ThreadAnswers } from './thread.ts'
import { threadArguments } from './thread-arguments.ts'

/** A text still leaves by itself when it waited no longer than this; then it is held for a person. */
const withinMinutes = z.int().min(1).max(10_080).optional()
/** The text that did not arrive, or may not have, and that a person sends again with this one: nobody needs to look at it any more. */
const again = messageId.optional()

/** One reader a call: an argument that crossed the boundary is `unknown` until it has been read. */
export const readArgument = madeLate({
  getDesk: () => z.strictObject({}),
  getCustomer: () => z.strictObject({ number: typedNumber }),
  /** `inReplyTo` is the reply that a person answers with it, which then needs nobody any more unless it does not arrive. */
  sendSms: () =>
    z
      .strictObject({
        submissionId,
        to: typedNumber,
        text: text.min(1),
        inReplyTo: messageId.optional(),
        /** It answers every reply of theirs up to that one. */
        wholeThread: z.literal(true).optional(),
        /** It leaves only after that; until then `cancelText` takes it back. */
        holdSeconds: z.int().min(0).max(30).optional(),
        again,
        anyway,
        withinMinutes,
      })
      .refine(({ wholeThread, inReplyTo }) => wholeThread === undefined || inReplyTo !== undefined, {
        path: ['wholeThread'],
        message: 'it needs “inReplyTo”',
      }),
  sendNotice: () =>
    z.strictObject({
      submissionId,
      to: typedNumber,
      questionId: z.string().min(1).max(100),
      fields: fieldValues,
      inReplyTo: messageId.optional(),
      again,
      anyway,
      withinMinutes,
    }),
  listMessages: () =>
    z.strictObject({
      limit: z.int().min(1).max(200).optional(),
      /** Exclusive `seq`: only older messages. */
      before: z.int().min(1).optional(),
      customer: z.string().min(1).max(64).optional(),
      direction: z.enum(['inbound', 'outbound']).optional(),
      /** Only what waits for a person, or only what did not arrive and nobody is done with. */
      only: z.enum(['needs-person', 'failed']).optional(),
    }),
  searchMessages: () => z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(200).optional() }),
  ...findArguments,
  /** Files a reply by hand as an option, and thanks for it; of its own question, or of the other one that `notice` names. */
  fileReply: () =>
    z.strictObject({
      submissionId,
      messageId,
      option: z.string().min(1).max(8),
      notice: noticeId.optional(),
      /** The customer is told nothing. */
      untold: z.literal(true).optional(),
    }),
  /** Nothing more to do for this reply. */
  closeReply: () => z.strictObject({ messageId }),
  /** Nobody needs to look any more at this text that did not arrive. */
  closeText: () => z.strictObject({ messageId }),
  /** Takes back closeReply or closeText; a reply that a person answered needs a person again. */
  reopen: () => z.strictObject({ messageId }),
  /** Stops all sending, automatic texts too, until resumeSending; also over a restart. */
  stopSending: () => z.strictObject({}),
  resumeSending: () => z.strictObject({}),
  /** Sends a held text after all. */
  releaseText: () => z.strictObject({ messageId }),
  /** Takes back a text that is held or still in the queue. */
  cancelText: () => z.strictObject({ messageId }),
  /** Somebody has read of this gap, and of those before it. */
  dismissGap: () => z.strictObject({ gapId: z.int().min(1) }),
  /** Everything that is kept of this person. */
  exportCustomer: () => z.strictObject({ number: typedNumber }),
  /** Erases everything of this person for good, but that they want no more texts. */
  eraseCustomer: () => z.strictObject({ submissionId, number: typedNumber }),
  saveSettings: () =>
    z.strictObject({
      country: country.nullable().optional(),
      language: z.enum(['en', 'zh']).nullable().optional(),
      theme: z.enum(['light', 'dark']).nullable().optional(),
      textsPerSecond: z.int().min(1).max(1000).nullable().optional(),
      usLongTextsPerSecond: z.int().min(1).max(1000).nullable().optional(),
      providerAnswers: z.boolean().optional(),
      helpText: z.string().trim().min(1).max(480).nullable().optional(),
      confirmStop: z.boolean().optional(),
      quietHours: z
        .strictObject({ from: z.string().regex(clockTime), to: z.string().regex(clockTime) })
        .refine(({ from, to }) => from !== to)
        .nullable()
        .optional(),
      closeToTray: z.boolean().nullable().optional(),
      ngrokPlan: z.enum(['free', 'paid']).optional(),
      notifications: z.enum(notificationChoices).optional(),
      startAtLogin: z.boolean().optional(),
      stopKeyEverywhere: z.boolean().optional(),
    }),
  ...setupArguments,
  ...failedArguments,
  ...threadArguments,
  ...runArguments,
  ...figureArguments,
  /** Keeps a question: a new one with version 0, else in the place of the version that was read. Notices that were sent stay as they are. */
  saveQuestion: () => z.strictObject({ questionId, version: z.int().min(0), question: questionDraft }),
  deleteQuestion: () => z.strictObject({ questionId }),
  /** What a reply would be taken for by somebody who was asked this. Keeps nothing. */
  tryReply: () => z.strictObject({ question: questionDraft, fields: fieldValues, text }),
  setMode: () => z.strictObject({ mode: z.enum(['practice', 'live']) }),
  /** Practice only: a pretend customer texts us. */
  playCustomer: () => z.strictObject({ customer: typedNumber, text: text.min(1) }),
  /** Opens a web page in the user's browser, or rings a `tel:` number, after a confirmation that names it. Desktop only. */
  openLink: () => z.strictObject({ url: z.string().max(2000) }),
  /** Desktop: shows the log in the system's own window of files. Elsewhere it only says where it is. */
  showLog: () => z.strictObject({}),
  /** Also while the texts cannot be opened. */
  listBackups: () => z.strictObject({}),
  /** One now, besides those of every hour. */
  makeBackup: () => z.strictObject({}),
  /** Puts a backup in the place of the texts, which are kept beside it. Also while they cannot be opened. */
  restoreBackup: () => z.strictObject({ backupId: z.string().regex(/^\d{7}-\d{8}T\d{6}Z(-before-\d{1,4})?$/) }),
  ...handoverArguments,
} satisfies Record<CallName, () => z.ZodType>)

export type Argument<Call extends CallName> = z.output<(typeof readArgument)[Call]>

interface Answers extends ThreadAnswers, FailedAnswers, HandoverAnswers {
  getDesk: DeskState
  getCustomer: Customer
  sendSms: { message: Message }
  sendNotice: { message: Message }
  listMessages: { messages: Message[] }
  searchMessages: { messages: Message[] }
  find: Found
  listAround: { messages: Message[] }
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
  /** `upTo` is the `seq` of the newest text of that moment. */
  checkNumbers: { numbers: NumberCheck[]; upTo: number }
  checkWords: { means: (WordMeans | null)[] }
  getListColumns: { lists: ListColumns[] }
  keepListColumns: Record<string, never>
  getPrices: { prices: PriceRange[] }
  createRun: { run: Run }
  listRuns: { runs: Run[] }
  /** `more` says that there are rows after these. */
  getRun: { run: Run; rows: RunRow[]; more: boolean }
  pauseRun: { run: Run }
  resumeRun: { run: Run }
  stopRun: { run: Run }
  discardRun: { run: Run }
  rescheduleRun: { run: Run }
  leaveOutChase: { run: Run }
  settleRow: { run: Run }
  /** `marked` customers are texted again, in their turn. */
  retryRows: { run: Run; marked: number }
  exportRun: RunExport
  takeExport: { run: Run }
  getFigures: Figures
  /** Null when there is nobody after them. */
  listFigurePeople: { people: FigurePerson[]; after: string | null }
  saveQuestion: { question: KeptQuestion }
  deleteQuestion: { questionId: string }
  /** `says` is what the desk would send for it by itself: thanks, or the question once more; null for nothing. */
  tryReply: { because: Because; says: { text: string; again: boolean } | null }
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
  /** Ids of messages that are there no more: their words stand in another one, or they were erased. */
  gone: string[]
  desk: DeskState
  /** Runs that moved: how each stands, and its rows that are new or changed. */
  run: { run: Run; rows: RunRow[] }[]
  /** Threads that are new or changed, as they are now. */
  thread: Thread[]
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
