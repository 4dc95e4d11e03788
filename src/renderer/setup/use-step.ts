import { type RefObject, useEffect } from 'react'
import { usePlace } from '../app/use-area.ts'
import { stepId, stepNames } from './step-states.ts'

/**
 * Leads to the step that the address bar names, when Setup opens and when the address changes.
 *
 * @param steps in which they stand. Where the account comes from the environment and none is set there are no steps;
 *   what is to be done instead stands under the first heading.
 */
export function useStep(steps: RefObject<HTMLElement | null>): void {
  const place = usePlace()
  useEffect(() => {
    const name = stepNames.find((name) => name === place)
    if (name === undefined) return
    const heading = document.getElementById(stepId(name)) ?? steps.current?.querySelector('h2')
    // By the heading's top, as a link to it would: the step is what is to be seen, not its name alone.
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }, [place, steps])
}
