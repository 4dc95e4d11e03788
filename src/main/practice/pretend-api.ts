import { z } from 'zod'
import type { Msisdn } from '../../shared/msisdn.ts'
import { numberLinks } from './account.ts'
import type { Behaviour } from './behaviour.ts'
import { readCountry, readFeatures, readLineType, readMsisdn } from './number-stock.ts'
import { readOverrides } from './postman.ts'
import type { AcceptedSms } from './receipts.ts'
import type { PretendRecord } from './record.ts'
import { readUrl, type SettingsChange } from './settings.ts'

/** A text that a customer sends to one of the account's numbers. */
export const readPretendText = z.strictObject({
  from: z.string(),
  /** Default the account's first number. */
  to: z.string().exactOptional(),
  text: z.string(),
  /** Which parts go, from 1, in which order: [2, 3, 1] mixes them, [1, 3] loses one, [1, 1] doubles. Default each once. */
  order: z.array(z.int().min(1)).exactOptional(),
  /** The concat-ref of a text in parts; default the next number, 0 to 255. */
  ref: z.string().exactOptional(),
  /** When Vonage received it, for its records; default now. */
  receivedAt: z.iso.datetime().exactOptional(),
  /** false: its webhooks are given up without a try, as after a day without an answer. */
  webhook: z.boolean().exactOptional(),
  ...readOverrides.shape,
})
export type PretendText = z.output<typeof readPretendText>

/** A receipt out of the blue: late, for a text of other software, or for no text at all. */
export const readPretendReceipt = z.strictObject({
  messageId: z.string(),
  /** Who was written to. */
  to: z.string(),
  /** Default the account's first number. */
  from: z.string().exactOptional(),
  clientRef: z.string().exactOptional(),
  status: z.string(),
  errCode: z.string().exactOptional(),
  /** Default the account's receipt URL. */
  url: readUrl.exactOptional(),
  ...readOverrides.shape,
})
export type PretendReceipt = z.output<typeof readPretendReceipt>

export const readLinks = z.strictObject({
  inbound: readUrl.nullable().exactOptional(),
  receipts: readUrl.nullable().exactOptional(),
})
export type Links = z.output<typeof readLinks>

/** What somebody else does to one of the account's numbers. What is not named stays as it is. */
export const readNumberChange = z.strictObject({
  /** The account has it from then on, if it did not before: mobile-lvn with SMS and VOICE unless told. */
  msisdn: readMsisdn,
  /** false: the account has it no longer. */
  owned: z.boolean().exactOptional(),
  country: readCountry.exactOptional(),
  type: readLineType.exactOptional(),
  features: readFeatures.exactOptional(),
  /** By the names of /account/numbers; null takes one away. */
  links: z.partialRecord(z.enum(numberLinks), z.string().min(1).nullable()).exactOptional(),
})
export type NumberChange = z.output<typeof readNumberChange>

export interface SentWebhooks {
  /** One a part, in the order of the text. */
  messageIds: string[]
  /** One verdict a webhook, in the order they were sent: answered 2xx at last, or given up. */
  acknowledged: Promise<boolean[]>
}

/** How a test, or practice mode, steers a pretend Vonage. */
export interface PretendVonage {
  /** For the SDK's `restHost`; no slash at its end. */
  restHost: string
  apiKey: string
  apiSecret: string
  /** The first of the account's numbers. */
  number: Msisdn
  /** What the coming requests are to meet, in this order. */
  next(...behaviours: Behaviour[]): void
  /** Takes back every behaviour that no request has met yet. */
  forget(): void
  text(text: PretendText): SentWebhooks
  receipt(receipt: PretendReceipt): SentWebhooks
  /** Links all numbers and the account, without the check; what is not named stays, null unlinks. */
  link(links: Links): void
  /** One number as somebody else leaves it: its links without the check, its type and features, or gone. */
  changeNumber(change: NumberChange): void
  set(change: SettingsChange): void
  record(): PretendRecord
  /** @returns undo. Called when a text is on the phone it was sent to. */
  onArrival(listener: (sms: AcceptedSms) => void): () => void
  /** Cuts every connection and stops every retry. */
  close(): Promise<void>
}
