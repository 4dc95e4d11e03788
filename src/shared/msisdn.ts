import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/** E.164 digits without "+": 447700900123. Vonage's own form; the plus is only for the eye. */
export type Msisdn = string

/** A shop may text under a word, which cannot be texted, rung, or asked for by those who look after customers' data. */
export const hasNumber = (customer: Msisdn) => /^\d+$/.test(customer)

export type TypedNumber =
  | {
      ok: true
      msisdn: Msisdn
      shown: string
      /** It says no country code, and was read as a number of the country that was given. */
      national: boolean
    }
  | { ok: false; code: 'number-empty' | 'number-not-read' | 'number-length' | 'number-country'; text: string }

const isE164 = (digits: string) => /^[1-9]\d{6,14}$/.test(digits)

/**
 * Reads a telephone number however people type it: spaces, brackets, dots, "+", "00", full-width or Arabic digits, or
 * national ("07700 900123") when a country is known.
 *
 * Only the length is judged, never whether the number is in use: numbers kept for fiction and brand-new ranges must
 * pass, and the carrier's own answer is the truth.
 *
 * @param typed one number, any spelling
 * @param country ISO 3166-1 alpha-2 code that national numbers belong to, for example "GB"; "" when that is not known
 */
export function readNumber(typed: string, country: string): TypedNumber {
  const plain = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    // Of Arabic, Persian and Urdu lists.
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
  if (plain === '') return { ok: false, code: 'number-empty', text: 'Type a telephone number.' }
  if (!/^[+\d\s()./\p{Pd}−]+$/u.test(plain) || (plain.match(/\d/g)?.length ?? 0) < 3)
    return {
      ok: false,
      code: 'number-not-read',
      text: `“${plain.slice(0, 40)}” is not a telephone number. Type digits, with + and the country code if it is abroad.`,
    }
  const written = plain
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+')
  const digits = written.replace(/\D/g, '')
  const isWhole = written.startsWith('+')
  const { found, national } = isWhole ? whole(digits) : withoutPlus(digits, country)
  if (found === undefined && country === '' && !isWhole)
    return {
      ok: false,
      code: 'number-country',
      text: `“${plain.slice(0, 40)}” has no country code. Type it with + and the country code, for example +44 7700 900123.`,
    }
  if (found === undefined)
    return {
      ok: false,
      code: 'number-length',
      text: `“${plain.slice(0, 40)}” is too short or too long. Type it with + and the country code, for example +44 7700 900123.`,
    }
  return { ok: true, msisdn: digitsOf(found), shown: found.formatInternational(), national }
}

/** Not the digits themselves: a 0 that belongs to national numbers only is dropped, as in +49 (0) 30. */
const digitsOf = (parsed: PhoneNumber): Msisdn => parsed.number.slice(1)

const usable = (parsed: PhoneNumber | undefined): PhoneNumber | undefined =>
  parsed?.isPossible() && isE164(digitsOf(parsed)) ? parsed : undefined

const asInternational = (digits: string) => usable(parsePhoneNumberFromString(`+${digits}`))

interface Found {
  found: PhoneNumber | undefined
  national: boolean
}

const whole = (digits: string): Found => ({ found: asInternational(digits), national: false })

/**
 * Ten digits are a national number in more countries than they are one with its code: an American 312 555 0123 would
 * reach a stranger in the Netherlands. Where no country is known somebody is asked.
 */
const surelyWhole = (digits: string): Found =>
  digits.length > 10 ? whole(digits) : { found: undefined, national: false }

/** Digits alone are national where that makes a number, else they begin with a country code, as in a pasted 447700900123. */
function withoutPlus(digits: string, country: string): Found {
  if (!isSupportedCountry(country)) return surelyWhole(digits)
  const home = usable(parsePhoneNumberFromString(digits, country as CountryCode))
  if (home === undefined) return whole(digits)
  // Where national numbers may be long (Germany), almost any digits make one. Read so, a pasted foreign number would
  // reach a stranger.
  const looksForeign = !digits.startsWith('0') && (digits.length >= 12 || (digits.length === 11 && !home.isValid()))
  const abroad = looksForeign ? asInternational(digits) : undefined
  // With a country's code in front, whether without the plus or as it is dialled there, it says its country.
  const saysCode = digits === digitsOf(home) || home.countryCallingCode !== callingCode(country)
  return { found: abroad ?? home, national: abroad === undefined && !saysCode }
}

/** How a number is shown: "+44 7700 900123". What is not E.164 (a shop's name, a short code) is shown as it came. */
export function showNumber(msisdn: Msisdn): string {
  if (!isE164(msisdn)) return msisdn
  return parsePhoneNumberFromString(`+${msisdn}`)?.formatInternational() ?? `+${msisdn}`
}

/** The digits as they are dialled at home: 07700900123. "" for what is not E.164. */
export function nationalDigits(msisdn: Msisdn): string {
  if (!isE164(msisdn)) return ''
  return parsePhoneNumberFromString(`+${msisdn}`)?.formatNational().replace(/\D/g, '') ?? ''
}

/**
 * The country a number belongs to, for example "GB"; of a code that several share, the one it was made for (1 is "US").
 * Undefined for what is not E.164.
 */
export function countryOf(msisdn: Msisdn): string | undefined {
  if (!isE164(msisdn)) return undefined
  const parsed = parsePhoneNumberFromString(`+${msisdn}`)
  return parsed?.country ?? parsed?.getPossibleCountries()[0]
}

/** What numbers of a country begin with abroad: "44" of "GB"; "" for a code that is none. */
export const callingCode = (country: string): string =>
  isSupportedCountry(country) ? getCountryCallingCode(country as CountryCode) : ''
