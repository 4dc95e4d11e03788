import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compilingLate, readOnce } from '../../../src/main/store/sqlite.ts'

test.each([
  ['SELECT 1 FROM a WHERE x = ?', 'SELECT 1 FROM a WHERE x = +?'],
  ['SELECT 1 FROM a WHERE x IS ? AND y = :run', 'SELECT 1 FROM a WHERE x IS +? AND y = +:run'],
  ['UPDATE a SET x = ? WHERE y = @z', 'UPDATE a SET x = +? WHERE y = +@z'],
  ['SELECT 1 FROM a WHERE x = b.y AND z > ? LIMIT ?', 'SELECT 1 FROM a WHERE x = b.y AND z > ? LIMIT ?'],
  ["SELECT x ->> '$.a' FROM a WHERE y = '?'", "SELECT x ->> '$.a' FROM a WHERE y = '?'"],
])('%s', (source, read) => {
  expect(readOnce(source)).toBe(read)
})

test('a statement finds and keeps the same, whatever is bound', () => {
  const db = new Database(':memory:')
  db.exec(
    `CREATE TABLE a (x ANY, n INTEGER, t TEXT) STRICT; CREATE INDEX a_n ON a (n, t); CREATE INDEX a_t ON a (t) WHERE x IS NOT NULL`,
  )
  const value = fc.oneof(
    fc.constantFrom<null | number | string | bigint>(null, 0, 1, -1, '1', '01', '1.0', '', 1.5, 2n ** 53n),
    fc.string({ maxLength: 4 }),
    fc.integer({ min: -2, max: 2 }),
    fc.uint8Array({ maxLength: 2 }).map((bytes) => Buffer.from(bytes)),
  )
  const whole = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 3 }))
  const text = fc.oneof(fc.constant(null), fc.constantFrom('1', '01', '', 'a', '-1'))
  const insert = db.prepare('INSERT INTO a VALUES (?, ?, ?)')
  const finds = [
    'SELECT rowid FROM a WHERE n = ? AND x IS NOT NULL ORDER BY rowid',
    'SELECT rowid FROM a WHERE t = ? AND x IS NOT NULL ORDER BY rowid',
    'SELECT rowid FROM a WHERE x IS ? ORDER BY rowid',
  ].map((source) => [db.prepare(source), db.prepare(readOnce(source))] as const)
  const keeps = ['UPDATE a SET x = ? RETURNING x, typeof(x)'].map(
    (source) => [db.prepare(source), db.prepare(readOnce(source))] as const,
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(value, whole, text), { maxLength: 8 }), value, (rows, bound) => {
      db.exec('DELETE FROM a')
      for (const row of rows) insert.run(...row)
      for (const [plain, once] of [...finds, ...keeps]) expect(once.all(bound)).toEqual(plain.all(bound))
    }),
  )
  db.close()
})

test('a statement is compiled when it is first used, and once', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1), (2)')
  const compiled: string[] = []
  const compile = db.prepare.bind(db)
  db.prepare = ((source: string) => {
    compiled.push(source)
    return compile(source)
  }) as typeof db.prepare
  compilingLate(db)
  const all = db.prepare('SELECT x FROM a').pluck()
  const wrong = db.prepare('SELECT x FROM nowhere')
  expect(compiled).toEqual([])
  expect([all.all(), all.get(), [...all.iterate()]]).toEqual([[1, 2], 1, [1, 2]])
  expect(compiled).toEqual(['SELECT x FROM a'])
  expect(() => wrong.get()).toThrow('no such table')
  db.close()
})
