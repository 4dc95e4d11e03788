import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backupPath, backupsIn } from '../../../src/main/store/backups.ts'
import { isLost } from '../../../src/main/store/lost.ts'
import { migrations } from '../../../src/main/store/schema.ts'
import { messageWords } from '../../../src/main/store/search-index.ts'
import { outboundStates } from '../../../src/shared/message.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { layDown } from '../../support/layouts.ts'
import { freshFolder, inboundText, openFreshStore } from '../../support/store.ts'

/**
 * What each released migration does, as the beginning of its text's SHA-256. A new one is added at the end; none is
 * changed: two folders of the same version would not be the same.
 */
const released = [
  '3822e2492db439a7',
  '7b2c0ba57b48e7f1',
  '5bd3cbfc66dacefc',
  'ccebd2345b68630e',
  'fde517a09c4c6721',
  'f3814819620e85e1',
  'c5b386c58651933e',
  '8f72b73a4a791dc8',
  '3e87df53fa026c5a',
  '2f80782be10218c0',
  '6b0ee8e13d0031f3',
  '66991327ba53b96c',
  'b61fa8ce1ccc4c8d',
  'f548370c3ee5ed58',
  'c9e7bbe6a4b627ed',
  '8782572681e83fc8',
  'c504fbe976aa5d56',
  '6cf1e36351677c9a',
  '926b8eb1cc868e5e',
  '6e801ea99a0d5b3b',
  'bb844fdc555277bf',
  '3302697108314ce8',
  'bad8338ebdeb29b8',
]

test('no released migration has changed by a letter, whatever became of the words that it is made of', () => {
  const now = migrations.map((sql) => createHash('sha256').update(sql).digest('hex').slice(0, 16))
  expect(now.slice(0, released.length)).toEqual(released)
})

/** A data folder as the desk of that version left it, with texts in it that were found by search. */
function folderOf(version: number, texts: string[]): string {
  const folder = freshFolder()
  const db = layDown(join(folder, 'desk.db'), version, 'nothing')
  db.prepare('INSERT INTO questions (id, body) VALUES (?, ?)').run(
    deliveryQuestion.id,
    JSON.stringify(deliveryQuestion),
  )
  for (const text of texts) {
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO messages (direction, customer, ours, text, state, at, because, needs_person)
         VALUES ('inbound', '447700900123', '447700900000', ?, 'received', 1780000000000, '{"rule":"none"}', 0)`,
      )
      .run(text)
    db.prepare('INSERT INTO message_words (rowid, words) VALUES (?, ?)').run(
      lastInsertRowid,
      messageWords(text, '447700900123'),
    )
    db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'").run(String(lastInsertRowid))
  }
  db.close()
  return folder
}

for (let version = 1; version < migrations.length; version += 1)
  test(`a folder of version ${version} keeps its texts, is copied first, and is searched like a new one`, async () => {
    const folder = folderOf(version, ['the red gate', '红色的门'])
    const { store } = await openFreshStore(folder)
    expect(backupsIn(folder).map(({ id }) => id)).toEqual([
      expect.stringMatching(`^0000001-.*-before-${migrations.length}$`),
    ])
    await store.write('receive', inboundText({ text: 'the green door' }))
    const found = async (query: string) => (await store.search(query, undefined)).map(({ text }) => text)
    expect(await found('gate')).toEqual(['the red gate'])
    expect(await found('色的')).toEqual(['红色的门'])
    for (let length = 1; length <= 12; length += 1)
      expect(await found('447700900123'.slice(0, length))).toEqual(['the green door', '红色的门', 'the red gate'])
    await store.close()
  })

/** A folder as the first version leaves it: a reply that somebody was done with, one that waits, and a failed text. */
function firstVersion(): string {
  const folder = join(freshFolder('first'), 'live')
  mkdirSync(folder)
  const db = layDown(join(folder, 'desk.db'), 1, 'nothing')
  db.exec(`
    INSERT INTO questions VALUES ('delivery', '{"id":"delivery","options":[],"fields":[]}');
    INSERT INTO messages (direction, customer, ours, text, state, at, because, needs_person) VALUES
      ('inbound', '447700900123', '447700900000', 'hello?', 'received', 1780000000000,
       '{"rule":"person","why":"done by hand","filedAt":"2026-05-28T20:26:40.250Z"}', 0),
      ('inbound', '447700900123', '447700900000', 'anybody?', 'received', 1780000000001,
       '{"rule":"person","why":"no open question"}', 1),
      ('inbound', '447700900124', '447700900000', '1', 'received', 1780000000002,
       '{"rule":"option","option":"1","label":"tomorrow","why":"filed by hand","filedAt":"2026-05-28T20:26:41.000Z"}', 0);
    INSERT INTO messages (direction, customer, ours, text, state, at, kind, reference, segments, problem_code, problem) VALUES
      ('outbound', '447700900123', '447700900000', 'On our way', 'failed', 1780000000003, 'text', '${'r'.repeat(40)}', 1,
       'carrier-3', 'The number is not in use.')`)
  db.close()
  return folder
}

test('what a row may hold is checked the same, new or taken on, and no list of words is made a table at each row', async () => {
  for (const folder of [freshFolder(), folderOf(1, ['the red gate'])]) {
    const { store } = await openFreshStore(folder)
    await store.close()
    const db = new Database(join(folder, 'desk.db'))
    const insert = (state: string, kind: string | null, problem: string | null) =>
      db
        .prepare(
          `INSERT INTO messages (direction, customer, ours, text, state, at, kind, reference, segments, problem, problem_code)
           VALUES ('outbound', '447700900123', '447700900000', 'x', ?, 1, ?, ?, 1, ?, ?)`,
        )
        .run(state, kind, crypto.randomUUID().padEnd(40, '0'), problem, problem)
    for (const [state, kind, problem] of [
      ['queued', 'letter', null],
      ['queued', null, null],
      ['lost', 'text', null],
      ['received', 'text', null],
      ['failed', 'text', null],
      ['unknown', 'notice', null],
    ] as const)
      expect(() => insert(state, kind, problem), `${state} ${kind}`).toThrow(/CHECK constraint failed/)
    for (const state of outboundStates) insert(state, 'text', 'x')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const steps = db
      .prepare(
        "EXPLAIN INSERT INTO messages (direction, customer, ours, text, state, at) VALUES ('', '', '', '', '', 1)",
      )
      .all() as { opcode: string }[]
    expect(steps.filter(({ opcode }) => opcode === 'OpenEphemeral')).toEqual([])
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT count(*) FROM messages WHERE ${isLost()}`).all()
    expect(JSON.stringify(plan)).toContain('messages_failed')
    db.close()
  }
})

test('a database of the first version is taken on with its rows, after a copy was set aside', async () => {
  const folder = firstVersion()
  const { store } = await openFreshStore(folder)
  try {
    const [failed, filed, waiting, done] = await store.ask('list', {})
    expect(done).toMatchObject({
      text: 'hello?',
      needsPerson: false,
      doneAt: '2026-05-28T20:26:40.250Z',
      because: { rule: 'person' },
    })
    // What was written over the reason is no reason.
    expect(done?.because).toEqual({ rule: 'person' })
    expect(waiting).toMatchObject({
      needsPerson: true,
      doneAt: null,
      oddTime: false,
      because: { why: 'no open question' },
    })
    expect(filed).toMatchObject({
      doneAt: null,
      because: { why: 'filed by hand', filedAt: '2026-05-28T20:26:41.000Z' },
    })
    expect(failed).toMatchObject({ state: 'failed', doneAt: null })
    expect(await store.ask('counts', undefined)).toMatchObject({ needsPerson: 1, failed: 1 })
    expect(await store.write('reopen', { seq: done?.seq ?? 0 })).toEqual({ kind: 'settled' })
    expect(await store.write('closeText', { seq: failed?.seq ?? 0, now: 1 })).toEqual({ kind: 'settled' })
    expect(await store.ask('counts', undefined)).toMatchObject({ needsPerson: 2, failed: 0 })
  } finally {
    await store.close()
  }
  const copy = new Database(backupPath(folder, backupsIn(folder)[0]?.id ?? ''), { readonly: true })
  expect(copy.pragma('user_version', { simple: true })).toBe(1)
  expect(copy.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(4)
  expect(copy.prepare("SELECT because ->> 'why' FROM messages WHERE seq = 1").pluck().get()).toBe('done by hand')
  copy.close()
})
