import { useEffect } from 'react'

/** A browser asks before it leaves a page that something would be lost with; on the desktop main does. */
export function useUnload(isAsked: boolean): void {
  useEffect(() => {
    if (!isAsked) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAsked])
}
