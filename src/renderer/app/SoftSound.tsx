import { useEffect, useRef } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import type { PreferenceStore } from './preferences.ts'
import { playSoftly } from './soft-sound.ts'
import { useObservable } from './use-observable.ts'

/** Whether the system tells of whoever needs somebody outside of the window, with a sound of its own. */
export const isToldBySystem = ({ desktop, settings }: Pick<DeskState, 'desktop' | 'settings'>): boolean =>
  desktop !== null && desktop.notifications === null && settings.notifications !== 'off'

/** Of a crowd that writes at once, one. */
const restMs = 2_000
const againMs = 60_000

interface SoftSoundProps {
  /** Threads that need somebody. */
  needYou: number
  /** As `isToldBySystem` says. */
  isTold: boolean
  preferences: PreferenceStore
}

/**
 * One sound when more customers need somebody than a moment ago, and none for what is settled; where that is chosen, again
 * each minute while somebody waits and nobody looks.
 */
export function SoftSound({ needYou, isTold, preferences }: SoftSoundProps) {
  const { sound } = useObservable(preferences)
  const before = useRef(needYou)
  const soundedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const isMore = needYou > before.current
    before.current = needYou
    if (!isMore || isTold || sound === 'off' || performance.now() - soundedAt.current < restMs) return
    soundedAt.current = performance.now()
    playSoftly()
  }, [needYou, isTold, sound])
  const waits = needYou > 0
  useEffect(() => {
    if (sound !== 'repeat' || !waits) return
    const timer = setInterval(() => {
      if (!document.hasFocus()) playSoftly()
    }, againMs)
    return () => clearInterval(timer)
  }, [sound, waits])
  return null
}
