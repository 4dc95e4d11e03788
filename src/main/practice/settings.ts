import { z } from 'zod'
import { readRentableNumber, usualStock } from './number-stock.ts'
import { signatureMethods } from './sign.ts'

/** Any value may be put into a webhook on purpose; null takes the field out. */
export const readFields = z.record(z.string(), z.unknown())

/** A link's address as the dashboard takes it. */
export const readUrl = z.url({ protocol: /^https?$/ })

export const webhookFormats = ['GET', 'POST', 'POST-JSON'] as const
export type WebhookFormat = (typeof webhookFormats)[number]
export const readFormat = z.enum(webhookFormats)

const readMs = z.number().min(0)

/** One receipt: what it says, and how long after the text was accepted. */
export const readReceiptStep = z.strictObject({
  status: z.string(),
  afterMs: readMs,
  errCode: z.string().exactOptional(),
  fields: readFields.exactOptional(),
})
export type ReceiptStep = z.output<typeof readReceiptStep>

export const readRetry = z.strictObject({
  /** Before the second attempt; each further wait is twice as long. */
  firstMs: readMs.exactOptional(),
  longestMs: readMs.exactOptional(),
  giveUpAfterMs: readMs.exactOptional(),
  /** An attempt that was not answered by then has failed. Not hurried by `speed`. */
  answerWithinMs: readMs.exactOptional(),
  /** Two of Vonage's own articles disagree, so both policies can be had. */
  until: z.enum(['2xx', 'not-429-or-5xx']).exactOptional(),
})
export type RetryPolicy = Required<z.output<typeof readRetry>>

/** What can be changed while it runs. */
export const readSettings = z.strictObject({
  format: readFormat.exactOptional(),
  /** Signs every webhook, and is what signed sends are checked with; null: webhooks are not signed. */
  signature: z
    .strictObject({ secret: z.string().min(1), method: z.enum(signatureMethods) })
    .nullable()
    .exactOptional(),
  retry: readRetry.exactOptional(),
  /** The receipts of a text to a number without a habit of its own. */
  receipts: z.array(readReceiptStep).exactOptional(),
  /** By number: the receipts of texts to it, as to a landline or to a phone that is switched off. */
  fates: z.record(z.string(), z.array(readReceiptStep)).exactOptional(),
  /** Euro. */
  balance: z.number().min(0).exactOptional(),
  /** Sends a second that the key may make. */
  ratePerSecond: z.int().min(1).exactOptional(),
  /** Whether the account may ask for records, and whether it gives out their words. */
  reports: z.enum(['allowed', 'redacted', 'forbidden']).exactOptional(),
  /** The numbers that Vonage lets; those that the account has are not found among them. */
  stock: z.array(readRentableNumber).exactOptional(),
  /** Suspended: calls about the account are answered with this HTTP status and a label, sends with status 8. */
  suspended: z.literal([401, 420]).nullable().exactOptional(),
  /** How far its clock is ahead of this computer's, as far as the date of an answer with records tells. */
  clockAheadMs: z.int().exactOptional(),
})
export type SettingsChange = z.output<typeof readSettings>
export type PretendSettings = Omit<Required<SettingsChange>, 'retry'> & { retry: RetryPolicy }

export const usualSettings: PretendSettings = {
  format: 'POST',
  signature: null,
  retry: { firstMs: 5000, longestMs: 900_000, giveUpAfterMs: 86_400_000, answerWithinMs: 15_000, until: '2xx' },
  receipts: [
    { status: 'accepted', afterMs: 200 },
    { status: 'delivered', afterMs: 700 },
  ],
  fates: {},
  balance: 1000,
  ratePerSecond: 30,
  reports: 'allowed',
  stock: usualStock,
  suspended: null,
  clockAheadMs: 0,
}

export const changeSettings = (settings: PretendSettings, change: SettingsChange): PretendSettings => ({
  ...settings,
  ...change,
  retry: { ...settings.retry, ...change.retry },
})
