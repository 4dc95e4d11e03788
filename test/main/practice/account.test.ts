import { Vonage } from '@vonage/server-sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { startCatcher } from './catcher.ts'

const started: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.close()
})

async function open(reply?: Parameters<typeof startCatcher>[0]) {
  const desk = await startCatcher(reply)
  const vonage = await startPretendVonage({ numbers: ['447700900000', '12025550100'] })
  started.push(desk, vonage)
  const { restHost, apiKey, apiSecret } = vonage
  const sdk = new Vonage({ apiKey, apiSecret }, { restHost, timeout: 5000 })
  return { desk, vonage, sdk }
}

describe('the account, through the SDK', () => {
  test('its balance', async () => {
    const { sdk } = await open()
    expect(await sdk.accounts.getBalance()).toMatchObject({ value: 1000, autoReload: false })
  })

  test('its numbers, found by how they begin, hold and end', async () => {
    const { sdk } = await open()
    const numbers = async (filter: Parameters<typeof sdk.numbers.getOwnedNumbers>[0]) =>
      (await sdk.numbers.getOwnedNumbers(filter)).numbers?.map(({ msisdn }) => msisdn)
    expect(await sdk.numbers.getOwnedNumbers({})).toMatchObject({
      count: 2,
      numbers: [{ country: 'GB', msisdn: '447700900000', type: 'mobile-lvn' }, { country: 'US' }],
    })
    expect(await numbers({ pattern: '44', searchPattern: 0 })).toEqual(['447700900000'])
    expect(await numbers({ pattern: '555', searchPattern: 1 })).toEqual(['12025550100'])
    expect(await numbers({ size: 1, index: 2 })).toEqual(['12025550100'])
    expect(await numbers({ pattern: '49', searchPattern: 0 })).toBeUndefined()
  })

  test('an update is checked with a bare GET, links, and takes away what is not sent along', async () => {
    const { desk, sdk, vonage } = await open()
    const number = { country: 'GB', msisdn: '447700900000' }
    const linked = await sdk.numbers.updateNumber({
      ...number,
      moHttpUrl: `${desk.url}/in`,
      voiceCallbackValue: '447700900001',
    })
    expect(linked.errorCode).toBe('200')
    expect(desk.caught).toMatchObject([{ method: 'GET', url: '/in' }])
    expect(vonage.record().checks).toMatchObject([{ url: `${desk.url}/in`, status: 200 }])
    expect((await sdk.numbers.getOwnedNumbers({})).numbers?.[0]).toMatchObject({ moHttpUrl: `${desk.url}/in` })
    expect(await vonage.text({ from: '447700900111', text: '2' }).acknowledged).toEqual([true])

    await sdk.numbers.updateNumber({ ...number, voiceCallbackValue: '447700900002' })
    const [after] = (await sdk.numbers.getOwnedNumbers({})).numbers ?? []
    expect(after).toMatchObject({ voiceCallbackValue: '447700900002' })
    expect(after).not.toHaveProperty('moHttpUrl')
    expect(vonage.record().calls.filter(({ path }) => path === '/number/update')).toHaveLength(2)
  })

  test.each([404, 204])('a link that answers %s is not taken', async (status) => {
    const { desk, sdk } = await open((response) => response.writeHead(status).end())
    const number = { country: 'GB', msisdn: '447700900000', moHttpUrl: desk.url }
    await expect(sdk.numbers.updateNumber(number)).rejects.toMatchObject({ response: { status: 420 } })
    expect((await sdk.numbers.getOwnedNumbers({})).numbers?.[0]).not.toHaveProperty('moHttpUrl')
  })

  test('a number that is not the account’s: 420', async () => {
    const { sdk } = await open()
    const other = { country: 'GB', msisdn: '447700900999' }
    await expect(sdk.numbers.updateNumber(other)).rejects.toMatchObject({ response: { status: 420 } })
  })

  test('its callbacks: set, read with nothing, unset with an empty text', async () => {
    const { desk, sdk, vonage } = await open()
    const linked = { moCallBackUrl: `${desk.url}/mo`, drCallBackUrl: `${desk.url}/dr` }
    await sdk.accounts.updateAccountCallbacks(linked)
    expect(desk.caught.map(({ url }) => url)).toEqual(['/mo', '/dr'])
    await vonage.text({ from: '447700900111', text: '2' }).acknowledged
    expect(desk.caught.at(-1)?.url).toBe('/mo')
    const url = `${vonage.restHost}/account/settings?api_key=${vonage.apiKey}&api_secret=${vonage.apiSecret}`
    const read = async (fields: Record<string, string>) =>
      (await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })).json()
    expect(await read({})).toEqual({
      'mo-callback-url': `${desk.url}/mo`,
      'dr-callback-url': `${desk.url}/dr`,
      'max-outbound-request': 30,
      'max-inbound-request': 30,
      'max-calls-per-second': 30,
    })
    expect(await read({ moCallBackUrl: '' })).not.toHaveProperty('mo-callback-url')
  })

  test('a wrong secret: 401', async () => {
    const { vonage } = await open()
    const { restHost, apiKey } = vonage
    const sdk = new Vonage({ apiKey, apiSecret: 'wrong' }, { restHost, timeout: 5000 })
    await expect(sdk.accounts.getBalance()).rejects.toMatchObject({ response: { status: 401 } })
  })

  test('any call can be made to fail', async () => {
    const { sdk, vonage } = await open()
    vonage.next({ call: '/account/numbers', answer: 'http', code: 420 })
    await expect(sdk.numbers.getOwnedNumbers({})).rejects.toMatchObject({ response: { status: 420 } })
    expect(await sdk.numbers.getOwnedNumbers({})).toMatchObject({ count: 2 })
  })
})

describe('texts, through the SDK', () => {
  const sms = { from: '447700900000', to: '447700900111', text: 'Hello', clientRef: 'ref-1' }

  test('are taken', async () => {
    const { sdk } = await open()
    expect(await sdk.sms.send(sms)).toMatchObject({
      messageCount: '1',
      messages: [{ status: '0', messageId: expect.any(String), clientRef: 'ref-1' }],
    })
  })

  test.each([
    { label: 'throttled', behaviour: { answer: 'throttled' }, error: { message: expect.any(String) } },
    { label: '401', behaviour: { answer: 'http', code: 401 }, error: { response: { status: 401 } } },
    { label: '503', behaviour: { answer: 'http', code: 503 }, error: { response: { status: 503 } } },
    { label: 'cut', behaviour: { answer: 'cut' }, error: { message: 'Failed to decode response body' } },
    { label: 'reset', behaviour: { answer: 'reset' }, error: { message: 'fetch failed' } },
  ] as const)('$label throws', async ({ behaviour, error }) => {
    const { sdk, vonage } = await open()
    vonage.next(behaviour)
    await expect(sdk.sms.send(sms)).rejects.toMatchObject(error)
  })

  test('429 carries its retry-after', async () => {
    const { sdk, vonage } = await open()
    vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 7 })
    const error = await sdk.sms.send(sms).catch((thrown: { response: Response }) => thrown)
    expect('response' in error && error.response.headers.get('retry-after')).toBe('7')
  })

  test.each([
    { behaviour: { answer: 'html' } },
    { behaviour: { answer: 'empty' } },
    { behaviour: { answer: 'braces' } },
    { behaviour: { answer: 'plain-text' } },
    { behaviour: { answer: 'http', code: 204 } },
    { behaviour: { answer: 'http', code: 302 } },
    { behaviour: { answer: 'http', code: 307 } },
  ] as const)('$behaviour is the trap that it is with the real one: no error, no message', async ({ behaviour }) => {
    const { sdk, vonage } = await open()
    vonage.next(behaviour)
    expect((await sdk.sms.send(sms)).messages?.length ?? 0).toBe(0)
  })
})
