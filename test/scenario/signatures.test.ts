import { afterEach, expect, test } from 'vitest'
import { sign } from '../../src/main/practice/sign.ts'
import { eventually } from '../support/processes.ts'
import { type Fields, openSurprised, partsOf, type SurprisedDesk, stamp } from '../support/surprised-desk.ts'

let at: SurprisedDesk
afterEach(() => at.end())

const now = { VONAGE_SIGNATURE_SECRET: 'the-new-secret-01', VONAGE_SIGNATURE_METHOD: 'sha512' }
const both = { ...now, VONAGE_SIGNATURE_SECRET_OLD: 'the-old-secret-01' }
const hourMs = 3_600_000

/** Signed as the provider does it, at that moment. */
function signed(fields: Fields, secret: string, ms = Date.now()): Fields {
  const timed = { ...fields, timestamp: String(Math.floor(ms / 1000)), nonce: crypto.randomUUID() }
  return { ...timed, sig: sign(timed, secret, 'sha512') }
}

test('while the secret is being changed old and new are taken; afterwards the old one fails, is kept, and comes in when it is right again', async () => {
  at = await openSurprised(now)
  const customer = at.newCustomer()
  const send = (text: string, secret: string) => at.deliver(signed(at.text(customer, { text }), secret))
  expect(await send('new alone', now.VONAGE_SIGNATURE_SECRET)).toBe(200)
  expect(await send('old, too late', both.VONAGE_SIGNATURE_SECRET_OLD)).toBe(401)
  expect(await at.texts(customer)).toEqual(['new alone'])
  expect((await at.state()).counts.badlySigned).toBe(1)

  await at.restart(() => {}, both)
  await eventually(async () => expect(await at.texts(customer)).toEqual(['old, too late', 'new alone']))
  expect(await send('new', now.VONAGE_SIGNATURE_SECRET)).toBe(200)
  expect(await send('old', both.VONAGE_SIGNATURE_SECRET_OLD)).toBe(200)
  expect(await send('forged', 'the-guessed-secret')).toBe(401)
  expect(await at.texts(customer)).toEqual(['old', 'new', 'old, too late', 'new alone'])
  expect((await at.state()).counts.badlySigned).toBe(1)
})

test('a repeated field, or one whose name hides others, is refused before it is checked', async () => {
  at = await openSurprised(now)
  const customer = at.newCustomer()
  const fields = signed(at.text(customer, { text: 'genuine' }), now.VONAGE_SIGNATURE_SECRET) as Record<string, string>
  const contentType = 'application/x-www-form-urlencoded'
  const post = (body: string) => at.wire({ body: Buffer.from(body), contentType })
  const form = new URLSearchParams(fields).toString()
  expect(await post(`${form}&text=genuine`)).toBe(401)
  expect(await post(`${form}&msisdn=447700900999`)).toBe(401)
  const { msisdn = '', nonce = '', ...rest } = fields
  expect(await post(new URLSearchParams({ ...rest, [`msisdn=${msisdn}&nonce`]: nonce }).toString())).toBe(401)
  expect(await at.listed(customer)).toEqual([])
  expect(await post(form)).toBe(200)
  expect(await at.texts(customer)).toEqual(['genuine'])
})

test('a genuine text is taken whatever its age; more than 26 hours off it is marked as an odd time', async () => {
  at = await openSurprised(now)
  const customer = at.newCustomer()
  for (const { hours, odd } of [
    { hours: -24 * 400, odd: true },
    { hours: -27, odd: true },
    { hours: -25, odd: false },
    { hours: 0, odd: false },
    { hours: 25, odd: false },
    { hours: 27, odd: true },
  ]) {
    const ms = Date.now() + hours * hourMs
    const fields = at.text(customer, { text: `${hours} h`, 'message-timestamp': stamp(ms) })
    expect(await at.deliver(signed(fields, now.VONAGE_SIGNATURE_SECRET, ms))).toBe(200)
    expect((await at.listed(customer))[0]).toMatchObject({ text: `${hours} h`, oddTime: odd })
  }
  // Where nothing says when it was handed over, what says when it was signed counts.
  const { 'message-timestamp': _at, ...timeless } = at.text(customer, { text: 'timeless' })
  const longAgo = Date.now() - 27 * hourMs
  expect(await at.deliver(signed(timeless, now.VONAGE_SIGNATURE_SECRET, longAgo))).toBe(200)
  expect((await at.listed(customer))[0]).toMatchObject({ text: 'timeless', oddTime: true })
  // Sent again word for word it changes nothing.
  const before = await at.listed(customer)
  const again = signed(
    at.text(customer, { messageId: before[1]?.providerIds[0], text: '27 h' }),
    now.VONAGE_SIGNATURE_SECRET,
  )
  expect(await at.deliver(again)).toBe(200)
  expect(await at.listed(customer)).toEqual(before)

  const writer = at.newCustomer()
  const old = at.text(writer, { 'message-timestamp': stamp(Date.now() - 48 * hourMs) })
  for (const part of partsOf(old, '7', ['in two ', 'parts']))
    expect(await at.deliver(signed(part, now.VONAGE_SIGNATURE_SECRET))).toBe(200)
  expect(await at.listed(writer)).toMatchObject([{ text: 'in two parts', oddTime: true }])
})
