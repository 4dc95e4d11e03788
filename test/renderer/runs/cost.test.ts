import { expect, test } from 'vitest'
import { costOf, countriesOf, money } from '../../../src/renderer/runs/cost.ts'
import { partsLater } from '../../../src/renderer/runs/use-run-cost.ts'
import type { Line } from '../../../src/renderer/runs/verdicts.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'

const line = (country: string | null, parts: number): Line => ({
  place: 1,
  typed: '',
  shown: null,
  country,
  name: '',
  fields: {},
  verdict: 'ok',
  concerns: [],
  field: null,
  sameAs: null,
  rivals: [],
  taken: [],
  parts,
  length: 0,
})
const prices = new Map([
  ['GB', { country: 'GB', least: 0.03, most: 0.05 }],
  ['FR', { country: 'FR', least: 0.07, most: 0.07 }],
  ['AQ', null],
])

test('parts times the price of each country, from the cheapest to the dearest network', () => {
  const cost = costOf([line('GB', 1), line('GB', 2), line('FR', 1)], prices)
  expect(cost?.least).toBeCloseTo(0.16)
  expect(cost?.most).toBeCloseTo(0.22)
  expect(costOf([line('GB', 1)], prices, ({ parts }) => parts + 1)?.most).toBeCloseTo(0.1)
  expect(costOf([], prices)).toEqual({ least: 0, most: 0 })
})

test.each([
  { label: 'a country without a price', country: 'AQ' },
  { label: 'one that was not asked about yet', country: 'DE' },
  { label: 'a number of no country', country: null },
])('$label: the sum is not known, and nothing is guessed', ({ country }) => {
  expect(costOf([line('GB', 1), line(country, 1)], prices)).toBeNull()
})

test('the country of most texts is asked about first', () => {
  expect(countriesOf([line('FR', 1), line('GB', 1), line(null, 1), line('GB', 1)])).toEqual(['GB', 'FR'])
})

test('money in words: one sum, or from one to another', () => {
  expect(money({ least: 13.07, most: 13.07 }, 'en')).toBe('€13.07')
  expect(money({ least: 12.1, most: 13.07 }, 'en').replaceAll(/\s/g, '')).toBe('€12.10–€13.07'.replaceAll(/\s/g, ''))
  expect(money({ least: 13.071, most: 13.072 }, 'zh')).toBe('€13.07')
})

test('what may follow the question: the thanks, and the second text as each customer reads it', () => {
  const short = { ...line('GB', 2), fields: { weekday: 'Friday' } }
  const long = { ...line('GB', 2), fields: { weekday: 'x'.repeat(160) } }
  const thanks = partsLater(deliveryQuestion, short, null)(short)
  expect(thanks).toBeGreaterThan(0)
  const second = partsLater(deliveryQuestion, short, 'Still free on {weekday}?')
  expect(second(short)).toBe(thanks + 1)
  expect(second(long)).toBe(thanks + 2)
})
