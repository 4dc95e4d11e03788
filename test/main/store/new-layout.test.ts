import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { openForWriting } from '../../../src/main/store/open.ts'
import { migrations } from '../../../src/main/store/schema.ts'
import { copyOf, usedFolder } from '../../support/data-folder.ts'

describe('a new layout', () => {
  const entries = migrations as string[]
  const released = entries.length
  afterEach(() => {
    entries.length = released
  })

  test('is taken on after a copy was set aside, and an older desk then refuses the file', async () => {
    const { folder, open, bytes } = await usedFolder()
    entries.push("ALTER TABLE messages ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")
    const db = openForWriting(folder)
    expect(db.pragma('user_version', { simple: true })).toBe(released + 1)
    expect(db.prepare("SELECT count(*) FROM messages WHERE mood = 'good'").pluck().get()).toBe(50)
    db.close()

    const [name = ''] = readdirSync(join(folder, 'backups'))
    expect(name).toContain(`-before-${released + 1}`)
    const copy = new Database(join(folder, 'backups', name), { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.pragma('user_version', { simple: true })).toBe(released)
    expect(copy.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(50)
    expect(statSync(copy.name).mode & 0o777).toBe(0o600)
    copy.close()

    entries.length = released
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ code: 'newer' })
    expect(bytes()).toEqual(before)
  })

  test('that fails half way leaves the old one, whole', async () => {
    const { folder, open } = await usedFolder()
    entries.push('DELETE FROM messages; ALTER TABLE nowhere ADD COLUMN mood TEXT')
    expect(() => openForWriting(folder)).toThrow('nowhere')
    entries.length = released
    expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
  })

  test('that is killed half way leaves the old one, whole', async () => {
    const { folder, file } = await usedFolder()
    const db = new Database(file)
    db.pragma('journal_mode = WAL')
    db.pragma('cache_size = 1')
    db.exec(`BEGIN; DELETE FROM messages; PRAGMA user_version = ${released + 1}`)
    const half = copyOf(folder)
    db.close()
    expect(await (await half.open()).ask('list', { limit: 200 })).toHaveLength(50)
  })
})
