import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { deliveryQuestion } from '../../shared/question.ts'
import { applicationId, migrations } from './schema.ts'
import { StoreUnusable } from './unusable.ts'

export type Db = Database.Database

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
 * @throws StoreUnusable, with the file's bytes unchanged, when it is empty, damaged, another program's, or newer
 */
export function openForWriting(folder: string, onMigrated: (layouts: Layouts) => void = () => {}): Db {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = join(folder, 'desk.db')
  const marker = join(folder, 'desk.made')
  if (!existsSync(file)) {
    // A log without its file would be replayed into the next one, whatever that is.
    const left = [marker, `${file}-wal`].find(existsSync)
    if (left !== undefined)
      throw new StoreUnusable(
        'missing',
        `${file} is gone, although it was made here. Put it back from a backup, or remove ${left} to start empty.`,
      )
    make(file)
  }
  checkHeader(file)
  chmodSync(file, 0o600)
  const unclean = endedUncleanly(file)
  const db = connect(file, unclean)
  try {
    const version = migrate(db, file)
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
    if (!existsSync(marker)) writeFileSync(marker, `${new Date().toISOString()}\n`, { mode: 0o600 })
  } catch (error) {
    db.close()
    throw isDamage(error) ? damaged(file) : error
  }
  return db
}

/** Opens a second, read-only connection; the writer must have opened the file before. */
export function openForReading(folder: string): Db {
  const db = new Database(join(folder, 'desk.db'), { readonly: true, timeout: 5000 })
  db.pragma('trusted_schema = OFF')
  return db
}

/** A new database is built beside its place and moved in whole: a file of ours is never empty, so an empty one is damage. */
function make(file: string): void {
  const building = `${file}.new`
  rmSync(building, { force: true })
  const db = new Database(building)
  db.pragma(`application_id = ${applicationId}`)
  migrate(db, building)
  db.prepare('INSERT INTO questions VALUES (?, ?)').run(deliveryQuestion.id, JSON.stringify(deliveryQuestion))
  db.close()
  chmodSync(building, 0o600)
  syncToDisk(building)
  renameSync(building, file)
  syncToDisk(dirname(file))
}

function syncToDisk(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return // Windows has no fsync of folders
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Looks at the header's bytes before SQLite may touch the file. */
function checkHeader(file: string): void {
  if (!statSync(file).isFile())
    throw new StoreUnusable(
      'foreign',
      `${file} is not a file. It was left as it is. Take it away, or choose another data folder.`,
    )
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  const size = readSync(handle, header, 0, 100, 0)
  closeSync(handle)
  if (size === 0)
    throw new StoreUnusable(
      'empty',
      `${file} is empty, although it held texts. It was left as it is. Put a backup in its place.`,
    )
  if (size < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw damaged(file)
  if (header.readUInt32BE(68) !== applicationId)
    throw new StoreUnusable(
      'foreign',
      `${file} belongs to another program. It was left as it is. Choose another data folder.`,
    )
  refuseNewer(header.readUInt32BE(60), file)
}

function refuseNewer(version: number, file: string): void {
  if (version > migrations.length)
    throw new StoreUnusable(
      'newer',
      `${file} was written by a newer Dispatch Desk (version ${version} of its layout; this one knows ${migrations.length}). It was left as it is. Install the newer one.`,
    )
}

/** A clean close empties the log away. */
const endedUncleanly = (file: string) => existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0

function connect(file: string, unclean: boolean): Db {
  let db: Db | undefined
  try {
    // Reading all of a large file takes seconds, so only where the last exit was not clean.
    if (unclean) lookAt(file)
    db = new Database(file, { timeout: 5000 })
    refuseNewer(db.pragma('user_version', { simple: true }) as number, file)
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal')
      throw new StoreUnusable(
        'not-durable',
        `The folder of ${file} does not allow a write-ahead log. Move the data folder to a local disk.`,
      )
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('secure_delete = ON')
    // 16 MB of log before it is moved into the file, where 4 MB is the default: at a rush the same pages come again.
    db.pragma('wal_autocheckpoint = 4000')
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
  const db = new Database(file, { readonly: true, timeout: 5000 })
  try {
    refuseNewer(db.pragma('user_version', { simple: true }) as number, file)
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
  } finally {
    db.close()
  }
}

/**
 * One transaction a version. Before the first change to a file that holds something, a copy is set aside.
 *
 * @returns the version it was of
 */
function migrate(db: Db, file: string): number {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > 0 && version < migrations.length) {
    const copy = `${file}.before-${migrations.length}`
    rmSync(copy, { force: true })
    db.prepare('VACUUM INTO ?').run(copy)
    chmodSync(copy, 0o600)
    syncToDisk(copy)
  }
  // Some change the text of the schema itself, which no other statement of ours may.
  db.unsafeMode(true)
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
  db.unsafeMode(false)
  return version
}

/**
 * Keeps a second desk out of the folder: each would take the other's texts for lost. The lock dies with the process.
 *
 * @returns lets go
 * @throws StoreUnusable 'in-use'; what the system says when the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'desk.lock')
  try {
    return lock(path)
  } catch (error) {
    if (isDamage(error)) {
      // Nothing is kept in it, and a damaged one would keep every desk out. Emptied in its place, so that of two desks
      // that do this at once only one gets it.
      truncateSync(path)
      return lockFolder(folder)
    }
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
    throw new StoreUnusable(
      'in-use',
      `Another Dispatch Desk already works in ${folder}. Use its window, or choose another data folder.`,
    )
  }
}

function lock(path: string): () => void {
  const db = new Database(path, { timeout: 0 })
  try {
    chmodSync(path, 0o600)
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    throw error
  }
  return () => db.close()
}

/** @returns the sentence for a folder that cannot be written when the desk starts; null when the error says otherwise */
export function asNotWritable(error: unknown, folder: string): StoreUnusable | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^(E[A-Z]+$|SQLITE_(FULL|READONLY|CANTOPEN|IOERR|PERM))/.test(code)) return null
  return new StoreUnusable(
    'not-writable',
    `The data folder ${folder} cannot be written (${code}). Free some space or allow writing there, or choose another one.`,
  )
}

const isDamage = (error: unknown) =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))

const damaged = (file: string) =>
  new StoreUnusable(
    'damaged',
    `${file} is damaged. It was left as it is. Put a backup in its place. Vonage keeps replies for up to a day.`,
  )
