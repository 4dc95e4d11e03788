import { useEffect, useRef, useState } from 'react'
import type { Argument, DeskApi } from '../../shared/desk-api.ts'
import type { Figures } from '../../shared/figures.ts'
import type { Problem } from '../../shared/result.ts'

/**
 * The figures as last counted. What stood there before stays until the new ones are there.
 *
 * @param asked null asks nothing
 * @param again counted anew when it changes
 */
export function useFigures(
  desk: Pick<DeskApi, 'getFigures'>,
  asked: Argument<'getFigures'> | null,
  again: number,
): { figures: Figures | null; problem: Problem | null } {
  const [counted, setCounted] = useState<{ figures: Figures | null; problem: Problem | null }>({
    figures: null,
    problem: null,
  })
  const newest = useRef(0)
  const { runId, from, before } = asked ?? {}
  const asks = asked !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is only said to count once more
  useEffect(() => {
    if (!asks) return
    newest.current += 1
    const mine = newest.current
    const scope = { ...(runId === undefined ? {} : { runId }), ...(from === undefined ? {} : { from, before }) }
    void desk.getFigures(scope).then((answer) => {
      // Another range was chosen meanwhile.
      if (mine !== newest.current) return
      setCounted(({ figures }) =>
        answer.ok ? { figures: answer.value, problem: null } : { figures, problem: answer.problem },
      )
    })
  }, [desk, asks, runId, from, before, again])
  return counted
}
