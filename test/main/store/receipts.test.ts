import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../../src/main/store/store.ts'
import { statuses, tellInAnyOrder } from '../../support/receipt-orders.ts'
import { openFreshStore, receipt } from '../../support/store.ts'

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
