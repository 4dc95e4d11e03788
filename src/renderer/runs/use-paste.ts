import { useEffect } from 'react'
import { takesText } from '../app/window-keys.ts'
import { looksLikePhone } from './read-table.ts'

/** Cells of a spreadsheet, or lines with a number each: more than one line, and a telephone number in it. */
export function looksLikeList(text: string): boolean {
  const lines = text
    .slice(0, 4_000)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.some((line) => line.split(/[\t,;|]/).some(looksLikePhone))
}

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
