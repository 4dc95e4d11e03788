import type { DeskEvents } from '../shared/desk-api.ts'
import type { EventName } from '../shared/desk-names.ts'
import type { DeskState } from '../shared/desk-state.ts'
import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { rowsAtOnce } from '../shared/run.ts'
import { messageId } from './store/message-id.ts'
import type { MovedRun } from './store/runs.ts'
import type { Change, Store } from './store/store.ts'

/** One event as a shell passes it on. `seq` is the newest change it speaks of. */
export type DeskEvent = { [Name in EventName]: { name: Name; data: DeskEvents[Name]; seq: number } }[EventName]

type Listener = (events: DeskEvent[]) => void

/** A quarter of a frame: the page gathers what comes until its next picture anyway, and what rests here rests twice. */
const batchMs = 4
/** For each message that is asked for: no window draws more of them, and what stores them has the time. */
const perMessageMs = 1
/** Of a flood the oldest are told first, and the others in their turn. */
const mostAtOnce = 250
/** After a read that failed. */
const againMs = 200
/** Counts and states are read less often than texts. */
const stateMs = 200

/** Turns the store's changes into batches for windows. With nobody to hear them it reads nothing. */
export function deskEvents(needs: {
  store: Store
  state: () => Promise<DeskState>
  now: () => number
  unexpected: (what: string, error: unknown) => void
}) {
  const listeners = new Map<Listener, () => boolean>()
  const isHeard = () => [...listeners.values()].some((hears) => hears())
  const changed = new Set<number>()
  /** Likewise, for the runs that they belong to. */
  const inRuns = new Set<number>()
  const moved = new Map<number, Set<number>>()
  /** Likewise, for the threads that they belong to. */
  const inThreads = new Set<number>()
  const threads = new Set<Msisdn>()
  const inRows = new Set<MovedRun>()
  let newest = 0
  /** Of which messages were told, and when; performance time. */
  let toldUpTo = 0
  let toldAt = Number.NEGATIVE_INFINITY
  /** What is being asked for may be older than what comes along meanwhile, and would be told after it. */
  let asking = false
  let restMs = batchMs

  const say = (event: DeskEvent) => {
    for (const listener of listeners.keys()) listener([event])
  }
  const sayThese = (seqs: readonly number[], data: readonly Message[], seq: number) => {
    toldAt = performance.now()
    toldUpTo = seq
    const there = new Set(data.map((message) => message.seq))
    // Zero is the sign that somebody was erased: of that the state speaks.
    const gone = seqs.filter((each) => each !== 0 && !there.has(each))
    // First: whoever has heard the messages has heard all up to this `seq`.
    if (gone.length > 0) say({ name: 'gone', data: gone.map(messageId), seq })
    if (data.length > 0) say({ name: 'message', data: [...data], seq })
  }
  const sayMessages = paced(
    () => restMs,
    async () => {
      const earlyMs = toldAt + batchMs - performance.now()
      if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs).unref())
      const seqs = some(changed)
      // Before the last of them has been told nobody has heard all up to the newest.
      const seq = changed.size === 0 ? newest : toldUpTo
      if (!isHeard()) changed.clear()
      if (!isHeard() || seqs.length === 0) return
      restMs = Math.max(batchMs, seqs.length * perMessageMs)
      asking = true
      try {
        sayThese(seqs, await needs.store.ask('bySeqs', seqs), seq)
        if (changed.size > 0) sayMessages()
      } catch (error) {
        for (const each of seqs) changed.add(each)
        throw error
      } finally {
        asking = false
      }
    },
  )
  const sayState = paced(
    () => stateMs,
    async () => {
      if (!isHeard()) return
      const state = await needs.state()
      say({ name: 'desk', data: state, seq: state.seq })
    },
  )

  const sayRuns = paced(
    () => stateMs,
    async () => {
      const seqs = some(inRuns)
      const runs = takeMoved()
      if (!isHeard()) inRuns.clear()
      if (!isHeard() || (seqs.length === 0 && runs.length === 0)) return
      try {
        const data = await needs.store.ask('runChanges', { seqs, moved: runs })
        if (data.length > 0) say({ name: 'run', data, seq: newest })
        if (moved.size > 0 || inRuns.size > 0) sayRuns()
      } catch (error) {
        for (const seq of seqs) inRuns.add(seq)
        for (const { run, places } of runs) note(run, places)
        throw error
      }
    },
  )
  /** Of a long list that moved as a whole only the next part. */
  function takeMoved(): MovedRun[] {
    let left = rowsAtOnce
    const taken: MovedRun[] = []
    for (const [run, places] of [...moved]) {
      if (taken.length > 0 && places.size > left) break
      const some = [...places].slice(0, left)
      left -= some.length
      taken.push({ run, places: some })
      for (const place of some) places.delete(place)
      if (places.size === 0) moved.delete(run)
    }
    return taken
  }
  const note = (run: number, places: readonly number[]) =>
    void moved.set(run, new Set([...(moved.get(run) ?? []), ...places]))

  const sayThreads = paced(
    () => stateMs,
    async () => {
      const changes = { seqs: some(inThreads), customers: [...threads], moved: [...inRows] }
      threads.clear()
      inRows.clear()
      if (!isHeard()) inThreads.clear()
      if (!isHeard() || Object.values(changes).every(({ length }) => length === 0)) return
      try {
        const data = await needs.store.ask('threadChanges', { ...changes, now: needs.now() })
        if (data.length > 0) say({ name: 'thread', data, seq: newest })
        if (inThreads.size > 0) sayThreads()
      } catch (error) {
        for (const seq of changes.seqs) inThreads.add(seq)
        for (const customer of changes.customers) threads.add(customer)
        for (const each of changes.moved) inRows.add(each)
        throw error
      }
    },
  )

  /** Runs at once when it has rested long enough, else when it has; never twice at a time. */
  function paced(everyMs: () => number, run: () => Promise<void>): () => void {
    let wanted = false
    let busy = false
    async function loop() {
      busy = true
      while (wanted) {
        wanted = false
        const began = performance.now()
        await run().catch(async (error: unknown) => {
          // With the last listener gone the store may be closing; nobody misses what was not read.
          if (!isHeard()) return
          needs.unexpected('events', error)
          // What could not be read is still to be said, also when nothing else happens.
          wanted = true
          await new Promise((resolve) => setTimeout(resolve, againMs).unref())
        })
        const restMs = everyMs() - (performance.now() - began)
        if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs).unref())
      }
      busy = false
    }
    return () => {
      wanted = true
      if (!busy) void loop()
    }
  }

  /** A thread that died may have committed what it had yet to tell. */
  async function sayMissed(): Promise<void> {
    const missed = await needs.store.ask('changesAfter', newest)
    if (missed !== null) changes({ seqs: missed.messages.map(({ seq }) => seq), event: missed.event, messages: null })
  }

  function changes({ seqs, event, messages }: Omit<Change, 'queued'>): void {
    const heard = isHeard()
    needs.store.readChanged(heard)
    newest = event
    if (!heard) return
    for (const seq of seqs) {
      inRuns.add(seq)
      inThreads.add(seq)
    }
    const hasRested = performance.now() - toldAt >= batchMs
    if (messages !== null && changed.size === 0 && !asking && hasRested) sayThese(seqs, messages, event)
    else {
      for (const seq of seqs) changed.add(seq)
      sayMessages()
    }
    sayState()
    sayRuns()
    sayThreads()
  }
  needs.store.onChange(changes)
  needs.store.onTrouble((code) => {
    if (code === null) void sayMissed().catch((error: unknown) => needs.unexpected('events', error))
  })

  return {
    /** The state changed other than through a message. */
    stateChanged: sayState,
    /** Runs moved, and with them rows that no message tells of. */
    runsMoved: (runs: readonly MovedRun[]) => {
      for (const { run, places } of runs) note(run, places)
      sayRuns()
      if (!isHeard()) return
      // Settled by telephone, a question waits no longer.
      for (const each of runs) if (each.places.length > 0) inRows.add(each)
      sayThreads()
    },
    /** Threads changed other than through a message. */
    threadsMoved: (customers: readonly Msisdn[]) => {
      if (!isHeard()) return
      for (const customer of customers) threads.add(customer)
      sayThreads()
    },
    /** Nothing is read or said any more. */
    close: () => listeners.clear(),
    /**
     * @param hears false while it would pass them on to nobody
     * @returns undo
     */
    listen: (listener: Listener, hears: () => boolean = () => true) => {
      listeners.set(listener, hears)
      return () => void listeners.delete(listener)
    },
  }
}

/** Takes the first of them out. */
function some(seqs: Set<number>): number[] {
  const taken: number[] = []
  for (const seq of seqs) {
    if (taken.length === mostAtOnce) break
    taken.push(seq)
    seqs.delete(seq)
  }
  return taken
}
