import { ServiceType } from '@vonage/pricing'
import { expect, test } from 'vitest'
import { createPricingCall } from '../../../src/main/practice/pricing-call.ts'
import { openPretendVonage } from '../../support/pretend-vonage.ts'
import { ask, sdkOf } from './account-client.ts'

test('what a text to a country costs, through the SDK', async () => {
  const vonage = await openPretendVonage()
  const prices = await sdkOf(vonage).pricing.listCountryPricing(ServiceType.SMS, 'GB')
  expect(prices).toEqual({
    countryCode: 'GB',
    countryName: 'United Kingdom',
    countryDisplayName: 'United Kingdom',
    currency: 'EUR',
    defaultPrice: '0.03330000',
    dialingPrefix: '44',
    networks: [
      {
        type: 'mobile',
        price: '0.03330000',
        currency: 'EUR',
        mcc: '234',
        mnc: '10',
        networkCode: '23410',
        networkName: 'Pretend',
      },
    ],
  })
})

test('twice at once: 429', async () => {
  const vonage = await openPretendVonage()
  const call = 'GET /account/get-pricing/outbound/sms'
  expect((await ask(vonage, call, { country: 'US' })).body).toMatchObject({ dialingPrefix: '1' })
  expect(await ask(vonage, call, { country: 'US' })).toMatchObject({ status: 429, body: { 'error-code': '429' } })
})

test('once a second is not too often, and what was refused does not count', () => {
  let now = 0
  const price = createPricingCall(() => now)
  const statusAt = (at: number) => {
    now = at
    return price({ country: 'GB' }).status
  }
  expect([0, 400, 999, 1000, 1001].map(statusAt)).toEqual([200, 429, 429, 200, 429])
})

test.each([{}, { country: 'XX' }, { country: 'constructor' }])('no such country: 420 %o', (fields) => {
  expect(createPricingCall(() => 0)(fields).status).toBe(420)
})
