import { afterAll, beforeAll, expect, test } from 'vitest'
import { understand } from '../../../src/main/replies/understand.ts'
import { openForWriting } from '../../../src/main/store/open.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { commands } from '../../../src/main/store/writer.ts'
import { statuses, tellInAnyOrder } from '../../support/receipt-orders.ts'
import { freshFolder, openFreshStore, receipt } from '../../support/store.ts'

let store: Store
beforeAll(async () => {
  ;({ store } = await openFreshStore())
})
afterAll(() => store.close())

const now = 1_780_000_000_000

/** A text that is leaving now. */
let count = 0
async function leaving(parts: number) {
  count += 1
  const customer = `4477009${String(count).padStart(5, '0')}`
  const text = 'x'.repeat(parts === 1 ? 10 : parts * 150)
  const draft = { submissionId: `s${count}`, customer, ours: '447700900000', text, now, notice: null }
  await store.write('queue', draft)
  const { claimed } = await store.write('claim', { now, limit: 100, notFrom: [], steadySince: 0 })
  const [sms] = claimed
  if (sms === undefined || claimed.length !== 1) throw new Error('One text was to be claimed')
  const ids = Array.from({ length: parts }, (_each, part) => `id-${count}-${part}`)
  return { seq: sms.seq, reference: sms.reference, ids }
}
const rowOf = async (seq: number) => {
  const [row] = await store.ask('bySeqs', [seq])
  if (row === undefined) throw new Error('The text is gone')
  return row
}

test(
  'receipts in any order, repeated, before and after the send returns: the first final state of every part decides, and no step leads back',
  { timeout: 120_000 },
  () => tellInAnyOrder(20_000),
)

test('a receipt that names only our reference settles a text of one part, whenever it comes', async () => {
  for (const when of ['before', 'after']) {
    const { seq, reference, ids } = await leaving(1)
    const settle = () => store.write('settle', { seq, now, outcome: { kind: 'accepted', providerIds: ids } })
    const settled = when === 'after' ? await settle() : null
    await store.write('receipt', receipt({ reference, status: 'delivered' }))
    if (settled === null && when === 'before') await settle()
    expect((await rowOf(seq)).state, when).toBe('delivered')
  }
})

test('a text that is on its way, as a receipt says, is not sent again, whatever was answered to the send', async () => {
  const throttled = { kind: 'not-sent', attempt: 1, dueAt: now, code: 'throttled', text: 'Slow down.' } as const
  const next = () => store.write('claim', { now, limit: 100, notFrom: [], steadySince: 0 })
  for (const when of ['before', 'after']) {
    const { seq, reference } = await leaving(1)
    const settle = () => store.write('settle', { seq, now, outcome: throttled })
    if (when === 'after') await settle()
    await store.write('receipt', receipt({ reference, status: 'delivered' }))
    if (when === 'before') await settle()
    expect((await next()).claimed, when).toEqual([])
    expect((await rowOf(seq)).state, when).toBe('delivered')
  }
  // The control.
  const { seq } = await leaving(1)
  await store.write('settle', { seq, now, outcome: throttled })
  expect((await next()).claimed).toMatchObject([{ seq, attempts: 2 }])
})

test('a text that a receipt says is on its way is not called refused, whatever was answered to the send', async () => {
  const refused = { kind: 'refused', code: 'vonage-9', text: 'No credit. Nothing was sent.' } as const
  const { seq, reference } = await leaving(1)
  await store.write('receipt', receipt({ reference, status: 'accepted' }))
  await store.write('settle', { seq, now, outcome: refused })
  expect(await rowOf(seq)).toMatchObject({ state: 'submitted', problem: null })
  // The control.
  const other = await leaving(1)
  await store.write('receipt', receipt({ reference: 'not-ours', status: 'accepted' }))
  await store.write('settle', { seq: other.seq, now, outcome: refused })
  expect((await rowOf(other.seq)).state).toBe('refused')
})

test('a status that nobody lists says at least that the text has left, and it is not sent again', async () => {
  const throttled = { kind: 'not-sent', attempt: 1, dueAt: now, code: 'throttled', text: 'Slow down.' } as const
  const lost = { kind: 'unknown', code: 'timeout', text: 'No answer.' } as const
  const next = () => store.write('claim', { now, limit: 100, notFrom: [], steadySince: 0 })
  for (const status of ['unknown', 'deleted', 'undelivered', '', 'constructor', '__proto__'])
    for (const outcome of [throttled, lost])
      for (const when of ['before', 'after']) {
        const { seq, reference } = await leaving(1)
        const settle = () => store.write('settle', { seq, now, outcome })
        if (when === 'after') await settle()
        await store.write('receipt', receipt({ reference, status }))
        if (when === 'before') await settle()
        const how = `${status} ${when} ${outcome.kind}`
        expect((await next()).claimed, how).toEqual([])
        expect((await rowOf(seq)).state, how).toBe('submitted')
        // What is heard next still counts.
        await store.write('receipt', receipt({ reference, status: 'delivered' }))
        expect((await rowOf(seq)).state, how).toBe('delivered')
      }
  // The control: one that names nothing of ours says nothing of it.
  const { seq } = await leaving(1)
  await store.write('settle', { seq, now, outcome: lost })
  await store.write('receipt', receipt({ providerId: 'somebody-else', reference: 'not-ours', status: 'deleted' }))
  expect((await rowOf(seq)).state).toBe('unknown')
})

test('a status that nobody lists moves no text that is known to have left', async () => {
  const { seq, reference, ids } = await leaving(2)
  await store.write('settle', { seq, now, outcome: { kind: 'accepted', providerIds: ids } })
  await store.write('receipt', receipt({ reference, status: 'unknown' }))
  for (const providerId of ids) await store.write('receipt', receipt({ providerId, status: 'delivered' }))
  expect((await rowOf(seq)).state).toBe('delivered')
  await store.write('receipt', receipt({ providerId: ids[0] ?? '', reference, status: 'deleted' }))
  expect((await rowOf(seq)).state).toBe('delivered')
})

test('receipts of other software change none of ours', async () => {
  const { seq, ids } = await leaving(1)
  await store.write('settle', { seq, now, outcome: { kind: 'accepted', providerIds: ids } })
  const before = await rowOf(seq)
  for (const status of statuses) {
    await store.write('receipt', receipt({ providerId: 'somebody-else', reference: 'not-ours', status }))
    await store.write('receipt', receipt({ reference: 'not-ours', status }))
  }
  expect(await rowOf(seq)).toEqual(before)
})

test('receipts of other software do not pile up while the desk runs', () => {
  const db = openForWriting(freshFolder())
  const run = commands(db, understand, () => {})
  db.exec('BEGIN')
  const kept = () => db.prepare('SELECT count(*) FROM outbound_parts WHERE message IS NULL').pluck().get()
  const tell = (from: number, to: number) => {
    for (let each = from; each < to; each += 1) run.receipt(receipt({ providerId: `theirs-${each}`, reference: null }))
  }
  tell(0, 10_000)
  expect(kept()).toBe(10_000)
  // One that a send's answer claims meanwhile is nobody else's any more.
  run.queue({ submissionId: 's', customer: '447700900123', ours: '447700900000', text: 'x', now, notice: null })
  const [text] = run.claim({ now, limit: 1, notFrom: [], steadySince: 0 }).claimed
  run.settle({ seq: text?.seq ?? 0, now, outcome: { kind: 'accepted', providerIds: ['theirs-5'] } })
  const state = () => db.prepare('SELECT state FROM messages WHERE reference = ?').pluck().get(text?.reference)
  expect(state()).toBe('delivered')
  tell(10_000, 25_000)
  // Receipts that are told again are no new ones.
  tell(24_000, 25_000)
  expect(kept()).toBe(10_000)
  expect(db.prepare("SELECT 1 FROM outbound_parts WHERE provider_id = 'theirs-24999'").pluck().get()).toBe(1)
  expect(db.prepare("SELECT message FROM outbound_parts WHERE provider_id = 'theirs-5'").pluck().get()).toBe(text?.seq)
  db.close()
})
