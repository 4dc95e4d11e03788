import { useSyncExternalStore } from 'react'
import { subscribe } from '../app/use-area.ts'

/** The run that this page shows to a whole room, "run7" of `#wallboard/run7`; null when it is the window of a desk. */
export const useBoardRun = (): string | null =>
  useSyncExternalStore(subscribe, () => /^#wallboard\/(run\d+)$/.exec(window.location.hash)?.[1] ?? null)
