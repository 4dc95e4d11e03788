import { join } from 'node:path'
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { forgetBoot } from './boot.ts'
import { codeOf } from './error-code.ts'
import { highWater } from './high-water.ts'
import { asNotWritable, lockFolder } from './lock.ts'
import { type Db, type Layouts, openForWriting } from './open.ts'
import { type Queries, queries } from './reader.ts'
import { answerWith, type FromReader, type ToReader } from './reader-thread.ts'
import type { Understand } from './records.ts'
import { commitTeller, type News } from './tell-commits.ts'
import { StoreUnavailable } from './unavailable.ts'
import { StoreUnusable } from './unusable.ts'
import { wiper } from './wipe.ts'
import { batchWriter, type Committed, isDiskTrouble, isUnsynced, type Order } from './writer.ts'
import type { Write } from './writing.ts'

/** Orders a commit at the most: a long queue must not keep the first in it waiting. */
const groupLimit = 64
/** After disk trouble the file is tried again this often. */
const reopenAfterMs = 1000
/** Orders that are worth the syncs of moving the log into the file while it is quiet. */
const ordersToMove = 200

export type FromWriter =
  | { kind: 'open'; migrated: Layouts | null }
  | { kind: 'unusable'; code: StoreUnusable['code']; text: string }
  | ({ kind: 'committed' } & News)
  /** The first `count` orders that wait for an answer were not kept; or nobody can say whether, when `maybeKept`. */
  | { kind: 'cannot-write'; count: number; code: string; maybeKept: boolean }
  | { kind: 'answer'; answer: FromReader }
  /** Whether no copies of what was deleted are left in the file. */
  | { kind: 'wiped'; done: boolean }
  | { kind: 'closed' }

/** A question comes here only while there is no reader: it has yet to start, or has died. */
export type ToWriter =
  | { kind: 'orders'; orders: Order[] }
  | { kind: 'ask'; question: ToReader }
  | { kind: 'connect'; port: MessagePort }
  /** Whether messages that change are to be told, too. */
  | { kind: 'read-changed'; on: boolean }
  | { kind: 'wipe' }
  /** Nothing has come for a while. */
  | { kind: 'quiet' }
  | { kind: 'close' }

/** @see StoreUnavailable */
interface Waiting extends Order {
  /** Where it was given in this thread. The other one hears of its orders in the order in which it gave them. */
  here: { resolve: (value: unknown) => void; reject: (error: Error) => void } | null
}

/**
 * The writer's thread: the only connection that writes. Whenever it is free it commits all that waits, never on a
 * timer, so a lone order pays for one commit and a crowd shares one.
 *
 * @param connect what works in this thread beside it, and writes: a line to whoever it works for, and the way to write
 */
export function runWriter(
  port: MessagePort,
  folder: string,
  understand: Understand,
  connect: (line: MessagePort, write: Write) => void,
): void {
  const say = (message: FromWriter) => port.postMessage(message)
  let db: Db | null = null
  let migrated: Layouts | null = null
  let write: ReturnType<typeof batchWriter> | null = null
  let ask: Queries | null = null
  let unlock = () => {}
  const mark = highWater(folder)
  let troubleAt = Number.NEGATIVE_INFINITY
  /** All of the file was looked at, as far as that was called for; false when something since speaks of damage. */
  let isWhole: boolean | null = null
  let isClosing = false
  let isDue = false
  const waiting: Waiting[] = []
  let inLog = 0
  const teller = commitTeller(
    (news) => say({ kind: 'committed', ...news }),
    (seqs) => questions().bySeqs(seqs),
  )
  const { wipe, close: closeWiper } = wiper(join(folder, 'desk.db'))

  function open(): void {
    const onMigrated = (layouts: Layouts) => {
      migrated = layouts
    }
    db = openForWriting(folder, onMigrated, isWhole)
    isWhole = true
  }

  /** Made ready when it is first needed: that takes as long as to open the file. */
  function writes(): ReturnType<typeof batchWriter> {
    if (db === null) throw new Error('the disk failed a moment ago')
    write ??= batchWriter(db, understand)
    return write
  }

  function giveUpConnection(error: unknown): void {
    troubleAt = performance.now()
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) || error instanceof StoreUnusable) isWhole = false
    forgetBoot(folder)
    try {
      db?.close()
    } catch {
      // Closing writes too, so it fails for the same reason; the file is looked at afresh when it is opened again.
    }
    db = null
    write = null
    ask = null
  }

  function answerCommitted(orders: readonly Waiting[], committed: Committed): void {
    // First: a kill in between would leave a mark that misses what was acknowledged.
    mark.note(committed.event)
    const whys = new Map(committed.failed.map(({ place, why }) => [place, why]))
    const toOthers: Pick<Committed, 'values' | 'failed'> = { values: [], failed: [] }
    for (const [place, { here, name, argument }] of orders.entries()) {
      const [value, why] = [committed.values[place], whys.get(place)]
      if (here === null) {
        if (why !== undefined) toOthers.failed.push({ place: toOthers.values.length, why })
        toOthers.values.push(value)
      } else if (why === undefined) {
        teller.wrote(name, argument, value)
        here.resolve(value)
      } else here.reject(new Error(why))
    }
    teller.committed(committed, toOthers)
  }

  function answerRefused(orders: readonly Waiting[], code: string, maybeKept: boolean): void {
    teller.rest()
    say({ kind: 'cannot-write', count: orders.filter(({ here }) => here === null).length, code, maybeKept })
    for (const { here } of orders) here?.reject(new StoreUnavailable(code, maybeKept))
  }

  function commitNext(): void {
    const orders = waiting.splice(0, groupLimit)
    inLog += orders.length
    let given = false
    try {
      if (db === null && performance.now() - troubleAt >= reopenAfterMs) open()
      const commit = writes()
      given = true
      answerCommitted(orders, commit(orders))
    } catch (error) {
      if (isDiskTrouble(error) || error instanceof StoreUnusable) giveUpConnection(error)
      const maybeKept = given && isUnsynced(error)
      if (maybeKept && keptAfterAll(orders, codeOf(error))) return
      answerRefused(orders, codeOf(error), maybeKept)
    }
  }

  /**
   * A commit whose sync failed may be on disk all the same, and only the file opened anew knows. There the orders are
   * given once more before anybody is told: each finds what it has done before by its key.
   */
  function keptAfterAll(orders: readonly Waiting[], code: string): boolean {
    answerRefused([], code, false)
    try {
      open()
      answerCommitted(orders, writes()(orders))
      return true
    } catch (error) {
      giveUpConnection(error)
      return false
    }
  }

  /** While the others hear that it is open. What fails here fails again where it is needed, and is told there. */
  function getReady(): void {
    try {
      questions()
    } catch {}
  }

  /** Not before the first question is answered: a window waits for that one. */
  function getReadyToWrite(): void {
    try {
      writes()
    } catch {}
  }

  function questions(): Queries {
    if (db === null) throw new Error('the disk failed a moment ago')
    ask ??= queries(db)
    return ask
  }

  function wipeNow(): boolean {
    try {
      return db !== null && wipe(db)
    } catch (error) {
      if (isDiskTrouble(error)) giveUpConnection(error)
      return false
    }
  }

  function moveLog(): void {
    if (db === null || inLog < ordersToMove || waiting.length > 0) return
    inLog = 0
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
    } catch (error) {
      if (isDiskTrouble(error)) giveUpConnection(error)
    }
  }

  function take(message: ToWriter): void {
    if (message.kind === 'orders') for (const order of message.orders) waiting.push({ ...order, here: null })
    else if (message.kind === 'connect') connect(message.port, writeHere)
    else if (message.kind === 'read-changed') teller.readChanged(message.on)
    else if (message.kind === 'wipe') say({ kind: 'wiped', done: wipeNow() })
    else if (message.kind === 'quiet') moveLog()
    else if (message.kind === 'ask') {
      say({ kind: 'answer', answer: answerWith(questions, message.question) })
      if (write === null) setImmediate(getReadyToWrite)
    } else {
      isClosing = true
      while (waiting.length > 0) commitNext()
      teller.rest()
      try {
        db?.pragma('wal_checkpoint(TRUNCATE)')
        if (db !== null) mark.close(db)
        db?.close()
        closeWiper()
      } finally {
        unlock()
        say({ kind: 'closed' })
        port.close()
      }
    }
  }

  /**
   * With all that has come by the end of the next turn of the event loop, from either side: it shares a commit. Whoever
   * comes over a new connection is let in at one turn and heard at the next.
   */
  function commitSoon(): void {
    if (!isDue) setImmediate(() => setImmediate(commitAll))
    isDue = true
  }
  function commitAll(): void {
    isDue = false
    for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port))
      take(more.message)
    if (waiting.length > 0) commitNext()
    // Whoever was answered in this thread leaves before the next commit.
    if (waiting.length > 0) commitSoon()
  }

  const writeHere: Write = (name, argument) =>
    new Promise((resolve, reject) => {
      if (isClosing) return reject(new StoreUnavailable('closed'))
      waiting.push({ name, argument, here: { resolve: resolve as (value: unknown) => void, reject } })
      commitSoon()
    })

  port.on('message', (message: ToWriter) => {
    take(message)
    if (waiting.length > 0) commitSoon()
  })

  try {
    unlock = lockFolder(folder)
    open()
    say({ kind: 'open', migrated })
    getReady()
  } catch (error) {
    unlock()
    const why = error instanceof StoreUnusable ? error : asNotWritable(error, folder)
    if (why === null) throw error
    say({ kind: 'unusable', code: why.code, text: why.message })
    port.close()
  }
}
