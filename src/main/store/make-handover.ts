import { closeSync, constants, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import type { HandoverPreview } from '../../shared/handover.ts'
import { syncToDisk } from './disk.ts'
import { codeOf } from './error-code.ts'
import { handoverFolder, handoverPath, makePrivate, plainCopy, removeUnsealed, unfinished } from './handover-files.ts'
import { isSound } from './make-backup.ts'
import { forgetThisDesk } from './of-this-desk.ts'
import { migrations } from './schema.ts'
import { pieceBytes, sealInto } from './sealed-file.ts'
import { type Db, openCopy, openForReading } from './sqlite.ts'
import { isSnoozed, needsYou } from './thread-list.ts'

/** What stands before the texts in the file. */
export interface HandoverHead extends HandoverPreview {
  /** Of the layout of the texts. */
  schema: number
}

export type MadeHandover =
  | { kind: 'made'; bytes: number }
  /** Nothing is left of it. `damaged`: the copy does not pass. */
  | { kind: 'failed'; code: string }

export interface HandoverOrder extends Pick<HandoverPreview, 'number' | 'mode' | 'summary'> {
  fileName: string
  passphrase: Uint8Array
  /** Epoch ms. */
  now: number
  /** Of scrypt, in tests. */
  logN?: number
}

const everyPage = 0x7fffffff

/**
 * Copies the texts as they stand and seals the copy: who, how much and the summary first, then the database. The copy
 * is gone before this answers, whatever becomes of it. The passphrase is overwritten.
 */
export async function makeHandover(folder: string, order: HandoverOrder): Promise<MadeHandover> {
  const path = handoverPath(folder, order.fileName)
  try {
    makePrivate(handoverFolder(folder))
    removeUnsealed(folder)
    const live = openForReading(folder)
    try {
      await live.backup(plainCopy(folder), { progress: () => everyPage })
    } finally {
      live.close()
    }
    const head = look(folder, order)
    if (head === null) return { kind: 'failed', code: 'damaged' }
    seal(folder, head, order)
    syncToDisk(unfinished(folder))
    renameSync(unfinished(folder), path)
    syncToDisk(handoverFolder(folder))
    return { kind: 'made', bytes: statSync(path).size }
  } catch (error) {
    removeWhatIsThere(path)
    const code = codeOf(error)
    return { kind: 'failed', code: /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? 'damaged' : code }
  } finally {
    order.passphrase.fill(0)
    removeUnsealed(folder)
  }
}

/** Under its own name it would be taken for whole. */
function removeWhatIsThere(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // What keeps it from being made keeps it from being taken away; the first is the one to tell.
  }
}

/** @returns null when the copy is damaged */
function look(folder: string, { number, mode, summary, now }: HandoverOrder): HandoverHead | null {
  const copy = openCopy(plainCopy(folder))
  try {
    // One file, without a second one beside it.
    copy.pragma('journal_mode = DELETE')
    if (!isSound(copy)) return null
    copy.pragma('secure_delete = ON')
    forgetThisDesk(copy)
    const madeAt = new Date(now).toISOString()
    return { number, mode, madeAt, summary, ...figuresOf(copy, now), schema: migrations.length }
  } finally {
    copy.close()
  }
}

type Figures = Omit<HandoverPreview, 'number' | 'mode' | 'madeAt' | 'summary'>

const figuresOf = (db: Db, now: number) =>
  db
    .prepare<{ now: number }, Figures>(
      `SELECT (SELECT count(*) FROM messages) AS texts,
         (SELECT count(*) FROM threads t WHERE ${needsYou}) AS needsYou,
         (SELECT count(*) FROM threads t WHERE ${isSnoozed}) AS snoozed,
         (SELECT count(*) FROM threads WHERE draft IS NOT NULL) AS drafts,
         (SELECT count(*) FROM notices WHERE state = 'waiting') AS waiting,
         (SELECT count(*) FROM messages WHERE state IN ('queued', 'held')) AS queuedOrHeld,
         (SELECT count(*) FROM runs WHERE state IN ('held', 'canary', 'sending', 'paused')) AS runsActive`,
    )
    .get({ now }) as Figures

function seal(folder: string, head: HandoverHead, { passphrase, logN }: HandoverOrder): void {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants
  const to = openSync(unfinished(folder), O_WRONLY | O_CREAT | O_EXCL, 0o600)
  try {
    const from = openSync(plainCopy(folder), 'r')
    const sealed = sealInto(to, passphrase, logN)
    try {
      const said = Buffer.from(JSON.stringify(head))
      const size = Buffer.alloc(4)
      size.writeUInt32BE(said.length)
      sealed.write(Buffer.concat([size, said]))
      const piece = Buffer.alloc(pieceBytes)
      for (let have = readSync(from, piece); have > 0; have = readSync(from, piece))
        sealed.write(piece.subarray(0, have))
      sealed.end()
      piece.fill(0)
    } finally {
      sealed.forget()
      closeSync(from)
    }
  } finally {
    closeSync(to)
  }
}
