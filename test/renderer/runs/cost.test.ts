import { expect, test } from 'vitest'
import { costOf, countriesOf, money } from '../../../src/renderer/runs/cost.ts'
import { textMeasure } from '../../../src/renderer/runs/judge.ts'
import { sumUp } from '../../../src/renderer/runs/sums.ts'
import { secondParts, thanksParts } from '../../../src/renderer/runs/use-run-cost.ts'
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
  word: null,
  sameAs: null,
  rivals: [],
  taken: [],
  parts,
  length: 0,
  national: false,
  beyond: [],
  plainParts: parts,
})
const prices = new Map([
  ['GB', { country: 'GB', least: 0.03, most: 0.05 }],
  ['FR', { country: 'FR', least: 0.07, most: 0.07 }],
  ['AQ', null],
])

const countries = (...lines: Line[]) => sumUp(lines, new Map()).countries
const cost = (...lines: Line[]) =>
  costOf(
    [...countries(...lines)].map(([country, { parts }]) => [country, parts] as const),
    prices,
  )

test('parts times the price of each country, from the cheapest to the dearest network', () => {
  const sum = cost(line('GB', 1), line('GB', 2), line('FR', 1))
  expect(sum?.least).toBeCloseTo(0.16)
  expect(sum?.most).toBeCloseTo(0.22)
  expect(cost()).toEqual({ least: 0, most: 0 })
})

test.each([
  { label: 'a country without a price', country: 'AQ' },
  { label: 'one that was not asked about yet', country: 'DE' },
  { label: 'a number of no country', country: null },
])('$label: the sum is not known, and nothing is guessed', ({ country }) => {
  expect(cost(line('GB', 1), line(country, 1))).toBeNull()
})

test('the country of most texts is asked about first', () => {
  expect(countriesOf(countries(line('FR', 1), line('GB', 1), line(null, 1), line('GB', 1)))).toEqual(['GB', 'FR'])
})

test('money in words: one sum, or from one to another', () => {
  expect(money({ least: 13.07, most: 13.07 }, 'en')).toBe('€13.07')
  expect(money({ least: 12.1, most: 13.07 }, 'en').replaceAll(/\s/g, '')).toBe('€12.10–€13.07'.replaceAll(/\s/g, ''))
  expect(money({ least: 13.071, most: 13.072 }, 'zh')).toBe('€13.07')
})

test('what may follow the question: the thanks, and the second text as each customer reads it', () => {
  const short = { ...line('GB', 2), fields: { weekday: 'Friday' } }
  const long = { ...line('FR', 2), fields: { weekday: 'x'.repeat(160) } }
  expect(thanksParts(deliveryQuestion, short)).toBe(1)
  const measure = textMeasure({ ...deliveryQuestion, text: 'Still free on {weekday}?', options: [] })
  const work = secondParts([short, long, short], measure)
  for (let step = work.next(); ; step = work.next()) {
    if (step.done !== true) continue
    expect([...step.value]).toEqual([
      ['GB', 2],
      ['FR', 2],
    ])
    break
  }
})
