import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads'
import type { Message } from '../../shared/message.ts'
import type { Layouts } from './open.ts'
import type { FromReader, ToReader } from './reader-thread.ts'
import type { Wrote } from './tell-commits.ts'
import type { Remote, Threads } from './threads.ts'
import { StoreUnavailable } from './unavailable.ts'
import { StoreUnusable } from './unusable.ts'
import type { Commands, Committed, Order } from './writer.ts'
import type { FromWriter, ToWriter } from './writer-thread.ts'

/** Resolves after the commit. @throws StoreUnavailable when nothing was kept, or nobody can say whether */
export type Write = Remote<Commands>

export interface Writing {
  write: Write
  /**
   * A line to what works in the writer's thread and writes there by itself. It is closed from over there when the thread
   * ends. Null when there is none now.
   */
  connect(): MessagePort | null
  /** Whether messages that change shall come along, if they are few. Said anew to each writer. */
  readChanged(on: boolean): void
  /** Asks the writer itself. False when there is none now. */
  ask(question: ToReader): boolean
  /** Nothing has come for a while: what is better done then may be done now. */
  quiet(): void
  /** Clears copies of what was deleted out of the file. False when that could not be done now. */
  wipe(): Promise<boolean>
  /** Commits what waits, then ends the thread. */
  close(): Promise<void>
}

/** A thread that died is started anew after this long. */
const restartAfterMs = 1000

/**
 * The writer's thread seen from this one. A thread that dies takes what waited with it, unanswered, so that the provider
 * sends it again; a new one takes its place.
 *
 * @param tell `trouble` with a code when writing begins to fail, with null when it works again
 * @throws StoreUnusable when the file must not be touched
 */
export async function startWriting(
  threads: Pick<Threads, 'startWriter'>,
  folder: string,
  tell: {
    /** @param messages those that changed, as they are now, where they came along */
    committed: (committed: Committed, messages: readonly Message[] | null) => void
    /** Something was written in the thread itself, for nobody who waits here. */
    wrote: (wrote: Wrote) => void
    answered: (answer: FromReader) => void
    trouble: (code: string | null) => void
    migrated: (layouts: Layouts) => void
    /** What a thread died of. */
    unexpected: (error: unknown) => void
  },
): Promise<Writing> {
  let writer: Worker | null = null
  /** In the order in which the writer answers: the order in which they were given. */
  let waiting: Waiting[] = []
  let gathered: Order[] = []
  /** Orders the writer has and has not answered. */
  let underWay = 0
  let scheduled = false
  /** Questions that it was asked and has not answered, by id. */
  let asked = new Set<number>()
  /** Asked to wipe, in order. */
  let wiping: ((done: boolean) => void)[] = []
  let trouble: string | null = null
  let starting: Promise<void> = Promise.resolve()
  let closing = false
  let readsChanged = false

  const setTrouble = (code: string | null) => {
    if (code === trouble) return
    trouble = code
    tell.trouble(code)
  }
  const post = (message: ToWriter) => writer?.postMessage(message)

  function hand(): void {
    if (gathered.length === 0) return
    underWay += gathered.length
    post({ kind: 'orders', orders: gathered })
    gathered = []
  }
  /** While the writer commits, orders gather here: they would share the next commit in any case, and waking costs. */
  function handWhenFree(): void {
    scheduled = false
    if (underWay === 0) hand()
  }
  const write: Write = (name, argument) =>
    new Promise((resolve, reject) => {
      if (writer === null || closing) return reject(new StoreUnavailable('closed'))
      waiting.push({ resolve: resolve as (value: unknown) => void, reject })
      gathered.push({ name, argument })
      // One message a turn of the event loop, not one an order.
      if (underWay === 0 && !scheduled) setImmediate(handWhenFree)
      scheduled = true
    })

  function settle(count: number, each: (order: Waiting, place: number) => void): void {
    underWay -= count
    const settled = waiting.splice(0, count)
    handWhenFree()
    settled.forEach(each)
  }
  function take(message: FromWriter): void {
    if (message.kind === 'committed') {
      const { values, failed } = message.committed
      setTrouble(null)
      const whys = new Map(failed.map(({ place, why }) => [place, why]))
      settle(values.length, ({ resolve, reject }, place) => {
        const why = whys.get(place)
        if (why === undefined) resolve(values[place])
        else reject(new Error(why))
      })
      for (const each of message.wrote) tell.wrote(each)
      tell.committed(message.committed, message.messages)
    } else if (message.kind === 'cannot-write') {
      setTrouble(message.code)
      settle(message.count, ({ reject }) => reject(new StoreUnavailable(message.code, message.maybeKept)))
    } else if (message.kind === 'wiped') wiping.shift()?.(message.done)
    else if (message.kind === 'answer') {
      asked.delete(message.answer.id)
      tell.answered(message.answer)
    }
  }

  /** Resolves when the file is open. */
  function start(): Promise<void> {
    const thread = threads.startWriter()
    thread.ref()
    thread.postMessage({ folder })
    return new Promise((resolve, reject) => {
      thread.on('error', (error) => {
        reject(error)
        if (writer === thread) tell.unexpected(error)
      })
      thread.on('message', (message: FromWriter) => {
        if (message.kind === 'open') {
          writer = thread
          if (readsChanged) post({ kind: 'read-changed', on: true })
          if (message.migrated !== null) tell.migrated(message.migrated)
          resolve()
        } else if (message.kind === 'unusable') reject(new StoreUnusable(message.code, message.text))
        else take(message)
      })
      thread.on('exit', () => {
        reject(new Error('The store’s thread ended'))
        if (writer !== thread) return
        writer = null
        const lost = waiting
        waiting = []
        gathered = []
        underWay = 0
        scheduled = false
        for (const { reject: refuse } of lost) refuse(new StoreUnavailable('thread-ended', true))
        const unwiped = wiping
        wiping = []
        for (const tell of unwiped) tell(false)
        const unanswered = asked
        asked = new Set()
        for (const id of unanswered) tell.answered({ id, ok: false, error: 'thread-ended' })
        if (closing) return
        setTrouble('thread-ended')
        startAgain()
      })
    })
  }
  function startAgain(): void {
    setTimeout(() => {
      if (closing) return
      starting = start()
      starting.then(
        () => setTrouble(null),
        (error: unknown) => {
          setTrouble(error instanceof StoreUnusable ? error.code : 'thread-ended')
          startAgain()
        },
      )
    }, restartAfterMs).unref()
  }

  await start()
  return {
    write,
    connect: () => {
      if (writer === null || closing) return null
      const { port1, port2 } = new MessageChannel()
      writer.postMessage({ kind: 'connect', port: port2 } satisfies ToWriter, [port2])
      return port1
    },
    readChanged: (on) => {
      if (on === readsChanged) return
      readsChanged = on
      post({ kind: 'read-changed', on })
    },
    ask: (question) => {
      if (writer === null) return false
      asked.add(question.id)
      post({ kind: 'ask', question })
      return true
    },
    quiet: () => post({ kind: 'quiet' }),
    wipe: () =>
      new Promise((resolve) => {
        if (writer === null || closing) return resolve(false)
        wiping.push(resolve)
        post({ kind: 'wipe' })
      }),
    close: async () => {
      closing = true
      // One that is coming up would go on holding the folder.
      await starting.catch(() => {})
      const thread = writer
      if (thread === null) return
      const ended = new Promise((resolve) => thread.on('exit', resolve))
      hand()
      post({ kind: 'close' })
      await ended
    },
  }
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}
