import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FindSnapshot, FindStore, LeftAt } from './find-store.ts'

const rowHeight = 57
/** More is asked for when this many rows are left below. */
const aheadRows = 12

/** The moving parts of the list of hits: which rows exist, which has focus, and where it was left. */
export function useHits(store: FindStore, { hits, people, next, state }: FindSnapshot) {
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const [left] = useState(() => store.left as LeftAt<VirtualItem> | null)
  /** People first, then hits. */
  const [current, setCurrent] = useState(left?.current ?? 0)
  const [openId, setOpenId] = useState<string | null>(null)
  const [margin, setMargin] = useState(0)
  const wanted = useRef(false)
  const all = people.length + hits.length
  const at = Math.min(current, Math.max(0, all - 1))

  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => hits[index]?.id ?? index,
    overscan: 8,
    scrollMargin: margin,
    useFlushSync: false,
    initialOffset: left?.offset ?? 0,
    initialMeasurementsCache: left?.measured ?? [],
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1

  useLayoutEffect(() => setMargin(top.current?.offsetHeight ?? 0))
  useEffect(() => {
    if (next !== null && state === 'ready' && hits.length > 0 && last >= hits.length - aheadRows) void store.more()
  }, [next, state, hits.length, last, store])

  const leaving = useRef<LeftAt<VirtualItem> | null>(null)
  useEffect(() => {
    leaving.current = { offset: virtual.scrollOffset ?? 0, current: at, measured: virtual.measurementsCache }
  })
  useEffect(
    () => () => {
      store.left = leaving.current
    },
    [store],
  )
  // New hits begin at the top again.
  const shown = useRef(store.getSnapshot().answered)
  const { answered } = store.getSnapshot()
  useEffect(() => {
    if (shown.current === answered) return
    shown.current = answered
    setCurrent(0)
    setOpenId(null)
    virtual.scrollToOffset(0)
  }, [answered, virtual])

  const focusWanted = () => {
    const row = scroller.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]')
    if (row === null || row === undefined) return
    wanted.current = false
    row.focus({ preventScroll: at >= people.length })
  }
  useLayoutEffect(() => {
    if (wanted.current) focusWanted()
  })

  const focusRow = (to: number) => {
    if (all === 0) return
    const row = Math.max(0, Math.min(all - 1, to))
    wanted.current = true
    setCurrent(row)
    if (row >= people.length) virtual.scrollToIndex(row - people.length, { align: 'auto' })
    else virtual.scrollToOffset(0)
    // The row that is current already is drawn already, and nothing need be drawn again.
    if (row === at) focusWanted()
  }

  return {
    scroller,
    top,
    virtual,
    items,
    margin,
    current: at,
    openId,
    setOpenId,
    focusRow,
    /** Focus came into a row by itself, by Tab or by a click. */
    entered: (id: string | undefined) => {
      const index = [...people.map(({ customer }) => customer), ...hits.map((hit) => hit.id)].indexOf(id ?? '')
      if (index !== -1) setCurrent(index)
    },
    onKey: (event: KeyboardEvent, toBox: () => void) => {
      const isRow = event.target instanceof HTMLElement && event.target.dataset.row !== undefined
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all - 1 }
      const to = moves[event.key]
      if (to === -1) toBox()
      else if (to !== undefined) focusRow(to)
      else if (event.key === ' ' && isRow && at >= people.length) {
        const id = hits[at - people.length]?.id ?? null
        setOpenId(openId === id ? null : id)
      } else return
      event.preventDefault()
    },
  }
}
