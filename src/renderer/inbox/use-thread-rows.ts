import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread } from '../../shared/thread.ts'
import { makeHold } from '../feed/hold.ts'
import { aimMs, later, walkMs } from '../feed/use-log.ts'
import { useRangeWith } from '../feed/use-range-with.ts'
import type { ThreadListStore } from './thread-list-store.ts'

const rowHeight = 78
const atTopPx = 4
/** More are asked for when this many rows are left below. */
const aheadRows = 12

interface Needs {
  rows: readonly Thread[]
  store: ThreadListStore
  open: Msisdn | null
  /** The box of the open thread holds words: nothing moves meanwhile. */
  writing: boolean
  more: boolean
}

/** The moving parts of the list: which rows exist, which one Tab leads to, and when they may move. */
export function useThreadRows({ rows, store, open, writing, more }: Needs) {
  const scroller = useRef<HTMLDivElement>(null)
  const [aimed, setAimed] = useState<Msisdn | null>(null)
  const wanted = useRef<Msisdn | null>(null)
  const written = useRef(writing)
  const hands = useRef(false)
  const hold = useMemo(
    () =>
      makeHold({
        hold: (held) => {
          hands.current = held
          store.hold(held || written.current)
        },
        // What waits behind a text that is being written waits on.
        showWaiting: () => !written.current && store.showWaiting(),
        later,
        now: () => performance.now(),
      }),
    [store],
  )
  useEffect(() => {
    written.current = writing
    store.hold(hands.current || writing)
  }, [writing, store])
  useEffect(() => () => store.hold(false), [store])

  const indexOf = (customer: Msisdn | null) => rows.findIndex((row) => row.customer === customer)
  const found = indexOf(aimed)
  const current = found !== -1 ? found : Math.max(0, indexOf(open))
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.customer ?? index,
    overscan: 6,
    useFlushSync: false,
    rangeExtractor: useRangeWith(current),
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (more && rows.length > 0 && last >= rows.length - aheadRows) void store.older()
  }, [more, rows.length, last, store])
  useLayoutEffect(() => {
    const customer = wanted.current
    const row =
      customer === null ? null : scroller.current?.querySelector<HTMLElement>(`[data-thread="${CSS.escape(customer)}"]`)
    if (row === null || row === undefined) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })
  // What is opened by keys may stand out of sight.
  // Only when another one is opened: else the list would jump back under whoever scrolls it.
  const openAt = indexOf(open)
  const scrolledTo = useRef<Msisdn | null>(null)
  useEffect(() => {
    if (openAt === -1 || scrolledTo.current === open) return
    scrolledTo.current = open
    virtual.scrollToIndex(openAt, { align: 'auto' })
  }, [open, openAt, virtual])

  const focusRow = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[to]
    if (row === undefined) return
    wanted.current = row.customer
    setAimed(row.customer)
    virtual.scrollToIndex(to, { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    hold.hand(walkMs)
    event.preventDefault()
    focusRow(to)
  }
  return {
    scroller,
    virtual,
    items,
    current,
    onKeyDown,
    entered: setAimed,
    onPointerMove: () => hold.hand(aimMs),
    onScroll: () => hold.scrolled((scroller.current?.scrollTop ?? 0) > atTopPx),
    toTop: () => {
      hold.release()
      store.showWaiting()
      virtual.scrollToOffset(0)
    },
  }
}
