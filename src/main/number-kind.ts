import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { countryOf, type Msisdn } from '../shared/msisdn.ts'

/**
 * Where a number belongs, and whether its numbering plan knows it as a fixed line and as nothing else. In countries
 * whose mobile numbers look like any others (the United States, Canada) nobody can tell, and it is none.
 *
 * A file of its own, loaded when it is needed: it knows the kinds of numbers, which is twice as much to read.
 *
 * @returns `country` is an ISO 3166-1 alpha-2 code
 */
export function kindOfNumber(msisdn: Msisdn): { country: string | null; landline: boolean } {
  const parsed = parsePhoneNumberFromString(`+${msisdn}`)
  return {
    country: parsed?.country ?? countryOf(msisdn) ?? null,
    landline: parsed?.getType() === 'FIXED_LINE',
  }
}
