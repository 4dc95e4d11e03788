import express from 'express'
import { openForWriting } from '../../src/main/store/open.ts'

/**
 * Baseline: what a small server does. Express with its form parser and better-sqlite3 in the same thread, the desk's
 * own tables and durability, and the same rows (message, id, event) in one transaction a request.
 */
const db = openForWriting(process.argv[2] ?? '')
const insertId = db.prepare('INSERT OR IGNORE INTO inbound_ids VALUES (?, ?, ?)')
const insertMessage = db.prepare(
  `INSERT INTO messages (direction, customer, ours, text, state, at, provider_ids, because, needs_person)
   VALUES ('inbound', ?, ?, ?, 'received', ?, ?, '{"rule":"person","why":"no open question"}', 1)`,
)
const insertEvent = db.prepare('INSERT INTO events (message) VALUES (?)')
const nameMessage = db.prepare('UPDATE inbound_ids SET message = ? WHERE provider_id = ? AND account = ?')
const store = db.transaction((form: Record<string, string>) => {
  const id = form.messageId ?? ''
  const account = form['api-key'] ?? ''
  if (insertId.run(id, account, null).changes === 0) return
  const { lastInsertRowid } = insertMessage.run(form.msisdn, form.to, form.text, Date.now(), JSON.stringify([id]))
  nameMessage.run(lastInsertRowid, id, account)
  insertEvent.run(lastInsertRowid)
})

const app = express()
app.post('/x', express.urlencoded({ extended: false }), (request, response) => {
  store.immediate(request.body as Record<string, string>)
  response.status(200).end()
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/x` })}\n`)
})
