import { join } from 'node:path'
import { forgetBoot } from './boot.ts'
import { codeOf } from './error-code.ts'
import { type Db, type Layouts, openForWriting } from './open.ts'
import { type Queries, queries } from './reader.ts'
import type { Understand } from './records.ts'
import { StoreUnusable } from './unusable.ts'
import { wiper } from './wipe.ts'
import { batchWriter, isDiskTrouble } from './writer.ts'

/** After disk trouble the file is tried again this often. */
const reopenAfterMs = 1000
/** Orders that are worth the syncs of moving the log into the file while it is quiet. */
const ordersToMove = 200

/**
 * The database of the writer's thread: the only connection that writes. It is given up when the disk fails, and opened
 * anew with the next order.
 */
export function writersFile(folder: string, understand: Understand) {
  let db: Db | null = null
  let migrated: Layouts | null = null
  let write: ReturnType<typeof batchWriter> | null = null
  let ask: Queries | null = null
  let troubleAt = Number.NEGATIVE_INFINITY
  /** All of the file was looked at, as far as that was called for; false when something since speaks of damage. */
  let isWhole: boolean | null = null
  /** Orders whose rows may be in the log only. */
  let inLog = 0
  const { wipe, close: closeWiper } = wiper(join(folder, 'desk.db'))

  /** @throws StoreUnusable, and what the disk says */
  function open(): void {
    const onMigrated = (layouts: Layouts) => {
      migrated = layouts
    }
    db = openForWriting(folder, onMigrated, isWhole)
    isWhole = true
  }

  function giveUp(error: unknown): void {
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

  /** What nobody waits for: its failure is told by the next order. */
  function unasked<Value>(work: (db: Db) => Value): Value | null {
    try {
      return db === null ? null : work(db)
    } catch (error) {
      if (isDiskTrouble(error)) giveUp(error)
      return null
    }
  }

  function opened(): Db {
    if (db === null) throw new Error('the disk failed a moment ago')
    return db
  }
  function writes(): ReturnType<typeof batchWriter> {
    write ??= batchWriter(opened(), understand)
    return write
  }

  return {
    open,
    giveUp,
    /** The layouts that it was brought from and to, when it was. */
    migrated: () => migrated,
    /** Made ready when it is first needed: that takes as long as to open the file. @throws as `open` */
    writes: (orders = 0): ReturnType<typeof batchWriter> => {
      if (db === null && performance.now() - troubleAt >= reopenAfterMs) open()
      inLog += orders
      return writes()
    },
    isReadyToWrite: () => write !== null,
    questions: (): Queries => {
      ask ??= queries(opened())
      return ask
    },
    /** False when that could not be done now. */
    wipe: (): boolean => unasked(wipe) ?? false,
    moveLog: (): void => {
      if (inLog < ordersToMove) return
      inLog = 0
      unasked((file) => file.pragma('wal_checkpoint(PASSIVE)'))
    },
    /** Leaves one file. @param last what is to be done with it before */
    close: (last: (db: Db) => void): void => {
      db?.pragma('wal_checkpoint(TRUNCATE)')
      if (db !== null) last(db)
      db?.close()
      closeWiper()
    },
  }
}
