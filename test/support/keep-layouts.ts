import { existsSync, writeFileSync } from 'node:fs'
import { migrations } from '../../src/main/store/schema.ts'
import { rowsSince } from './layout-rows.ts'
import { type Layout, layDown, layoutFile, readLayout, schemaOf } from './layouts.ts'

/**
 * `node test/support/keep-layouts.ts`, before a release: keeps the layout that is new in it, with its rows, out of the
 * one before. What was kept is never written again, so that an entry of the schema that is edited later no longer
 * matches it.
 */
type Db = ReturnType<typeof layDown>

function written(value: unknown): string {
  if (value === null) return 'NULL'
  if (Buffer.isBuffer(value)) return `X'${value.toString('hex')}'`
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}

function rowsOf(db: Db, table: string): string {
  const rows = db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]
  return rows.map((row) => `INSERT INTO ${table} VALUES (${row.map(written).join(', ')});`).join('\n')
}

/** The index of words is no table that can be read back: what goes into it is kept as it was written. */
const wordsOf = (version: number) =>
  [...(rowsSince[version] ?? '').matchAll(/INSERT INTO message_words .*?;$/gm)].map(([line]) => line).join('\n')

for (const [place, sql] of migrations.entries()) {
  const version = place + 1
  if (existsSync(layoutFile(version))) continue
  const before: Layout = version === 1 ? new Map() : readLayout(version - 1)
  const db = layDown(':memory:', version - 1, 'rows')
  db.unsafeMode(true)
  db.exec(sql)
  db.unsafeMode(false)
  db.exec(rowsSince[version] ?? '')
  const now: Layout = new Map([...schemaOf(db)].map(([name, sql]) => [name, `${sql};`]))
  for (const name of [...now.keys()]) {
    const [kind, table = ''] = name.split(' ')
    if (kind !== 'table') continue
    const rows =
      table === 'message_words' ? wordsOf(version) || before.get('rows message_words') || '' : rowsOf(db, table)
    if (rows !== '') now.set(`rows ${table}`, rows)
  }
  const changed = [...now].filter(([name, sql]) => before.get(name) !== sql)
  const gone = [...before.keys()].filter((name) => !now.has(name))
  const parts = [...gone.map((name) => `--- ${name}\n`), ...changed.map(([name, sql]) => `--- ${name}\n${sql}\n`)]
  writeFileSync(layoutFile(version), parts.join('\n'), { flag: 'wx' })
  db.close()
}
