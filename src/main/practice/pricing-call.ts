import { type CountryCode, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/min'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { labelled, methodFailed } from './labelled.ts'
import { networkOf, price } from './prices.ts'
import { createRate } from './rate.ts'

const requestsPerSecond = 1
const countryNames = new Intl.DisplayNames('en', { type: 'region' })

/**
 * Answers GET /account/get-pricing/outbound/sms, once a second. Every country costs what a text costs here.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createPricingCall(now: () => number): (fields: HttpCall['fields']) => HttpAnswer {
  const rate = createRate(now)
  return ({ country = '' }) => {
    if (rate.refuse(requestsPerSecond) !== null) return labelled(429, '429', 'too many concurrent requests')
    if (!isSupportedCountry(country)) return methodFailed
    return { status: 200, body: priceList(country) }
  }
}

function priceList(country: CountryCode) {
  const dialingPrefix = getCountryCallingCode(country)
  const networkCode = networkOf(dialingPrefix)
  const name = countryNames.of(country)
  return {
    countryCode: country,
    countryName: name,
    countryDisplayName: name,
    currency: 'EUR',
    defaultPrice: price,
    dialingPrefix,
    networks: [
      {
        type: 'mobile',
        price,
        currency: 'EUR',
        mcc: networkCode.slice(0, 3),
        mnc: networkCode.slice(3),
        networkCode,
        networkName: 'Pretend',
      },
    ],
  }
}
