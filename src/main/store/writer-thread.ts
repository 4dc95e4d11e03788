import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { codeOf } from './error-code.ts'
import { highWater } from './high-water.ts'
import { asNotWritable, lockFolder } from './lock.ts'
import type { Layouts } from './open.ts'
import { answerWith, type FromReader, type ToReader } from './reader-thread.ts'
import type { Understand } from './records.ts'
import { commitTeller, type News } from './tell-commits.ts'
import { StoreUnavailable } from './unavailable.ts'
import { StoreUnusable } from './unusable.ts'
import { type Committed, isDiskTrouble, isUnsynced, type Order } from './writer.ts'
import { writersFile } from './writers-file.ts'
import type { Write } from './writing.ts'

/** Orders a commit at the most: a long queue must not keep the first in it waiting. */
const groupLimit = 64

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
  let unlock = () => {}
  const mark = highWater(folder)
  const file = writersFile(folder, understand)
  let isClosing = false
  let isDue = false
  const waiting: Waiting[] = []
  const teller = commitTeller(
    (news) => say({ kind: 'committed', ...news }),
    (seqs) => file.questions().bySeqs(seqs),
  )

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
    let given = false
    try {
      const commit = file.writes(orders.length)
      given = true
      answerCommitted(orders, commit(orders))
    } catch (error) {
      if (isDiskTrouble(error) || error instanceof StoreUnusable) file.giveUp(error)
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
      file.open()
      answerCommitted(orders, file.writes()(orders))
      return true
    } catch (error) {
      file.giveUp(error)
      return false
    }
  }

  /** What fails here fails again where it is needed, and is told there. */
  function getReady(what: () => unknown): void {
    try {
      what()
    } catch {}
  }

  function take(message: ToWriter): void {
    if (message.kind === 'orders') for (const order of message.orders) waiting.push({ ...order, here: null })
    else if (message.kind === 'connect') connect(message.port, writeHere)
    else if (message.kind === 'read-changed') teller.readChanged(message.on)
    else if (message.kind === 'wipe') say({ kind: 'wiped', done: file.wipe() })
    else if (message.kind === 'quiet') {
      if (waiting.length === 0) file.moveLog()
    } else if (message.kind === 'ask') {
      say({ kind: 'answer', answer: answerWith(file.questions, message.question) })
      // Not before the first question is answered: a window waits for that one.
      if (!file.isReadyToWrite()) setImmediate(getReady, file.writes)
    } else {
      isClosing = true
      while (waiting.length > 0) commitNext()
      teller.rest()
      try {
        file.close(mark.close)
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
    file.open()
    say({ kind: 'open', migrated: file.migrated() })
    // While the others hear that it is open.
    getReady(file.questions)
  } catch (error) {
    unlock()
    const why = error instanceof StoreUnusable ? error : asNotWritable(error, folder)
    if (why === null) throw error
    say({ kind: 'unusable', code: why.code, text: why.message })
    port.close()
  }
}
