import { randomBytes } from 'node:crypto'
import { countryOf, type Msisdn } from '../../shared/msisdn.ts'
import type { Features, LineType } from './number-stock.ts'
import type { NumberChange } from './pretend-api.ts'
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

/** What /number/update can set; /account/numbers tells it by the same names. */
export const numberLinks = [
  'moHttpUrl',
  'moSmppSysType',
  'app_id',
  'voiceCallbackType',
  'voiceCallbackValue',
  'voiceStatusCallback',
  'messagesCallbackType',
  'messagesCallbackValue',
] as const

export interface OwnedNumber {
  country: string
  msisdn: Msisdn
  type: LineType
  features: Features
  /** What /number/update last set, by the names that /account/numbers uses: moHttpUrl, voiceCallbackType, app_id and so on. */
  links: Partial<Record<(typeof numberLinks)[number], string>>
}

export const freshKey = () => randomBytes(4).toString('hex')

/** Lower case, upper case and a digit, as a Vonage secret must have. */
export const freshSecret = () => `Pretend1${randomBytes(8).toString('hex')}`

// The numbers kept for fiction belong to no country in the tables.
export const ownedNumber = (msisdn: Msisdn): OwnedNumber => ({
  country: countryOf(msisdn) ?? (msisdn.startsWith('44') ? 'GB' : 'US'),
  msisdn,
  type: 'mobile-lvn',
  features: ['SMS', 'VOICE'],
  links: {},
})

/** What somebody else does to a number in the dashboard, or with another program: no check, no answer. */
export function changeNumber(account: Account, { msisdn, owned = true, links = {}, ...change }: NumberChange): void {
  const before = account.numbers.find((number) => number.msisdn === msisdn)
  if (!owned) {
    account.numbers = account.numbers.filter((number) => number !== before)
    return
  }
  const number = Object.assign(before ?? ownedNumber(msisdn), change)
  for (const name of numberLinks) {
    const link = links[name]
    if (link === null) delete number.links[name]
    else if (link !== undefined) number.links[name] = link
  }
  if (before === undefined) account.numbers.push(number)
}

/** Where a text to this number goes: the number's own link, else the account's. */
export function inboundUrlOf(account: Account, msisdn: Msisdn): string | null {
  const own = account.numbers.find((number) => number.msisdn === msisdn)?.links.moHttpUrl
  return own ?? account.inboundUrl
}
