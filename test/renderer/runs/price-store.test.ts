import { expect, test } from 'vitest'
import { makePriceStore } from '../../../src/renderer/runs/price-store.ts'
import { done, refused } from '../../../src/shared/result.ts'

const priceOf = (country: string) => ({ country, least: 0.03, most: 0.05 })

function open() {
  const asked: string[] = []
  const failing = new Set<string>()
  const store = makePriceStore({
    getPrices: async ({ countries }) => {
      const [country = ''] = countries
      asked.push(country)
      await Promise.resolve()
      return failing.has(country) ? refused('disconnected', '') : done({ prices: [priceOf(country)] })
    },
  })
  const standing = () => expect.poll(() => store.getSnapshot().asking).toBe(false)
  return { store, asked, failing, standing }
}

test('each country is asked about once, one at a time', async () => {
  const { store, asked, standing } = open()
  store.want(['GB', 'FR'])
  expect(asked).toEqual(['GB'])
  store.want(['FR', 'DE'])
  await standing()
  expect(asked).toEqual(['GB', 'FR', 'DE'])
  expect([...store.getSnapshot().known]).toEqual(['GB', 'FR', 'DE'].map((country) => [country, priceOf(country)]))
  store.want(['GB'])
  expect(asked).toHaveLength(3)
})

test('after a failure it says why, and asks about the rest once more when that is wanted', async () => {
  const { store, asked, failing, standing } = open()
  failing.add('GB')
  store.want(['GB', 'FR'])
  await standing()
  expect(store.getSnapshot().problem).toMatchObject({ code: 'disconnected' })
  // The same list again asks nothing.
  store.want(['GB', 'FR'])
  expect(asked).toEqual(['GB'])
  failing.clear()
  store.again()
  expect(store.getSnapshot()).toMatchObject({ asking: true, problem: null })
  await standing()
  expect(store.getSnapshot()).toMatchObject({
    problem: null,
    known: new Map([
      ['GB', priceOf('GB')],
      ['FR', priceOf('FR')],
    ]),
  })
})

test('a country that comes in while another fails leaves nothing that is asked for without end', async () => {
  const { store, failing, standing } = open()
  failing.add('GB')
  store.want(['GB'])
  store.want(['FR'])
  await standing()
  expect(store.getSnapshot()).toMatchObject({ problem: { code: 'disconnected' } })
  failing.clear()
  store.want(['GB', 'DE'])
  await standing()
  expect([...store.getSnapshot().known.keys()].sort()).toEqual(['DE', 'FR', 'GB'])
})
