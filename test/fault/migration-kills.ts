import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openForWriting } from '../../src/main/store/open.ts'
import { migrations } from '../../src/main/store/schema.ts'
import { keptLayouts } from '../support/layouts.ts'
import { oldFolder } from '../support/old-folder.ts'
import { root } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { underFault } from './strace.ts'

const rows = 200
/** The store's own way to open a folder, as a program of its own. */
const ours = new URL('../../src/main/store/open.ts', import.meta.url).href
const opening = (module: string, folder: string) =>
  `(await import(${JSON.stringify(module)})).openForWriting(${JSON.stringify(folder)}).close()`
const program = (script: string) => [process.execPath, '--input-type=module', '-e', script]

/** @returns how many writes bring the oldest layout to the newest, the copy before them included */
export function countWrites(): number {
  const calls = join(freshFolder('writes'), 'calls')
  const watched = ['-f', '-qq', '-e', 'trace=pwrite64', '-o', calls]
  const { status } = spawnSync('strace', [...watched, ...program(opening(ours, oldFolder(1, rows)))])
  expect(status).toBe(0)
  return readFileSync(calls, 'utf8').split('\n').length - 1
}

/** @returns whether the process that changes the layout was killed at its n-th write into a file */
function migrateAndDie(module: string, folder: string, write: number): boolean {
  const [strace = '', ...args] = underFault(`pwrite64:signal=KILL:when=${write}`)
  const { status, signal } = spawnSync(strace, [...args, ...program(opening(module, folder))])
  return signal === 'SIGKILL' || status === 137
}

/** Changes the layout in the folder until the n-th write. @returns what is there then */
function leftAt(module: string, pristine: string, write: number) {
  const folder = join(freshFolder('migrating'), 'live')
  mkdirSync(folder)
  copyFileSync(join(pristine, 'desk.db'), join(folder, 'desk.db'))
  expect(migrateAndDie(module, folder, write), `write ${write}`).toBe(true)
  return { folder, ...look(folder) }
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

/** Of a file that is made anew. */
function newestSchema() {
  const folder = freshFolder('newest')
  openForWriting(folder).close()
  return look(folder).schema
}

/** By its version, what the file is laid out as. */
function wholeLayouts(): Map<number, unknown[]> {
  const whole = new Map(keptLayouts.map((version) => [version, look(oldFolder(version, rows)).schema]))
  return whole.set(migrations.length, newestSchema())
}

/**
 * The layout changes from the oldest to the newest, in a process that is killed at one write and another: what is left
 * is the old one or a newer one, whole, and opened again it goes on to the end.
 *
 * @returns the layouts that were left
 */
export function killAtWrites(which: readonly number[]): Set<number> {
  const whole = wholeLayouts()
  const pristine = oldFolder(1, rows)
  const left = new Set<number>()
  for (const write of which) {
    const { folder, version, schema, ...seen } = leftAt(ours, pristine, write)
    expect(seen).toEqual({ rows, integrity: 'ok' })
    expect(schema).toEqual(whole.get(version))
    left.add(version)
    openForWriting(folder).close()
    expect(look(folder)).toMatchObject({ version: migrations.length, rows, integrity: 'ok' })
    expect(readdirSync(join(folder, 'backups')).every((name) => name.endsWith('.db'))).toBe(true)
    rmSync(folder, { recursive: true })
  }
  return left
}

/** The control: the same by a store that changes the layout outside of a transaction. @returns layouts nobody knows */
export function killWithoutTransaction(which: readonly number[]): number[] {
  const copy = freshFolder('changed')
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true })
  cpSync(join(root, 'package.json'), join(copy, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const file = join(copy, 'src', 'main', 'store', 'migrate.ts')
  const source = readFileSync(file, 'utf8')
  const right = 'db.transaction(() => {'
  expect(source.split(right)).toHaveLength(2)
  writeFileSync(file, source.replace(right, ';(() => {'))
  const whole = wholeLayouts()
  const pristine = oldFolder(1, rows)
  return which.filter((write) => {
    const { version, schema } = leftAt(pathToFileURL(join(copy, 'src/main/store/open.ts')).href, pristine, write)
    return JSON.stringify(schema) !== JSON.stringify(whole.get(version))
  })
}
