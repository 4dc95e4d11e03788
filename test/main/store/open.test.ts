import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Db, lockFolder, openForReading, openForWriting } from '../../../src/main/store/open.ts'
import { applicationId, migrations } from '../../../src/main/store/schema.ts'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import { freshFolder, inboundText, startThreads } from '../../support/store.ts'

let folder: string
let file: string
const stores: Store[] = []
beforeEach(() => {
  folder = join(freshFolder('open'), 'live')
  file = join(folder, 'desk.db')
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})

async function open(at = folder): Promise<Store> {
  const store = await openStore(startThreads(), at)
  stores.push(store)
  return store
}

const used = join(freshFolder('open'), 'used')
const killed = join(freshFolder('open'), 'killed')
const names = ['desk.db', 'desk.db-wal', 'desk.made']

function copyFolder(from: string, to = folder): void {
  mkdirSync(to, { mode: 0o700 })
  for (const name of names) if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
}

let made: Promise<void> | null = null
async function make(): Promise<void> {
  const store = await openStore(startThreads(), used)
  for (let reply = 0; reply < 50; reply += 1) await store.write('receive', inboundText())
  copyFolder(used, killed)
  await store.close()
}

/** A folder as a desk leaves it that was closed in order: 50 replies, nothing in the log. */
async function usedFolder(): Promise<void> {
  made ??= make()
  await made
  copyFolder(used)
}

/** As a desk leaves it that was killed: all that is new is in the log. */
async function killedFolder(): Promise<void> {
  made ??= make()
  await made
  copyFolder(killed)
}

/** What must not change: the database and its log. A `-shm` is only SQLite's scratch pad. */
const bytes = () =>
  Object.fromEntries(
    [file, `${file}-wal`].map((path) => [
      path,
      existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null,
    ]),
  )

const change = (at: number, to: Buffer) => {
  const all = readFileSync(file)
  to.copy(all, at)
  writeFileSync(file, all)
}

function sql(statements: string): void {
  const db = new Database(file)
  db.exec(statements)
  db.close()
}

describe('what cannot be used is refused with its reason and left as it is, never replaced by an empty one:', () => {
  const page = 4096
  test.each<{ label: string; damage: () => void; code: string }>([
    { label: 'a file of no bytes', damage: () => truncateSync(file, 0), code: 'empty' },
    { label: 'a file that is gone', damage: () => rmSync(file), code: 'missing' },
    {
      label: 'a file that is gone but for its log',
      damage: () => {
        rmSync(join(folder, 'desk.made'))
        writeFileSync(`${file}-wal`, 'a log')
        rmSync(file)
      },
      code: 'missing',
    },
    { label: 'a file cut within its header', damage: () => truncateSync(file, 50), code: 'damaged' },
    { label: 'a file cut within its first page', damage: () => truncateSync(file, page / 2), code: 'damaged' },
    {
      label: 'a file cut in half',
      damage: () => truncateSync(file, (statSync(file).size / page / 2) * page),
      code: 'damaged',
    },
    { label: 'garbage for a header', damage: () => change(0, Buffer.alloc(100, 'garbage')), code: 'damaged' },
    { label: 'garbage for a schema', damage: () => change(100, Buffer.alloc(page - 100, 0xee)), code: 'damaged' },
    { label: 'a text file', damage: () => writeFileSync(file, 'Dear diary, '.repeat(100)), code: 'damaged' },
    {
      label: "another program's database",
      damage: () => {
        rmSync(file)
        sql('CREATE TABLE songs (title TEXT)')
      },
      code: 'foreign',
    },
    {
      label: 'a folder in its place',
      damage: () => {
        rmSync(file)
        mkdirSync(file)
      },
      code: 'foreign',
    },
    {
      label: 'a newer layout',
      damage: () => sql(`CREATE TABLE later (text TEXT); PRAGMA user_version = ${migrations.length + 1}`),
      code: 'newer',
    },
  ])('$label', async ({ damage, code }) => {
    await usedFolder()
    damage()
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ name: 'StoreUnusable', code, message: expect.stringContaining(file) })
    expect(bytes()).toEqual(before)
    // Nor is it taken the second time, when an empty one could have come into its place.
    expect(() => openForWriting(folder)).toThrow(expect.objectContaining({ code }))
    expect(bytes()).toEqual(before)
  })

  test('a newer layout that is still in the log of a killed desk', async () => {
    await usedFolder()
    const elsewhere = join(freshFolder('open'), 'newer.db')
    copyFileSync(file, elsewhere)
    const newer = new Database(elsewhere)
    newer.pragma('journal_mode = WAL')
    newer.pragma(`user_version = ${migrations.length + 1}`)
    copyFileSync(elsewhere, file)
    copyFileSync(`${elsewhere}-wal`, `${file}-wal`)
    newer.close()
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ code: 'newer' })
    expect(bytes()).toEqual(before)
  })

  test('a page that was damaged, found after a kill', async () => {
    await killedFolder()
    const db = new Database(join(used, 'desk.db'), { readonly: true })
    const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'questions'").pluck().get() as number
    db.close()
    // A table's page that the log does not hold anew.
    change((root - 1) * page, Buffer.alloc(page, 0xee))
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ code: 'damaged' })
    expect(bytes()).toEqual(before)
  })

  test('control: the same folder without the damage opens', async () => {
    await usedFolder()
    expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
  })
})

test('what a killed desk left in its log is there', async () => {
  await killedFolder()
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
  expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
})

test('a log cut off in the middle of a commit costs that commit and nothing else', async () => {
  await killedFolder()
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 100)
  expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(49)
})

describe('the connection', () => {
  const dbs: Db[] = []
  afterEach(() => {
    for (const db of dbs.splice(0)) db.close()
  })
  const opened = () => {
    const db = openForWriting(folder)
    dbs.push(db)
    return db
  }

  test('is durable, first time and again, and stays so after a write', () => {
    for (let time = 0; time < 2; time += 1) {
      const db = opened()
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
    opened().close()
    const db = new Database(file)
    dbs.push(db)
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('a', 'b')").run()
    expect(db.pragma('synchronous', { simple: true })).toBe(1)
  })

  test('for reading cannot write', () => {
    opened()
    const db = openForReading(folder)
    dbs.push(db)
    expect(() => db.exec('DELETE FROM meta')).toThrow('readonly')
  })

  test('leaves folder and files to this user alone, whatever they were before', async () => {
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
      'desk.db',
      'desk.db-shm',
      'desk.db-wal',
      'desk.lock',
      'desk.lock-journal',
      'desk.made',
    ])
    expect(new Set(Object.values(rights))).toEqual(new Set(['600']))
  })
})

describe('a new layout', () => {
  const entries = migrations as string[]
  const released = entries.length
  afterEach(() => {
    entries.length = released
  })

  test('is taken on after a copy was set aside, and an older desk then refuses the file', async () => {
    await usedFolder()
    entries.push("ALTER TABLE messages ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'")
    const db = openForWriting(folder)
    expect(db.pragma('user_version', { simple: true })).toBe(released + 1)
    expect(db.prepare("SELECT count(*) FROM messages WHERE mood = 'good'").pluck().get()).toBe(50)
    db.close()

    const copy = new Database(`${file}.before-${released + 1}`, { readonly: true })
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
    await usedFolder()
    entries.push('DELETE FROM messages; ALTER TABLE nowhere ADD COLUMN mood TEXT')
    expect(() => openForWriting(folder)).toThrow('nowhere')
    entries.length = released
    expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
  })

  test('that is killed half way leaves the old one, whole', async () => {
    await usedFolder()
    // A copy of the file at the very moment: what the disk holds when the power goes.
    const half = join(freshFolder('open'), 'live')
    const db = new Database(file)
    db.pragma('journal_mode = WAL')
    db.pragma('cache_size = 1')
    db.exec(`BEGIN; DELETE FROM messages; PRAGMA user_version = ${released + 1}`)
    copyFolder(folder, half)
    db.close()
    expect(await (await open(half)).ask('list', { limit: 200 })).toHaveLength(50)
  })
})

describe('the folder belongs to one desk', () => {
  test('in the same process', async () => {
    const first = await open()
    await expect(open()).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining(folder) })
    await first.write('receive', inboundText())
    await stores.pop()?.close()
    await open()
  })

  test('in another process, until that ends, however it ends', async () => {
    const module = new URL('../../../src/main/store/open.ts', import.meta.url).href
    const script = `
      const { lockFolder } = await import(${JSON.stringify(module)})
      lockFolder(${JSON.stringify(folder)})
      process.stdout.write('locked')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(child.stdout, 'data')
      await expect(open()).rejects.toMatchObject({ code: 'in-use' })
      expect(existsSync(file)).toBe(false)
    } finally {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    await open()
  })

  test('and a lock file that was damaged keeps nobody out, and still only one in', () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'desk.lock'), 'garbage '.repeat(100))
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow('already works')
    unlock()
    lockFolder(folder)()
  })
})

describe('a folder that cannot be written is named, and not taken for one in use:', () => {
  test('a file where the folder should be', async () => {
    writeFileSync(folder, 'not a folder')
    await expect(open()).rejects.toMatchObject({ code: 'not-writable', message: expect.stringContaining(folder) })
  })

  test('a lock that cannot be made', async () => {
    mkdirSync(join(folder, 'desk.lock'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'not-writable', message: expect.stringContaining(folder) })
  })
})
