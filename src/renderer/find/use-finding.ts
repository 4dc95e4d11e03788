import { useCallback, useRef, useState } from 'react'
import { goAndFocus } from '../app/go-and-focus.ts'
import type { FindStore } from './find-store.ts'

/** The window's ways into what is found: the search over everything, and the list to jump from. */
export function useFinding(store: FindStore) {
  const box = useRef<HTMLInputElement>(null)
  const [isJumping, setJumping] = useState(false)
  const open = useCallback(() => {
    const chosen = () => {
      // The next word typed takes the place of the last one.
      box.current?.select()
      return box.current
    }
    if (box.current === null) goAndFocus('#find', chosen)
    else chosen()?.focus()
  }, [])
  const find = useCallback(
    (query: string) => {
      store.type(query)
      open()
    },
    [store, open],
  )
  return {
    box,
    open,
    find,
    isJumping,
    jump: useCallback(() => setJumping(true), []),
    endJump: useCallback(() => setJumping(false), []),
  }
}
