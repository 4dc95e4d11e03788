import { filing } from './filing.ts'
import { inbox } from './inbox.ts'
import type { Db } from './open.ts'
import { outbox } from './outbox.ts'
import type { Touch, Understand } from './records.ts'
import { indexWords } from './words.ts'

/** Everything that may be written, by name. One argument each, plain data in and out. */
export type Commands = ReturnType<typeof commands>
export type CommandName = keyof Commands

export function commands(db: Db, understand: Understand, touch: Touch) {
  const { receive, keep, showIncompleteSince } = inbox(db, understand, touch)
  const { queue, claim, settle, receipt, resume } = outbox(db, touch)
  const { fileReply, closeReply } = filing(db, touch)
  const setMeta = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const getMeta = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  return {
    receive,
    receipt,
    keep,
    showIncompleteSince,
    queue,
    claim,
    settle,
    resume,
    fileReply,
    closeReply,
    index: indexWords(db),
    /** The value kept under a key; `fresh` is kept and answered when there is none yet. */
    remember: ({ key, fresh }: { key: string; fresh: string }): string => {
      const kept = getMeta.get(key) as string | undefined
      if (kept !== undefined) return kept
      setMeta.run(key, fresh)
      return fresh
    },
    setMeta: ({ key, value }: { key: string; value: string }): null => {
      setMeta.run(key, value)
      return null
    },
  }
}

export interface Order {
  id: number
  name: CommandName
  argument: unknown
}

export type Answered = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string }

/** What one commit did. `changed` are messages, `event` the newest event's number. */
export interface Committed {
  answers: Answered[]
  changed: number[]
  event: number
}

/**
 * Carries out all orders that wait in one transaction: one fsync for the lot. Nothing is answered before the commit.
 *
 * When an order throws, the transaction is undone and each order is tried in one of its own, so that only the one at
 * fault fails.
 *
 * @throws what SQLite throws when it can no longer write; then nothing was kept and the connection must be reopened
 */
export function batchWriter(db: Db, understand: Understand): (orders: readonly Order[]) => Committed {
  const touched = new Set<number>()
  const run = commands(db, understand, (seq) => touched.add(seq)) as Record<string, (argument: unknown) => unknown>
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const note = db.prepare('INSERT INTO events (message) VALUES (?)')
  const newest = db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck()

  function transact(orders: readonly Order[]): Committed {
    touched.clear()
    begin.run()
    try {
      const answers = orders.map(({ id, name, argument }): Answered => ({ id, ok: true, value: run[name]?.(argument) }))
      const changed = [...touched]
      for (const seq of changed) note.run(seq)
      const event = newest.get() as number
      commit.run()
      return { answers, changed, event }
    } catch (error) {
      if (db.inTransaction) rollback.run()
      throw error
    }
  }

  return (orders) => {
    try {
      return transact(orders)
    } catch (error) {
      if (isDiskTrouble(error)) throw error
      if (orders.length === 1)
        return { answers: [failed(orders[0] as Order, error)], changed: [], event: newest.get() as number }
      const alone = orders.map((order) => {
        try {
          return transact([order])
        } catch (fault) {
          if (isDiskTrouble(fault)) throw fault
          return { answers: [failed(order, fault)], changed: [], event: 0 }
        }
      })
      return {
        answers: alone.flatMap((each) => each.answers),
        changed: alone.flatMap((each) => each.changed),
        event: newest.get() as number,
      }
    }
  }
}

const failed = ({ id, name }: Order, error: unknown): Answered => ({
  id,
  ok: false,
  error: `${name}: ${error instanceof Error ? error.message : String(error)}`,
})

/** After any of these the connection must not be trusted: a commit reported as failed may yet be on disk. */
export const isDiskTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^SQLITE_(IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM)/.test(error.code)
