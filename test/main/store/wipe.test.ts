import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openForWriting } from '../../../src/main/store/open.ts'
import { wiper } from '../../../src/main/store/wipe.ts'
import { randomNumbers } from '../../bench/seed.ts'
import { freshFolder } from '../../support/store.ts'

const word = (person: number) => `Zq${[...String(person)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}xVw`

test('what SQLite leaves in pages when rows move is cleared, and nothing else is touched', () => {
  const folder = freshFolder()
  const file = join(folder, 'desk.db')
  const db = openForWriting(folder)
  db.pragma('synchronous = OFF')
  const insert = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, because)
     VALUES ('inbound', ?, '447700900001', ?, 'received', 1, '{}')`,
  )
  const grow = db.prepare('UPDATE messages SET text = ? WHERE seq = ?')
  const random = randomNumbers(1)
  const said = (person: number, most: number) => `${word(person)} `.repeat(1 + Math.floor(random() ** 3 * most)).trim()
  const owners: number[] = []
  db.exec('BEGIN')
  for (let seq = 1; seq <= 6000; seq += 1) {
    const person = Math.floor(random() * 500)
    owners[seq] = person
    insert.run(`4477009${person}`, said(person, 150))
    // As a long reply grows with its parts.
    const grown = 1 + Math.floor(random() * seq)
    if (random() < 0.4) grow.run(said(owners[grown] ?? 0, 250), grown)
  }
  db.exec('COMMIT')
  const gone = Array.from({ length: 50 }, (_each, index) => index * 10)
  const hits = () => {
    const bytes = [file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path))
    return gone.filter((person) => bytes.some((all) => all.includes(word(person)))).length
  }
  db.pragma('wal_checkpoint(TRUNCATE)')
  expect(hits()).toBe(50)
  for (const person of gone) db.prepare('DELETE FROM messages WHERE customer = ?').run(`4477009${person}`)
  const rest = () => JSON.stringify(db.prepare('SELECT * FROM messages ORDER BY seq').all())
  const before = rest()
  // The control: rows deleted with secure_delete, the log emptied, and still there.
  db.pragma('wal_checkpoint(TRUNCATE)')
  expect(hits()).toBeGreaterThan(0)
  const { wipe, close } = wiper(file)
  expect(wipe(db)).toBe(true)
  expect(hits()).toBe(0)
  // A page that SQLite still remembered would bring its copies back with the next change to it.
  db.prepare('UPDATE messages SET at = at + 1').run()
  db.prepare('UPDATE messages SET at = at - 1').run()
  db.pragma('wal_checkpoint(TRUNCATE)')
  expect(hits()).toBe(0)
  expect(rest()).toBe(before)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  close()
  const again = openForWriting(folder)
  expect(again.pragma('integrity_check', { simple: true })).toBe('ok')
  again.close()
})

test('while somebody reads the log nothing is wiped, and it is said', () => {
  const folder = freshFolder()
  const db = openForWriting(folder)
  const reader = openForWriting(folder)
  db.pragma('busy_timeout = 50')
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM messages').get()
  db.prepare("INSERT OR REPLACE INTO meta VALUES ('newer', '1')").run()
  const { wipe, close } = wiper(join(folder, 'desk.db'))
  expect(wipe(db)).toBe(false)
  reader.exec('COMMIT')
  expect(wipe(db)).toBe(true)
  reader.close()
  db.close()
  close()
})
