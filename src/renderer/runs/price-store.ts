import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import type { PriceRange } from '../../shared/setup.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface Prices {
  /** By country; null where the provider names none. */
  known: ReadonlyMap<string, PriceRange | null>
  /** Some are on their way. */
  asking: boolean
  /** Why the others are not known; null while they are asked for. */
  problem: Problem | null
}

export interface PriceStore extends Observable<Prices> {
  /** Asks about those that nothing is known of. After a failure only when one of them is new. */
  want(countries: readonly string[]): void
  /** Asks about the rest once more. */
  again(): void
}

/** What a part costs in each country. The desk is asked about one at a time: the provider takes its time. */
export function makePriceStore(desk: Pick<DeskApi, 'getPrices'>): PriceStore {
  const state = makeObservable<Prices>({ known: new Map(), asking: false, problem: null })
  const set = (change: Partial<Prices>) => state.set({ ...state.getSnapshot(), ...change })
  const wanted = new Set<string>()

  async function run(): Promise<void> {
    set({ asking: true, problem: null })
    for (let [country] = wanted; country !== undefined; [country] = wanted) {
      const answer = await desk.getPrices({ countries: [country] })
      if (!answer.ok) return set({ asking: false, problem: answer.problem })
      wanted.delete(country)
      set({ known: new Map(state.getSnapshot().known).set(country, answer.value.prices[0] ?? null) })
    }
    set({ asking: false })
  }
  const again = () => {
    if (!state.getSnapshot().asking && wanted.size > 0) void run()
  }
  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    want: (countries) => {
      const { known } = state.getSnapshot()
      const before = wanted.size
      for (const country of countries) if (!known.has(country)) wanted.add(country)
      if (wanted.size > before) again()
    },
    again,
  }
}
