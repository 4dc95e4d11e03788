import { done, type Result } from '../../shared/result.ts'
import type { PriceRange } from '../../shared/setup.ts'
import type { VonageAccount } from './vonage-account.ts'

const keptMs = 86_400_000
/** The provider answers one a second. */
const apartMs = 1_100

export interface TextPrices {
  /** @returns those that are known, in the order asked for; a country without a price is missing */
  of(countries: readonly string[]): Promise<Result<{ prices: PriceRange[] }>>
}

/**
 * What a part of a text costs, by country. Asked for once a day each, one after the other: prices change seldom, and
 * the provider refuses two in a second.
 *
 * @param needs.now epoch ms
 * @param needs.pause waits for so many ms
 */
export function textPrices(needs: {
  account: Pick<VonageAccount, 'priceRange'>
  now: () => number
  pause: (ms: number) => Promise<unknown>
}): TextPrices {
  const known = new Map<string, { at: number; price: PriceRange | null }>()
  let turn: Promise<unknown> = Promise.resolve()
  let answeredAt = Number.NEGATIVE_INFINITY

  async function find(country: string): Promise<Result<PriceRange | null>> {
    const before = known.get(country)
    if (before !== undefined && needs.now() - before.at < keptMs) return done(before.price)
    // From the answer on: a question may have taken its time to get there.
    const wait = answeredAt + apartMs - performance.now()
    if (wait > 0) await needs.pause(wait)
    const answer = await needs.account.priceRange(country)
    answeredAt = performance.now()
    if (answer.ok) known.set(country, { at: needs.now(), price: answer.value })
    return answer
  }

  return {
    of: async (countries) => {
      const prices: PriceRange[] = []
      for (const country of countries) {
        const found = turn.then(() => find(country))
        turn = found
        const answer = await found
        if (!answer.ok) return answer
        if (answer.value !== null) prices.push(answer.value)
      }
      return done({ prices })
    },
  }
}
