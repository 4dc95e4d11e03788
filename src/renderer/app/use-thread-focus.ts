import { useEffect } from 'react'
import { afterDrawn } from './go-and-focus.ts'

const thread = /^#inbox\/[\w%.-]+$/

export const talkPane = (): HTMLElement | null => document.querySelector<HTMLElement>('.talk')

export const composerBox = (): HTMLElement | null => document.querySelector<HTMLElement>('.compose textarea')

/** A link to a thread is gone with the area or the dialog it stood in: the keys go on working from the thread. */
export function useThreadFocus(): void {
  useEffect(() => {
    const hear = () => {
      if (!thread.test(window.location.hash)) return
      afterDrawn(() => {
        if (document.activeElement === document.body) talkPane()?.focus()
      })
    }
    window.addEventListener('hashchange', hear)
    return () => window.removeEventListener('hashchange', hear)
  }, [])
}
