import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { applicationId, migrations } from '../../../src/main/store/schema.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { freshFolder, inboundText, openFreshStore } from '../../support/store.ts'

/** A data folder as the desk of that version left it, with texts in it that were found by search. */
function folderOf(version: number, texts: string[]): string {
  const folder = freshFolder()
  const db = new Database(join(folder, 'desk.db'))
  db.pragma(`application_id = ${applicationId}`)
  for (const sql of migrations.slice(0, version)) db.exec(sql)
  db.pragma(`user_version = ${version}`)
  db.prepare('INSERT INTO questions VALUES (?, ?)').run(deliveryQuestion.id, JSON.stringify(deliveryQuestion))
  for (const text of texts) {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO messages (direction, customer, ours, text, state, at, because, needs_person)
         VALUES ('inbound', '447700900123', '447700900000', ?, 'received', 1780000000000, '{"rule":"none"}', 0)`,
      )
      .run(text)
    db.prepare('INSERT INTO message_words (rowid, words) VALUES (?, ?)').run(lastInsertRowid, text)
    db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'").run(String(lastInsertRowid))
  }
  db.close()
  return folder
}

for (let version = 1; version < migrations.length; version += 1)
  test(`a folder of version ${version} keeps its texts, is copied first, and is searched like a new one`, async () => {
    const folder = folderOf(version, ['the red gate', '红色的门'])
    const { store } = await openFreshStore(folder)
    expect(existsSync(join(folder, `desk.db.before-${migrations.length}`))).toBe(true)
    await store.write('receive', inboundText({ text: 'the green door' }))
    const found = async (query: string) => (await store.search(query, undefined)).map(({ text }) => text)
    expect(await found('gate')).toEqual(['the red gate'])
    expect(await found('色的')).toEqual(['红色的门'])
    for (let length = 1; length <= 12; length += 1)
      expect(await found('447700900123'.slice(0, length))).toEqual(['the green door', '红色的门', 'the red gate'])
    await store.close()
  })
