import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { textPrices } from '../../../src/main/setup/text-prices.ts'
import { vonageAccount } from '../../../src/main/setup/vonage-account.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function open() {
  const vonage = await startPretendVonage({})
  const account = vonageAccount({ ...vonage, restHost: vonage.restHost })
  ends.push(vonage.close, account.close)
  let at = 0
  const waits: number[] = []
  const prices = textPrices({
    account,
    now: () => at,
    pause: async (ms) => {
      waits.push(ms)
      await new Promise((resolve) => setTimeout(resolve, ms))
    },
  })
  const asked = () => vonage.record().calls.filter(({ path }) => path.includes('get-pricing')).length
  return { vonage, prices, asked, waits, pass: (ms: number) => (at += ms) }
}
const pretend = { least: 0.0333, most: 0.0333 }

test('a price is asked for once a day, and two countries are asked for a second apart', async () => {
  const { prices, asked, waits, pass } = await open()
  const both = await Promise.all([prices.of(['GB']), prices.of(['GB', 'FR'])])
  expect(both).toEqual([
    { ok: true, value: { prices: [{ country: 'GB', ...pretend }] } },
    {
      ok: true,
      value: {
        prices: [
          { country: 'GB', ...pretend },
          { country: 'FR', ...pretend },
        ],
      },
    },
  ])
  expect([asked(), waits.length]).toEqual([2, 1])
  expect(waits[0]).toBeGreaterThan(900)
  pass(86_400_000 - 1)
  await prices.of(['GB'])
  expect(asked()).toBe(2)
  pass(1)
  await prices.of(['GB'])
  expect(asked()).toBe(3)
})

test('a failure is told, and not kept', async () => {
  const { vonage, prices } = await open()
  vonage.next({ call: '/account/get-pricing/outbound/sms', answer: 'http', code: 503 })
  expect(await prices.of(['GB'])).toMatchObject({ ok: false, problem: { code: 'provider-busy' } })
  expect(await prices.of(['GB'])).toMatchObject({ ok: true, value: { prices: [{ country: 'GB' }] } })
})

const network = (price: string, more = {}) => ({ type: 'mobile', price, currency: 'EUR', ...more })
test.each([
  {
    label: 'networks differ',
    body: { currency: 'EUR', defaultPrice: '9', networks: [network('0.0400'), network('0.0333')] },
    expected: { least: 0.0333, most: 0.04 },
  },
  {
    label: 'a landline is no network of texts',
    body: { networks: [network('0.04'), network('7', { type: 'landline' })] },
    expected: { least: 0.04, most: 0.04 },
  },
  {
    label: 'none is named: the country’s own',
    body: { currency: 'EUR', defaultPrice: '0.05', networks: [] },
    expected: { least: 0.05, most: 0.05 },
  },
  { label: 'no price', body: { currency: 'EUR' }, expected: null },
  { label: 'a price that is none', body: { networks: [network('free')] }, expected: null },
  { label: 'another currency', body: { currency: 'USD', defaultPrice: '0.05' }, expected: null },
  {
    label: 'one network in another currency',
    body: { networks: [network('0.04'), network('0.05', { currency: 'USD' })] },
    expected: null,
  },
  {
    label: 'networks that are no list',
    body: { networks: 'x', defaultPrice: '0.05' },
    expected: { least: 0.05, most: 0.05 },
  },
])('$label', async ({ body, expected }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const restHost = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const account = vonageAccount({ apiKey: 'k', apiSecret: 's', restHost })
  ends.push(() => server.close(), account.close)
  expect(await account.priceRange('GB')).toEqual({ ok: true, value: expected && { country: 'GB', ...expected } })
})
