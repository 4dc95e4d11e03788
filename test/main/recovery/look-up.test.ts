import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { answered, from, hour, minute, ours, reachable, recovering } from '../../support/recovering.ts'

const desk = recovering()
const { clock, open, start, now, unreachable, loseText, outboundAsked, askAfter } = desk

test('a day that is not given out keeps no text of unknown fate from being looked up', async () => {
  await open()
  await loseText()
  await desk.store.write('gapBegins', { why: 'unreachable', at: Date.now() - 5 * hour })
  await desk.store.write('gapEnds', { at: Date.now() - 2 * hour })
  desk.vonage.next({ call: '/v2/reports/records', answer: 'http', code: 422 })
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
  await desk.store.write('queue', draft)
  const { claimed } = await desk.store.write('claim', { now: Date.now(), limit: 1, notFrom: [], steadySince: 0 })
  const response = await fetch(`${desk.vonage.restHost}/sms/json`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('abcd1234:Secret123')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: ours, to: from, text: 'On our way', 'client-ref': claimed[0]?.reference }),
  })
  expect(await response.json()).toMatchObject({ messages: [{ status: '0' }] })
  await desk.store.write('resume', { now: Date.now() })
  expect(await desk.store.ask('list', {})).toMatchObject([{ state: 'unknown' }])
  clock.ahead = 3 * minute
  await start()
  await eventually(async () => expect(await desk.store.ask('list', {})).toMatchObject([{ state }]))
})

const lostText = async () => (await desk.store.ask('list', { direction: 'outbound' }))[0]
const lookedUp = async () => (await desk.store.ask('lostTexts', { after: 0, before: Number.MAX_SAFE_INTEGER }))[0]
const interrupted = async () => expect(await lostText()).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
const notOnRecord = async () =>
  expect(await lostText()).toMatchObject({ state: 'unknown', problemCode: 'not-on-record' })

const isAsked = () => eventually(async () => expect((await lookedUp())?.askedAt).toBeGreaterThan(0))

test('one that is not on record, asked twice, long after it left, is told so, and stays unknown', async () => {
  await open()
  await loseText()
  await askAfter(3, isAsked)
  await askAfter(20, answered)
  await interrupted()
  await askAfter(31, () => eventually(notOnRecord))
  expect(desk.vonage.record().requests).toEqual([])
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
  await fetch(`${desk.vonage.restHost}/sms/json`, {
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
    clock.ahead += ms
    desk.vonage.set({ clockAheadMs: clock.ahead })
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
  clock.isTime = true
  await askTwice(() => eventually(notOnRecord))
})
