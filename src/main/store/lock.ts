import { chmodSync, mkdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { isDamage } from './header.ts'
import { openFile } from './sqlite.ts'
import { StoreUnusable } from './unusable.ts'

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
  const db = openFile(path, { timeout: 0 })
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
