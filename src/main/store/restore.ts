import { chmodSync, constants, copyFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { backupPath, backupsIn, stamp } from './backups.ts'
import { syncToDisk } from './disk.ts'
import { finishRestore, removeRestoring } from './finish-restore.ts'
import { checkHeader, isDamage } from './header.ts'
import { asNotWritable, lockFolder } from './lock.ts'
import { isSound } from './make-backup.ts'
import { migrate } from './migrate.ts'
import { type Db, openCopy } from './sqlite.ts'
import { takeBack } from './take-back.ts'
import { takeOver } from './take-over.ts'
import { StoreUnusable } from './unusable.ts'

export type RestoredBackup =
  /** `keptAs` is where the file lies that was there before; null when there was none. */
  | { kind: 'restored'; keptAs: string | null }
  | { kind: 'no-such-backup' }
  /** It does not pass. Nothing was changed. */
  | { kind: 'backup-damaged' }
  /** Nothing was changed. */
  | { kind: 'failed'; code: string; text: string }

/** @param as what the file that is there is called from then on: it is damaged, or only replaced */
export function restoreBackup(folder: string, id: string, as: 'damaged' | 'replaced', now: number): RestoredBackup {
  if (!backupsIn(folder).some((backup) => backup.id === id)) return { kind: 'no-such-backup' }
  return putInPlace(folder, {
    as,
    now,
    // Where the file system can, this takes no time and no room.
    fill: (building) => copyFileSync(backupPath(folder, id), building, constants.COPYFILE_FICLONE),
  })
}

/**
 * Puts a copy in the place of the database, which is kept beside it.
 *
 * All is prepared and checked under another name. The one moment that counts is the rename to `desk.db.restore-…`:
 * before it the old file is there, after it whoever opens the folder carries the rest out (finishRestore), so that a
 * kill leaves the old one or the new one, never none.
 *
 * @param by.fill writes the copy where it is told to; what it throws is thrown
 * @param by.adapt what else is changed in it, before it is anybody's database
 */
export function putInPlace(
  folder: string,
  by: { as: 'damaged' | 'replaced'; now: number; fill: (building: string) => void; adapt?: (copy: Db) => void },
): Exclude<RestoredBackup, { kind: 'no-such-backup' }> {
  const file = join(folder, 'desk.db')
  const building = `${file}.restoring`
  let unlock = () => {}
  try {
    unlock = lockFolder(folder)
    removeRestoring(folder)
    by.fill(building)
    chmodSync(building, 0o600)
    checkHeader(building)
    const copy = openCopy(building)
    try {
      if (!isSound(copy)) return { kind: 'backup-damaged' }
      migrate(copy, () => {})
      takeOver(copy, file)
      takeBack(copy, by.now)
      by.adapt?.(copy)
    } finally {
      copy.close()
    }
    syncToDisk(building)
    const ready = `${file}.restore-${by.as}-${stamp(by.now)}`
    renameSync(building, ready)
    syncToDisk(folder)
    return { kind: 'restored', keptAs: finishRestore(folder) }
  } catch (error) {
    if (isDamage(error)) return { kind: 'backup-damaged' }
    const why = error instanceof StoreUnusable ? error : asNotWritable(error, folder)
    if (why === null) throw error
    return why.code === 'damaged' ? { kind: 'backup-damaged' } : { kind: 'failed', code: why.code, text: why.message }
  } finally {
    removeRestoring(folder)
    unlock()
  }
}
