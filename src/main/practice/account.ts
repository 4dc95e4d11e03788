import { randomBytes } from 'node:crypto'
import { countryOf, type Msisdn } from '../../shared/msisdn.ts'
import type { PretendSettings } from './settings.ts'

/** One Vonage account: its key, its numbers, and where its webhooks go. */
export interface Account {
  apiKey: string
  apiSecret: string
  /** The first is the one that customers write to unless they are told another. */
  numbers: OwnedNumber[]
  /** mo-callback-url: for texts to a number without a link of its own. */
  inboundUrl: string | null
  /** dr-callback-url: for receipts of sends without a callback of their own. */
  receiptsUrl: string | null
  settings: PretendSettings
}

export interface OwnedNumber {
  country: string
  msisdn: Msisdn
  /** What /number/update last set, by the names that /account/numbers uses: moHttpUrl, voiceCallbackType, app_id and so on. */
  links: Record<string, string>
}

export const freshKey = () => randomBytes(4).toString('hex')

/** Lower case, upper case and a digit, as a Vonage secret must have. */
export const freshSecret = () => `Pretend1${randomBytes(8).toString('hex')}`

// The numbers kept for fiction belong to no country in the tables.
export const ownedNumber = (msisdn: Msisdn): OwnedNumber => ({
  country: countryOf(msisdn) ?? (msisdn.startsWith('44') ? 'GB' : 'US'),
  msisdn,
  links: {},
})

/** Where a text to this number goes: the number's own link, else the account's. */
export function inboundUrlOf(account: Account, msisdn: Msisdn): string | null {
  const own = account.numbers.find((number) => number.msisdn === msisdn)?.links.moHttpUrl
  return own ?? account.inboundUrl
}
