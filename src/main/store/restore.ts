import { chmodSync, constants, copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupPath, backupsIn, stamp } from './backups.ts'
import { syncToDisk } from './disk.ts'
import { finishRestore } from './finish-restore.ts'
import { checkHeader, isDamage } from './header.ts'
import { asNotWritable, lockFolder } from './lock.ts'
import { isSound } from './make-backup.ts'
import { migrate } from './migrate.ts'
import { openCopy } from './sqlite.ts'
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

/**
 * Puts a backup in the place of the database, which is kept beside it.
 *
 * All is prepared and checked under another name. The one moment that counts is the rename to `desk.db.restore-…`:
 * before it the old file is there, after it whoever opens the folder carries the rest out (finishRestore), so that a
 * kill leaves the old one or the new one, never none.
 *
 * @param as what the file that is there is called from then on: it is damaged, or only replaced
 * @param now epoch ms
 */
export function restoreBackup(folder: string, id: string, as: 'damaged' | 'replaced', now: number): RestoredBackup {
  if (!backupsIn(folder).some((backup) => backup.id === id)) return { kind: 'no-such-backup' }
  const file = join(folder, 'desk.db')
  const building = `${file}.restoring`
  let unlock = () => {}
  try {
    unlock = lockFolder(folder)
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${building}${suffix}`, { force: true })
    // Where the file system can, this takes no time and no room.
    copyFileSync(backupPath(folder, id), building, constants.COPYFILE_FICLONE)
    chmodSync(building, 0o600)
    checkHeader(building)
    const copy = openCopy(building)
    try {
      if (!isSound(copy)) return { kind: 'backup-damaged' }
      migrate(copy, () => {})
      takeOver(copy, file)
      takeBack(copy, now)
    } finally {
      copy.close()
    }
    syncToDisk(building)
    const ready = `${file}.restore-${as}-${stamp(now)}`
    renameSync(building, ready)
    syncToDisk(folder)
    return { kind: 'restored', keptAs: finishRestore(folder) }
  } catch (error) {
    if (isDamage(error)) return { kind: 'backup-damaged' }
    const why = error instanceof StoreUnusable ? error : asNotWritable(error, folder)
    if (why === null) throw error
    return why.code === 'damaged' ? { kind: 'backup-damaged' } : { kind: 'failed', code: why.code, text: why.message }
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${building}${suffix}`, { force: true })
    unlock()
  }
}
