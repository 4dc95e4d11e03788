import { useMemo } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { countSegments } from '../../shared/segments.ts'
import { type Cost, costOf, countriesOf } from './cost.ts'
import { usePrices } from './use-prices.ts'
import type { Line } from './verdicts.ts'

export interface RunCost {
  /** Null when a price is not known. */
  texts: Cost | null
  /** As when everybody answers, and is thanked once. */
  withThanks: Cost | null
  /** Prices are on their way. */
  asking: boolean
  problem: Problem | null
}

/** What a run costs, as far as the provider says. */
export function useRunCost(
  desk: Pick<DeskApi, 'getPrices'>,
  question: Question | undefined,
  ready: readonly Line[],
): RunCost {
  const countries = useMemo(() => countriesOf(ready), [ready])
  const { known, problem } = usePrices(desk, countries)
  return useMemo(() => {
    const thanks = thanksParts(question, ready[0])
    return {
      texts: costOf(ready, known),
      withThanks: costOf(ready, known, ({ parts }) => parts + thanks),
      asking: problem === null && countries.some((country) => !known.has(country)),
      problem,
    }
  }, [question, ready, countries, known, problem])
}

/** Of the longest thanks, as one of the customers would get them. */
function thanksParts(question: Question | undefined, line: Line | undefined): number {
  const filled = question === undefined || line === undefined ? null : fillQuestion(question, line.fields)
  if (filled?.ok !== true) return 0
  return Math.max(0, ...filled.options.map(({ acknowledgement }) => countSegments(acknowledgement).segments))
}
