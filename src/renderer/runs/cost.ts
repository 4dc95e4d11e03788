import type { PriceRange } from '../../shared/setup.ts'
import type { Sums } from './sums.ts'

/** Euro. `most` is where every network is the dearest of its country. */
export interface Cost {
  least: number
  most: number
}

/** The countries that a list goes to, most texts first. */
export const countriesOf = (countries: Sums['countries']): string[] =>
  [...countries]
    .filter(([country]) => country !== '')
    .sort(([, one], [, next]) => next.customers - one.customers)
    .map(([country]) => country)

/**
 * What texts cost.
 *
 * @param parts by country; "" is none
 * @param prices by country
 * @returns null as long as one of the prices is not known: a sum without them would be a guess
 */
export function costOf(
  parts: Iterable<readonly [country: string, parts: number]>,
  prices: ReadonlyMap<string, PriceRange | null>,
): Cost | null {
  const cost = { least: 0, most: 0 }
  for (const [country, count] of parts) {
    const price = prices.get(country)
    if (price === null || price === undefined) return null
    cost.least += price.least * count
    cost.most += price.most * count
  }
  return cost
}

/** To make one takes longer than all else that is done with it. */
const formats = new Map<string, Intl.NumberFormat>()
const formatOf = (locale: string, digits: number) => {
  const key = `${locale} ${digits}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: digits })
  formats.set(key, made)
  return made
}

/** "€13.07", or "€12.10–13.07" where it depends on the networks. */
export function money({ least, most }: Cost, locale: string, digits = 2): string {
  const format = formatOf(locale, digits)
  return format.format(least) === format.format(most) ? format.format(most) : format.formatRange(least, most)
}
