import { join } from 'node:path'
import { layDown } from './layouts.ts'
import { freshFolder } from './store.ts'

/** A data folder as a desk of an earlier layout left it, closed in order, with so many replies. */
export function oldFolder(version: number, replies: number): string {
  const folder = freshFolder('old')
  const db = layDown(join(folder, 'desk.db'), version, 'nothing')
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
