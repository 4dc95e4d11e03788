import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { understand } from '../../../src/main/replies/understand.ts'
import { incomingPath } from '../../../src/main/store/handover-files.ts'
import { migrations } from '../../../src/main/store/schema.ts'
import { sealInto } from '../../../src/main/store/sealed-file.ts'
import { readHandover, takeHandover } from '../../../src/main/store/take-handover.ts'
import { bytesOf, incomingId, openDeskFolder, passphrase } from '../../support/handover.ts'
import { freshFolder, inboundText } from '../../support/store.ts'

// Whoever has the passphrase may have made the file: it is read as if a stranger had.

const good = {
  number: '447700900000',
  mode: 'live',
  madeAt: '2026-11-29T17:30:00.000Z',
  summary: '',
  texts: 1,
  needsYou: 0,
  waiting: 0,
  queuedOrHeld: 0,
  runsActive: 0,
  schema: migrations.length,
}
let b: Awaited<ReturnType<typeof openDeskFolder>>
let database: Buffer
beforeAll(async () => {
  b = await openDeskFolder()
  await b.store.write('receive', inboundText({ text: 'of b' }))
  await b.store.close()
  database = readFileSync(join(b.folder, 'desk.db'))
  mkdirSync(join(b.folder, 'incoming'))
})
afterAll(() => b.store.close())

function seal(...content: Buffer[]): void {
  const file = openSync(incomingPath(b.folder, incomingId), 'w')
  const sealed = sealInto(file, bytesOf(passphrase), 1)
  sealed.write(Buffer.concat(content))
  sealed.end()
  closeSync(file)
}
const said = (head: unknown, size?: number) => {
  const words = Buffer.from(typeof head === 'string' ? head : JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(size ?? words.length)
  return Buffer.concat([length, words])
}
const take = () =>
  takeHandover(b.folder, { id: incomingId, passphrase: bytesOf(passphrase), now: Date.UTC(2026, 10, 30) }, understand)
/** The database with something done to it first. */
function with_(sql: string): Buffer {
  const path = join(freshFolder('hostile'), 'desk.db')
  writeFileSync(path, database)
  const db = new Database(path)
  db.pragma('journal_mode = DELETE')
  db.unsafeMode(true)
  db.exec(sql)
  db.close()
  return readFileSync(path)
}

describe('is refused, and the texts here are as they were:', () => {
  test.each([
    { label: 'nothing at all', content: () => [], why: 'damaged' },
    { label: 'less than a length', content: () => [Buffer.from([0, 0])], why: 'damaged' },
    { label: 'a head of 4 GB', content: () => [said('', 0xffffffff)], why: 'damaged' },
    { label: 'a head that goes on behind the end', content: () => [said('{}', 500)], why: 'damaged' },
    { label: 'no JSON', content: () => [said('{"number":'), database], why: 'damaged' },
    { label: 'a list', content: () => [said([]), database], why: 'damaged' },
    { label: 'brackets 10,000 deep', content: () => [said('['.repeat(10_000))], why: 'damaged' },
    { label: 'one part more', content: () => [said({ ...good, path: '/etc' }), database], why: 'damaged' },
    { label: 'a prototype', content: () => [said('{"__proto__":{"mode":"live"}}'), database], why: 'damaged' },
    { label: 'another mode', content: () => [said({ ...good, mode: 'LIVE' }), database], why: 'damaged' },
    { label: 'no number', content: () => [said({ ...good, number: "4' OR 1=1" }), database], why: 'damaged' },
    { label: 'a summary of 4,001', content: () => [said({ ...good, summary: 'x'.repeat(4001) })], why: 'damaged' },
    { label: 'texts below zero', content: () => [said({ ...good, texts: -1 }), database], why: 'damaged' },
    { label: 'no time', content: () => [said({ ...good, madeAt: 'yesterday' }), database], why: 'damaged' },
    { label: 'a later layout', content: () => [said({ schema: migrations.length + 1, other: 1 })], why: 'newer' },
  ])('$label', ({ content, why }) => {
    seal(...content())
    expect(readHandover(b.folder, incomingId, bytesOf(passphrase))).toEqual({ kind: why })
    expect(take()).toEqual({ kind: why })
    expect(readFileSync(join(b.folder, 'desk.db')).equals(database)).toBe(true)
  })

  test.each([
    { label: 'no database', body: () => Buffer.alloc(0) },
    { label: 'words', body: () => Buffer.from('SQLite format 3\0 and so on '.repeat(1000)) },
    { label: 'half a database', body: () => database.subarray(0, database.length / 2) },
    {
      label: 'a trigger',
      body: () => with_('CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM messages; END'),
    },
    { label: 'a view', body: () => with_('CREATE VIEW v AS SELECT * FROM messages') },
    { label: 'a table of another make', body: () => with_('DROP TABLE opt_outs; CREATE TABLE opt_outs (customer)') },
    { label: 'a trigger less', body: () => with_('DROP TRIGGER messages_move') },
  ])('$label', ({ body }) => {
    seal(said(good), body())
    expect(readHandover(b.folder, incomingId, bytesOf(passphrase))).toMatchObject({ kind: 'read' })
    // An empty one is said to be that; none of them is taken.
    expect(take()).toMatchObject({ kind: expect.stringMatching(/^(damaged|failed)$/) })
    expect(readFileSync(join(b.folder, 'desk.db')).equals(database)).toBe(true)
  })
})

test('control: the same database as it was is taken', () => {
  seal(said(good), with_('SELECT 1'))
  expect(readHandover(b.folder, incomingId, bytesOf(passphrase))).toMatchObject({ preview: { snoozed: null } })
  expect(take()).toMatchObject({ kind: 'taken' })
})
