import { useSyncExternalStore } from 'react'

export type Area = 'send' | 'setup'

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The area of the address bar, so that back, forward and reload do what they do on a page. */
export const useArea = (): Area =>
  useSyncExternalStore(subscribe, () => (window.location.hash === '#setup' ? 'setup' : 'send'))
