import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Person } from '../../shared/thread.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { mergeRows } from '../feed/merge.ts'
import { type Ahead, askPerson, makeAhead, pageUsual } from './ahead.ts'
import type { SeenBook } from './seen.ts'
import { noThread, type ThreadView } from './thread-view.ts'

export interface ThreadStore extends Observable<ThreadView> {
  /** @returns undo */
  start(): () => void
  open(customer: Msisdn | null): Promise<void>
  /** It is about to be opened, or may well be: what it shows is asked for now. */
  expect(customer: Msisdn): void
  /** What it will show, when that was asked for ahead; else null. The same one until something is heard of them. */
  glimpse(customer: Msisdn): ThreadView | null
  older(): Promise<void>
  /** Pages back until the text of this `seq` is there; else says in `missed` why it is not. */
  reach(seq: number): Promise<void>
  /** Their texts up to this `seq` stood on the screen, which may show them a moment before the thread is opened here. */
  saw(customer: Msisdn, seq: number): void
  /** @returns the `seq` up to which they did; null before that, or while another thread is open */
  seenTo(customer: Msisdn): number | null
  reload(): Promise<void>
  /** What the desk answered about this person. */
  know(customer: Msisdn, person: Person): void
  /** A text from an answer to our own call, unless it was there before. */
  put(message: Message): void
  /** Somebody was erased: that the one who is open was looked at is not kept. */
  forget(): void
}

export interface ThreadNeeds {
  desk: Pick<DeskApi, 'listMessages' | 'getThread' | 'on'>
  seen: SeenBook
  now: () => number
}

/** So far back a thread is drawn for the sake of one text. */
const reachPage = 200
const reachPages = 10
const anything = () => true
/** The thread that is open, without React: its texts, and who it is with. */
export function makeThreadStore({ desk, seen, now }: ThreadNeeds): ThreadStore {
  const view = makeObservable<ThreadView>(noThread)
  const patch = (change: Partial<ThreadView>) => view.set({ ...view.getSnapshot(), ...change })
  /** The oldest `seq` that paging has reached. */
  let floor = 0
  /** Heard since the newest page was asked for. */
  let sinceAsked: Message[] | null = null
  /** Counts what was opened and loaded: an answer about an older one is dropped. */
  let ticket = 0
  /** Of the thread that is open: what came below the screen since was not seen. */
  let seenSeq: number | null = null
  let keepsSeen = true
  /** Of a thread that is about to be opened. */
  let seenFirst: { customer: Msisdn; seq: number } | null = null
  /** What is on its way. */
  let loading: Promise<void> = Promise.resolve()
  let paging: Promise<void> = Promise.resolve()
  let looking = false
  let lookAgain = false
  /** Whose answer the next look may take, once. */
  let asked: Ahead | null = null
  const ahead = makeAhead({ desk, now })
  let glimpsed: ThreadView | null = null

  const leave = () => {
    const { customer } = view.getSnapshot()
    if (customer !== null && seenSeq !== null && keepsSeen)
      seen.set(customer, { seq: seenSeq, at: new Date(now()).toISOString() })
    seenSeq = null
    keepsSeen = true
  }
  const hear = (messages: readonly Message[]) => {
    const { customer, rows, state } = view.getSnapshot()
    const mine = messages.filter((message) => message.customer === customer)
    if (customer === null || mine.length === 0) return
    sinceAsked?.push(...mine)
    if (state !== 'loading') patch({ rows: mergeRows(rows, mine, anything, floor).rows })
    // What is open, filed and earlier follows from the texts.
    void look()
  }
  async function look(askedAhead: Ahead | null = null): Promise<void> {
    lookAgain = true
    asked = askedAhead
    if (looking) return
    looking = true
    while (lookAgain) {
      lookAgain = false
      const { customer } = view.getSnapshot()
      if (customer === null) break
      const person = asked?.customer === customer ? asked.person : askPerson(desk, customer)
      asked = null
      const answer = await person
      if (view.getSnapshot().customer !== customer) lookAgain = true
      else if (answer.ok) patch({ person: answer.value.person })
    }
    looking = false
  }
  /** What was answered ahead is there at once, with no picture of an empty thread in between. */
  const glimpse = (customer: Msisdn): ThreadView | null => {
    const answers = ahead.answers(customer)
    if (answers === null) return null
    if (glimpsed?.rows !== answers.texts) {
      const end = answers.texts.length < pageUsual
      const { person, texts: rows } = answers
      glimpsed = { ...noThread, customer, rows, end, person, seen: seen.get(customer) }
    }
    return glimpsed
  }
  async function load(customer: Msisdn, askedAhead: Ahead | null): Promise<void> {
    ticket += 1
    const mine = ticket
    sinceAsked = []
    const looked = look(askedAhead)
    const limit = Math.min(200, Math.max(pageUsual, view.getSnapshot().rows.length))
    const answer = await (askedAhead?.texts ?? desk.listMessages({ customer, limit }))
    if (mine !== ticket) return
    const since = sinceAsked
    sinceAsked = null
    if (!answer.ok) return patch({ state: 'ready', problem: answer.problem })
    const { messages } = answer.value
    const end = messages.length < limit
    floor = end ? 0 : (messages.at(-1)?.seq ?? 0)
    patch({ rows: mergeRows(messages, since, anything, floor).rows, state: 'ready', end, problem: null })
    await looked
  }
  function older(limit: number): Promise<void> {
    const { customer, state, end } = view.getSnapshot()
    if (customer !== null && !end && state === 'ready') paging = page(customer, limit)
    return paging
  }
  async function page(customer: Msisdn, limit: number): Promise<void> {
    const mine = ticket
    patch({ state: 'older' })
    const answer = await desk.listMessages({ customer, limit, before: floor })
    if (mine !== ticket) return
    if (!answer.ok) return patch({ state: 'ready', problem: answer.problem })
    const { messages } = answer.value
    floor = messages.at(-1)?.seq ?? 0
    const { rows } = view.getSnapshot()
    const known = new Set(rows.map(({ id }) => id))
    const more = messages.filter(({ id }) => !known.has(id))
    patch({ rows: [...rows, ...more], state: 'ready', end: messages.length < limit, problem: null })
  }
  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    start: () => {
      const undos = [
        desk.on('message', (messages) => {
          ahead.outdate(messages)
          hear(messages)
        }),
        desk.on('thread', (threads) => {
          ahead.outdate(threads)
          if (threads.some(({ customer }) => customer === view.getSnapshot().customer)) void look()
        }),
      ]
      return () => {
        for (const undo of undos) undo()
      }
    },
    open: async (customer) => {
      if (customer === view.getSnapshot().customer) return
      leave()
      if (seenFirst?.customer === customer) seenSeq = seenFirst.seq
      seenFirst = null
      ticket += 1
      sinceAsked = null
      if (customer === null) return view.set(noThread)
      const known = glimpse(customer)
      const taken = ahead.take(customer)
      if (known !== null) {
        floor = known.end ? 0 : (known.rows.at(-1)?.seq ?? 0)
        return view.set(known)
      }
      view.set({ ...noThread, customer, state: 'loading', seen: seen.get(customer) })
      loading = load(customer, taken)
      await loading
    },
    expect: (customer) => {
      if (customer !== view.getSnapshot().customer) ahead.expect(customer)
    },
    glimpse,
    older: () => older(pageUsual),
    reach: async (seq) => {
      const { customer } = view.getSnapshot()
      patch({ missed: null })
      await loading
      await paging
      for (let pages = 0; ; pages += 1) {
        const { problem, rows, end, ...now } = view.getSnapshot()
        if (now.customer !== customer || problem !== null || rows.some((row) => row.seq === seq)) return
        const isPast = end || floor <= seq
        if (isPast || pages === reachPages) return patch({ missed: { seq, why: isPast ? 'gone' : 'far' } })
        await older(reachPage)
      }
    },
    saw: (customer, seq) => {
      if (customer === view.getSnapshot().customer) seenSeq = Math.max(seenSeq ?? 0, seq)
      else seenFirst = { customer, seq }
    },
    seenTo: (customer) => (view.getSnapshot().customer === customer ? seenSeq : null),
    reload: async () => {
      const { customer } = view.getSnapshot()
      ahead.drop()
      if (customer !== null) await load(customer, null)
    },
    know: (customer, person) => {
      ahead.outdate([{ customer }])
      if (customer === view.getSnapshot().customer) patch({ person })
    },
    put: (message) => {
      ahead.outdate([message])
      const { customer, rows } = view.getSnapshot()
      // An answer may be older than what was heard meanwhile.
      if (message.customer === customer && !rows.some(({ id }) => id === message.id)) hear([message])
    },
    // "Done" still needs to know how far it was seen: who is open may be somebody else.
    forget: () => {
      keepsSeen = false
      ahead.drop()
    },
  }
}
