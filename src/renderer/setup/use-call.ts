import { useRef, useState } from 'react'
import type { Problem, Result } from '../../shared/result.ts'

/** One button's call: pressed again while it runs it does nothing, and what goes wrong stands beside it. */
export function useCall() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  // Not the state: two presses may come before it is drawn.
  const running = useRef(false)
  return {
    busy,
    problem,
    tell: setProblem,
    /** @returns null when it did not come about */
    async run<Value>(call: () => Promise<Result<Value>>): Promise<Value | null> {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setProblem(null)
      const answer = await call()
      running.current = false
      setBusy(false)
      if (answer.ok) return answer.value
      setProblem(answer.problem)
      return null
    },
  }
}
