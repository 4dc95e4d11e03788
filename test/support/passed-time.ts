import { join } from 'node:path'
import Database from 'better-sqlite3'

const minute = 60_000
/** Where the data of a desk is. */
type Of = { folder: string }

/** Something is done to the file of a desk, which may be on. */
export function inFile<Value>({ folder }: Of, act: (db: Database.Database) => Value): Value {
  const db = new Database(join(folder, 'live', 'desk.db'), { timeout: 5000 })
  try {
    return db.transaction(() => act(db)).immediate()
  } finally {
    db.close()
  }
}

/** As far as its file tells, all that has happened was so much earlier. */
export function pass(of: Of, minutes: number): void {
  inFile(of, (db) => {
    const by = { ms: minutes * minute }
    db.prepare(
      `UPDATE runs SET made_at = made_at - :ms, starts_at = starts_at - :ms, went_on_at = went_on_at - :ms,
         chase = iif(chase IS NULL, NULL,
           json_set(chase, '$.at', chase ->> 'at' - :ms, '$.defaultAt', chase ->> 'defaultAt' - :ms))`,
    ).run(by)
    db.prepare('UPDATE run_rows SET chased_at = chased_at - :ms').run(by)
    db.prepare('UPDATE messages SET at = at - :ms, left_at = left_at - :ms').run(by)
  })
}
