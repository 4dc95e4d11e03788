import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deliveryQuestion } from '../../shared/question.ts'
import { backupFolder, backupsIn } from './backups.ts'
import { forgetBoot, isOfThisBoot, noteBoot } from './boot.ts'
import { syncToDisk } from './disk.ts'
import { finishRestore } from './finish-restore.ts'
import { checkHeader, damaged, isDamage, refuseNewer } from './header.ts'
import { refuseOlder } from './high-water.ts'
import { copyBeforeUpdate } from './make-backup.ts'
import { migrate } from './migrate.ts'
import { applicationId, migrations } from './schema.ts'
import { compilingLate, type Db, openFile } from './sqlite.ts'
import { StoreUnusable } from './unusable.ts'

export type { Db } from './sqlite.ts'

/** Looked through in a tenth of a second. */
const quicklyReadBytes = 32 * 1024 * 1024

/** Versions of the file's layout. */
export interface Layouts {
  from: number
  to: number
}

/**
 * Opens the database for writing, made or migrated as needed.
 *
 * @param folder made with rights 0700; the file is `desk.db` in it, 0600
 * @param onMigrated the file was of an older version, and is of the newest now
 * @param isWhole true when this process had it open a moment ago: nobody waits for a look at all of it once more; false
 *   when something spoke of damage since; null when nothing is known yet
 * @throws StoreUnusable, with the file's bytes unchanged, when it is empty, damaged, another program's, or newer
 */
export function openForWriting(
  folder: string,
  onMigrated: (layouts: Layouts) => void = () => {},
  isWhole: boolean | null = null,
): Db {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = join(folder, 'desk.db')
  const marker = join(folder, 'desk.made')
  finishRestore(folder)
  if (!existsSync(file)) {
    // A log without its file would be replayed into the next one, whatever that is.
    const left =
      [marker, `${file}-wal`].find(existsSync) ?? (backupsIn(folder).length > 0 ? backupFolder(folder) : undefined)
    if (left !== undefined)
      throw new StoreUnusable(
        'missing',
        `${file} is gone, although it was made here. Restore a backup, put it back, or remove ${left} to start empty.`,
      )
    make(file)
  }
  checkHeader(file)
  chmodSync(file, 0o600)
  const unclean = endedUncleanly(file)
  // All of a large one takes seconds to read, with replies coming: only where there is reason to.
  const isReason = () => isWhole === false || statSync(file).size <= quicklyReadBytes || !isOfThisBoot(folder)
  const doubtful = unclean && isWhole !== true && isReason()
  const db = connect(file, doubtful)
  try {
    refuseOlder(db, folder, file)
    const version = migrate(db, () => copyBeforeUpdate(db, folder, Date.now(), migrations.length))
    if (version < migrations.length) onMigrated({ from: version, to: migrations.length })
    // better-sqlite3 falls back to NORMAL in WAL mode, which loses answered replies in a power cut. So: set after WAL,
    // write once, read back.
    db.pragma('synchronous = FULL')
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('opened', ?)").run(new Date().toISOString())
    if (db.pragma('synchronous', { simple: true }) !== 2 || db.pragma('journal_mode', { simple: true }) !== 'wal')
      throw new StoreUnusable(
        'not-durable',
        'The database cannot promise to keep what it was given. Move the data folder to a local disk.',
      )
    if (unclean) settleLog(db, file)
    // After trouble it is without the note, also when the disk was gone and could not be told so until now.
    if (isWhole === null) noteBoot(folder)
    else forgetBoot(folder)
    if (!existsSync(marker)) writeFileSync(marker, `${new Date().toISOString()}\n`, { mode: 0o600 })
  } catch (error) {
    db.close()
    throw isDamage(error) ? damaged(file) : error
  }
  return compilingLate(db)
}

/** A new database is built beside its place and moved in whole: a file of ours is never empty, so an empty one is damage. */
function make(file: string): void {
  const building = `${file}.new`
  rmSync(building, { force: true })
  const db = openFile(building)
  db.pragma(`application_id = ${applicationId}`)
  migrate(db, () => {})
  db.prepare('INSERT INTO questions (id, body) VALUES (?, ?)').run(
    deliveryQuestion.id,
    JSON.stringify(deliveryQuestion),
  )
  db.close()
  chmodSync(building, 0o600)
  syncToDisk(building)
  renameSync(building, file)
  syncToDisk(dirname(file))
}

/** A clean close empties the log away. */
const endedUncleanly = (file: string) => existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0

function connect(file: string, doubtful: boolean): Db {
  let db: Db | undefined
  try {
    // A large one that is not looked at here is looked through by the next backup, when texts have come since the last.
    if (doubtful) lookAt(file)
    db = openFile(file, { timeout: 5000 })
    refuseNewer(db.pragma('user_version', { simple: true }) as number, file)
    if (!doubtful && statSync(file).size <= quicklyReadBytes) refuseUnsound(db, file)
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
      throw new StoreUnusable(
        'not-durable',
        `The folder of ${file} does not allow a write-ahead log. Move the data folder to a local disk.`,
      )
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('secure_delete = ON')
    // 32 MB of log before it is moved into the file, where 4 MB is the default: at a rush the same pages come again, and
    // whoever comes meanwhile waits for three syncs more. Where it is quiet in between it is moved then (writer-thread.ts).
    db.pragma('wal_autocheckpoint = 8000')
    if (process.platform === 'darwin') db.pragma('fullfsync = ON')
    return db
  } catch (error) {
    db?.close()
    throw isDamage(error) ? damaged(file) : error
  }
}

/**
 * Moves the log into the file, whose own sync says that it is there. After a sync that failed the system may show what
 * is not on the disk, and syncs that follow say nothing of it: a log with such a hole ends there after a power cut,
 * and with it all that was acknowledged later.
 */
function settleLog(db: Db, file: string): void {
  const [moved] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (moved?.busy !== 0)
    throw new StoreUnusable('in-use', `Another program is reading ${file}. Close it, then start the desk again.`)
}

/** Looks at file and log without writing: a connection that may write moves the log into the file when it closes. */
function lookAt(file: string): void {
  const db = openFile(file, { readonly: true, timeout: 5000 })
  try {
    refuseNewer(db.pragma('user_version', { simple: true }) as number, file)
    refuseUnsound(db, file)
  } finally {
    db.close()
  }
}

function refuseUnsound(db: Db, file: string): void {
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
}
