import { readdirSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { applicationId } from '../../src/main/store/schema.ts'

type Db = Database.Database

/**
 * One file a version of the layout, kept for ever as it was released: `01.sql` is the whole of the first, each one after
 * it what is otherwise than before. A part begins with `--- table messages`, `--- index …`, `--- trigger …` or
 * `--- rows messages`, and stands in the place of the part of that name from before; an empty one says that it is gone.
 *
 * keep-layouts.ts writes those that are missing, and never one that is there.
 */
export const layoutFolder = new URL('layouts/', import.meta.url)

/** Of what all versions had that are kept. */
export const keptLayouts: readonly number[] = readdirSync(layoutFolder)
  .map((name) => Number(/^(\d+)\.sql$/.exec(name)?.[1]))
  .toSorted((one, other) => one - other)

export const layoutFile = (version: number) => new URL(`${String(version).padStart(2, '0')}.sql`, layoutFolder)

/** By the name of each part, "table messages", the SQL that makes it. */
export type Layout = Map<string, string>

export function readLayout(version: number): Layout {
  const parts: Layout = new Map()
  for (let each = 1; each <= version; each += 1)
    for (const part of readFileSync(layoutFile(each), 'utf8').split(/^--- /m).slice(1)) {
      const [name = ''] = part.split('\n', 1)
      const sql = part.slice(name.length + 1).trimEnd()
      if (sql === '') parts.delete(name)
      else parts.set(name, sql)
    }
  return parts
}

/**
 * Makes a database as the desk of that version left it.
 *
 * @param version 0 for a file without a layout
 * @param holds with its rows, which tell a story in every table there was, or none but what says how far it is indexed
 * @returns open, without references being looked after, as they may be filled in any order
 */
export function layDown(path: string, version: number, holds: 'rows' | 'nothing'): Db {
  const layout = readLayout(version)
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.pragma(`application_id = ${applicationId}`)
  // Triggers last: what they keep is in the rows.
  for (const kind of ['table', 'rows', 'index', 'trigger'])
    for (const [name, sql] of layout)
      if (name.startsWith(`${kind} `) && (kind !== 'rows' || holds === 'rows')) db.exec(sql)
  if (holds === 'nothing' && version > 0) db.exec("INSERT INTO meta VALUES ('indexed', '0')")
  db.pragma(`user_version = ${version}`)
  return db
}

/** What a file is laid out as, by the name of each part; without what the search index keeps for itself. */
export function schemaOf(db: Db): Layout {
  const rows = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT type || ' ' || name AS name, sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'message_words_%' AND name NOT LIKE 'sqlite_%' ORDER BY type, name`,
    )
    .all()
  return new Map(rows.map(({ name, sql }) => [name, sql]))
}
