import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { type Db, openForWriting } from '../../../src/main/store/open.ts'
import { applicationId } from '../../../src/main/store/schema.ts'
import { openForReading } from '../../../src/main/store/sqlite.ts'
import { newDataFolder } from '../../support/data-folder.ts'
import { inboundText } from '../../support/store.ts'

describe('the connection', () => {
  const dbs: Db[] = []
  afterEach(() => {
    for (const db of dbs.splice(0)) db.close()
  })
  const opened = (folder: string) => {
    const db = openForWriting(folder)
    dbs.push(db)
    return db
  }

  test('is durable, first time and again, and stays so after a write', () => {
    const { folder } = newDataFolder()
    for (let time = 0; time < 2; time += 1) {
      const db = opened(folder)
      db.prepare("INSERT OR REPLACE INTO meta VALUES ('a', 'b')").run()
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(db.pragma('secure_delete', { simple: true })).toBe(1)
      expect(db.pragma('trusted_schema', { simple: true })).toBe(0)
      expect(db.pragma('application_id', { simple: true })).toBe(applicationId)
      db.close()
    }
  })

  test('control: without being told, the same library would be less than durable', () => {
    const { folder, file } = newDataFolder()
    opened(folder).close()
    const db = new Database(file)
    dbs.push(db)
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('a', 'b')").run()
    expect(db.pragma('synchronous', { simple: true })).toBe(1)
  })

  test('for reading cannot write', () => {
    const { folder } = newDataFolder()
    opened(folder)
    const db = openForReading(folder)
    dbs.push(db)
    expect(() => db.exec('DELETE FROM meta')).toThrow('readonly')
  })

  test('leaves folder and files to this user alone, whatever they were before', async () => {
    const { folder, open } = newDataFolder()
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o755)
    const before = process.umask(0)
    const store = await open()
    await store.write('receive', inboundText())
    await store.search('2', 10)
    process.umask(before)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const rights = Object.fromEntries(
      readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
    )
    expect(Object.keys(rights).toSorted()).toEqual([
      'desk.boot',
      'desk.db',
      'desk.db-shm',
      'desk.db-wal',
      'desk.lock',
      'desk.lock-journal',
      'desk.made',
      'desk.mark',
    ])
    expect(new Set(Object.values(rights))).toEqual(new Set(['600']))
  })
})
