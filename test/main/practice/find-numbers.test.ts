import { Feature, LineType } from '@vonage/numbers'
import { describe, expect, test } from 'vitest'
import { openPretendVonage } from '../../support/pretend-vonage.ts'
import { ask, sdkOf } from './account-client.ts'

const mobile = { country: 'GB', msisdn: '447700900300', cost: '1.25', type: 'mobile-lvn' as const }
const stock = [
  { ...mobile, features: ['SMS' as const] },
  { ...mobile, msisdn: '447700900301', features: ['SMS' as const, 'VOICE' as const] },
  { ...mobile, msisdn: '442079460300', type: 'landline' as const, features: ['VOICE' as const], needsAddress: true },
  { ...mobile, country: 'US', msisdn: '12025550130', features: ['SMS' as const] },
]

describe('numbers for rent', () => {
  test.each([
    { label: 'of a country', fields: {}, found: ['447700900300', '447700900301', '442079460300'] },
    { label: 'of a type', fields: { type: 'landline' }, found: ['442079460300'] },
    { label: 'with a feature', fields: { features: 'SMS' }, found: ['447700900300', '447700900301'] },
    { label: 'with two features', fields: { features: 'SMS,VOICE' }, found: ['447700900301'] },
    { label: 'that begin so', fields: { pattern: '4420' }, found: ['442079460300'] },
    { label: 'that hold it', fields: { pattern: '0079', search_pattern: '1' }, found: [] },
    { label: 'that hold it', fields: { pattern: '0794', search_pattern: '1' }, found: ['442079460300'] },
    { label: 'that end so', fields: { pattern: '301', search_pattern: '2' }, found: ['447700900301'] },
    { label: 'on the second page', fields: { size: '2', index: '2' }, found: ['442079460300'] },
  ])('$label: $fields', async ({ fields, found }) => {
    const vonage = await openPretendVonage({ settings: { stock } })
    const { status, body } = await ask(vonage, 'GET /number/search', { country: 'GB', ...fields })
    expect(status).toBe(200)
    expect((body.numbers ?? []).map(({ msisdn }: { msisdn: string }) => msisdn)).toEqual(found)
  })

  test('each tells what it is and costs, and not that it needs papers', async () => {
    const vonage = await openPretendVonage({ settings: { stock } })
    const { body } = await ask(vonage, 'GET /number/search', { country: 'GB', type: 'landline' })
    const landline = { country: 'GB', msisdn: '442079460300', cost: '1.25', type: 'landline', features: ['VOICE'] }
    expect(body).toEqual({ count: 1, numbers: [landline] })
  })

  test('no country: 420. None found: not even a count', async () => {
    const vonage = await openPretendVonage()
    expect(await ask(vonage, 'GET /number/search')).toEqual({
      status: 420,
      body: { 'error-code': '420', 'error-code-label': 'Missing country' },
    })
    expect(await ask(vonage, 'GET /number/search', { country: 'NL' })).toEqual({ status: 200, body: {} })
  })

  test('ten to a page unless told, a hundred at most; the count is of all', async () => {
    const many = Array.from({ length: 120 }, (_, position) => ({
      ...mobile,
      msisdn: String(447700900300 + position),
      features: ['SMS' as const],
    }))
    const vonage = await openPretendVonage({ settings: { stock: many } })
    const page = async (fields: Record<string, string>) => {
      const { body } = await ask(vonage, 'GET /number/search', { country: 'GB', ...fields })
      return [body.count, body.numbers.length]
    }
    expect(await page({})).toEqual([120, 10])
    expect(await page({ size: '500' })).toEqual([120, 100])
    expect(await page({ size: '100', index: '2' })).toEqual([120, 20])
  })

  test('through the SDK, of the stock it comes with', async () => {
    const { numbers } = sdkOf(await openPretendVonage())
    const found = await numbers.getAvailableNumbers({ country: 'US', features: [Feature.SMS, Feature.MMS] })
    expect(found.numbers?.[0]).toEqual({
      country: 'US',
      msisdn: '12025550120',
      cost: '0.90',
      type: 'mobile-lvn',
      features: ['SMS', 'MMS', 'VOICE'],
    })
    // A pattern without a search pattern means "holds" to the SDK, and "begins" to the API.
    expect(await numbers.getAvailableNumbers({ country: 'US', pattern: '555' })).toMatchObject({ count: 9 })
    expect(await numbers.getAvailableNumbers({ country: 'US', type: LineType.LANDLINE_TOLL_FREE })).toMatchObject({
      count: 1,
    })
  })
})

describe('numbers of the account', () => {
  test('tell their own type and features', async () => {
    const vonage = await openPretendVonage()
    vonage.changeNumber({ msisdn: '442079460300', type: 'landline', features: ['VOICE'] })
    const { numbers } = await sdkOf(vonage).numbers.getOwnedNumbers({})
    expect(numbers).toEqual([
      { country: 'GB', msisdn: '447700900000', type: 'mobile-lvn', features: ['SMS', 'VOICE'] },
      { country: 'GB', msisdn: '442079460300', type: 'landline', features: ['VOICE'] },
    ])
  })

  test.each([
    { fields: { application_id: 'app-1' }, found: ['12025550100'] },
    { fields: { has_application: 'true' }, found: ['12025550100'] },
    { fields: { has_application: 'false' }, found: ['447700900000'] },
  ])('are found by their application: $fields', async ({ fields, found }) => {
    const vonage = await openPretendVonage()
    vonage.changeNumber({ msisdn: '12025550100', links: { app_id: 'app-1' } })
    const { body } = await ask(vonage, 'GET /account/numbers', fields)
    expect(body.numbers.map(({ msisdn }: { msisdn: string }) => msisdn)).toEqual(found)
  })
})
