import { migrations } from './schema.ts'
import type { Db } from './sqlite.ts'

/**
 * Brings a file to the newest layout, one transaction a version.
 *
 * @param before called before the first change to a file that holds something
 * @returns the version it was of
 */
export function migrate(db: Db, before: () => void): number {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > 0 && version < migrations.length) before()
  // Some change the text of the schema itself, which no other statement of ours may.
  db.unsafeMode(true)
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
  db.unsafeMode(false)
  return version
}
