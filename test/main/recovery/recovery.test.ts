import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import type { SettingsChange } from '../../../src/main/practice/settings.ts'
import { type Recovery, startRecovery } from '../../../src/main/recovery/recovery.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { eventually } from '../../support/processes.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const ours = '447700900000'
const from = '447700900111'

let vonage: PretendVonage
let store: Store
let folder: string
let recovery: Recovery | null = null
/** How far the desk's clock is ahead of the computer's. */
let ahead = 0
/** Whether that is because time passed, and not because somebody put it forward. */
let isTime = false
afterEach(async () => {
  await recovery?.close()
  recovery = null
  ahead = 0
  isTime = false
  await store.close()
  await vonage.close()
})

async function open(settings: SettingsChange = {}) {
  vonage = await startPretendVonage({
    apiKey: 'abcd1234',
    apiSecret: 'Secret123',
    numbers: [ours, '447700900009'],
    settings,
  })
  ;({ store, folder } = await openFreshStore())
}
const now = () => Date.now() + ahead
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
async function start() {
  recovery = startRecovery({
    store,
    since: await store.write('deskStarted', { now: now() }),
    account: { apiKey: 'abcd1234', apiSecret: 'Secret123', apiHost: vonage.restHost, number: ours },
    now,
    freshMs: () => 20 * minute,
    elapsed: () => performance.now() + (isTime ? ahead : 0),
    onNews: () => {},
    unexpected: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })
  return recovery
}
const customerWrote = (text: string, receivedAt: string, over: object = {}) =>
  vonage.text({ from, text, receivedAt, webhook: false, ...over }).messageIds
const inbound = () => store.ask('list', { direction: 'inbound' })
const asked = () => vonage.record().calls.filter(({ path }) => path === '/v2/reports/records')
const reachable = { state: 'reachable', why: 'tunnel-open', since: ago(0) } as const
const unreachable = () =>
  ({ state: 'unreachable', why: 'tunnel-dropped', since: new Date(now()).toISOString() }) as const

test('the replies of a night that nobody proved are asked for, though the desk lived through it', async () => {
  await open()
  const { reach } = await start()
  reach({ ...reachable, provenAt: ago(0) })
  isTime = true
  ahead = 8 * hour
  // Meanwhile nothing came through, and nobody looked. The desk ends in order and starts again.
  await recovery?.close()
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
  await recovery?.close()
  expect(asked()).toEqual([])
})

test('what came while the desk was away for three days is asked for day by day, and told', async () => {
  await open()
  await store.write('alive', { now: Date.now() - 3 * day })
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
    expect(await store.ask('gap', undefined)).toMatchObject({
      why: 'not-running',
      until: null,
      recovered: 4,
      records: 5,
    }),
  )
  recovery?.reach(reachable)
  await eventually(async () => expect(await store.ask('gap', undefined)).toMatchObject({ until: expect.any(String) }))
})

test('every record that was asked for is counted, the same one twice too, also where asking fails later on', async () => {
  await open()
  await store.write('alive', { now: Date.now() - 2 * day })
  for (const hours of [40, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 503 })
  await start()
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unreachable' } }),
  )
  await recovery?.close()
  const counted = async () => (await store.ask('recordsAsked', now())).records
  expect(await counted()).toBe(2)
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(3))
  await recovery?.close()
  expect(await counted()).toBe(3)
  // What was looked up of our own texts is charged for as well.
  await loseText()
  await fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('abcd1234:Secret123')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: ours, to: from, text: 'On our way' }),
  })
  await askAfter(3, answered)
  expect((await store.ask('recordsAsked', now())).price).toBeGreaterThan(0.0015)
  // The next month begins at nothing.
  expect(await store.ask('recordsAsked', now() + 32 * day)).toEqual({ records: 0, price: 0 })
})

test('the reply to a text from a number that was ours before is asked for too', async () => {
  await open()
  await store.write('alive', { now: Date.now() - day })
  const before = '447700900009'
  const sent = { submissionId: 'from-before', text: 'hello', now: Date.now() - 2 * day, notice: null }
  await store.write('queue', { ...sent, customer: from, ours: before })
  const of = (text: string, over: object = {}) => customerWrote(text, ago(hour), { to: before, ...over })
  of('STOP')
  of('somebody else’s', { from: '447700900112' })
  await start()
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: 'STOP', ours: before }]))
  expect(await store.ask('optOut', from)).not.toBeNull()
})

test('a text is there once, whether its webhook or its record comes first', async () => {
  await open()
  await store.write('alive', { now: Date.now() - hour })
  const [first = '', second = ''] = ['a', 'b'].flatMap((text) => customerWrote(text, ago(10 * minute)))
  const webhook = (providerId: string, text: string) => inboundText({ providerId, text, customer: from, ours })
  await store.write('receive', webhook(first, 'a'))
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(2))
  expect(await store.write('receive', webhook(second, 'b'))).toBe('repeat')
  expect((await inbound()).map(({ recovered }) => recovered)).toEqual([true, false])
})

test('the pieces of a long text are read by a person, and a lone "2" at its end is no answer', async () => {
  await open()
  await store.write('alive', { now: Date.now() - hour })
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
  ahead += 10 * minute
  customerWrote('Leave it next door', new Date(now() - minute).toISOString())
  reach(reachable)
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: 'Leave it next door' }]))
  await recovery?.close()
  // Long over: asked for once more from the last hour on, for records that came late, and then no more.
  const atOnce = asked().length
  ahead += 30 * minute
  await start()
  recovery?.reach(reachable)
  await eventually(() => expect(asked().length).toBeGreaterThan(atOnce))
  await recovery?.close()
  // Records may yet be late.
  expect((await store.ask('openGaps', undefined)).map(({ id }) => id)).toContain(1)
  ahead += 40 * minute
  const calls = asked().length
  await start()
  recovery?.reach(reachable)
  await eventually(async () => expect((await store.ask('openGaps', undefined)).map(({ id }) => id)).not.toContain(1))
  expect(asked().length).toBeGreaterThan(calls)
  expect(await inbound()).toHaveLength(1)
})

test('control: a line that was away for seconds is not asked for at once', async () => {
  await open()
  const { reach } = await start()
  reach(reachable)
  reach(unreachable())
  ahead += 30_000
  customerWrote('2', new Date(now() - 10_000).toISOString())
  reach(reachable)
  await eventually(async () =>
    expect(await store.ask('openGaps', undefined)).toMatchObject([{ endedAt: expect.any(Number) }]),
  )
  await recovery?.close()
  expect(asked()).toEqual([])
})

test('where the account may not ask, the gap is told with what to do; allowed later, all comes in', async () => {
  await open({ reports: 'forbidden' })
  await store.write('alive', { now: Date.now() - 10 * hour })
  customerWrote('2', ago(5 * hour))
  await start()
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ recovered: 0, problem: { code: 'reports-refused' } }),
  )
  await recovery?.close()
  expect(await inbound()).toEqual([])
  vonage.set({ reports: 'allowed' })
  await start()
  await eventually(async () => expect(await store.ask('gap', undefined)).toMatchObject({ recovered: 1, problem: null }))
})

test('a long gap is told also where Vonage refuses already at a shorter one before it', async () => {
  await open()
  const at = Date.now() - 10 * hour
  await store.write('gapBegins', { why: 'cannot-store', at })
  await store.write('gapEnds', { at: at + 3000 })
  await store.write('alive', { now: at + hour })
  vonage.next({ call: '/v2/reports/records', answer: 'http', code: 401, times: 9 })
  await start()
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({
      why: 'not-running',
      problem: { code: 'reports-credentials' },
    }),
  )
})

test('what the account does not give out is there without its words', async () => {
  await open({ reports: 'redacted' })
  await store.write('alive', { now: Date.now() - hour })
  customerWrote('2', ago(10 * minute))
  await start()
  await eventually(async () =>
    expect(await inbound()).toMatchObject([{ text: '', because: { why: 'words withheld' }, needsPerson: true }]),
  )
})

test('a desk that closes while it asks tells no problem of it, and asks again at its next start', async () => {
  await open()
  await store.write('alive', { now: Date.now() - hour })
  customerWrote('2', ago(10 * minute))
  vonage.next({ call: '/v2/reports/records', answer: 'silence' })
  await start()
  await eventually(() => expect(asked()).toHaveLength(1))
  await recovery?.close()
  expect(await store.ask('gap', undefined)).toBeNull()
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(1))
})

test('a clock that was ahead when it asked keeps nothing from being asked for', async () => {
  await open()
  await store.write('alive', { now: Date.now() - hour })
  ahead = 2 * day
  await start()
  await eventually(async () =>
    expect(await store.ask('openGaps', undefined)).toMatchObject([{ askedUntil: expect.any(Number), endedAt: null }]),
  )
  await recovery?.close()
  ahead = 0
  customerWrote('2', ago(0))
  ahead = minute
  await start()
  await eventually(async () => expect(await inbound()).toHaveLength(1))
})

test('a gap that a clock began that was ahead, and was put right since, is asked for by the clock of now', async () => {
  await open()
  const { reach } = await start()
  reach(reachable)
  ahead = 5 * day
  reach(unreachable())
  ahead = 0
  customerWrote('2', ago(3 * hour))
  reach(reachable)
  await recovery?.close()
  expect(await store.ask('openGaps', undefined)).toHaveLength(1)
  await start()
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2' }]))
})

test('a provider that fails for a moment is asked again where it was left', async () => {
  await open()
  await store.write('alive', { now: Date.now() - 2 * day })
  for (const hours of [40, 5]) customerWrote(`${hours}`, ago(hours * hour))
  vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 503 })
  await start()
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ recovered: 1, problem: { code: 'reports-unreachable' } }),
  )
  await recovery?.close()
  const before = asked().length
  await start()
  await eventually(async () => expect(await store.ask('gap', undefined)).toMatchObject({ recovered: 2, problem: null }))
  // The first day was through.
  expect(Date.parse(asked()[before]?.fields.date_start ?? '')).toBeGreaterThan(Date.now() - day - 2 * hour)
})

test('what came while the number led elsewhere is asked for at once when it leads here again', async () => {
  await open()
  const { reach, leads } = await start()
  reach(reachable)
  leads('here')
  ahead = 9 * hour
  customerWrote('2', new Date(now() - hour).toISOString())
  leads('away')
  leads('here')
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2', recovered: true }]))
  await eventually(async () => expect(await store.ask('gap', undefined)).toMatchObject({ recovered: 1 }))
})

test('control: while it leads here all the time nothing is asked for', async () => {
  await open()
  const { reach, leads } = await start()
  reach(reachable)
  leads('here')
  ahead = 9 * hour
  customerWrote('2', new Date(now() - hour).toISOString())
  leads('here')
  await recovery?.close()
  expect(asked()).toEqual([])
})

test('what another desk got while the number led there is asked for as it leads here, once', async () => {
  await open()
  const file = new Database(join(folder, 'desk.db'))
  // As a desk that takes its texts back, and had asked for what came meanwhile before the number was linked anew.
  file.prepare("INSERT INTO meta VALUES ('linked-elsewhere', ?)").run(String(now() - 9 * hour))
  file
    .prepare("INSERT INTO gaps (why, restored, began_at, ended_at, settled_at) VALUES ('not-running', 1, ?, ?, ?)")
    .run(...[9, 8, 7].map((hours) => now() - hours * hour))
  file.close()
  customerWrote('2', ago(2 * hour))
  const { reach, leads } = await start()
  reach(reachable)
  await answered()
  expect(asked()).toEqual([])
  leads('here')
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2', recovered: true }]))
  const before = asked().length
  leads('here')
  await answered()
  expect(asked()).toHaveLength(before)
})

/** Away for three days, and Vonage does not give out the first of them, so many times. */
async function firstDayRefused(times: number) {
  await open()
  await store.write('alive', { now: Date.now() - 3 * day })
  for (const hours of [60, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  vonage.next({ call: '/v2/reports/records', answer: 'http', code: 422, times })
  const { reach } = await start()
  reach(reachable)
}
const texts = async () => (await inbound()).map(({ text }) => text)

test('a day that Vonage does not give out keeps no other day out; it is told, and asked for anew by itself', async () => {
  await firstDayRefused(1)
  await eventually(async () => expect(await texts()).toEqual(['5', '30']))
  await eventually(async () => expect(await store.ask('gap', undefined)).toMatchObject({ until: expect.any(String) }))
  const told = await store.ask('gap', undefined)
  expect(told).toMatchObject({ why: 'not-running', recovered: 0, problem: { code: 'reports-refused' } })
  // That day alone.
  expect(Date.parse(told?.until ?? '')).toBeGreaterThan(Date.now() - 2 * day - hour)
  expect(Date.parse(told?.until ?? '')).toBeLessThan(Date.now() - 2 * day)
  await recovery?.close()
  // Refused again, it is asked for as it was; besides only the last hour is, and what has passed since.
  const before = asked().length
  vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 422 })
  ahead = 2 * hour
  await start()
  await eventually(() => expect(asked().length).toBe(before + 3))
  await recovery?.close()
  const spans = asked().slice(before)
  const lengths = spans.map(({ fields }) => Date.parse(fields.date_end ?? '') - Date.parse(fields.date_start ?? ''))
  expect(lengths.filter((length) => length > 3 * hour)).toEqual([day])
  expect(spans[1]?.fields).toMatchObject({
    date_start: asked()[0]?.fields.date_start,
    date_end: asked()[0]?.fields.date_end,
  })
  expect((await store.ask('openGaps', undefined)).map(({ id }) => id)).toEqual([2, 3])
  // Given out, it comes in, and nothing is left.
  await start()
  await eventually(async () => expect((await texts()).toSorted()).toEqual(['30', '5', '60']))
  await recovery?.close()
  expect(await store.ask('gap', undefined)).toMatchObject({ id: told?.id, recovered: 1, problem: null })
})

test('control: where no day is given out, all of it stays one gap', async () => {
  await firstDayRefused(9)
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-refused' } }),
  )
  await recovery?.close()
  expect(await store.ask('openGaps', undefined)).toMatchObject([{ id: 1, askedUntil: null }])
})

const spanOf = ({ fields }: { fields: Record<string, string> }) => ({
  from: Date.parse(fields.date_start ?? ''),
  to: Date.parse(fields.date_end ?? ''),
})

test('a day that is not given out is not asked for with the last hour of the gap that it was part of', async () => {
  await open()
  // Two whole days and twenty minutes, with the margins around them.
  await store.write('gapBegins', { why: 'unreachable', at: Date.now() - 2 * day - 10 * minute })
  await store.write('gapEnds', { at: Date.now() - 5 * minute })
  await store.write('alive', { now: Date.now() })
  vonage.next(
    { call: '/v2/reports/records' },
    { call: '/v2/reports/records', answer: 'http', code: 422 },
    { call: '/v2/reports/records' },
  )
  await start()
  await eventually(async () => expect(await store.ask('openGaps', undefined)).toHaveLength(2))
  await eventually(async () =>
    expect((await store.ask('openGaps', undefined))[0]?.askedUntil).toBeGreaterThan(Date.now() - minute),
  )
  await recovery?.close()
  const [, refused, last] = asked().map(spanOf)
  expect((last?.to ?? 0) - (last?.from ?? 0)).toBeLessThan(hour)
  const before = asked().length
  ahead = 2 * hour
  await start()
  // The stretch since the last sign of life has been asked for too.
  await eventually(() => expect(asked().length).toBeGreaterThanOrEqual(before + 2))
  await recovery?.close()
  expect(asked().slice(before).map(spanOf)[0]?.from).toBe(refused?.to)
  expect((await store.ask('openGaps', undefined)).map(({ id }) => id)).not.toContain(1)
})

test('records that cannot be read two days running are not asked for day after day: each one is paid for', async () => {
  await open()
  await store.write('alive', { now: Date.now() - 30 * day })
  vonage.next({ call: '/v2/reports/records', answer: 'braces', times: 99 })
  await start()
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unread' } }),
  )
  await recovery?.close()
  expect(asked()).toHaveLength(2)
})

test('control: one day whose records cannot be read keeps no other day out', async () => {
  await open()
  await store.write('alive', { now: Date.now() - 3 * day })
  for (const hours of [60, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  vonage.next({ call: '/v2/reports/records', answer: 'braces' })
  await start()
  await eventually(async () => expect(await texts()).toEqual(['5', '30']))
  await eventually(async () =>
    expect(await store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unread' } }),
  )
})

test('a day that is not given out keeps no text of unknown fate from being looked up', async () => {
  await open()
  await loseText()
  await store.write('gapBegins', { why: 'unreachable', at: Date.now() - 5 * hour })
  await store.write('gapEnds', { at: Date.now() - 2 * hour })
  vonage.next({ call: '/v2/reports/records', answer: 'http', code: 422 })
  await askAfter(3, isAsked)
})

test.each([
  ['delivered', 'delivered'],
  ['failed', 'failed'],
  ['accepted', 'submitted'],
  ['undelivered', 'submitted'],
  ['a word of next year', 'submitted'],
])('a text of which nothing is known and that is on record as %s is %s', async (status, state) => {
  await open({ receipts: [{ status, afterMs: 0, ...(status === 'failed' && { errCode: '3' }) }] })
  const draft = { submissionId: 'one', customer: from, ours, text: 'On our way', now: Date.now(), notice: null }
  await store.write('queue', draft)
  const { claimed } = await store.write('claim', { now: Date.now(), limit: 1, notFrom: [], steadySince: 0 })
  const response = await fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('abcd1234:Secret123')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: ours, to: from, text: 'On our way', 'client-ref': claimed[0]?.reference }),
  })
  expect(await response.json()).toMatchObject({ messages: [{ status: '0' }] })
  await store.write('resume', { now: Date.now() })
  expect(await store.ask('list', {})).toMatchObject([{ state: 'unknown' }])
  ahead = 3 * minute
  await start()
  await eventually(async () => expect(await store.ask('list', {})).toMatchObject([{ state }]))
})

/** A text that left and was never heard of. */
async function loseText() {
  const draft = { submissionId: 'one', customer: from, ours, text: 'On our way', now: Date.now(), notice: null }
  await store.write('queue', draft)
  await store.write('claim', { now: Date.now(), limit: 1, notFrom: [], steadySince: 0 })
  await store.write('resume', { now: Date.now() })
}
const lostText = async () => (await store.ask('list', { direction: 'outbound' }))[0]
const outboundAsked = () => asked().filter(({ fields }) => fields.direction === 'outbound').length
const lookedUp = async () => (await store.ask('lostTexts', { after: 0, before: Number.MAX_SAFE_INTEGER }))[0]
/** Where nothing is to be seen of it. */
const answered = () => new Promise((resolve) => setTimeout(resolve, 500))
const interrupted = async () => expect(await lostText()).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
const notOnRecord = async () =>
  expect(await lostText()).toMatchObject({ state: 'unknown', problemCode: 'not-on-record' })

/** Asks in a run of its own, so many minutes after the text left. */
async function askAfter(minutes: number, until: () => Promise<unknown>, clocksAgree = true) {
  ahead = minutes * minute
  vonage.set({ clockAheadMs: clocksAgree ? ahead : 0 })
  const before = outboundAsked()
  await start()
  await eventually(() => expect(outboundAsked()).toBeGreaterThan(before))
  await until()
  await recovery?.close()
}
const isAsked = () => eventually(async () => expect((await lookedUp())?.askedAt).toBeGreaterThan(0))

test('one that is not on record, asked twice, long after it left, is told so, and stays unknown', async () => {
  await open()
  await loseText()
  await askAfter(3, isAsked)
  await askAfter(20, answered)
  await interrupted()
  await askAfter(31, () => eventually(notOnRecord))
  expect(vonage.record().requests).toEqual([])
})

test('control: asked once, it is not', async () => {
  await open()
  await loseText()
  await askAfter(31, isAsked)
  await interrupted()
})

test('nothing is concluded with a clock that is not Vonage’s', async () => {
  await open()
  await loseText()
  for (const minutes of [3, 31, 45]) await askAfter(minutes, answered, false)
  await interrupted()
})

test('nothing is concluded while a record to the same customer carries no reference', async () => {
  await open()
  await loseText()
  await fetch(`${vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('abcd1234:Secret123')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: ours, to: from, text: 'On our way' }),
  })
  for (const minutes of [3, 31, 45]) await askAfter(minutes, answered)
  await interrupted()
})

/** Asks twice in one run, an hour apart. */
async function askTwice(until: () => Promise<unknown>) {
  const pass = (ms: number) => {
    ahead += ms
    vonage.set({ clockAheadMs: ahead })
  }
  pass(40 * minute)
  const { reach } = await start()
  reach(reachable)
  await isAsked()
  pass(hour)
  // A line that comes back makes it ask.
  reach(unreachable())
  pass(2 * minute)
  reach(reachable)
  await eventually(() => expect(outboundAsked()).toBe(2))
  await until()
}

test('a clock that jumps between the two questions makes the second a first one', async () => {
  await open()
  await loseText()
  await askTwice(() => eventually(async () => expect((await lookedUp())?.askedAt).toBeGreaterThan(now() - hour)))
  await interrupted()
})

test('control: an hour that really passed does not', async () => {
  await open()
  await loseText()
  isTime = true
  await askTwice(() => eventually(notOnRecord))
})
