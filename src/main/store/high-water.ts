import { closeSync, constants, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './sqlite.ts'
import { StoreUnusable } from './unusable.ts'

const markPath = (folder: string) => join(folder, 'desk.mark')
const everyMs = 1000
const newestEvent = (db: Db) => db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get() as number

/**
 * How far the texts had come, written beside the database now and then. A database without its log opens in silence as
 * it was long ago, which may be empty; only something outside of it can say that there was more.
 */
export function highWater(folder: string) {
  let notedAt = Number.NEGATIVE_INFINITY
  const write = (event: number) => {
    try {
      // Over what is there, which is never longer: a file that is emptied first stays empty when a kill comes between.
      const mark = openSync(markPath(folder), constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        writeSync(mark, `${event}\n`, 0)
      } finally {
        closeSync(mark)
      }
    } catch {
      // An older mark shows less, and is never wrong.
    }
  }
  return {
    /** Costs a write a second at the most. */
    note: (event: number) => {
      if (performance.now() - notedAt < everyMs) return
      notedAt = performance.now()
      write(event)
    },
    /** At the end, as the database has it. */
    close: (db: Db) => write(newestEvent(db)),
  }
}

/** Nothing is expected of what comes into the place of the database next. */
export const lowerMark = (folder: string) => writeFileSync(markPath(folder), '0\n', { mode: 0o600 })

/** @throws StoreUnusable when the database holds less than it did */
export function refuseOlder(db: Db, folder: string, file: string): void {
  if (newestEvent(db) < readMark(folder))
    throw new StoreUnusable(
      'damaged',
      `${file} holds less than it did: its newest texts are gone, perhaps with its log (${file}-wal). It was left as it is. Restore a backup.`,
    )
}

function readMark(folder: string): number {
  try {
    return Number(readFileSync(markPath(folder), 'utf8')) || 0
  } catch {
    return 0
  }
}
