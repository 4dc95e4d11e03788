import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backupsIn } from '../../../src/main/store/backups.ts'
import { openForWriting } from '../../../src/main/store/open.ts'
import { isOurSchema } from '../../../src/main/store/our-schema.ts'
import { migrations } from '../../../src/main/store/schema.ts'
import { type Db, openFile } from '../../../src/main/store/sqlite.ts'
import { keptLayouts, layDown, readLayout, schemaOf } from '../../support/layouts.ts'
import { freshFolder } from '../../support/store.ts'

type Row = Record<string, unknown>

/** What the entries of today make of nothing, up to a version. */
function madeToday(entries: readonly string[]): Record<string, string> {
  const db = openFile(':memory:')
  db.unsafeMode(true)
  for (const sql of entries) db.exec(sql)
  const schema = Object.fromEntries(schemaOf(db))
  db.close()
  return schema
}

const kept = (version: number) =>
  Object.fromEntries(
    [...readLayout(version)]
      .filter(([name]) => !name.startsWith('rows '))
      .map(([name, sql]) => [name, sql.slice(0, -1)]),
  )

/** Of every table, by its name. */
function rowsOf(db: Db): Map<string, Row[]> {
  const tables = [...schemaOf(db).keys()].flatMap((name) => /^table (.*)/.exec(name)?.[1] ?? [])
  return new Map(
    tables.map((table) => [
      table,
      table === 'message_words' ? [] : (db.prepare(`SELECT * FROM ${table}`).all() as Row[]),
    ]),
  )
}

/** What the way to the newest layout says anew on purpose: since which version, and of which row. */
function isMeant(version: number, table: string, column: string, row: Row): boolean {
  if (table === 'meta') return row.key === 'indexed' || row.key === 'opened'
  return version < 3 && table === 'messages' && column === 'because' && row.seq === 2
}

test('every version but the newest is kept, which is kept before its release', () => {
  const all = migrations.map((_, place) => place + 1)
  expect([all, all.slice(0, -1)], 'node test/support/keep-layouts.ts keeps what is missing').toContainEqual(keptLayouts)
})

describe.each(keptLayouts)('layout %i', (version) => {
  test('is what the entries make up to it: no released entry has been edited', () => {
    expect(madeToday(migrations.slice(0, version))).toEqual(kept(version))
  })

  test('becomes the newest with every row whole', () => {
    const folder = freshFolder('kept')
    const old = layDown(join(folder, 'desk.db'), version, 'rows')
    const before = rowsOf(old)
    expect(old.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(old.pragma('foreign_key_check')).toEqual([])
    old.close()
    const db = openForWriting(folder)
    const after = rowsOf(db)
    expect(isOurSchema(db)).toBe(true)
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.close()
    for (const [table, rows] of before) {
      expect(after.get(table), table).toHaveLength(rows.length)
      for (const [place, row] of rows.entries())
        for (const [column, value] of Object.entries(row))
          if (!isMeant(version, table, column, row))
            expect(after.get(table)?.[place]?.[column], `${table}.${column} of row ${place}`).toEqual(value)
    }
    // A desk of that version had something in each of its tables.
    expect([...before].filter(([table, rows]) => rows.length === 0 && table !== 'message_words')).toEqual([])
    expect(backupsIn(folder)).toHaveLength(version < migrations.length ? 1 : 0)
    rmSync(folder, { recursive: true })
  })
})

test('control: an entry that is edited after its release is seen', () => {
  const edited = migrations.with(0, (migrations[0] ?? '').replace('outcome TEXT,', 'outcome TEXT NOT NULL,'))
  expect(madeToday(edited)).not.toEqual(kept(keptLayouts.at(-1) ?? 0))
})
