import { useEffect, useEffectEvent } from 'react'
import { actsNow, isDialogOpen, readWindowKey, takesText, walkRegions } from './window-keys.ts'

interface WindowKeysNeeds {
  letterKeys: boolean
  /** A thread that is open has a search of its own. */
  isThreadOpen: boolean
  acts: Readonly<Record<'new' | 'find' | 'find-all' | 'jump' | 'stop' | 'keys', () => void>>
}

/** Hears the keys that belong to the window as a whole, wherever the focus is. */
export function useWindowKeys({ letterKeys, isThreadOpen, acts }: WindowKeysNeeds): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const meant = readWindowKey(event, takesText(event.target), letterKeys)
    if (meant === null || !actsNow(meant, isDialogOpen())) return
    if (meant === 'find' && event.key !== '/' && isThreadOpen) return
    event.preventDefault()
    if (meant === 'runs' || meant === 'inbox' || meant === 'send' || meant === 'setup')
      window.location.hash = `#${meant}`
    else if (meant === 'fresh') document.querySelector<HTMLButtonElement>('.pill')?.click()
    else if (meant === 'region' || meant === 'region-back') walkRegions(document, meant === 'region' ? 1 : -1)
    else acts[meant]()
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
