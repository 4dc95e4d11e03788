import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applicationId, migrations } from '../../src/main/store/schema.ts'
import { freshFolder } from './store.ts'

/** A data folder as a desk of an earlier layout left it, closed in order, with so many replies. */
export function oldFolder(version: number, replies: number): string {
  const folder = freshFolder('old')
  const db = new Database(join(folder, 'desk.db'))
  db.pragma(`application_id = ${applicationId}`)
  db.unsafeMode(true)
  for (const sql of migrations.slice(0, version)) db.transaction(() => db.exec(sql))()
  db.unsafeMode(false)
  db.pragma(`user_version = ${version}`)
  const insert = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, because)
     VALUES ('inbound', '447700900123', '447700900000', ?, 'received', 1780000000000, '{"rule":"none"}')`,
  )
  db.transaction(() => {
    for (let reply = 1; reply <= replies; reply += 1) insert.run(`reply ${reply}`)
  })()
  db.close()
  return folder
}
