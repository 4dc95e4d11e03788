import { useMemo, useRef } from 'react'

/** Two presses within this long are halves of one double click. */
const doubleMs = 1000

/** Where a press puts something else in the place of what was pressed: tells the second half of a double click by its time. */
export function useSecondHalf(): { pressed(): void; isSecondHalf(): boolean } {
  const at = useRef(Number.NEGATIVE_INFINITY)
  return useMemo(
    () => ({
      pressed: () => {
        at.current = performance.now()
      },
      isSecondHalf: () => performance.now() - at.current <= doubleMs,
    }),
    [],
  )
}
