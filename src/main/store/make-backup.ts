import { chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Backup } from '../../shared/backup.ts'
import {
  backupFolder,
  backupPath,
  backupsIn,
  buildingPath,
  nextId,
  readId,
  removeBuilding,
  superfluous,
} from './backups.ts'
import { forgetBoot } from './boot.ts'
import { syncToDisk } from './disk.ts'
import { codeOf } from './error-code.ts'
import { type Db, openCopy, openForReading } from './sqlite.ts'

export type MadeBackup =
  | { kind: 'made'; backup: Backup }
  /** The newest one holds the same. */
  | { kind: 'unchanged' }
  /** There is not one text yet. */
  | { kind: 'nothing-yet' }
  /** Nothing is left of it. `damaged`: the copy does not pass, and it is the live file's pages one by one. */
  | { kind: 'failed'; code: string }

/** Written into each copy, so that a list of them opens each and counts nothing. */
interface Label {
  texts: number
  /** Epoch ms. */
  newestAt: number | null
  mark: string
}

const everyPage = 0x7fffffff

/**
 * Copies the database while it is written to, beside the writer and without a lock: all pages in one step, as they
 * stood when it began, so that every answered reply is in it. In smaller steps each commit of the writer would begin it
 * anew.
 *
 * Not `VACUUM INTO`: that makes every index afresh, so that a damaged one passes. Here the copy is the live file's own
 * pages, and the full integrity_check of the copy is the one that a live file is due every week, had with every copy.
 * Measured with 490 MB (a million texts) and 200 commits a second on two cores shared by six: 8.7 s against 11.0 s, a
 * commit's p99 50 ms against 44 ms.
 *
 * @see https://sqlite.org/c3ref/backup_finish.html
 */
export async function makeBackup(folder: string, now: number): Promise<MadeBackup> {
  try {
    begin(folder)
    const live = openForReading(folder)
    try {
      const label = labelOf(live)
      if (label.newestAt === null) return { kind: 'nothing-yet' }
      if (label.mark === newestMark(folder)) return { kind: 'unchanged' }
      await live.backup(buildingPath(folder), { progress: () => everyPage })
    } finally {
      live.close()
    }
    return finish(folder, now, null)
  } catch (error) {
    return failed(folder, error)
  }
}

/** The same before the layout changes, on the writer's own connection, while nobody waits for it yet. */
export function copyBeforeUpdate(db: Db, folder: string, now: number, version: number): void {
  try {
    begin(folder)
    db.prepare('VACUUM INTO ?').run(buildingPath(folder))
    finish(folder, now, version)
  } catch (error) {
    removeBuilding(folder)
    throw error
  }
}

function begin(folder: string): void {
  mkdirSync(backupFolder(folder), { recursive: true, mode: 0o700 })
  chmodSync(backupFolder(folder), 0o700)
  removeBuilding(folder)
}

/** Labels, checks and names what was built, then lets go of what is too much. */
function finish(folder: string, now: number, beforeVersion: number | null): MadeBackup {
  const building = buildingPath(folder)
  chmodSync(building, 0o600)
  const copy = openCopy(building)
  try {
    // One file, which can be read later without a second one coming up beside it.
    copy.pragma('journal_mode = DELETE')
    copy.prepare("INSERT OR REPLACE INTO meta VALUES ('backup', ?)").run(JSON.stringify(labelOf(copy)))
    if (!isSound(copy)) return failed(folder, Object.assign(new Error(), { code: 'damaged' }))
  } finally {
    copy.close()
  }
  const before = backupsIn(folder)
  const id = nextId(before[0], now, beforeVersion)
  syncToDisk(building)
  renameSync(building, backupPath(folder, id))
  syncToDisk(backupFolder(folder))
  for (const old of superfluous(backupsIn(folder))) rmSync(backupPath(folder, old.id), { force: true })
  const backup = readBackup(folder, id)
  if (backup === null) throw new Error('A backup that was just made cannot be read')
  return { kind: 'made', backup }
}

function failed(folder: string, error: unknown): MadeBackup {
  try {
    removeBuilding(folder)
  } catch {
    // What keeps it from being made keeps it from being taken away; the first is the one to tell.
  }
  const said = codeOf(error)
  const code = /^SQLITE_(CORRUPT|NOTADB)/.test(said) ? 'damaged' : said
  if (code === 'damaged') forgetBoot(folder)
  return { kind: 'failed', code }
}

/** Every page, every index against its table, and every reference. */
export function isSound(db: Db): boolean {
  return (
    db.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
    (db.pragma('foreign_key_check') as unknown[]).length === 0
  )
}

/** Newest first. Those that cannot be read are left out: nothing can be had from them. */
export const listBackups = (folder: string): Backup[] =>
  backupsIn(folder).flatMap(({ id }) => readBackup(folder, id) ?? [])

function readBackup(folder: string, id: string): Backup | null {
  const known = readId(id)
  const label = known === null ? null : readLabel(folder, id)
  if (known === null || label === null) return null
  return {
    id,
    madeAt: new Date(known.madeAt).toISOString(),
    texts: label.texts,
    newestAt: label.newestAt === null ? null : new Date(label.newestAt).toISOString(),
    bytes: statSync(backupPath(folder, id)).size,
    beforeUpdate: known.beforeUpdate,
  }
}

function readLabel(folder: string, id: string): Label | null {
  try {
    const db = openCopy(backupPath(folder, id), { readonly: true })
    try {
      return JSON.parse(db.prepare("SELECT value FROM meta WHERE key = 'backup'").pluck().get() as string) as Label
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}

function newestMark(folder: string): string | undefined {
  const [newest] = backupsIn(folder)
  return newest === undefined ? undefined : readLabel(folder, newest.id)?.mark
}

/** `mark` changes with every text, reply, receipt, consent and erasure, and with what people alone do; signs of life alone are not worth a copy. */
function labelOf(db: Db): Label {
  return db
    .prepare<[], Label>(
      `SELECT texts, newestAt, json_array(texts, newestAt, event, raw, outs, edits, version) AS mark FROM (SELECT
        (SELECT count(*) FROM messages) AS texts,
        (SELECT at FROM messages ORDER BY seq DESC LIMIT 1) AS newestAt,
        (SELECT max(seq) FROM events) AS event,
        (SELECT max(id) FROM inbound_raw) AS raw,
        (SELECT count(*) FROM opt_outs) AS outs,
        (SELECT value FROM meta WHERE key = 'edits') AS edits,
        (SELECT user_version FROM pragma_user_version) AS version)`,
    )
    .get() as Label
}
