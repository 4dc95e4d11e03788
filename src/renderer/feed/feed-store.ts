import type { Argument, DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { belongs, type FeedView, fitsIn, mergeRows } from './merge.ts'

export interface FeedSnapshot {
  view: FeedView
  /** What is searched for; "" shows the view. */
  query: string
  /** Newest first. Replaced, never edited. */
  rows: readonly Message[]
  /** New rows that wait until the list may move. */
  waiting: number
  state: 'loading' | 'older' | 'ready'
  /** Nothing older is left. */
  end: boolean
  problem: Problem | null
  /** Rows that came a moment ago, to fade in. */
  fresh: ReadonlySet<string>
}

export interface FeedStore extends Observable<FeedSnapshot> {
  /** Listens first, then loads. @returns undo */
  start(): () => void
  show(view: FeedView): Promise<void>
  search(query: string): Promise<void>
  older(): Promise<void>
  /** Everything again, as far back as is shown: after events were missed. */
  reload(): Promise<void>
  /** While held, nothing is put in or taken out; new rows wait. */
  hold(held: boolean): void
  showWaiting(): void
  /** A text from an answer to our own call: shown without waiting for its event, unless one was there before. */
  put(message: Message): void
}

export interface FeedNeeds {
  desk: Pick<DeskApi, 'listMessages' | 'searchMessages' | 'on'>
  /** Runs once, before the next picture is drawn. */
  nextFrame: (run: () => void) => void
}

const page = 100
const pageMost = 200
/** At the top of the list no more rows than this are kept: each that comes is placed among all of them. */
export const rowsMost = 600
/** Asked for again, of what somebody who scrolled down has on the screen. */
const reloadMost = 2_000
// Beyond this a pill's texts are not kept but asked for again.
const waitingMost = 1_000
// More at once than an eye follows just appear: each that fades in is drawn anew for every picture, on a layer of its own.
const freshMost = 2
const nothingFresh: ReadonlySet<string> = new Set()
const freshOf = (added: readonly Message[]) =>
  added.length <= freshMost ? new Set(added.map((message) => message.id)) : nothingFresh

const filters: Record<FeedView, Omit<Argument<'listMessages'>, 'limit' | 'before'>> = {
  all: {},
  'needs-person': { only: 'needs-person' },
  replies: { direction: 'inbound' },
  failed: { only: 'failed' },
}

/** The feed without React: what the desk says, merged by id, newest first. */
export function makeFeedStore({ desk, nextFrame }: FeedNeeds): FeedStore {
  const feed = makeObservable<FeedSnapshot>({
    view: 'all',
    query: '',
    rows: [],
    waiting: 0,
    state: 'loading',
    end: false,
    problem: null,
    fresh: nothingFresh,
  })
  const patch = (change: Partial<FeedSnapshot>) => feed.set({ ...feed.getSnapshot(), ...change })
  let held = false
  let heard: Message[] = []
  /** All that was heard since a load was asked for, drawn or not: its answer may be older. Null when none is under way. */
  let sinceAsked: Message[] | null = null
  let scheduled = false
  let waiting = new Map<string, Message>()
  let overflow = 0
  /** The oldest seq that paging has reached; older texts come by paging only. */
  let floor = 0
  /** Answers to questions asked before the newest one are dropped. */
  let ticket = 0
  let busyPaging = false

  const flush = () => {
    scheduled = false
    const changes = heard
    heard = []
    if (changes.length > 0) take(changes)
  }
  const hear = (messages: readonly Message[]) => {
    heard.push(...messages)
    sinceAsked?.push(...messages)
    if (scheduled) return
    scheduled = true
    nextFrame(flush)
  }
  function take(changes: readonly Message[]) {
    const now = feed.getSnapshot()
    const fits = fitsIn(now.query === '' ? now.view : null)
    if (!held) {
      const { rows, added } = mergeRows(now.rows, changes, fits, floor)
      patch({ ...trimmed(rows, now.end), fresh: freshOf(added) })
      return
    }
    const { rows, added } = mergeRows(now.rows, changes, fits, floor)
    const addedIds = new Set(added.map((message) => message.id))
    for (const message of changes) {
      if (waiting.has(message.id) || (addedIds.has(message.id) && waiting.size < waitingMost))
        waiting.set(message.id, message)
      else if (addedIds.has(message.id)) overflow += 1
    }
    patch({
      rows: added.length === 0 ? rows : rows.filter((row) => !addedIds.has(row.id)),
      waiting: waiting.size + overflow,
    })
  }
  function trimmed(rows: readonly Message[], end: boolean): Pick<FeedSnapshot, 'rows' | 'end'> {
    if (rows.length <= rowsMost) return { rows, end }
    const kept = rows.slice(0, rowsMost)
    floor = kept.at(-1)?.seq ?? floor
    return { rows: kept, end: false }
  }
  const dropWaiting = () => {
    waiting = new Map()
    overflow = 0
  }

  async function load(): Promise<void> {
    flush()
    ticket += 1
    const mine = ticket
    sinceAsked = []
    dropWaiting()
    const { view, query } = feed.getSnapshot()
    patch({ state: 'loading', waiting: 0, problem: null })
    const answer =
      query === ''
        ? await desk.listMessages({ ...filters[view], limit: page })
        : await desk.searchMessages({ query, limit: page })
    if (mine !== ticket) return
    if (answer.ok) place(answer.value.messages, query !== '' || answer.value.messages.length < page)
    else fail(answer.problem)
  }
  function fail(problem: Problem) {
    sinceAsked = null
    patch({ state: 'ready', problem })
  }
  function place(messages: readonly Message[], end: boolean) {
    const { view, query } = feed.getSnapshot()
    const rows = query === '' ? messages.filter((message) => belongs(view, message)) : messages
    floor = end ? 0 : (messages.at(-1)?.seq ?? 0)
    // What was heard while the page was on its way is newer than the page.
    const merged = mergeRows(rows, sinceAsked ?? [], fitsIn(query === '' ? view : null), floor)
    sinceAsked = null
    dropWaiting()
    patch({ rows: merged.rows, state: 'ready', waiting: 0, end, problem: null, fresh: nothingFresh })
  }

  async function older(): Promise<void> {
    const now = feed.getSnapshot()
    if (busyPaging || now.end || now.query !== '' || now.state !== 'ready') return
    busyPaging = true
    const mine = ticket
    patch({ state: 'older' })
    const answer = await desk.listMessages({ ...filters[now.view], limit: page, before: floor })
    busyPaging = false
    if (mine !== ticket) return
    if (!answer.ok) {
      patch({ state: 'ready', problem: answer.problem })
      return
    }
    const { messages } = answer.value
    floor = messages.at(-1)?.seq ?? 0
    const { rows } = feed.getSnapshot()
    const known = new Set(rows.map((row) => row.id))
    const more = messages.filter((message) => belongs(now.view, message) && !known.has(message.id))
    patch({ rows: [...rows, ...more], state: 'ready', end: messages.length < page, problem: null })
  }

  async function reload(): Promise<void> {
    const now = feed.getSnapshot()
    if (now.query !== '' || now.rows.length === 0) return load()
    flush()
    ticket += 1
    const mine = ticket
    sinceAsked = []
    const oldest = now.rows.at(-1)?.seq ?? 0
    const found: Message[] = []
    let before: number | undefined
    let end = false
    // As many pages as are shown, so that whoever has scrolled down keeps the place.
    for (let pages = 0; pages < reloadMost / pageMost; pages += 1) {
      const answer = await desk.listMessages({
        ...filters[now.view],
        limit: pageMost,
        ...(before === undefined ? {} : { before }),
      })
      if (mine !== ticket) return
      if (!answer.ok) return fail(answer.problem)
      found.push(...answer.value.messages)
      before = answer.value.messages.at(-1)?.seq
      end = answer.value.messages.length < pageMost
      if (end || before === undefined || before <= oldest) break
    }
    place(found, end)
  }

  return {
    getSnapshot: feed.getSnapshot,
    subscribe: feed.subscribe,
    start: () => {
      const undo = desk.on('message', hear)
      void load()
      return undo
    },
    show: (view) => {
      patch({ view, query: '', rows: [], end: false })
      return load()
    },
    search: (query) => {
      const now = feed.getSnapshot()
      if (query.trim() === now.query) return Promise.resolve()
      // The rows stay until the answer is there: an empty list between two keystrokes would flicker.
      patch({ query: query.trim() })
      return load()
    },
    older,
    reload,
    hold: (next) => {
      held = next
    },
    showWaiting: () => {
      if (overflow > 0) {
        void load()
        return
      }
      const now = feed.getSnapshot()
      const { rows, added } = mergeRows(
        now.rows,
        [...waiting.values()],
        fitsIn(now.query === '' ? now.view : null),
        floor,
      )
      dropWaiting()
      patch({ ...trimmed(rows, now.end), waiting: 0, fresh: freshOf(added) })
    },
    put: (message) => {
      // An answer may be older than what was heard meanwhile, and nothing newer would come to put that right.
      const isKnown = [...feed.getSnapshot().rows, ...heard, ...waiting.values()].some(({ id }) => id === message.id)
      if (!isKnown) hear([message])
    },
  }
}
