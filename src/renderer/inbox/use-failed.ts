import { useEffect, useState } from 'react'
import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { Thread } from '../../shared/thread.ts'

/** Of a burst of changes the last one counts. */
const settledMs = 250

/**
 * What did not arrive, by reason, and what waits; null until the desk has said.
 *
 * @param rows the list below, which changes with it
 * @param queued texts that wait, as the state has them
 */
export function useFailed(desk: Pick<DeskApi, 'listFailed'>, rows: readonly Thread[], queued: number) {
  const [failed, setFailed] = useState<Answer<'listFailed'> | null>(null)
  const isKnown = failed !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each change of the list and the queue
  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      const answer = await desk.listFailed({})
      if (isWanted && answer.ok) setFailed(answer.value)
    }
    const waits = setTimeout(() => void ask(), isKnown ? settledMs : 0)
    return () => {
      isWanted = false
      clearTimeout(waits)
    }
  }, [desk, rows, queued, isKnown])
  return failed
}
