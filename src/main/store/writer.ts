import { asking } from './ask.ts'
import { automaticTexts } from './automatic.ts'
import { erasing } from './erase.ts'
import { erasedMemory } from './erased.ts'
import { filing } from './filing.ts'
import { gaps } from './gaps.ts'
import { handingOver } from './handed-over.ts'
import { holding } from './hold.ts'
import { inbox } from './inbox.ts'
import { ledHere } from './led-here.ts'
import type { Db } from './open.ts'
import { outbox } from './outbox.ts'
import { ownQuestions } from './own-questions.ts'
import { type Draft, type Queued, queueing } from './queue.ts'
import { raising } from './raise.ts'
import type { Touch, Understand } from './records.ts'
import { countingRecords } from './records-asked.ts'
import { runAgain } from './run-again.ts'
import { runExports } from './run-exports.ts'
import { runs } from './runs.ts'
import { keepingReplies } from './saved-replies.ts'
import { indexWords } from './search-index.ts'
import { textingAgain } from './text-again.ts'
import { threadMoves } from './thread-moves.ts'
import { unrecorded } from './unrecorded.ts'

/** Everything that may be written, by name. One argument each, plain data in and out. */
export type Commands = ReturnType<typeof commands>
export type CommandName = keyof Commands

export function commands(db: Db, understand: Understand, touch: Touch) {
  const automatic = automaticTexts(db, touch)
  const erased = erasedMemory(db)
  const { receive, keep, release, forgetQuarantined, quarantineWasWrong, showIncompleteSince } = inbox(
    db,
    understand,
    automatic,
    erased,
    touch,
  )
  const { claim, settle, receipt, resume } = outbox(db, erased, touch)
  const { fileReply, closeReply, closeText, reopen } = filing(db, touch)
  const queue = queueing(db, understand, erased, touch)
  const { answered } = raising(db, touch)
  /** What a run sends is no answer of a person's. */
  const queueForPerson = (draft: Draft): Queued => {
    const queued = queue(draft)
    const { customer, inReplyTo = 0 } = draft
    if (queued.kind === 'queued') answered({ customer, seq: queued.seq, inReplyTo })
    return queued
  }
  const setMeta = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const getMeta = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  return {
    receive,
    receipt,
    keep,
    release,
    quarantineWasWrong,
    showIncompleteSince,
    queue: queueForPerson,
    ask: asking(db, queueForPerson),
    ...ownQuestions(db, understand),
    ...runs(db, queue, { closeReply, reopen }, touch),
    ...runExports(db),
    ...textingAgain(db, queueForPerson, runAgain(db).retryRows),
    claim,
    settle,
    /** Texts of `except` are leaving now: it is no start. */
    resume: ({ now, except }: { now: number; except?: number[] }): ReturnType<typeof resume> =>
      except === undefined
        ? resume({ oldSince: forgetQuarantined({ now }) })
        : resume({ except, oldSince: Number.NEGATIVE_INFINITY }),
    fileReply,
    closeReply,
    closeText,
    reopen,
    ...threadMoves(db, { closeReply, closeText }, touch),
    ...keepingReplies(db),
    ...holding(db, touch),
    ...handingOver(db),
    setAnswers: automatic.setAnswers,
    ...gaps(db),
    ...ledHere(db),
    ...countingRecords(db),
    ...unrecorded(db, touch),
    index: indexWords(db),
    ...erasing(db, erased, touch),
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

/** What a person does that no message says, and that is worth a backup all the same. */
const edits: ReadonlySet<CommandName> = new Set([
  'closeThread',
  'raiseThread',
  'snoozeThread',
  'savePerson',
  'saveDraft',
  'saveNoteDraft',
  'keepSavedReply',
  'deleteSavedReply',
  'saveQuestion',
  'deleteQuestion',
  'finishRun',
  'settleRow',
])

export interface Order {
  name: CommandName
  argument: unknown
}

/** What one commit did. */
export interface Committed {
  /** One an order, in the orders' order: an id on each would be half of what travels between the threads. */
  values: unknown[]
  /** Orders that failed while the others were kept: their place in `values`, and why. */
  failed: { place: number; why: string }[]
  /** Messages that are new or changed. */
  changed: number[]
  /** The newest event's number. */
  event: number
  /** Texts wait to be sent. */
  queued: boolean
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
  const countEdit = db.prepare(
    `INSERT INTO meta VALUES ('edits', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
  )
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  // All of a commit in one statement: one for each costs as much as storing the message's id.
  const note = db.prepare('INSERT INTO events (message) SELECT value FROM json_each(?)')
  const isQueued = db.prepare("SELECT EXISTS (SELECT 1 FROM messages WHERE state = 'queued')").pluck()
  let event = db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get() as number

  function transact(orders: readonly Order[]): Committed {
    touched.clear()
    begin.run()
    try {
      const values = orders.map(({ name, argument }) => run[name]?.(argument))
      if (orders.some(({ name }) => edits.has(name))) countEdit.run()
      const changed = [...touched]
      const newest = changed.length === 0 ? event : Number(note.run(JSON.stringify(changed)).lastInsertRowid)
      commit.run()
      event = newest
      return { values, failed: [], changed, event, queued: isQueued.get() === 1 }
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
      const together: Committed = { values: [], failed: [], changed: [], event, queued: false }
      for (const [place, order] of orders.entries()) {
        try {
          const { values, changed, queued } = transact([order])
          together.queued = queued
          together.values.push(values[0])
          together.changed.push(...changed)
        } catch (fault) {
          if (isDiskTrouble(fault)) throw fault
          together.values.push(null)
          together.failed.push({
            place,
            why: `${order.name}: ${fault instanceof Error ? fault.message : String(fault)}`,
          })
        }
      }
      return { ...together, event }
    }
  }
}

/** After any of these the connection must not be trusted. */
export const isDiskTrouble = (error: unknown): boolean =>
  /^SQLITE_(BUSY|PROTOCOL|IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM)/.test(codeIn(error))

/** All of a commit was written, and what failed is the sync: it may be on disk, or not. */
export const isUnsynced = (error: unknown): boolean => codeIn(error) === 'SQLITE_IOERR_FSYNC'

const codeIn = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
