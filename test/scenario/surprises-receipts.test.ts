import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import type { PretendReceipt } from '../../src/main/practice/pretend-api.ts'
import { eventually } from '../support/processes.ts'
import { openSurprised, type SurprisedDesk } from '../support/surprised-desk.ts'

// Receipts. The numbers are those of the list of surprises in real payloads.

let at: SurprisedDesk
beforeAll(async () => {
  at = await openSurprised()
})
afterAll(() => at.end())

/** Sends one text and waits until Vonage has taken it. Without another wish no receipt follows by itself. */
async function sent(behaviour: Behaviour = { receipts: 'none' }, text = 'On our way') {
  const customer = at.newCustomer()
  await at.vonage.next(behaviour)
  const answer = await at.desk.sendSms({ submissionId: randomUUID(), to: `+${customer}`, text })
  expect(answer).toMatchObject({ ok: true })
  const row = async () => (await at.listed(customer, 'outbound'))[0]
  await eventually(async () => expect((await row())?.providerIds.length).toBeGreaterThan(0))
  const { providerIds = [], reference } = (await row()) ?? {}
  const receipt = async (status: string, over: Partial<PretendReceipt> = {}) => {
    const messageId = providerIds[0] ?? ''
    const told = (await at.vonage.receipt({ messageId, to: customer, status, wait: true, ...over })) as object
    expect(told).toMatchObject({ acknowledged: [true] })
  }
  return { customer, row, providerIds, reference: reference ?? '', receipt }
}
const ours = async (customer: string) =>
  (await at.vonage.record()).deliveries.filter(({ fields }) => fields.msisdn === customer)

test('surprise 18: a signed receipt whose timestamp is a JSON number is accepted', async () => {
  const signature = { secret: 'dispatch-demo-secret-01', method: 'sha256' } as const
  const signed = await openSurprised({
    VONAGE_SIGNATURE_SECRET: signature.secret,
    VONAGE_SIGNATURE_METHOD: signature.method,
  })
  try {
    await signed.vonage.set({ signature })
    await signed.vonage.next({ receipts: 'none' })
    const customer = signed.newCustomer()
    await signed.desk.sendSms({ submissionId: 'signed', to: `+${customer}`, text: 'On our way' })
    await eventually(async () => expect(await signed.listed(customer)).toMatchObject([{ state: 'submitted' }]))
    const [row] = await signed.listed(customer)
    const receipt = {
      messageId: row?.providerIds[0] ?? '',
      to: customer,
      status: 'delivered',
      format: 'POST-JSON',
      fields: { timestamp: Math.floor(Date.now() / 1000) },
      wait: true,
    } as const
    // That it is the signature which lets it in: the same with another is refused.
    expect(await signed.deliver({ ...receipt.fields, ...receipt, sig: '00'.repeat(32) }, 'POST-JSON')).toBe(401)
    expect(await signed.vonage.receipt(receipt)).toMatchObject({ acknowledged: [true] })
    expect(await signed.listed(customer)).toMatchObject([{ state: 'delivered' }])
  } finally {
    await signed.end()
  }
})

test('surprise 19: a receipt that comes before the send returns is not lost', async () => {
  // Without our reference only the id tells what it is about, and that is known once the send has returned.
  const bare = { status: 'delivered', afterMs: 0, fields: { 'client-ref': null } }
  const nameless = await sent({ receipts: [bare], afterMs: 300 })
  await eventually(async () => expect(await nameless.row()).toMatchObject({ state: 'delivered', problem: null }))
  expect(await ours(nameless.customer)).toHaveLength(1)

  const { customer, row } = await sent({ receipts: 'early', afterMs: 300 })
  await eventually(async () => expect(await row()).toMatchObject({ state: 'delivered', problem: null }))
  const { requests } = await at.vonage.record()
  const request = requests.find(({ body }) => body.to === customer)
  const receipts = await ours(customer)
  expect(receipts.map(({ fields }) => fields.status)).toEqual(['accepted', 'delivered'])
  // Told within the wait for the answer, and once.
  for (const { at: told, status } of receipts) {
    expect(status).toBe(200)
    expect(Date.parse(told) - Date.parse(request?.at ?? '')).toBeLessThan(300)
  }
})

test('surprise 20: receipts out of order and twice never go back', async () => {
  const swapped = await sent({ receipts: 'swapped' })
  await eventually(async () => expect(await ours(swapped.customer)).toHaveLength(2))
  expect((await ours(swapped.customer)).map(({ fields }) => fields.status)).toEqual(['delivered', 'accepted'])
  await eventually(async () => expect(await swapped.row()).toMatchObject({ state: 'delivered' }))

  const doubled = await sent({ receipts: 'doubled' })
  await eventually(async () => expect(await ours(doubled.customer)).toHaveLength(4))
  expect(await doubled.row()).toMatchObject({ state: 'delivered' })

  const late = await sent()
  for (const status of ['buffered', 'delivered', 'accepted', 'failed', 'expired', 'buffered', 'delivered'])
    await late.receipt(status)
  expect(await late.row()).toMatchObject({ state: 'delivered', problem: null })
  // Of a text in parts, the first of which is told again before the second has arrived.
  const parts = await sent({ receipts: 'none' }, 'Your parcel waits at the post office. '.repeat(6))
  const [first = '', second = ''] = parts.providerIds
  for (const status of ['delivered', 'accepted']) await parts.receipt(status, { messageId: first })
  await parts.receipt('delivered', { messageId: second })
  expect(await parts.row()).toMatchObject({ state: 'delivered' })
  const failed = await sent()
  for (const status of ['failed', 'accepted', 'delivered', 'failed']) await failed.receipt(status, { errCode: '3' })
  expect(await failed.row()).toMatchObject({ state: 'failed', problemCode: 'carrier-3' })
})

test('surprise 21: an err-code that no list has, none, or "0" with failed, still says what happened and what to do', async () => {
  for (const { over, says } of [
    { over: { errCode: '95' }, says: /95.*Ring/ },
    { over: { errCode: '0' }, says: /no reason.*Ring/ },
    { over: { fields: { 'err-code': null } }, says: /no reason.*Ring/ },
    { over: { errCode: 'X-1 <b>' }, says: /Ring/ },
  ]) {
    const text = await sent()
    await text.receipt('failed', over)
    const row = await text.row()
    expect(row?.state).toBe('failed')
    expect(row?.problem).toMatch(says)
  }
})

test('surprise 22: a status that no list has changes nothing, and marks nothing as failed', async () => {
  const text = await sent()
  for (const status of [
    'deleted',
    'submitted',
    'undelivered',
    'unknown',
    'brand-new',
    'DELETED',
    'constructor',
    '__proto__',
  ])
    await text.receipt(status, { errCode: '99' })
  expect(await text.row()).toMatchObject({ state: 'submitted', problem: null })
  await text.receipt('Delivered')
  expect(await text.row()).toMatchObject({ state: 'delivered' })
})

test('surprise 23: a receipt whose `to` is a word, with msisdn and to swapped, is about the text we sent', async () => {
  const text = await sent()
  await text.receipt('delivered', { from: 'ACME' })
  expect(await text.row()).toMatchObject({ state: 'delivered', customer: text.customer })
  expect(await at.listed(text.customer, 'inbound')).toEqual([])
  expect(await at.listed('ACME')).toEqual([])
})

test('surprise 24: receipts of other software on the account are acknowledged and change nothing', async () => {
  const customer = at.newCustomer()
  const before = (await at.state()).counts
  for (const status of ['accepted', 'failed']) {
    const receipt = { messageId: randomUUID(), to: customer, clientRef: 'run-88/stop&3', status, errCode: '9' }
    expect(await at.vonage.receipt({ ...receipt, wait: true })).toMatchObject({ acknowledged: [true] })
  }
  expect(await at.listed(customer)).toEqual([])
  expect((await at.state()).counts).toEqual(before)
})

test('surprise 29: a receipt on the inbound URL, and a text on the receipts URL', async () => {
  const text = await sent()
  const { inbound, receipts } = at.running.ready
  await text.receipt('delivered', { url: inbound })
  expect(await text.row()).toMatchObject({ state: 'delivered' })
  expect(await at.listed(text.customer, 'inbound')).toEqual([])
  expect(await at.deliver(at.text(text.customer, { text: 'thanks' }), 'POST', receipts)).toBe(200)
  expect(await at.texts(text.customer)).toEqual(['thanks'])
})

test('surprise 31: several ids for one send: delivered when every part is, failed when any is', async () => {
  const long = 'Your parcel waits at the post office. '.repeat(12)
  const text = await sent({ receipts: 'none' }, long)
  expect(text.providerIds).toHaveLength(3)
  for (const messageId of text.providerIds.slice(1)) await text.receipt('delivered', { messageId })
  expect(await text.row()).toMatchObject({ state: 'submitted' })
  await text.receipt('delivered')
  expect(await text.row()).toMatchObject({ state: 'delivered' })

  const broken = await sent({ receipts: 'none' }, long)
  const [first, second, third] = broken.providerIds
  for (const [messageId, status] of [
    [third, 'delivered'],
    [second, 'failed'],
    [first, 'delivered'],
  ] as const)
    await broken.receipt(status, { messageId: messageId ?? '', errCode: status === 'failed' ? '12' : '0' })
  expect(await broken.row()).toMatchObject({ state: 'failed', problemCode: 'carrier-12' })
})
