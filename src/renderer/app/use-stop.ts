import { useCallback, useMemo, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import { useSecondHalf } from './use-second-half.ts'

export interface StopSwitch {
  stop: () => void
  goOn: () => void
  /** Why the last press did nothing. */
  problem: Problem | null
}

/** The one press that stops all sending, and the one that lets it go on. Whether it is stopped is the desk's state. */
export function useStop(desk: Pick<DeskApi, 'stopSending' | 'resumeSending'>): StopSwitch {
  const [problem, setProblem] = useState<Problem | null>(null)
  const { pressed, isSecondHalf } = useSecondHalf()
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
        pressed()
        void press('stopSending')
      },
      goOn: () => {
        if (!isSecondHalf()) void press('resumeSending')
      },
      problem,
    }),
    [press, pressed, isSecondHalf, problem],
  )
}
