import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { filedLabels } from '../../../src/main/store/filed-labels.ts'
import { findSeqs } from '../../../src/main/store/find-seqs.ts'
import { openFreshStore } from '../../support/store.ts'

/** Replies by number, filed in turn as these, or as nothing. */
async function openFiled(count: number, labels: readonly (string | null)[]) {
  const { store, folder } = await openFreshStore()
  await store.close()
  const db = new Database(join(folder, 'desk.db'))
  onTestFinished(() => void db.close())
  const insert = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, because)
     VALUES ('inbound', '447700900123', '447700900000', 'yes', 'received', 1, ?)`,
  )
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const label = labels[index % labels.length]
      insert.run(JSON.stringify(label == null ? { rule: 'none' } : { rule: 'option', option: '1', label }))
    }
  })()
  return db
}

test('options are meant by any of their words, without accents or case, and in Chinese by any piece', async () => {
  const labels = ['deliver to post office', 'Thursday', 'thursday', 'Jeudi après-midi', '明天下午', '2 pm', null]
  const named = filedLabels(await openFiled(14, labels))
  expect(named('thursday')).toEqual(['Thursday', 'thursday'])
  expect(named('post office')).toEqual(['deliver to post office'])
  expect(named('office')).toEqual(['deliver to post office'])
  expect(named('APRES')).toEqual(['Jeudi après-midi'])
  expect(named('下午')).toEqual(['明天下午'])
  expect(named('pm')).toEqual(['2 pm'])
  expect(named('ffice')).toEqual([])
  expect(named('?')).toEqual([])
})

test('neither the options nor their replies are looked for through all that there is', async () => {
  const db = await openFiled(500, ['tomorrow', 'Thursday', null])
  const plansOf = (sql: string) => db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all()
  const asked: string[] = []
  const traced = new Database(db.name, { verbose: (sql) => asked.push(String(sql)) })
  onTestFinished(() => void traced.close())
  const options = { digits: ['2'], labels: filedLabels(traced)('thursday') }
  const only = { match: null, customers: null, runs: null, reasons: null, from: null, until: null }
  const all = findSeqs(traced)({ ...only, options, before: Number.MAX_SAFE_INTEGER }, 200, 1_000)
  expect([all.seqs.length, all.next]).toEqual([167, null])
  const plans = asked.flatMap(plansOf).map(({ detail }) => detail)
  expect(plans).toContainEqual(expect.stringContaining('messages_label'))
  const isScan = /^SCAN (?:m|messages)\b/
  expect(plans.filter((plan) => isScan.test(plan))).toEqual([])
  // Control: as it would be without the index.
  const scan = plansOf("SELECT seq FROM messages WHERE because ->> '$.label' = 'Thursday'")
  expect(scan.some(({ detail }) => isScan.test(detail))).toBe(true)
})
