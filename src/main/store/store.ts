import type { Message } from '../../shared/message.ts'
import type { Queries, QueryName } from './reader.ts'
import type { FromReader, ToReader } from './reader-thread.ts'
import type { Threads } from './threads.ts'
import { StoreUnusable } from './unusable.ts'
import type { CommandName, Commands, Order } from './writer.ts'
import type { FromWriter, ToWriter } from './writer-thread.ts'

/** The store cannot keep anything now: disk full, read-only, failing. It tries again by itself. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** Messages that are new or changed, and the number of the event that says so. */
export interface Change {
  seqs: readonly number[]
  event: number
  /** Texts wait to be sent. */
  queued: boolean
}

type Write = <Name extends CommandName>(
  name: Name,
  argument: Parameters<Commands[Name]>[0],
) => Promise<ReturnType<Commands[Name]>>
type Ask = <Name extends QueryName>(
  name: Name,
  argument: Parameters<Queries[Name]>[0],
) => Promise<ReturnType<Queries[Name]>>

/** The desk's memory. An interface, so that a shared database can stand here later. */
export interface Store {
  /** Resolves after the commit. @throws StoreUnavailable when nothing was kept */
  write: Write
  ask: Ask
  search(query: string, limit: number | undefined): Promise<Message[]>
  /** Called after each commit that changed messages. */
  onChange(listener: (change: Change) => void): void
  /** Called when writing begins to fail, with the reason's code, and with null when it works again. */
  onTrouble(listener: (code: string | null) => void): void
  close(): Promise<void>
}

const indexChunk = 500
const indexAfterMs = 1000

/**
 * Opens the store in two threads of its own, so that no window and no webhook waits for a disk.
 *
 * @throws StoreUnusable when the file must not be touched
 */
export async function openStore({ writer, reader }: Threads, folder: string): Promise<Store> {
  for (const thread of [writer, reader]) {
    thread.ref()
    thread.postMessage({ folder })
  }
  /** In the order in which the writer answers: the order in which they were given. */
  const writes: Waiting[] = []
  const asks = new Map<number, Waiting>()
  const onChange: ((change: Change) => void)[] = []
  const onTrouble: ((code: string | null) => void)[] = []
  let id = 0
  let orders: Order[] = []
  let scheduled = false
  /** Orders the writer has and has not answered. */
  let underWay = 0
  let trouble: string | null = null
  let stale = true
  let dead = false
  let readerDead = false
  let closing = false
  let indexing: Promise<void> | null = null
  let searching = 0
  let indexTimer: NodeJS.Timeout | null = null

  const setTrouble = (code: string | null) => {
    if (code === trouble) return
    trouble = code
    for (const listener of onTrouble) listener(code)
  }

  /** While the writer commits, orders gather here: they would share the next commit in any case, and waking costs. */
  function flush(): void {
    scheduled = false
    if (underWay > 0 || orders.length === 0) return
    underWay = orders.length
    writer.postMessage({ kind: 'orders', orders } satisfies ToWriter)
    orders = []
  }
  const flushSoon = () => {
    // One message a turn of the event loop, not one an order.
    if (!scheduled) setImmediate(flush)
    scheduled = true
  }

  const write: Write = (name, argument) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(new StoreUnavailable('closed'))
      writes.push({ resolve: resolve as (value: unknown) => void, reject })
      orders.push({ name, argument })
      if (underWay === 0) flushSoon()
    })

  const ask: Ask = (name, argument) =>
    new Promise((resolve, reject) => {
      if (readerDead) return reject(new StoreUnavailable('closed'))
      id += 1
      asks.set(id, { resolve: resolve as (value: unknown) => void, reject })
      reader.postMessage({ id, name, argument } satisfies ToReader)
    })

  /** In the background the index gives way to texts that wait; only a search is worth their waiting. */
  async function bringIndexUpToDate(): Promise<void> {
    let left: number
    do {
      stale = false
      left = (await write('index', { limit: indexChunk })).left
    } while (left > 0 && (searching > 0 || writes.length === 0))
    if (left === 0) return
    stale = true
    indexLater()
  }

  function indexLater(): void {
    indexTimer ??= setTimeout(() => {
      indexTimer = null
      void indexNow().catch(() => {}) // Trouble is told by onTrouble; the next change tries again.
    }, indexAfterMs)
    indexTimer.unref()
  }

  const indexNow = () => {
    indexing ??= bringIndexUpToDate().finally(() => {
      indexing = null
    })
    return indexing
  }

  const closed = new Promise<void>((resolve) => {
    writer.on('message', (message: FromWriter) => {
      if (message.kind === 'committed') underWay -= message.committed.values.length
      if (message.kind === 'cannot-write') underWay -= message.count
      flush()
      if (message.kind === 'committed') {
        setTrouble(null)
        const { values, failed, changed, event, queued } = message.committed
        const answered = writes.splice(0, values.length)
        for (const { place, why } of failed) answered[place]?.reject(new Error(why))
        for (const [place, each] of answered.entries()) each.resolve(values[place])
        if (changed.length > 0) {
          stale = true
          indexLater()
          for (const listener of onChange) listener({ seqs: changed, event, queued })
        }
      } else if (message.kind === 'cannot-write') {
        setTrouble(message.code)
        for (const each of writes.splice(0, message.count)) each.reject(new StoreUnavailable(message.code))
      } else if (message.kind === 'closed') resolve()
    })
    writer.on('exit', () => {
      dead = true
      resolve()
      // Not asked for: from here on nothing can be kept, and the window must say so.
      if (!closing) setTrouble('thread-ended')
      failAll(writes.splice(0))
    })
  })
  reader.on('message', (answer: FromReader) => {
    const asked = asks.get(answer.id)
    asks.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(new Error(answer.error))
  })
  reader.on('exit', () => {
    readerDead = true
    if (!closing) setTrouble('thread-ended')
    failAll(asks.values())
    asks.clear()
  })

  await new Promise<void>((resolve, reject) => {
    writer.once('error', reject)
    reader.once('error', reject)
    writer.once('message', (message: FromWriter) => {
      if (message.kind !== 'unusable') return resolve()
      void reader.terminate()
      reject(new StoreUnusable(message.code, message.text))
    })
  })

  return {
    write,
    ask,
    search: async (query, limit) => {
      searching += 1
      try {
        // What is under way may have begun before the newest texts came.
        await indexing
        if (stale || indexing !== null) await indexNow()
      } finally {
        searching -= 1
      }
      return ask('search', { query, limit })
    },
    onChange: (listener) => void onChange.push(listener),
    onTrouble: (listener) => void onTrouble.push(listener),
    close: async () => {
      closing = true
      if (indexTimer !== null) clearTimeout(indexTimer)
      if (orders.length > 0) flush()
      reader.postMessage('close')
      writer.postMessage({ kind: 'close' } satisfies ToWriter)
      await closed
    },
  }
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

function failAll(waiting: Iterable<Waiting>) {
  for (const { reject } of waiting) reject(new StoreUnavailable('closed'))
}
