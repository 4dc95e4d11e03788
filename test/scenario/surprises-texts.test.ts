import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { formats, openSurprised, type SurprisedDesk, stamp } from '../support/surprised-desk.ts'

// What stands in a text's fields. The numbers are those of the list of surprises in real payloads.

let at: SurprisedDesk
beforeAll(async () => {
  // Hours away from UTC: who reads a timestamp as local time is seen.
  at = await openSurprised({ TZ: 'America/Los_Angeles' })
})
afterAll(() => at.end())

const newest = async (customer: string) => (await at.listed(customer, 'inbound'))[0]

test('surprise 2: an empty text, or none at all, is a reply that somebody looks at', async () => {
  const customer = at.newCustomer()
  const { text: _text, ...wordless } = at.text(customer)
  const binary = { ...wordless, type: 'binary', data: '0011ff', udh: '05000304' }
  for (const format of formats) {
    expect(await at.deliver(at.text(customer, { text: '' }), format)).toBe(200)
    expect(await newest(customer)).toMatchObject({ text: '', needsPerson: true, because: { rule: 'person' } })
    expect(await at.deliver({ ...wordless, messageId: `none-${format}` }, format)).toBe(200)
    expect(await newest(customer)).toMatchObject({ text: '', needsPerson: true, because: { rule: 'person' } })
    expect(await at.deliver({ ...binary, messageId: `binary-${format}` }, format)).toBe(200)
    expect(await newest(customer)).toMatchObject({ text: '', needsPerson: true, because: { why: 'not a text' } })
  }
  expect(await at.texts(customer)).toHaveLength(9)
})

test('surprise 3: a word or a short code for a sender is listed under it; no sender at all is kept, never a 5xx', async () => {
  for (const sender of ['MTN', '24680']) {
    expect(await at.deliver(at.text(sender, { text: 'Your bundle' }))).toBe(200)
    expect(await newest(sender)).toMatchObject({ customer: sender, text: 'Your bundle' })
  }
  const before = (await at.state()).counts.unreadable
  const { msisdn: _msisdn, ...nobody } = at.text('')
  for (const fields of [nobody, at.text(''), at.text('+'), at.text(' ')])
    for (const format of formats) expect(await at.deliver(fields, format)).toBe(200)
  expect((await at.state()).counts.unreadable).toBe(before + 12)
})

test('surprise 4: a raw plus before a number, which becomes a space, changes nothing', async () => {
  const customer = at.newCustomer()
  const { msisdn: _msisdn, to: _to, ...rest } = at.text(customer, { text: 'plus' })
  const { number } = at.vonage.ready
  for (const [nth, digits] of [`+${customer}`, `%2B${customer}`, `00${customer}`].entries()) {
    const form = new URLSearchParams({ ...rest, messageId: `plus-${nth}-${customer}` } as Record<string, string>)
    expect(await at.wire({ query: `msisdn=${digits}&to=+${number}&${form}` })).toBe(200)
  }
  expect(await at.deliver(at.text(`+${customer}`, { text: 'plus' }), 'POST-JSON')).toBe(200)
  expect(await at.texts(customer)).toEqual(['plus', 'plus', 'plus', 'plus'])
  for (const { ours } of await at.listed(customer)) expect(ours).toBe(number)
})

test('surprise 9: a long text that comes as several without concat fields is listed piece by piece, in order, and none is taken for an answer', async () => {
  const customer = at.newCustomer()
  const ask = async (to: string) => {
    const notice = { submissionId: to, to: `+${to}`, questionId: 'delivery', fields: { weekday: 'Thursday' } }
    expect(await at.desk.sendNotice(notice)).toMatchObject({ ok: true })
    await eventually(async () => expect(await at.listed(to, 'outbound')).toMatchObject([{ state: 'delivered' }]))
  }
  await ask(customer)
  const pieces = [
    'Please leave it with the people at number 14, the ones with the red door, and do not ring, since the baby sleeps till noon. And whatever you do, do not come on ',
    'Thursday',
  ]
  expect(pieces[0]).toHaveLength(160)
  for (const text of pieces) expect(await at.deliver(at.text(customer, { text }))).toBe(200)
  expect((await at.texts(customer)).toReversed()).toEqual(pieces)
  // Nothing is guessed from a piece.
  const expected = { needsPerson: true, thanks: null, because: { rule: 'person' } }
  for (const piece of await at.listed(customer, 'inbound')) expect(piece).toMatchObject(expected)

  // Control: that question was open, and by itself the last piece answers it.
  const other = at.newCustomer()
  await ask(other)
  for (const text of ['Hello', 'Thursday']) expect(await at.deliver(at.text(other, { text }))).toBe(200)
  expect((await at.listed(other, 'inbound'))[0]).toMatchObject({ because: { rule: 'option', option: '2' } })
})

test('surprise 16: a timestamp in three formats is UTC wherever the desk stands, and none is the arrival', async () => {
  const customer = at.newCustomer()
  const moment = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
  const plain = stamp(moment.getTime())
  const written = [plain, `${plain.replace(' ', 'T')}.000+00:00`, `${plain} +0000`]
  for (const format of formats)
    for (const each of written) {
      expect(await at.deliver(at.text(customer, { 'message-timestamp': each }), format)).toBe(200)
      expect((await newest(customer))?.at, `${each} ${format}`).toBe(moment.toISOString())
    }
  // An unescaped plus, which becomes a space.
  const { 'message-timestamp': _at, ...rest } = at.text(customer)
  const form = new URLSearchParams(rest as Record<string, string>)
  expect(await at.wire({ query: `${form}&message-timestamp=${written[1]}` })).toBe(200)
  expect((await newest(customer))?.at).toBe(moment.toISOString())
  const { 'message-timestamp': _none, ...timeless } = at.text(customer)
  for (const [nth, fields] of [timeless, { ...timeless, 'message-timestamp': 'yesterday' }].entries()) {
    const before = Date.now()
    expect(await at.deliver({ ...fields, messageId: `timeless-${nth}` })).toBe(200)
    const arrived = Date.parse((await newest(customer))?.at ?? '')
    expect(arrived).toBeGreaterThanOrEqual(before)
    expect(arrived).toBeLessThanOrEqual(Date.now())
  }
})

test('surprise 17: message-timestamp is the push time: a repeat with a newer one moves nothing, order is by arrival', async () => {
  const customer = at.newCustomer()
  const now = Date.now()
  const first = at.text(customer, { text: 'first', 'message-timestamp': stamp(now - 120_000) })
  expect(await at.deliver(first)).toBe(200)
  expect(await at.deliver(at.text(customer, { text: 'second', 'message-timestamp': stamp(now - 600_000) }))).toBe(200)
  const before = await at.listed(customer)
  expect(await at.deliver({ ...first, 'message-timestamp': stamp(now) })).toBe(200)
  expect(await at.listed(customer)).toEqual(before)
  expect(before.map(({ text }) => text)).toEqual(['second', 'first'])
})

test('surprise 26: the same messageId again, also after a restart, is one row', async () => {
  const customer = at.newCustomer()
  const fields = at.text(customer, { text: 'once' })
  for (const format of formats) expect(await at.deliver(fields, format)).toBe(200)
  const [row, ...others] = await at.listed(customer)
  expect(others).toEqual([])
  await at.restart()
  for (const format of formats) expect(await at.deliver(fields, format)).toBe(200)
  expect(await at.listed(customer)).toEqual([row])
})

test('surprise 27: the same text with a new id seconds later is a second text', async () => {
  const customer = at.newCustomer()
  for (let sent = 0; sent < 3; sent += 1) expect(await at.deliver(at.text(customer, { text: 'hello?' }))).toBe(200)
  expect(await at.texts(customer)).toEqual(['hello?', 'hello?', 'hello?'])
})

test('surprise 32: markup, line breaks, marks of direction and NUL in a text are listed as what they are', async () => {
  const customer = at.newCustomer()
  const hostile = [
    '<img src=x onerror=alert(1)>',
    'one\r\ntwo\n\tthree',
    '\u202eevil\u2066\u200b',
    "'); DROP TABLE messages;--",
    '&amp; 100%',
    '🏴‍☠️ é e\u0301',
  ]
  for (const format of formats)
    for (const text of hostile) {
      expect(await at.deliver(at.text(customer, { text }), format)).toBe(200)
      expect((await newest(customer))?.text).toBe(text)
    }
  // SQLite ends a text at NUL in places, and half a surrogate pair is no text: both become U+FFFD, and nothing is cut.
  expect(await at.deliver(at.text(customer, { text: 'before\0after' }), 'POST-JSON')).toBe(200)
  expect((await newest(customer))?.text).toBe('before\ufffdafter')
  expect(await at.deliver(at.text(customer, { text: 'half \ud83d pair' }), 'POST-JSON')).toBe(200)
  expect((await newest(customer))?.text).toBe('half \ufffd pair')
})
