import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { noteBoot } from '../../../src/main/store/boot.ts'
import { openForWriting } from '../../../src/main/store/open.ts'
import { migrations } from '../../../src/main/store/schema.ts'
import { copyOf, type DataFolder, killedFolder, newDataFolder, usedFolder } from '../../support/data-folder.ts'
import { overwrite, page } from '../../support/overwrite.ts'
import { freshFolder, inboundText, openFreshStore } from '../../support/store.ts'

function sql(file: string, statements: string): void {
  const db = new Database(file)
  db.exec(statements)
  db.close()
}

describe('what cannot be used is refused with its reason and left as it is, never replaced by an empty one:', () => {
  test.each<{ label: string; damage: (of: DataFolder) => void; code: string }>([
    { label: 'a file of no bytes', damage: ({ file }) => truncateSync(file, 0), code: 'empty' },
    { label: 'a file that is gone', damage: ({ file }) => rmSync(file), code: 'missing' },
    {
      label: 'a file that is gone but for its log',
      damage: ({ folder, file }) => {
        rmSync(join(folder, 'desk.made'))
        writeFileSync(`${file}-wal`, 'a log')
        rmSync(file)
      },
      code: 'missing',
    },
    { label: 'a file cut within its header', damage: ({ file }) => truncateSync(file, 50), code: 'damaged' },
    { label: 'a file cut within its first page', damage: ({ file }) => truncateSync(file, page / 2), code: 'damaged' },
    {
      label: 'a file cut in half',
      damage: ({ file }) => truncateSync(file, (statSync(file).size / page / 2) * page),
      code: 'damaged',
    },
    {
      label: 'garbage for a header',
      damage: ({ file }) => overwrite(file, 0, Buffer.alloc(100, 'garbage')),
      code: 'damaged',
    },
    {
      label: 'garbage for a schema',
      damage: ({ file }) => overwrite(file, 100, Buffer.alloc(page - 100, 0xee)),
      code: 'damaged',
    },
    { label: 'a text file', damage: ({ file }) => writeFileSync(file, 'Dear diary, '.repeat(100)), code: 'damaged' },
    {
      label: "another program's database",
      damage: ({ file }) => {
        rmSync(file)
        sql(file, 'CREATE TABLE songs (title TEXT)')
      },
      code: 'foreign',
    },
    {
      label: 'a folder in its place',
      damage: ({ file }) => {
        rmSync(file)
        mkdirSync(file)
      },
      code: 'foreign',
    },
    {
      label: 'a newer layout',
      damage: ({ file }) => sql(file, `CREATE TABLE later (text TEXT); PRAGMA user_version = ${migrations.length + 1}`),
      code: 'newer',
    },
  ])('$label', async ({ damage, code }) => {
    const used = await usedFolder()
    const { folder, file, open, bytes } = used
    damage(used)
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ name: 'StoreUnusable', code, message: expect.stringContaining(file) })
    expect(bytes()).toEqual(before)
    // Nor is it taken the second time, when an empty one could have come into its place.
    expect(() => openForWriting(folder)).toThrow(expect.objectContaining({ code }))
    expect(bytes()).toEqual(before)
  })

  test('a newer layout that is still in the log of a killed desk', async () => {
    const { file, open, bytes } = await usedFolder()
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
    const { file, open, bytes } = await killedFolder()
    const db = new Database((await usedFolder()).file, { readonly: true })
    const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'questions'").pluck().get() as number
    db.close()
    // A table's page that the log does not hold anew.
    overwrite(file, (root - 1) * page, Buffer.alloc(page, 0xee))
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ code: 'damaged' })
    expect(bytes()).toEqual(before)
  })

  describe('a large file after a kill', () => {
    /** 34 MB, something in the log, and a page that is damaged. */
    const killedLarge = async () => {
      const { folder: used } = newDataFolder()
      const db = openForWriting(used)
      const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'opt_outs'").pluck().get() as number
      db.prepare("INSERT INTO meta VALUES ('large', hex(zeroblob(17000000)))").run()
      db.pragma('wal_checkpoint(TRUNCATE)')
      db.prepare("INSERT INTO meta VALUES ('in the log', '')").run()
      const copy = copyOf(used)
      db.close()
      overwrite(copy.file, (root - 1) * page, Buffer.alloc(page, 0xee))
      return copy
    }

    test('is looked through when the computer was started since', async () => {
      const { folder, open } = await killedLarge()
      noteBoot(folder)
      const note = join(folder, 'desk.boot')
      writeFileSync(note, readFileSync(note, 'utf8').replace(/^\S+/, 'another-start'))
      await expect(open()).rejects.toMatchObject({ code: 'damaged' })
    })

    test('is looked through when it came into its place since, or nothing is known of it', async () => {
      const { folder, open } = await killedLarge()
      await expect(open()).rejects.toMatchObject({ code: 'damaged' })
      rmSync(join(folder, 'desk.boot'))
      await expect(open()).rejects.toMatchObject({ code: 'damaged' })
    })

    test('is not when the system kept what was written: its next backup does', async () => {
      const { folder, open } = await killedLarge()
      noteBoot(folder)
      expect(await (await open()).ask('list', { limit: 1 })).toEqual([])
    })

    test('is looked through whatever the system kept, where something spoke of damage', async () => {
      const { folder } = await killedLarge()
      noteBoot(folder)
      expect(() => openForWriting(folder, () => {}, false)).toThrow('is damaged')
    })

    test('is looked through at the next start too', async () => {
      const { folder, open } = await killedLarge()
      noteBoot(folder)
      const store = await open()
      // A write that meets the page.
      await expect(store.write('receive', inboundText())).rejects.toThrow('SQLITE_CORRUPT')
      expect(existsSync(join(folder, 'desk.boot'))).toBe(false)
    })
  })

  test('a log that is gone with what was answered, which leaves the texts of long ago', async () => {
    const { file, folder, open, bytes } = await killedFolder()
    rmSync(`${file}-wal`)
    const before = bytes()
    await expect(open()).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining(`${file}-wal`) })
    expect(bytes()).toEqual(before)
    // Without the mark nothing tells it from a new one.
    rmSync(join(folder, 'desk.mark'))
    expect(await (await open()).ask('list', { limit: 200 })).toEqual([])
  })

  test('what a caller was told of is in the mark', async () => {
    for (let each = 0; each < 4; each += 1) {
      const { folder, store } = await openFreshStore()
      await store.write('receive', inboundText())
      expect(readFileSync(join(folder, 'desk.mark'), 'utf8')).toBe('1\n')
      await store.close()
    }
  })

  test('control: the same folder without the damage opens', async () => {
    const { open } = await usedFolder()
    expect(await (await open()).ask('list', { limit: 200 })).toHaveLength(50)
  })
})
