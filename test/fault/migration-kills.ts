import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openForWriting } from '../../src/main/store/open.ts'
import { migrations } from '../../src/main/store/schema.ts'
import { oldFolder } from '../support/old-folder.ts'
import { freshFolder } from '../support/store.ts'
import { underFault } from './strace.ts'

const rows = 200
/** Of some two hundred writes that bring the oldest layout to the newest, the copy before them included. */
export const writes = 185

/** @returns whether the process that changes the layout was killed at its n-th write into a file */
function migrateAndDie(folder: string, write: number): boolean {
  const module = new URL('../../src/main/store/open.ts', import.meta.url).href
  const script = `(await import(${JSON.stringify(module)})).openForWriting(${JSON.stringify(folder)}).close()`
  const [strace = '', ...args] = underFault(`pwrite64:signal=KILL:when=${write}`)
  const { status, signal } = spawnSync(strace, [...args, process.execPath, '--input-type=module', '-e', script])
  return signal === 'SIGKILL' || status === 137
}

/** What a copy of it is when SQLite has put it in order. */
function look(folder: string) {
  const copy = freshFolder('look')
  for (const name of readdirSync(folder))
    if (name.startsWith('desk.db')) copyFileSync(join(folder, name), join(copy, name))
  const db = new Database(join(copy, 'desk.db'))
  const seen = {
    version: db.pragma('user_version', { simple: true }) as number,
    rows: db.prepare('SELECT count(*) FROM messages').pluck().get(),
    integrity: db.pragma('integrity_check', { simple: true }),
    schema: db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all(),
  }
  db.close()
  rmSync(copy, { recursive: true })
  return seen
}

/**
 * The layout changes from the oldest to the newest, in a process that is killed at one write and another: what is left
 * is the old one or a newer one, whole, and opened again it goes on to the end.
 *
 * @returns the layouts that were left
 */
export function killAtWrites(which: readonly number[]): Set<number> {
  const whole = migrations.map((_, place) => look(oldFolder(place + 1, rows)).schema)
  const pristine = oldFolder(1, rows)
  const left = new Set<number>()
  for (const write of which) {
    const folder = join(freshFolder('migrating'), 'live')
    mkdirSync(folder)
    copyFileSync(join(pristine, 'desk.db'), join(folder, 'desk.db'))
    expect(migrateAndDie(folder, write), `write ${write}`).toBe(true)
    const { version, schema, ...seen } = look(folder)
    expect(seen).toEqual({ rows, integrity: 'ok' })
    expect(schema).toEqual(whole[version - 1])
    left.add(version)
    openForWriting(folder).close()
    expect(look(folder)).toMatchObject({ version: migrations.length, rows, integrity: 'ok' })
    expect(readdirSync(join(folder, 'backups')).every((name) => name.endsWith('.db'))).toBe(true)
    rmSync(folder, { recursive: true })
  }
  return left
}
