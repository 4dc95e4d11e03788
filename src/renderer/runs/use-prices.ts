import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { useObservable } from '../app/use-observable.ts'
import { makePriceStore, type Prices } from './price-store.ts'

/** What a part costs in each of these countries, as far as the provider has said. */
export function usePrices(
  desk: Pick<DeskApi, 'getPrices'>,
  countries: readonly string[],
): Prices & { again: () => void } {
  const [store] = useState(() => makePriceStore(desk))
  useEffect(() => store.want(countries), [store, countries])
  return { ...useObservable(store), again: store.again }
}
