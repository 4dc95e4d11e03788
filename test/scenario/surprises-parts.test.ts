import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { type Fields, formats, openSurprised, partsOf, type SurprisedDesk } from '../support/surprised-desk.ts'

// Long texts and their parts. The numbers are those of the list of surprises in real payloads.

let at: SurprisedDesk
beforeAll(async () => {
  at = await openSurprised()
})
afterAll(() => at.end())

const deliverAll = async (parts: readonly (Fields | undefined)[]) => {
  for (const part of parts) expect(await at.deliver(part ?? {})).toBe(200)
}

test('surprise 5: leading zeros in ids and references tell texts apart', async () => {
  const customer = at.newCustomer()
  for (const messageId of ['0012', '12', '00000124', '124', '0x7c'])
    expect(await at.deliver(at.text(customer, { messageId, text: messageId }), 'POST-JSON')).toBe(200)
  expect(await at.texts(customer)).toEqual(['0x7c', '124', '00000124', '12', '0012'])
  expect((await at.listed(customer)).map(({ providerIds }) => providerIds[0])).toEqual(await at.texts(customer))

  const writer = at.newCustomer()
  const zeros = partsOf(at.text(writer), '0012', ['with zeros ', 'to the end'])
  const plain = partsOf(at.text(writer), '12', ['without ', 'any zero'])
  await deliverAll([zeros[0], plain[1], zeros[1], plain[0]])
  expect(await at.texts(writer)).toEqual(['without any zero', 'with zeros to the end'])
})

test('surprise 6: a concat-ref that is no decimal number', async () => {
  const customer = at.newCustomer()
  await deliverAll(partsOf(at.text(customer), '08B5', ['in hexa', 'decimal']))
  expect(await at.texts(customer)).toEqual(['in hexadecimal'])
})

test('surprise 7: the same concat-ref from two people at once, or to two of our numbers, is not mixed', async () => {
  const [one, other] = [at.newCustomer(), at.newCustomer()]
  const ones = partsOf(at.text(one), '4', ['I am ', 'the first'])
  const others = partsOf(at.text(other), '4', ['and I ', 'the second'])
  const elsewhere = partsOf(at.text(one, { to: '447700900099' }), '4', ['to another ', 'number'])
  await deliverAll([ones[0], others[1], elsewhere[1], others[0], elsewhere[0], ones[1]])
  expect(await at.texts(one)).toEqual(['I am the first', 'to another number'])
  expect(await at.texts(other)).toEqual(['and I the second'])
})

test('surprise 7: the same concat-ref again next week begins a new text, also where the first was never complete', async () => {
  const customer = at.newCustomer()
  await deliverAll(partsOf(at.text(customer), '9', ['last ', 'month']))
  const [lost] = partsOf(at.text(customer), '9', ['last week, and the rest ', 'never came'])
  await deliverAll([lost])
  await at.restart((folder) => {
    const file = new Database(join(folder, 'live', 'desk.db'))
    file.prepare('UPDATE inbound_parts SET arrived_at = arrived_at - ?, sent_at = sent_at - ?').run(weekMs, weekMs)
    file.close()
  })
  const [first, second] = partsOf(at.text(customer), '9', ['this ', 'week'])
  await deliverAll([second, first])
  const shown = (await at.listed(customer)).map(({ text, state }) => ({ text, state }))
  expect(shown).toContainEqual({ text: 'this week', state: 'received' })
  expect(shown).toContainEqual({ text: expect.stringMatching(/^last week, and the rest\s+…$/), state: 'incomplete' })
  expect(shown).toHaveLength(3)
})
const weekMs = 7 * 24 * 3_600_000

test('surprise 8: parts out of order and repeated become one text; what never is complete shows within 20 s, and fills in', async () => {
  const customer = at.newCustomer()
  const [one, two, three] = partsOf(at.text(customer), '21', ['Leave it ', 'with my neigh', 'bour'])
  await deliverAll([two, three, three, { ...two, messageId: 'again under another id' }, one, one])
  const [whole, ...others] = await at.listed(customer)
  expect(others).toEqual([])
  expect(whole).toMatchObject({ text: 'Leave it with my neighbour', state: 'received', parts: null })
  expect(whole?.providerIds).toEqual([one?.messageId, two?.messageId, three?.messageId])

  const waits = at.newCustomer()
  const [first, middle, last] = partsOf(at.text(waits), '22', ['I will be ', 'at home ', 'after 3'])
  await deliverAll([last, first])
  expect(await at.listed(waits)).toEqual([])
  const incomplete = { state: 'incomplete', parts: { have: 2, total: 3 }, needsPerson: true }
  await eventually(async () => expect(await at.listed(waits)).toMatchObject([incomplete]), 20_000)
  expect(await at.texts(waits)).toEqual(['I will be  … after 3'])
  await deliverAll([middle])
  expect(await at.listed(waits)).toMatchObject([{ text: 'I will be at home after 3', state: 'received', parts: null }])
})

test('surprise 10: the keyword of a part is any word of the text, and opts nobody out', async () => {
  const customer = at.newCustomer()
  const parts = partsOf(at.text(customer), '33', [
    'The bell is broken, so please do not ',
    'stop at the gate but ',
    'walk in',
  ])
  expect(parts[1]?.keyword).toBe('STOP')
  await deliverAll([parts[1], parts[0], parts[2]])
  await deliverAll([at.text(customer, { text: 'see you then', keyword: 'STOP' })])
  expect(await at.texts(customer)).toEqual([
    'see you then',
    'The bell is broken, so please do not stop at the gate but walk in',
  ])
  expect(await at.desk.getCustomer({ number: `+${customer}` })).toMatchObject({ value: { optedOut: null } })
})

test('surprise 10: a part that had to wait for the others opts nobody out either, not over a restart', async () => {
  const customer = at.newCustomer()
  const optedOut = async () => {
    const found = await at.desk.getCustomer({ number: `+${customer}` })
    return found.ok ? found.value.optedOut : found.problem
  }
  const [one, two] = partsOf(at.text(customer), '34', ['I shall wait for you at the bus', ' stop.'])
  expect(two?.keyword).toBe('STOP.')
  await deliverAll([two])
  await eventually(
    async () => expect(await at.listed(customer)).toMatchObject([{ text: '…  stop.', state: 'incomplete' }]),
    20_000,
  )
  expect(await optedOut()).toBeNull()
  await at.restart()
  await deliverAll([one])
  expect(await at.listed(customer)).toMatchObject([
    { text: 'I shall wait for you at the bus stop.', state: 'received', needsPerson: true },
  ])
  expect(await optedOut()).toBeNull()
})

test('surprise 11: concat as the word "true", or as a JSON boolean', async () => {
  for (const concat of ['true', true, 'TRUE']) {
    const customer = at.newCustomer()
    for (const part of partsOf(at.text(customer), '11', ['two ', 'halves']))
      expect(await at.deliver({ ...part, concat }, 'POST-JSON')).toBe(200)
    expect(await at.texts(customer), String(concat)).toEqual(['two halves'])
  }
  // "false" makes no part, in any format.
  for (const format of formats) {
    const customer = at.newCustomer()
    const [part] = partsOf(at.text(customer), '11', ['whole', ''])
    expect(await at.deliver({ ...part, concat: false }, format)).toBe(200)
    expect(await at.texts(customer), format).toEqual(['whole'])
  }
})
