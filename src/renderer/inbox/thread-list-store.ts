import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import type { Thread, ThreadTab } from '../../shared/thread.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { hold, isUnder, nobodyListed, place, standingOf } from './thread-order.ts'

export interface ThreadList {
  tab: ThreadTab
  /** Replaced, never edited. */
  rows: readonly Thread[]
  /** Who needed somebody while this window showed it and does not any more, the newest first. */
  cleared: readonly Thread[]
  /** Threads that would come in or go up, and wait until the list may move. */
  waiting: number
  state: 'loading' | 'older' | 'ready'
  /** There are no more below. */
  end: boolean
  counts: Answer<'listThreads'>['counts'] | null
  problem: Problem | null
}

export interface ThreadListStore extends Observable<ThreadList> {
  /** Listens first, then loads. @returns undo */
  start(): () => void
  show(tab: ThreadTab): Promise<void>
  older(): Promise<void>
  /** Everything again, as far down as is shown: after events were missed. */
  reload(): Promise<void>
  /** While held nothing moves; what would waits. */
  hold(held: boolean): void
  showWaiting(): void
  /** This thread is open, and stays where it is in the list. */
  open(customer: Msisdn | null): void
  /** Somebody was erased: nobody stands here only because this window remembers them. */
  forget(): void
}

export interface ThreadListNeeds {
  desk: Pick<DeskApi, 'listThreads' | 'on'>
  /** Runs once, before the next picture is drawn. */
  nextFrame: (run: () => void) => void
  later: (run: () => void, ms: number) => void
}

const page = 100
const pageMost = 200
const clearedMost = 8
/** The counts of the tabs are asked for again this long after something changed. */
const countAfterMs = 500

/** The inbox's list without React: one tab at a time, in its order, never moving under a hand. */
export function makeThreadListStore({ desk, nextFrame, later }: ThreadListNeeds): ThreadListStore {
  const list = makeObservable<ThreadList>({
    tab: 'needs-you',
    rows: [],
    cleared: [],
    waiting: 0,
    state: 'loading',
    end: false,
    counts: null,
    problem: null,
  })
  const patch = (change: Partial<ThreadList>) => list.set({ ...list.getSnapshot(), ...change })
  let listed = nobodyListed
  let cleared: readonly Msisdn[] = []
  let held = false
  let kept: Msisdn | null = null
  let next: string | null = null
  /** Below this the list is not loaded: what is heard of from there comes by paging. */
  let floor = Number.POSITIVE_INFINITY
  let heard: Thread[] = []
  /** All that was heard since a load was asked for: its answer may be older. */
  let sinceAsked: Thread[] | null = null
  let scheduled = false
  /** Answers to questions asked before the newest one are dropped. */
  let ticket = 0
  let counting = false

  const know = (threads: readonly Thread[]) => {
    const { tab } = list.getSnapshot()
    const known = new Map(listed.known)
    for (const thread of threads)
      if (known.has(thread.customer) || standingOf(tab, thread) <= floor) known.set(thread.customer, thread)
    listed = { ...listed, known }
  }
  /** Draws what is known, in its order or, while that must not change, where it stands. */
  const draw = (change: Partial<ThreadList> = {}, mayMove = !held) => {
    const { tab } = list.getSnapshot()
    const before = listed.placed
    let waiting = 0
    if (mayMove) listed = place(tab, listed, kept)
    else ({ waiting, ...listed } = hold(tab, listed))
    if (tab === 'needs-you') {
      const gone = [...before.keys()].filter((customer) => !listed.placed.has(customer))
      cleared = [...gone.toReversed(), ...cleared.filter((customer) => !gone.includes(customer))]
        .filter((customer) => !listed.placed.has(customer))
        .slice(0, clearedMost)
    }
    const threads = (customers: Iterable<Msisdn>) =>
      [...customers].flatMap((customer) => listed.known.get(customer) ?? [])
    patch({ ...change, rows: threads(listed.placed.keys()), cleared: threads(cleared), waiting })
  }
  const flush = () => {
    scheduled = false
    const changes = heard
    heard = []
    if (changes.length === 0) return
    know(changes)
    draw()
    countSoon()
  }
  const hear = (threads: readonly Thread[]) => {
    heard.push(...threads)
    sinceAsked?.push(...threads)
    if (scheduled) return
    scheduled = true
    nextFrame(flush)
  }
  function countSoon() {
    if (counting) return
    counting = true
    later(async () => {
      counting = false
      const answer = await desk.listThreads({ tab: list.getSnapshot().tab, limit: 1 })
      if (answer.ok) patch({ counts: answer.value.counts })
    }, countAfterMs)
  }

  async function load(limit: number): Promise<void> {
    flush()
    ticket += 1
    const mine = ticket
    sinceAsked = []
    patch({ state: 'loading', problem: null })
    const { tab } = list.getSnapshot()
    const answer = await desk.listThreads({ tab, limit })
    if (mine !== ticket) return
    const since = sinceAsked
    sinceAsked = null
    if (!answer.ok) return patch({ state: 'ready', problem: answer.problem })
    const { threads, counts } = answer.value
    next = answer.value.next
    const last = threads.at(-1)
    floor = next === null || last === undefined ? Number.POSITIVE_INFINITY : standingOf(tab, last)
    // Of who left the tab a moment ago the answer says nothing, but this window does.
    const stay = [...listed.known].filter(
      ([customer, thread]) => !isUnder(tab, thread) && (cleared.includes(customer) || customer === kept),
    )
    listed = { ...listed, known: new Map([...stay, ...threads.map((thread) => [thread.customer, thread] as const)]) }
    know(since)
    draw({ state: 'ready', end: next === null, counts, problem: null }, true)
  }
  const reload = () => load(Math.min(pageMost, Math.max(page, listed.placed.size)))

  async function older(): Promise<void> {
    const { tab, state } = list.getSnapshot()
    if (next === null || state !== 'ready') return
    const mine = ticket
    patch({ state: 'older' })
    const answer = await desk.listThreads({ tab, limit: page, after: next })
    if (mine !== ticket) return
    if (!answer.ok) return patch({ state: 'ready', problem: answer.problem })
    next = answer.value.next
    const last = answer.value.threads.at(-1)
    floor = next === null || last === undefined ? Number.POSITIVE_INFINITY : standingOf(tab, last)
    // What was heard of one of them meanwhile is newer than the page.
    know(answer.value.threads.filter(({ customer }) => !listed.known.has(customer)))
    draw({ state: 'ready', end: next === null, problem: null })
  }

  return {
    getSnapshot: list.getSnapshot,
    subscribe: list.subscribe,
    start: () => {
      const undo = desk.on('thread', hear)
      void load(page)
      return undo
    },
    show: (tab) => {
      flush()
      listed = nobodyListed
      cleared = []
      next = null
      floor = Number.POSITIVE_INFINITY
      patch({ tab, rows: [], cleared: [], waiting: 0, end: false })
      return load(page)
    },
    older,
    reload,
    hold: (wanted) => {
      if (held === wanted) return
      held = wanted
      if (!held) draw()
    },
    showWaiting: () => draw({}, true),
    forget: () => {
      const { tab } = list.getSnapshot()
      cleared = []
      listed = { ...listed, known: new Map([...listed.known].filter(([, thread]) => isUnder(tab, thread))) }
      draw({}, true)
    },
    open: (customer) => {
      if (kept === customer) return
      kept = customer
      const before = list.getSnapshot().rows
      if (!held && before.some((thread) => !isUnder(list.getSnapshot().tab, thread))) draw()
    },
  }
}
