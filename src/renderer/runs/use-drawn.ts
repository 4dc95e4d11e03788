import { startTransition, useEffect, useState } from 'react'
import type { ListState, ListStore } from './list-state.ts'

/** Of so many lines it takes longer than a picture may to draw what changes with all of them. */
const manyLines = 1000

/**
 * A list as it is drawn. The lines of a long one, once they are judged, are drawn in slices between which the window
 * lives, a moment after they are known; all else at once.
 */
export function useDrawn(store: Pick<ListStore, 'getSnapshot' | 'subscribe'>): ListState {
  const [drawn, setDrawn] = useState(store.getSnapshot)
  useEffect(() => {
    let before = store.getSnapshot()
    const hear = () => {
      const now = store.getSnapshot()
      // What was judged at once was never said to be under way: drawn later, old lines would seem to be the new ones.
      const wasUnderWay = before.working !== null
      const isLong = wasUnderWay && now.lines !== before.lines && now.lines.length > manyLines
      before = now
      if (isLong) startTransition(() => setDrawn(now))
      else setDrawn(now)
    }
    hear() // It may have changed since it was drawn first.
    return store.subscribe(hear)
  }, [store])
  return drawn
}
