import { useDeferredValue, useMemo } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { countSegments } from '../../shared/segments.ts'
import { type Cost, costOf, countriesOf } from './cost.ts'
import { textMeasure } from './judge.ts'
import { usePrices } from './use-prices.ts'
import type { Line } from './verdicts.ts'

export interface RunCost {
  /** Null when a price is not known. */
  texts: Cost | null
  /** As when everybody is texted the second time, where there is one, then answers, and is thanked once. */
  atMost: Cost | null
  /** Prices are on their way. */
  asking: boolean
  problem: Problem | null
  /** Asks for the prices once more. */
  again: () => void
}

/**
 * What a run costs, as far as the provider says.
 *
 * @param chase the text for those who are silent; null for none
 */
export function useRunCost(
  desk: Pick<DeskApi, 'getPrices'>,
  question: Question | undefined,
  ready: readonly Line[],
  chase: string | null,
): RunCost {
  const countries = useMemo(() => countriesOf(ready), [ready])
  const { known, asking, problem, again } = usePrices(desk, countries)
  // Of a long list it takes longer than a key may.
  const text = useDeferredValue(chase)
  return useMemo(() => {
    const later = partsLater(question, ready[0], text)
    return {
      texts: costOf(ready, known),
      atMost: costOf(ready, known, (line) => line.parts + later(line)),
      asking,
      problem,
      again,
    }
  }, [question, ready, text, known, asking, problem, again])
}

/** What may follow the question: the second text as each customer would read it, and the longest of the thanks. */
export function partsLater(
  question: Question | undefined,
  first: Line | undefined,
  chase: string | null,
): (line: Line) => number {
  const thanks = thanksParts(question, first)
  if (question === undefined || chase === null) return () => thanks
  const measure = textMeasure({ ...question, text: chase, options: [] })
  return ({ fields }) => thanks + measure(fields).parts
}

/** Of the longest thanks, as one of the customers would get them. */
function thanksParts(question: Question | undefined, line: Line | undefined): number {
  const filled = question === undefined || line === undefined ? null : fillQuestion(question, line.fields)
  if (filled?.ok !== true) return 0
  return Math.max(0, ...filled.options.map(({ acknowledgement }) => countSegments(acknowledgement).segments))
}
