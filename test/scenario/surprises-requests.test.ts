import { afterAll, beforeAll, expect, test } from 'vitest'
import { sign } from '../../src/main/practice/sign.ts'
import { formats, openSurprised, type SurprisedDesk } from '../support/surprised-desk.ts'

// What a request may look like. The numbers are those of the list of surprises in real payloads.

let at: SurprisedDesk
beforeAll(async () => {
  at = await openSurprised()
})
afterAll(() => at.end())

const unreadable = async () => (await at.state()).counts.unreadable
const bytes = (text: string) => Buffer.from(text, 'latin1')
/** A query or form that holds a text whose words stand there as they are. */
const formWith = (customer: string, words: string) => {
  const { text: _text, ...rest } = at.text(customer)
  const form = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  return `${form}&text=${words}`
}

test('surprise 1: a bare GET with no parameters is the link check, answered 200 and not listed', async () => {
  const before = await at.state()
  const { inbound, receipts } = at.running.ready
  for (const url of [inbound, receipts, `${inbound}?`, `${receipts}?`]) expect(await at.wire({}, url)).toBe(200)
  expect((await at.state()).counts).toEqual(before.counts)
  expect((await at.state()).seq).toBe(before.seq)
})

test('surprise 12: a repeated parameter is no text, crashes nothing, and its bytes are kept', async () => {
  const customer = at.newCustomer()
  const before = await unreadable()
  const contentType = 'application/x-www-form-urlencoded'
  const twice = `${formWith(customer, 'one')}&text=two`
  const json = JSON.stringify(at.text(customer)).replace('"text"', '"text":"one","text"')
  expect(await at.wire({ query: twice })).toBe(200)
  expect(await at.wire({ body: bytes(twice), contentType })).toBe(200)
  expect(await at.wire({ body: bytes(twice.replace('&text=', '&t%65xt=')), contentType })).toBe(200)
  expect(await at.wire({ body: bytes(json), contentType: 'application/json' })).toBe(200)
  expect(await at.listed(customer)).toEqual([])
  expect(await unreadable()).toBe(before + 4)
  expect(await at.deliver(at.text(customer, { text: 'once' }))).toBe(200)
  expect(await at.texts(customer)).toEqual(['once'])
})

test('surprise 13: JSON without a content type is read as JSON', async () => {
  const customer = at.newCustomer()
  const json = JSON.stringify(at.text(customer, { text: 'no label' }))
  expect(await at.wire({ body: bytes(json) })).toBe(200)
  expect(await at.texts(customer)).toEqual(['no label'])
})

test('surprise 14: a form in ISO-8859-1, escaped or as bytes', async () => {
  const customer = at.newCustomer()
  const contentType = 'application/x-www-form-urlencoded; charset=ISO-8859-1'
  expect(await at.wire({ body: bytes(formWith(customer, 'caf%E9')), contentType })).toBe(200)
  expect(await at.wire({ body: bytes(formWith(customer, 'caf\xe9 au lait')), contentType })).toBe(200)
  // These bytes would be UTF-8 too; the label decides.
  expect(await at.wire({ body: bytes(formWith(customer, '%C2%A350')), contentType })).toBe(200)
  expect(await at.texts(customer)).toEqual(['Â£50', 'café au lait', 'café'])
})

test('surprise 15: percent-encoded Latin-1 in a query', async () => {
  const customer = at.newCustomer()
  expect(await at.wire({ query: formWith(customer, 'caf%E9') })).toBe(200)
  expect(await at.texts(customer)).toEqual(['café'])
})

test('surprise 25: an api-key and fields that no document lists', async () => {
  const customer = at.newCustomer()
  const { 'api-key': _key, ...older } = at.text(customer, { text: 'older account' })
  for (const format of formats) {
    const fields = { text: `newer ${format}`, sessionId: 'x', 'network-code': '23410', 'new.field_2': 'y' }
    expect(await at.deliver(at.text(customer, fields), format)).toBe(200)
  }
  expect(await at.deliver(older)).toBe(200)
  expect(await at.texts(customer)).toEqual(['older account', 'newer POST-JSON', 'newer POST', 'newer GET'])
})

test('surprise 28: a Messages API body on the same URL is answered 200, kept, and taken for no text', async () => {
  await surprise28(at)
  const customer = at.newCustomer()
  expect(await at.deliver(at.text(customer, { text: 'switched back' }))).toBe(200)
  expect(await at.texts(customer)).toEqual(['switched back'])
})

test('surprise 28: also where the SMS API’s webhooks are signed, which this one’s are not in that way', async () => {
  const secret = 'dispatch-demo-secret-01'
  const signed = await openSurprised({ VONAGE_SIGNATURE_SECRET: secret })
  try {
    await surprise28(signed)
    expect((await signed.state()).counts).toMatchObject({ badlySigned: 0 })
    const customer = signed.newCustomer()
    const back = signed.text(customer, { text: 'switched back', timestamp: String(Math.floor(Date.now() / 1000)) })
    expect(await signed.deliver({ ...back, sig: sign(back as Record<string, string>, secret, 'sha256') })).toBe(200)
    expect(await signed.texts(customer)).toEqual(['switched back'])
    // Of the SMS API and without a signature it is refused as before.
    expect(await signed.deliver(signed.text(customer))).toBe(401)
    expect((await signed.state()).counts).toMatchObject({ badlySigned: 1 })
  } finally {
    await signed.end()
  }
})

async function surprise28(desk: SurprisedDesk): Promise<void> {
  const customer = desk.newCustomer()
  const { number } = desk.vonage.ready
  const common = {
    message_uuid: 'aaaaaaaa-1a7e-4f0b-8f6e-5a4b3c2d1e09',
    channel: 'sms',
    timestamp: '2026-04-02T08:20:00Z',
  }
  const text = { ...common, to: number, from: customer, message_type: 'text', text: '2' }
  const { counts: before } = await desk.state()
  for (const body of [
    text,
    { ...text, usage: { currency: 'EUR', price: '0.0333' }, sms: { num_messages: '1' } },
    { ...common, to: customer, from: number, status: 'delivered' },
    // The first version of that API.
    { ...common, to: { type: 'sms', number }, from: { type: 'sms', number: customer }, message: { content: {} } },
  ])
    expect(await desk.deliver(body, 'POST-JSON')).toBe(200)
  expect(await desk.listed(customer)).toEqual([])
  const { counts } = await desk.state()
  expect(counts).toMatchObject({ unreadable: before.unreadable + 4, messagesApi: before.messagesApi + 4 })
}

test('surprise 33: a JSON list, a __proto__ key, a nested object', async () => {
  const customer = at.newCustomer()
  const before = await unreadable()
  const good = JSON.stringify(at.text(customer, { text: 'with a prototype' })).slice(1)
  const contentType = 'application/json'
  const post = (json: string) => at.wire({ body: bytes(json), contentType })
  expect(await post(`{"__proto__":"x","constructor":"y",${good}`)).toBe(200)
  expect(await unreadable()).toBe(before)
  expect(await post(`[{${good}]`)).toBe(200)
  expect(await post(`{"__proto__":{"text":"polluted","msisdn":"447700900999"},${good}`)).toBe(200)
  expect(await post(`{"text":{"body":"nested"},${good}`)).toBe(200)
  expect(await at.texts(customer)).toEqual(['with a prototype'])
  expect(await unreadable()).toBe(before + 3)
  // What has no words must have been given none by the one before.
  const { text: _text, ...wordless } = at.text(customer)
  expect(await at.deliver(wordless, 'POST-JSON')).toBe(200)
  expect(await at.texts(customer)).toEqual(['', 'with a prototype'])
})
