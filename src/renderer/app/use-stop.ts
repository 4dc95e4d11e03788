import { useCallback, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'

/** The second half of a double click on "stop" falls on what stands in its place. */
const doubleMs = 1000

export interface StopSwitch {
  stop: () => void
  goOn: () => void
  /** Why the last press did nothing. */
  problem: Problem | null
}

/** The one press that stops all sending, and the one that lets it go on. Whether it is stopped is the desk's state. */
export function useStop(desk: Pick<DeskApi, 'stopSending' | 'resumeSending'>): StopSwitch {
  const [problem, setProblem] = useState<Problem | null>(null)
  const stoppedAt = useRef(Number.NEGATIVE_INFINITY)
  const press = useCallback(
    async (call: 'stopSending' | 'resumeSending') => {
      const answer = await desk[call]({})
      setProblem(answer.ok ? null : answer.problem)
    },
    [desk],
  )
  return useMemo(
    () => ({
      stop: () => {
        stoppedAt.current = performance.now()
        void press('stopSending')
      },
      goOn: () => {
        if (performance.now() - stoppedAt.current > doubleMs) void press('resumeSending')
      },
      problem,
    }),
    [press, problem],
  )
}
