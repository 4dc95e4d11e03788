import { describe, expect, test } from 'vitest'
import type { Draft } from '../../../src/main/store/queue.ts'
import { closesAt } from '../../../src/shared/closing.ts'
import type { Handling } from '../../../src/shared/question.ts'
import { now, openConversation, question } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute

const asking = (handling: Partial<Handling>): Pick<Draft, 'text' | 'notice'> => ({
  text: question.text,
  notice:
    question.notice === null ? null : { ...question.notice, handling: { reask: null, closing: null, ...handling } },
})
const once = asking({ reask: { text: 'Reply 1, 2 or 3.', most: 1 } })
const twice = asking({ reask: { text: 'Reply 1, 2 or 3.', most: 2 } })

const north = (digit: string) => ({ digit, label: `gate ${digit}`, synonyms: [], acknowledgement: 'Thanks.' })

async function open() {
  const conversation = await openConversation()
  const { store, inbound, thanks } = conversation
  /** So long after the question left. */
  const say = (text: string, afterMs: number, over: Parameters<typeof inboundText>[0] = {}) =>
    store.write('receive', inboundText({ text, sentAt: now + afterMs, arrivedAt: now + afterMs + 1000, ...over }))
  /** What waits leaves, and Vonage takes it. */
  const deliver = async (afterMs: number) => {
    const { claimed } = await store.write('claim', { now: now + afterMs, limit: 10, notFrom: [], steadySince: 0 })
    for (const { seq } of claimed)
      await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: [`q${seq}`] }, now: now + afterMs })
    return claimed.map(({ text }) => text)
  }
  const newest = async () => (await inbound())[0]
  return { ...conversation, say, deliver, newest, said: async () => (await thanks()).map(({ text }) => text) }
}

describe('a reply in which nothing is understood', () => {
  test('is asked again once, waits for a person all the while, and the answer settles it', async () => {
    const { send, say, deliver, newest, inbound, said } = await open()
    await send(once)
    await say('ok thx', minute)
    expect(await newest()).toMatchObject({
      needsPerson: true,
      because: { rule: 'person', why: 'no option in it' },
      thanks: { state: 'queued', text: 'Reply 1, 2 or 3.', again: true },
    })
    expect(await deliver(2 * minute)).toEqual(['Reply 1, 2 or 3.'])
    await say('the blue one', 5 * minute)
    expect(await newest()).toMatchObject({ needsPerson: true, thanks: null, noThanks: null })
    await say('2', 6 * minute)
    const [answer, second, first] = await inbound()
    expect(answer).toMatchObject({ needsPerson: false, because: { option: '2' } })
    // Of that one the desk said nothing, so a person does.
    expect(second).toMatchObject({ needsPerson: true })
    expect(first).toMatchObject({ needsPerson: false, because: { rule: 'person', why: 'answered when asked again' } })
    expect(await said()).toHaveLength(2)
  })

  test('control: a question without such a text asks nobody again', async () => {
    const { send, say, newest, said } = await open()
    await send(question)
    await say('ok thx', minute)
    expect(await newest()).toMatchObject({ needsPerson: true, thanks: null })
    expect(await said()).toEqual([])
  })

  test('is asked again twice where that was said, not within the same breath, and never a third time', async () => {
    const { send, say, deliver, said } = await open()
    await send(twice)
    await say('hello', minute)
    await say('ok thx', minute + 1000)
    expect(await said()).toHaveLength(1)
    await deliver(minute + 2000)
    await say('fine', minute + 10_000)
    expect(await said()).toHaveLength(1)
    await say('fine', 3 * minute)
    await deliver(4 * minute)
    expect(await said()).toHaveLength(2)
    await say('fine', 10 * minute)
    expect(await said()).toHaveLength(2)
  })

  test('a person answers what asks, refuses, names two options or says more, not the desk', async () => {
    const { send, say, newest, said } = await open()
    const texts = ['can you come after 3?', 'not 2', '1 or 2', '2 but leave it with my neighbour']
    for (const [index, text] of texts.entries()) {
      const customer = `44770090014${index}`
      await send({ ...once, customer })
      await say(text, minute, { customer })
      expect(await newest(), text).toMatchObject({ text, needsPerson: true, thanks: null })
    }
    expect(await said()).toEqual([])
  })

  test('nobody is asked again for a reply that was held up for an hour, or was recovered', async () => {
    const { store, send, say, said, newest } = await open()
    await store.write('gapBegins', { why: 'unreachable', at: now })
    await send(once)
    await say('ok thx', minute, { arrivedAt: now + hour + minute })
    expect(await newest()).toMatchObject({ needsPerson: true, thanks: null, noThanks: null })
    await say('ok thx', 2 * minute, { recovered: { gap: 1, at: now + 3 * minute, words: 'all' } })
    expect(await newest()).toMatchObject({ needsPerson: true, recovered: true, thanks: null, noThanks: null })
    expect(await said()).toEqual([])
    await say('ok thx', 3 * minute)
    expect(await said()).toHaveLength(1)
  })

  test('nobody is asked again after a STOP, with whom a person talks, or who may mean another question', async () => {
    const { store, send, say, deliver, said, queue } = await open()
    await send(once)
    await say('STOP', minute)
    await say('ok thx', 2 * minute)
    expect(await said()).toEqual([])
    const others = { customer: '447700900124' }
    await send({ ...once, ...others })
    await queue({ ...others, text: 'Which colour is the gate?' })
    await say('blue', minute, others)
    const third = { customer: '447700900125' }
    await send({ ...once, ...third })
    await send({ ...once, ...third })
    await say('ok thx', minute, third)
    expect(await said()).toEqual([])
    // Control.
    const fourth = { customer: '447700900126' }
    await send({ ...once, ...fourth })
    await say('blue', minute, fourth)
    expect(await said()).toEqual(['Reply 1, 2 or 3.'])
    // The STOP that comes before it leaves wins.
    await say('STOP', 2 * minute, fourth)
    expect(await deliver(3 * minute)).not.toContain('Reply 1, 2 or 3.')
    expect(
      (await store.ask('list', { customer: fourth.customer })).find(({ kind }) => kind === 'thanks'),
    ).toMatchObject({
      state: 'cancelled',
      problemCode: 'opted-out',
    })
  })

  test('the limit of automatic texts holds for it too, and is said', async () => {
    const { send, say, deliver, newest, said } = await open()
    await send(question)
    for (const [index, text] of ['1', '2', '3'].entries()) await say(text, minute + index * 1000)
    await deliver(2 * minute)
    await send(once)
    await say('ok thx', 6 * minute)
    expect(await newest()).toMatchObject({ needsPerson: true, noThanks: 'limit', thanks: null })
    expect(await said()).toHaveLength(3)
  })

  test('what has not left is not sent any more once somebody has dealt with the reply', async () => {
    const { store, send, say, deliver, newest, messageOf } = await open()
    await send(once)
    await say('ok thx', minute)
    const reply = await newest()
    await store.write('closeReply', { seq: reply?.seq ?? 0, now: now + 2 * minute })
    expect(await deliver(3 * minute)).toEqual([])
    expect(await messageOf(reply?.seq ?? 0)).toMatchObject({ thanks: { state: 'cancelled', again: true } })
  })

  test('filed by hand after it was asked again, it is thanked for like any other', async () => {
    const { store, send, say, deliver, newest, messageOf } = await open()
    await send(once)
    await say('ok thx', minute)
    await deliver(2 * minute)
    const seq = (await newest())?.seq ?? 0
    await store.write('fileReply', { submissionId: 'file', seq, option: '2', now: now + 3 * minute })
    const thanks = 'Thank you for picking option 2. Your delivery is now fully scheduled in.'
    expect(await messageOf(seq)).toMatchObject({ needsPerson: false, thanks: { state: 'queued', text: thanks } })
    expect(await deliver(4 * minute)).toEqual([thanks])
  })

  test('a later reply that is filed by hand settles it too', async () => {
    const { store, send, say, deliver, inbound } = await open()
    await send(once)
    await say('ok thx', minute)
    await deliver(2 * minute)
    await say('2 but leave it with my neighbour', 3 * minute)
    const seq = (await inbound())[0]?.seq ?? 0
    await store.write('fileReply', { submissionId: 'file', seq, option: '2', now: now + 4 * minute })
    expect(await inbound()).toMatchObject([{ needsPerson: false }, { needsPerson: false }])
  })

  test('that was leaving when it was filed by hand, and did not leave, is not tried again', async () => {
    const { store, send, say, newest, deliver } = await open()
    await send(once)
    await say('ok thx', minute)
    const seq = (await newest())?.seq ?? 0
    const { claimed } = await store.write('claim', { now: now + 2 * minute, limit: 1, notFrom: [], steadySince: 0 })
    await store.write('closeReply', { seq, now: now + 2 * minute })
    const again = { kind: 'not-sent' as const, attempt: 1, dueAt: now + 3 * minute, code: 'throttled', text: 'Later.' }
    await store.write('settle', { seq: claimed[0]?.seq ?? 0, outcome: again, now: now + 2 * minute })
    expect(await deliver(4 * minute)).toEqual([])
  })
})

describe('an answer after the question was closed', () => {
  const closing = (late: 'person' | 'counts') => asking({ closing: { hours: 4, late } })

  test('is filed by nobody but a person, who sees why, and the customer is not thanked', async () => {
    const { store, send, say, newest, said, messageOf } = await open()
    await send(closing('person'))
    await say('2', 4 * hour + minute)
    const reply = await newest()
    expect(reply).toMatchObject({
      needsPerson: true,
      because: { rule: 'person', why: 'came after closing', heard: '2' },
      options: [{ digit: '1' }, { digit: '2' }, { digit: '3' }],
      thanks: null,
      noThanks: null,
    })
    expect(await said()).toEqual([])
    await store.write('fileReply', { submissionId: 'f', seq: reply?.seq ?? 0, option: '2', now: now + 5 * hour })
    expect(await messageOf(reply?.seq ?? 0)).toMatchObject({ because: { option: '2' }, thanks: { state: 'queued' } })
  })

  test('in time is like any other, by when it was written and not by when it came', async () => {
    const { send, say, newest } = await open()
    await send(closing('person'))
    await say('2', 4 * hour - minute, { arrivedAt: now + 6 * hour })
    expect(await newest()).toMatchObject({ needsPerson: false, because: { option: '2' }, thanks: { state: 'queued' } })
    // The same once more is nothing new; another one is.
    await say('2', 5 * hour)
    expect(await newest()).toMatchObject({ needsPerson: false, because: { why: 'same answer again' } })
    await say('3', 5 * hour + minute)
    expect(await newest()).toMatchObject({ needsPerson: true, because: { why: 'came after closing' } })
  })

  test('still counts where that was said, and says that it was late', async () => {
    const { send, say, newest } = await open()
    await send(closing('counts'))
    await say('2', 5 * hour)
    expect(await newest()).toMatchObject({
      needsPerson: false,
      because: { option: '2', late: true },
      thanks: { state: 'queued' },
    })
  })

  test('that is not understood is not asked again', async () => {
    const { send, say, newest } = await open()
    await send(asking({ closing: { hours: 4, late: 'counts' }, reask: { text: 'Reply 1, 2 or 3.', most: 2 } }))
    await say('ok thx', 5 * hour)
    expect(await newest()).toMatchObject({ needsPerson: true, thanks: null })
  })

  test('of two questions one that is closed is not meant, and who was asked it may be asked anew', async () => {
    const { store, send, say, newest } = await open()
    await send(closing('person'))
    const other = { text: question.text, notice: { questionId: 'delivery', options: [north('1'), north('2')] } }
    await send(other)
    await say('2', hour)
    expect(await newest()).toMatchObject({ because: { why: 'two questions are open' } })
    await say('2', 5 * hour)
    expect(await newest()).toMatchObject({ because: { rule: 'option', label: 'gate 2' } })
    for (const [customer, hours, waits] of [
      ['447700900131', 1, false],
      ['447700900132', 9, true],
    ] as const) {
      const at = Date.now() - 3 * hour
      await store.write('queue', {
        ...asking({ closing: { hours, late: 'person' } }),
        submissionId: customer,
        customer,
        ours: '447700900000',
        now: at,
      })
      await store.write('claim', { now: at, limit: 1, notFrom: [], steadySince: 0 })
      expect((await store.ask('known', [customer])).waiting).toEqual(waits ? [customer] : [])
    }
  })

  test('a STOP is one at any time', async () => {
    const { send, say, newest } = await open()
    await send(closing('person'))
    await say('STOP', 9 * hour)
    expect(await newest()).toMatchObject({ needsPerson: false, because: { rule: 'opt-out' } })
  })
})

test.each([
  [{ hours: 4, late: 'person' }, '2026-11-25T10:00:00', '2026-11-25T14:00:00'],
  [{ at: '18:00', late: 'person' }, '2026-11-25T10:00:00', '2026-11-25T18:00:00'],
  [{ at: '08:30', late: 'person' }, '2026-11-25T10:00:00', '2026-11-25T08:30:00'],
] as const)('%o closes a question that left at %s', (closing, left, closed) =>
  expect(closesAt(closing, Date.parse(left))).toBe(Date.parse(closed)),
)
