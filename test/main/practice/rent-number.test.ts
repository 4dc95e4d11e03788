import { describe, expect, test } from 'vitest'
import { openPretendVonage } from '../../support/pretend-vonage.ts'
import { ask, sdkOf } from './account-client.ts'

const number = { country: 'GB', msisdn: '447700900200' }
const failed = { status: 420, body: { 'error-code': '420', 'error-code-label': 'method failed' } }
const done = { status: 200, body: { 'error-code': '200', 'error-code-label': 'success' } }

describe('a number', () => {
  test('that is bought leaves the stock, is the account’s, and costs its first month', async () => {
    const vonage = await openPretendVonage({ settings: { balance: 2 } })
    expect(await ask(vonage, 'POST /number/buy', number)).toEqual(done)
    expect((await ask(vonage, 'GET /account/get-balance')).body.value).toBe(0.75)
    expect(await ask(vonage, 'GET /number/search', { country: 'GB', pattern: number.msisdn })).toMatchObject({
      body: {},
    })
    expect((await ask(vonage, 'GET /account/numbers', { pattern: number.msisdn })).body.numbers).toEqual([
      { ...number, type: 'mobile-lvn', features: ['SMS', 'VOICE'] },
    ])
  })

  test('that is cancelled is for rent again, and has lost its links when it comes back', async () => {
    const vonage = await openPretendVonage()
    await ask(vonage, 'POST /number/buy', number)
    vonage.changeNumber({ msisdn: number.msisdn, links: { moHttpUrl: 'http://127.0.0.1:9/in' } })
    expect(await ask(vonage, 'POST /number/cancel', number)).toEqual(done)
    expect((await ask(vonage, 'GET /account/numbers')).body.count).toBe(1)
    expect(await ask(vonage, 'POST /number/buy', number)).toEqual(done)
    const { body } = await ask(vonage, 'GET /account/numbers', { pattern: number.msisdn })
    expect(body.numbers[0]).not.toHaveProperty('moHttpUrl')
  })

  test.each([
    { call: 'POST /number/buy', label: 'the account’s already', fields: { ...number, msisdn: '447700900000' } },
    { call: 'POST /number/buy', label: 'not for rent', fields: { ...number, msisdn: '447700900999' } },
    { call: 'POST /number/buy', label: 'of another country', fields: { ...number, country: 'US' } },
    { call: 'POST /number/buy', label: 'for another account', fields: { ...number, target_api_key: 'other' } },
    { call: 'POST /number/buy', label: 'not named', fields: {} },
    { call: 'POST /number/cancel', label: 'not the account’s', fields: number },
    { call: 'POST /number/cancel', label: 'of another country', fields: { country: 'US', msisdn: '447700900000' } },
  ])('$label, $call: 420', async ({ call, fields }) => {
    const vonage = await openPretendVonage()
    expect(await ask(vonage, call, fields)).toEqual(failed)
    expect((await ask(vonage, 'GET /account/numbers')).body.count).toBe(1)
    expect((await ask(vonage, 'GET /account/get-balance')).body.value).toBe(1000)
  })

  test('that needs papers is not let', async () => {
    const vonage = await openPretendVonage()
    const landline = { country: 'GB', msisdn: '442079460200' }
    const label = 'Address information required for this number'
    expect(await ask(vonage, 'POST /number/buy', landline)).toEqual({
      status: 420,
      body: { 'error-code': '420', 'error-code-label': label },
    })
    await expect(sdkOf(vonage).numbers.buyNumber(landline)).rejects.toMatchObject({ response: { status: 420 } })
  })

  test('that costs too much is not bought, and HTTP says 200: the SDK does not throw', async () => {
    const vonage = await openPretendVonage({ settings: { balance: 1 } })
    expect(await sdkOf(vonage).numbers.buyNumber(number)).toEqual({
      errorCode: '420',
      errorCodeLabel: 'insufficient credit',
    })
    expect((await ask(vonage, 'GET /account/numbers')).body.count).toBe(1)
    expect((await ask(vonage, 'GET /account/get-balance')).body.value).toBe(1)
  })

  test('is bought and cancelled through the SDK, and the record shows what was sent', async () => {
    const vonage = await openPretendVonage()
    const { numbers } = sdkOf(vonage)
    expect(await numbers.buyNumber(number)).toEqual({ errorCode: '200', errorCodeLabel: 'success' })
    expect(await numbers.cancelNumber(number)).toEqual({ errorCode: '200', errorCodeLabel: 'success' })
    expect(vonage.record().calls).toMatchObject([
      { method: 'POST', path: '/number/buy', fields: number, answer: done },
      { method: 'POST', path: '/number/cancel', fields: number, answer: done },
    ])
  })
})
