import { join } from 'node:path'
import { forgetHandedOver, noteLinkedElsewhere, readHandedOver } from './handed-over.ts'
import { removeHandovers } from './handover-files.ts'
import { checkHeader } from './header.ts'
import { asNotWritable, lockFolder } from './lock.ts'
import { openCopy } from './sqlite.ts'
import { takeBack } from './take-back.ts'
import { StoreUnusable } from './unusable.ts'

export type TakenBack =
  /** Also when it was not handed over. */
  { kind: 'taken-back' } | { kind: 'failed'; code: string; text: string }

/**
 * A desk that was handed over goes on after all. Another one may have had the file: what waited here may have left
 * there, and what came since may have come there. So it goes on as after a restore.
 *
 * @param folder that no desk has open
 */
export function takeBackDesk(folder: string, now: number): TakenBack {
  let unlock = () => {}
  try {
    unlock = lockFolder(folder)
    const file = join(folder, 'desk.db')
    checkHeader(file)
    const db = openCopy(file)
    try {
      // As the desk has it: one write that outlasts a power cut.
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = EXTRA')
      db.pragma('secure_delete = ON')
      db.transaction(() => {
        const mark = readHandedOver(db)()
        if (mark === null) return
        takeBack(db, now, mark.since)
        noteLinkedElsewhere(db, now)
        forgetHandedOver(db)
      })()
    } finally {
      db.close()
    }
    removeHandovers(folder)
    return { kind: 'taken-back' }
  } catch (error) {
    const why = error instanceof StoreUnusable ? error : asNotWritable(error, folder)
    if (why === null) throw error
    return { kind: 'failed', code: why.code, text: why.message }
  } finally {
    unlock()
  }
}
