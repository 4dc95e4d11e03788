import { useLayoutEffect, useMemo, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { countSegments } from '../../shared/segments.ts'
import { type Cost, costOf, countriesOf } from './cost.ts'
import { textMeasure } from './judge.ts'
import { inSlices } from './slices.ts'
import type { Sums } from './sums.ts'
import { usePrices } from './use-prices.ts'
import type { Line } from './verdicts.ts'

export interface RunCost {
  /** Null when a price is not known. */
  texts: Cost | null
  /** As when everybody is texted the second time, where there is one, then answers, and is thanked once. */
  atMost: Cost | null
  /** Prices are on their way, or it is still added up. */
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
  { ready, countries }: Pick<Sums, 'ready' | 'countries'>,
  chase: string | null,
): RunCost {
  const asked = useMemo(() => countriesOf(countries), [countries])
  const { known, asking, problem, again } = usePrices(desk, asked)
  const measure = useMemo(
    () => (question === undefined || chase === null ? null : textMeasure({ ...question, text: chase, options: [] })),
    [question, chase],
  )
  const [second, setSecond] = useState<{ of: readonly Line[]; parts: ReadonlyMap<string, number> } | null>(null)
  // Of a long list it takes longer than a key may, and the sum of the text before stands meanwhile. Of a short one it is
  // there in the same picture.
  useLayoutEffect(() => {
    if (measure === null) return setSecond(null)
    return inSlices(secondParts(ready, measure), (parts) => setSecond({ of: ready, parts }))
  }, [ready, measure])
  return useMemo(() => {
    const texts = [...countries].map(([country, { parts }]) => [country, parts] as const)
    const thanks = thanksParts(question, ready[0])
    const later = measure === null ? null : second?.of === ready ? second.parts : undefined
    const most = [...countries].map(
      ([country, { customers, parts }]) => [country, parts + customers * thanks + (later?.get(country) ?? 0)] as const,
    )
    return {
      texts: costOf(texts, known),
      atMost: later === undefined ? null : costOf(most, known),
      asking: asking || later === undefined,
      problem,
      again,
    }
  }, [question, ready, countries, measure, second, known, asking, problem, again])
}

/** Parts of the second text by country, as each customer would read it. A generator, so that it can be done in slices. */
export function* secondParts(
  ready: readonly Line[],
  measure: ReturnType<typeof textMeasure>,
): Generator<void, Map<string, number>> {
  const parts = new Map<string, number>()
  for (const { country, fields } of ready) {
    parts.set(country ?? '', (parts.get(country ?? '') ?? 0) + measure(fields).parts)
    yield
  }
  return parts
}

/** Of the longest thanks, as one of the customers would get them. */
export function thanksParts(question: Question | undefined, line: Line | undefined): number {
  const filled = question === undefined || line === undefined ? null : fillQuestion(question, line.fields)
  if (filled?.ok !== true) return 0
  return Math.max(0, ...filled.options.map(({ acknowledgement }) => countSegments(acknowledgement).segments))
}
