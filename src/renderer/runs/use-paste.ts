import { useEffect } from 'react'
import { takesText } from '../app/window-keys.ts'

/** Hears what is pasted anywhere but into a text box; null hears nothing. */
export function usePaste(onText: ((text: string) => void) | null): void {
  useEffect(() => {
    if (onText === null) return
    const hear = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (takesText(event.target) || text.trim() === '') return
      event.preventDefault()
      onText(text)
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  })
}
