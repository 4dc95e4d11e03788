import type { DeskApi } from '../../shared/desk-api.ts'
import type { Found, FoundFilter, FoundPerson } from '../../shared/find.ts'
import type { Message } from '../../shared/message.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import type { JumpItem } from './jump-items.ts'

export interface FindSnapshot {
  /** What stands in the box. */
  query: string
  /** What the hits are of: the query, a moment later. Null before anything was asked. */
  answered: string | null
  people: readonly FoundPerson[]
  /** Newest first. Replaced, never edited. */
  hits: readonly Message[]
  names: Found['names']
  filters: readonly FoundFilter[]
  /** Where more would be found; null when all are here. */
  next: number | null
  state: 'ready' | 'looking' | 'more'
  problem: Problem | null
}

/** How a list that was left is found again. */
export interface LeftAt<Measured> {
  offset: number
  current: number
  /** Heights of rows, as the list keeps them. */
  measured: Measured[]
}

export interface FindStore extends Observable<FindSnapshot> {
  /** @returns undo */
  start(): () => void
  type(query: string): void
  /** The next page. */
  more(): Promise<void>
  /** Asks again for what is shown: events were missed, or somebody was erased. */
  reload(): Promise<void>
  /** Texts beside a hit, oldest first. */
  around: (messageId: string) => ReturnType<DeskApi['listAround']>
  /** Where somebody has jumped to, the last first. */
  recent: readonly JumpItem[]
  /** Of the hits that are shown now, or null. */
  left: LeftAt<unknown> | null
}

const page = 50
const pageMost = 200
/** A rare filter is looked for some milliseconds at a time: no longer than this without somebody scrolling for it. */
const stepsMost = 200

const nothing: Omit<FindSnapshot, 'query' | 'answered'> = {
  people: [],
  hits: [],
  names: {},
  filters: [],
  next: null,
  state: 'ready',
  problem: null,
}

/** The search without React. It is the window's, so that results are there again whatever was looked at meanwhile. */
export function makeFindStore({ desk }: { desk: Pick<DeskApi, 'find' | 'listAround' | 'on'> }): FindStore {
  const view = makeObservable<FindSnapshot>({ query: '', answered: null, ...nothing })
  const patch = (change: Partial<FindSnapshot>) => view.set({ ...view.getSnapshot(), ...change })
  /** Answers to questions asked before the newest are dropped. */
  let ticket = 0
  let asking = false

  /** One question at a time, and then the newest: of what was typed meanwhile nobody waits for the rest. */
  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    try {
      for (let query: string | null = null; query !== view.getSnapshot().query; ) {
        query = view.getSnapshot().query
        await first(query)
      }
    } finally {
      asking = false
    }
  }

  async function first(query: string, limit = page): Promise<void> {
    ticket += 1
    const mine = ticket
    // The old hits stay until the new ones are there: an empty list between two keys would flicker.
    patch({ state: 'looking' })
    const answer = await desk.find({ query, limit })
    if (mine !== ticket) return
    if (!answer.ok) return patch({ ...nothing, answered: query, problem: answer.problem })
    store.left = null
    const { messages, people, names, filters, next } = answer.value
    const isShort = next !== null && messages.length < page
    patch({
      answered: query,
      people,
      hits: messages,
      names,
      filters,
      next,
      state: isShort ? 'more' : 'ready',
      problem: null,
    })
    if (isShort) void goOn(mine)
  }

  /** Until there is a page of hits more, or no more at all. */
  async function goOn(mine: number): Promise<void> {
    const { answered, hits } = view.getSnapshot()
    const enough = hits.length + page - (hits.length % page)
    for (let steps = 0; steps < stepsMost; steps += 1) {
      const { next } = view.getSnapshot()
      if (next === null || view.getSnapshot().hits.length >= enough) break
      const answer = await desk.find({ query: answered ?? '', limit: page, before: next })
      if (mine !== ticket) return
      if (!answer.ok) return patch({ state: 'ready', problem: answer.problem })
      const now = view.getSnapshot()
      const known = new Set(now.hits.map(({ id }) => id))
      const more = answer.value.messages.filter(({ id }) => !known.has(id))
      patch({ hits: [...now.hits, ...more], names: { ...now.names, ...answer.value.names }, next: answer.value.next })
    }
    patch({ state: 'ready', problem: null })
  }

  function hear(messages: readonly Message[]): void {
    const { hits } = view.getSnapshot()
    const changed = new Map(messages.map((message) => [message.id, message]))
    if (hits.some(({ id }) => changed.has(id))) patch({ hits: hits.map((hit) => changed.get(hit.id) ?? hit) })
  }

  const store: FindStore = {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    left: null,
    recent: [],
    start: () => desk.on('message', hear),
    type: (query) => {
      patch({ query })
      void ask()
    },
    more: async () => {
      const { next, state } = view.getSnapshot()
      if (next === null || state !== 'ready') return
      patch({ state: 'more' })
      await goOn(ticket)
    },
    reload: async () => {
      const { answered, query, hits } = view.getSnapshot()
      // Whoever was erased is jumped to no more.
      store.recent = store.recent.filter(({ icon }) => icon !== 'person')
      if (answered === null) return
      const kept = store.left
      await first(query, Math.min(pageMost, Math.max(page, hits.length)))
      store.left = kept
    },
    around: (messageId) => desk.listAround({ messageId }),
  }
  return store
}
