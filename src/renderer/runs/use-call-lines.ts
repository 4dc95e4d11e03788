import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RunRow } from '../../shared/run.ts'

const lineHeight = 60

/** The lines of a call list that exist: those in sight, and those that somebody is at or has typed into. */
export function useCallLines(lines: readonly RunRow[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<ReadonlySet<number>>(() => new Set())
  /** The place whose box is to be focused once it is drawn. */
  const wanted = useRef<number | null>(null)
  const kept = useMemo(
    () => [...held].map((place) => lines.findIndex((line) => line.place === place)).filter((index) => index !== -1),
    [held, lines],
  )
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.place ?? index,
    overscan: 8,
    useFlushSync: false,
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), ...kept])].sort((one, other) => one - other),
      [kept],
    ),
  })
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const box = scroller.current?.querySelector<HTMLElement>(`[data-call="${wanted.current}"] input`)
    if (box == null) return
    wanted.current = null
    box.focus()
  })
  const hold = useCallback(
    (place: number, isHeld: boolean) =>
      setHeld((before) => {
        if (before.has(place) === isHeld) return before
        const after = new Set(before)
        if (isHeld) after.add(place)
        else after.delete(place)
        return after
      }),
    [],
  )
  return {
    scroller,
    virtual,
    /** Words stand in the box of this place, or somebody is at it; or no longer. */
    hold,
    focusBox: (place: number) => {
      const box = scroller.current?.querySelector<HTMLElement>(`[data-call="${place}"] input`)
      if (box != null) return box.focus()
      wanted.current = place
      virtual.scrollToIndex(lines.findIndex((line) => line.place === place))
    },
  }
}
