import { useMemo } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import { usualNight } from '../../shared/quiet-hours.ts'
import { useMinute } from '../app/use-minute.ts'
import type { Sums } from './sums.ts'
import { asleepAt, type When } from './when.ts'

/** When a run of the form leaves, and who sleeps then; in practice nobody does. Times are epoch ms. */
export interface Night extends ReturnType<typeof asleepAt> {
  now: number
  leavesAt: number
}

/** @param countries how many are asked in each */
export function useNight({ mode, settings }: DeskState, when: When, countries: Sums['countries']): Night {
  const now = useMinute()
  const typed = Date.parse(when.startsAt)
  const leavesAt = when.isLater && !Number.isNaN(typed) ? typed : now
  const { quietHours } = settings
  const isPractice = mode === 'practice'
  // Of many countries it is long to find: not for each key in another field.
  const sleep = useMemo(
    () => (isPractice ? { asleep: null, never: 0 } : asleepAt(countries, quietHours ?? usualNight, leavesAt)),
    [isPractice, countries, quietHours, leavesAt],
  )
  return { ...sleep, now, leavesAt }
}
