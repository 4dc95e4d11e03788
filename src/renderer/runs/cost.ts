import type { PriceRange } from '../../shared/setup.ts'
import type { Line } from './verdicts.ts'

/** Euro. `most` is where every network is the dearest of its country. */
export interface Cost {
  least: number
  most: number
}

/** The countries that a list goes to, most texts first. */
export function countriesOf(lines: readonly Line[]): string[] {
  const counts = new Map<string, number>()
  for (const { country } of lines) if (country !== null) counts.set(country, (counts.get(country) ?? 0) + 1)
  return [...counts].sort(([, one], [, next]) => next - one).map(([country]) => country)
}

/**
 * What the lines' texts cost.
 *
 * @param prices by country
 * @param partsOf of one line
 * @returns null as long as one of the prices is not known: a sum without them would be a guess
 */
export function costOf(
  lines: readonly Line[],
  prices: ReadonlyMap<string, PriceRange | null>,
  partsOf: (line: Line) => number = ({ parts }) => parts,
): Cost | null {
  const cost = { least: 0, most: 0 }
  for (const line of lines) {
    const price = line.country === null ? null : prices.get(line.country)
    if (price === null || price === undefined) return null
    cost.least += price.least * partsOf(line)
    cost.most += price.most * partsOf(line)
  }
  return cost
}

/** "€13.07", or "€12.10–13.07" where it depends on the networks. */
export function money({ least, most }: Cost, locale: string, digits = 2): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: digits })
  return format.format(least) === format.format(most) ? format.format(most) : format.formatRange(least, most)
}
