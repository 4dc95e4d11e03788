import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { RunRow } from '../../shared/run.ts'
import { useRangeWith } from '../feed/use-range-with.ts'

const cardHeight = 72
const gap = 4

const cardOf = (scroller: HTMLElement | null, place: number) =>
  scroller?.querySelector<HTMLElement>(`[data-row="${place}"]`) ?? null

/** The moving parts of a lane: which cards exist, and which one has focus or would take it. */
export function useLane(rows: readonly RunRow[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  const [at, setAt] = useState({ place: 0, index: 0 })
  /** The card to focus once it is drawn. */
  const wanted = useRef<number | null>(null)
  /** The card that has focus now. A card that is taken out says no goodbye. */
  const focused = useRef<number | null>(null)
  const found = rows.findIndex((row) => row.place === at.place)
  // A card that went away leaves its turn to the one that moved up.
  const current = found === -1 ? Math.max(0, Math.min(at.index, rows.length - 1)) : found

  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    getItemKey: (index) => rows[index]?.place ?? index,
    gap,
    paddingStart: 6,
    paddingEnd: 6,
    overscan: 6,
    useFlushSync: false,
    // The card that Tab leads to.
    rangeExtractor: useRangeWith(current),
  })

  const focusCard = useCallback(
    (index: number) => {
      const to = Math.max(0, Math.min(rows.length - 1, index))
      const row = rows[to]
      if (row === undefined) {
        head.current?.focus()
        return
      }
      setAt({ place: row.place, index: to })
      virtual.scrollToIndex(to, { align: 'auto' })
      const card = cardOf(scroller.current, row.place)
      card?.focus({ preventScroll: true })
      // Not there yet: it is focused once it has been drawn.
      wanted.current = card === null ? row.place : null
    },
    [rows, virtual],
  )
  useLayoutEffect(() => {
    if (wanted.current !== null) {
      const card = cardOf(scroller.current, wanted.current)
      if (card === null) return
      wanted.current = null
      card.focus({ preventScroll: true })
    } else if (focused.current !== null && !rows.some((row) => row.place === focused.current)) {
      focused.current = null
      if (document.activeElement === document.body || document.activeElement === null) focusCard(current)
    }
  })

  return {
    scroller,
    head,
    virtual,
    items: virtual.getVirtualItems(),
    current,
    focusCard,
    /** Focus came into a card, by Tab, by a click or by us. */
    entered: (place: number) => {
      focused.current = place
      const index = rows.findIndex((row) => row.place === place)
      if (index !== -1 && place !== at.place) setAt({ place, index })
    },
    left: () => {
      focused.current = null
    },
  }
}
