import { useCallback, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import { useSpot } from '../app/use-area.ts'
import type { ThreadStore } from './thread-store.ts'

/** The text that a thread is scrolled to: a hit of the search within it, else the one that the address names. */
export function useShownText(thread: Pick<ThreadStore, 'reach'>) {
  const named = useSpot()
  const [hit, setHit] = useState<Message | null>(null)
  /** Left behind once somebody has looked for something else: the end of the search does not lead back there. */
  const [left, setLeft] = useState<string | null>(null)
  const showHit = useCallback(
    (found: Message | null) => {
      setHit(found)
      if (found === null) return
      setLeft(named)
      void thread.reach(found.seq)
    },
    [thread, named],
  )
  return { spot: hit !== null ? hit.id : named === left ? null : named, showHit }
}
