import { migrate } from './migrate.ts'
import { type Db, openFile } from './sqlite.ts'

const said = (db: Db) =>
  JSON.stringify(
    db
      .prepare(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name, type",
      )
      .all(),
  )

/**
 * Whether a database of the newest layout is laid out exactly as ours. One that was made elsewhere could bring triggers
 * and views of its own, which would run with every reply.
 */
export function isOurSchema(db: Db): boolean {
  const fresh = openFile(':memory:')
  try {
    migrate(fresh, () => {})
    return said(fresh) === said(db)
  } finally {
    fresh.close()
  }
}
