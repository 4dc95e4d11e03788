import { measureElement, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Message } from '../../shared/message.ts'
import type { FeedStore } from './feed-store.ts'
import { makeHold } from './hold.ts'
import { toneOf } from './row-kit.ts'
import { useRangeWith } from './use-range-with.ts'

const rowHeight = 47
const storyHeight = 132
const atTopPx = 4
/** Older texts are asked for when this many rows are left below. */
const aheadRows = 12

export const aimMs = 1_500
export const walkMs = 4_000

export const later = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Rows that look alike are as high as each other, nearly always. */
const likenessOf = (row: Message | undefined) =>
  row === undefined ? '' : `${row.direction} ${toneOf(row)} ${row.state}`

/** The moving parts of the log: which rows exist, which one has focus, and when the list may move. */
export function useLog(needs: { rows: readonly Message[]; store: FeedStore; story: boolean; more: boolean }) {
  const { rows, store, story, more } = needs
  const scroller = useRef<HTMLDivElement>(null)
  const [currentId, setCurrentId] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const hold = useMemo(
    () => makeHold({ hold: store.hold, showWaiting: store.showWaiting, later, now: () => performance.now() }),
    [store],
  )
  const found = currentId === null ? -1 : rows.findIndex((row) => row.id === currentId)
  const current = found === -1 ? 0 : found

  // A row that comes in is placed right at once, where the last one like it had its height; else it is placed, measured
  // and placed again, with the whole list below it.
  const heights = useRef(new Map<string, number>())
  // Of rows that were measured. The list keeps a height only where it was not as estimated: what is estimated for such a
  // row must not change afterwards with the heights of rows like it, or the next one is laid over it.
  const measured = useRef(new Map<string, number>())
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) =>
      measured.current.get(rows[index]?.id ?? '') ??
      heights.current.get(likenessOf(rows[index])) ??
      (story ? storyHeight : rowHeight),
    measureElement: (element, entry, instance) => {
      const height = measureElement(element, entry, instance)
      const row = rows[instance.indexFromElement(element)]
      heights.current.set(likenessOf(row), height)
      if (row !== undefined) measured.current.set(row.id, height)
      return height
    },
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    useFlushSync: false,
    rangeExtractor: useRangeWith(found),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1

  useEffect(() => {
    if (more && rows.length > 0 && last >= rows.length - aheadRows) void store.older()
  }, [more, rows.length, last, store])

  useLayoutEffect(() => {
    const id = wanted.current
    if (id === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    if (row === null || row === undefined) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })

  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[to]
    if (row === undefined) return
    wanted.current = row.id
    setCurrentId(row.id)
    virtual.scrollToIndex(to, { align: 'auto' })
  }
  const toTop = useCallback(() => {
    hold.release()
    virtual.scrollToOffset(0)
    // Rows that are measured for the first time push the place down once more.
    requestAnimationFrame(() => virtual.scrollToOffset(0))
  }, [hold, virtual])
  return {
    scroller,
    virtual,
    items,
    hold,
    current,
    focusRow,
    /** Focus came into a row by itself, by Tab or by a click. */
    entered: (id: string) => setCurrentId(id),
    onScroll: () => hold.scrolled((scroller.current?.scrollTop ?? 0) > atTopPx),
    toTop,
  }
}
