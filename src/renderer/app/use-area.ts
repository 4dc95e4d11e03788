import { useSyncExternalStore } from 'react'

const areas = ['runs', 'inbox', 'send', 'find', 'setup', 'questions', 'figures'] as const
export type Area = (typeof areas)[number]

export const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The area of the address bar, so that back, forward and reload do what they do on a page. */
export const useArea = (): Area => useSyncExternalStore(subscribe, readArea)

function readArea(): Area {
  const [, named] = /^#(\w+)(\/|$)/.exec(window.location.hash) ?? []
  return areas.find((each) => each === named) ?? 'send'
}

/** What the address bar names in the area, "way" of `#setup/way`; null for the area as a whole. */
export const usePlace = (): string | null => useSyncExternalStore(subscribe, placeNow)

/** The same, also before the window has been drawn anew. */
export function placeNow(): string | null {
  const named = /^#\w+\/([^/]+)/.exec(window.location.hash)?.[1] ?? null
  try {
    return named === null ? null : decodeURIComponent(named)
  } catch {
    return null
  }
}

/** The text that the address bar names in a thread, "m7" of `#inbox/447700900123/m7`; null when none. */
export const useSpot = (): string | null =>
  useSyncExternalStore(subscribe, () => /^#inbox\/[^/]+\/(m\d+)$/.exec(window.location.hash)?.[1] ?? null)
