import { join } from 'node:path'
import Database from 'better-sqlite3'

export type Db = Database.Database

export const openFile = (path: string, options: Database.Options = {}): Db => new Database(path, options)

/** Opens a second, read-only connection; the writer must have opened the file before. */
export function openForReading(folder: string): Db {
  const db = openFile(join(folder, 'desk.db'), { readonly: true, timeout: 5000 })
  db.pragma('trusted_schema = OFF')
  return db
}

/** Opens a file that is no desk's at this moment: a backup, or what is to become the database. */
export function openCopy(path: string, options: { readonly?: boolean } = {}): Db {
  const db = openFile(path, { ...options, fileMustExist: true, timeout: 5000 })
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  return db
}
