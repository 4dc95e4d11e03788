import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { ago, answered, day, from, hour, minute, ours, reachable, recovering } from '../../support/recovering.ts'
import { inboundText } from '../../support/store.ts'

const desk = recovering()
const { clock, open, start, now, customerWrote, inbound, asked, unreachable, loseText, askAfter } = desk

test('the replies of a night that nobody proved are asked for, though the desk lived through it', async () => {
  await open()
  const { reach } = await start()
  reach({ ...reachable, provenAt: ago(0) })
  clock.isTime = true
  clock.ahead = 8 * hour
  // Meanwhile nothing came through, and nobody looked. The desk ends in order and starts again.
  await desk.close()
  customerWrote('2', new Date(now() - 4 * hour).toISOString())
  expect(asked()).toEqual([])
  const again = await start()
  again.reach({ ...reachable, provenAt: new Date(now()).toISOString() })
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2' }]))
})

test('a first start asks for nothing', async () => {
  await open()
  customerWrote('2', ago(hour))
  const { reach } = await start()
  reach(reachable)
  await desk.close()
  expect(asked()).toEqual([])
})

test('what came while the desk was away for three days is asked for day by day, and told', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - 3 * day })
  for (const hours of [71, 50, 25, 1]) customerWrote(`${hours}`, ago(hours * hour))
  // Before the gap and its margin; and to another number, which another program may serve.
  customerWrote('long before', ago(73 * hour))
  customerWrote('not for us', ago(hour), { to: '447700900009' })
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(4))
  expect((await inbound()).map(({ text }) => text)).toEqual(['1', '25', '50', '71'])
  expect((await inbound()).every((message) => message.recovered)).toBe(true)
  for (const { fields } of asked())
    expect(Date.parse(fields.date_end ?? '') - Date.parse(fields.date_start ?? '')).toBeLessThanOrEqual(day)
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({
      why: 'not-running',
      until: null,
      recovered: 4,
      records: 5,
    }),
  )
  desk.reach(reachable)
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ until: expect.any(String) }),
  )
})

test('every record that was asked for is counted, the same one twice too, also where asking fails later on', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - 2 * day })
  for (const hours of [40, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  desk.vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 503 })
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unreachable' } }),
  )
  await desk.close()
  const counted = async () => (await desk.store.ask('recordsAsked', now())).records
  expect(await counted()).toBe(2)
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(3))
  await desk.close()
  expect(await counted()).toBe(3)
  // What was looked up of our own texts is charged for as well.
  await loseText()
  await fetch(`${desk.vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('abcd1234:Secret123')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: ours, to: from, text: 'On our way' }),
  })
  await askAfter(3, answered)
  expect((await desk.store.ask('recordsAsked', now())).price).toBeGreaterThan(0.0015)
  // The next month begins at nothing.
  expect(await desk.store.ask('recordsAsked', now() + 32 * day)).toEqual({ records: 0, price: 0 })
})

test('the reply to a text from a number that was ours before is asked for too', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - day })
  const before = '447700900009'
  const sent = { submissionId: 'from-before', text: 'hello', now: Date.now() - 2 * day, notice: null }
  await desk.store.write('queue', { ...sent, customer: from, ours: before })
  const of = (text: string, over: object = {}) => customerWrote(text, ago(hour), { to: before, ...over })
  of('STOP')
  of('somebody else’s', { from: '447700900112' })
  await start()
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: 'STOP', ours: before }]))
  expect(await desk.store.ask('optOut', from)).not.toBeNull()
})

test('a text is there once, whether its webhook or its record comes first', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - hour })
  const [first = '', second = ''] = ['a', 'b'].flatMap((text) => customerWrote(text, ago(10 * minute)))
  const webhook = (providerId: string, text: string) => inboundText({ providerId, text, customer: from, ours })
  await desk.store.write('receive', webhook(first, 'a'))
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(2))
  expect(await desk.store.write('receive', webhook(second, 'b'))).toBe('repeat')
  expect((await inbound()).map(({ recovered }) => recovered)).toEqual([true, false])
})

test('the pieces of a long text are read by a person, and a lone "2" at its end is no answer', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - hour })
  customerWrote(`${'word '.repeat(30)}xyz${'word '.repeat(30)}xyz2`, ago(10 * minute))
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(3))
  expect((await inbound())[0]).toMatchObject({ text: '2', because: { rule: 'person', why: 'may be a piece' } })
})

test('a line that was away for more than a minute is asked for at once, and the gap is then asked for a last time', async () => {
  await open()
  const { reach } = await start()
  reach(reachable)
  reach(unreachable())
  clock.ahead += 10 * minute
  customerWrote('Leave it next door', new Date(now() - minute).toISOString())
  reach(reachable)
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: 'Leave it next door' }]))
  await desk.close()
  // Long over: asked for once more from the last hour on, for records that came late, and then no more.
  const atOnce = asked().length
  clock.ahead += 30 * minute
  await start()
  desk.reach(reachable)
  await eventually(() => expect(asked().length).toBeGreaterThan(atOnce))
  await desk.close()
  // Records may yet be late.
  expect((await desk.store.ask('openGaps', undefined)).map(({ id }) => id)).toContain(1)
  clock.ahead += 40 * minute
  const calls = asked().length
  await start()
  desk.reach(reachable)
  await eventually(async () =>
    expect((await desk.store.ask('openGaps', undefined)).map(({ id }) => id)).not.toContain(1),
  )
  expect(asked().length).toBeGreaterThan(calls)
  expect(await inbound()).toHaveLength(1)
})

test('control: a line that was away for seconds is not asked for at once', async () => {
  await open()
  const { reach } = await start()
  reach(reachable)
  reach(unreachable())
  clock.ahead += 30_000
  customerWrote('2', new Date(now() - 10_000).toISOString())
  reach(reachable)
  await eventually(async () =>
    expect(await desk.store.ask('openGaps', undefined)).toMatchObject([{ endedAt: expect.any(Number) }]),
  )
  await desk.close()
  expect(asked()).toEqual([])
})

test('where the account may not ask, the gap is told with what to do; allowed later, all comes in', async () => {
  await open({ reports: 'forbidden' })
  await desk.store.write('alive', { now: Date.now() - 10 * hour })
  customerWrote('2', ago(5 * hour))
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({
      recovered: 0,
      problem: { code: 'reports-refused' },
    }),
  )
  await desk.close()
  expect(await inbound()).toEqual([])
  desk.vonage.set({ reports: 'allowed' })
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ recovered: 1, problem: null }),
  )
})

test('a long gap is told also where Vonage refuses already at a shorter one before it', async () => {
  await open()
  const at = Date.now() - 10 * hour
  await desk.store.write('gapBegins', { why: 'cannot-store', at })
  await desk.store.write('gapEnds', { at: at + 3000 })
  await desk.store.write('alive', { now: at + hour })
  desk.vonage.next({ call: '/v2/reports/records', answer: 'http', code: 401, times: 9 })
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({
      why: 'not-running',
      problem: { code: 'reports-credentials' },
    }),
  )
})

test('what the account does not give out is there without its words', async () => {
  await open({ reports: 'redacted' })
  await desk.store.write('alive', { now: Date.now() - hour })
  customerWrote('2', ago(10 * minute))
  await start()
  await eventually(async () =>
    expect(await inbound()).toMatchObject([{ text: '', because: { why: 'words withheld' }, needsPerson: true }]),
  )
})

test('a desk that closes while it asks tells no problem of it, and asks again at its next start', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - hour })
  customerWrote('2', ago(10 * minute))
  desk.vonage.next({ call: '/v2/reports/records', answer: 'silence' })
  await start()
  await eventually(() => expect(asked()).toHaveLength(1))
  await desk.close()
  expect(await desk.store.ask('gap', undefined)).toBeNull()
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(1))
})

test('a clock that was ahead when it asked keeps nothing from being asked for', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - hour })
  clock.ahead = 2 * day
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('openGaps', undefined)).toMatchObject([
      { askedUntil: expect.any(Number), endedAt: null },
    ]),
  )
  await desk.close()
  clock.ahead = 0
  customerWrote('2', ago(0))
  clock.ahead = minute
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(1))
})

test('a gap that a clock began that was ahead, and was put right since, is asked for by the clock of now', async () => {
  await open()
  const { reach } = await start()
  reach(reachable)
  clock.ahead = 5 * day
  reach(unreachable())
  clock.ahead = 0
  customerWrote('2', ago(3 * hour))
  reach(reachable)
  await desk.close()
  expect(await desk.store.ask('openGaps', undefined)).toHaveLength(1)
  await start()
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2' }]))
})

test('a provider that fails for a moment is asked again where it was left', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - 2 * day })
  for (const hours of [40, 5]) customerWrote(`${hours}`, ago(hours * hour))
  desk.vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 503 })
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({
      recovered: 1,
      problem: { code: 'reports-unreachable' },
    }),
  )
  await desk.close()
  const before = asked().length
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ recovered: 2, problem: null }),
  )
  // The first day was through.
  expect(Date.parse(asked()[before]?.fields.date_start ?? '')).toBeGreaterThan(Date.now() - day - 2 * hour)
})
