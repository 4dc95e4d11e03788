import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import type { PriceRange } from '../../shared/setup.ts'

export interface Prices {
  /** By country; null where the provider names none. */
  known: ReadonlyMap<string, PriceRange | null>
  /** Why the others are not known; null while they are asked for. */
  problem: Problem | null
}

/** What a part costs in each of these countries. The desk is asked about one at a time: the provider takes its time. */
export function usePrices(desk: Pick<DeskApi, 'getPrices'>, countries: readonly string[]): Prices {
  const [known, setKnown] = useState<Prices['known']>(new Map())
  const [problem, setProblem] = useState<Problem | null>(null)
  const asked = useRef(new Set<string>())
  const list = countries.join()
  useEffect(() => {
    const wanted = list.split(',').filter((country) => country !== '' && !asked.current.has(country))
    for (const country of wanted) asked.current.add(country)
    const ask = async () => {
      for (const [at, country] of wanted.entries()) {
        const answer = await desk.getPrices({ countries: [country] })
        if (!answer.ok) {
          // Asked again when the list changes.
          for (const left of wanted.slice(at)) asked.current.delete(left)
          return setProblem(answer.problem)
        }
        setProblem(null)
        setKnown((now) => new Map(now).set(country, answer.value.prices[0] ?? null))
      }
    }
    void ask()
  }, [desk, list])
  return { known, problem }
}
