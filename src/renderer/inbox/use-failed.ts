import { useEffect, useRef, useState } from 'react'
import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { Thread } from '../../shared/thread.ts'

/** Asked no more often than this, however fast texts fail: with ten thousand of them it takes a tenth of a second. */
const everyMs = 500

/**
 * What did not arrive, by reason, and what waits; null until the desk has said.
 *
 * @param rows the list below, which changes with it
 * @param queued texts that wait, as the state has them
 */
export function useFailed(desk: Pick<DeskApi, 'listFailed'>, rows: readonly Thread[], queued: number) {
  const [failed, setFailed] = useState<Answer<'listFailed'> | null>(null)
  const askedAt = useRef(Number.NEGATIVE_INFINITY)
  const newest = useRef(0)
  useEffect(
    () => () => {
      newest.current = Number.POSITIVE_INFINITY
    },
    [],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each change of the list and the queue
  useEffect(() => {
    const ask = async () => {
      askedAt.current = performance.now()
      newest.current += 1
      const mine = newest.current
      const answer = await desk.listFailed({})
      if (mine === newest.current && answer.ok) setFailed(answer.value)
    }
    const waits = setTimeout(() => void ask(), Math.max(0, askedAt.current + everyMs - performance.now()))
    return () => clearTimeout(waits)
  }, [desk, rows, queued])
  return failed
}
