import { afterEach, describe, expect, test } from 'vitest'
import type { Draft, SendOutcome } from '../../../src/main/store/outbox.ts'
import type { Store } from '../../../src/main/store/store.ts'
import type { Message } from '../../../src/shared/message.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { inboundText, openFreshStore, receipt } from '../../support/store.ts'

const now = 1_780_000_000_000
const later = now + 3_600_000
const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
if (!filled.ok) throw new Error('the starter question must fill')
const asked = { questionId: 'delivery', options: filled.options }
const acknowledgement = (digit: string) =>
  `Thank you for picking option ${digit}. Your delivery is now fully scheduled in.`
const refused: SendOutcome = { kind: 'refused', code: 'vonage-9', text: 'No credit.' }

let store: Store
afterEach(() => store.close())
const open = async () => {
  store = (await openFreshStore()).store
}
const draft = (over: Partial<Draft> = {}): Draft => ({
  submissionId: crypto.randomUUID(),
  customer: '447700900123',
  ours: '447700900000',
  text: 'Yes, at 4.',
  now,
  notice: null,
  ...over,
})
async function queue(over: Partial<Draft> = {}): Promise<number> {
  const queued = await store.write('queue', draft(over))
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  return queued.seq
}
async function settle(seq: number, outcome: SendOutcome) {
  await store.write('claim', { now, limit: 10 })
  await store.write('settle', { seq, outcome, now })
}
let ids = 0
async function send(over: Partial<Draft> = {}): Promise<{ seq: number; providerId: string }> {
  const seq = await queue(over)
  ids += 1
  const providerId = `p${ids}`
  await settle(seq, { kind: 'accepted', providerIds: [providerId] })
  return { seq, providerId }
}
const carrierSays = (providerId: string, status: 'delivered' | 'failed') =>
  store.write('receipt', receipt({ providerId, status, errorCode: status === 'failed' ? '3' : '0' }))
/** The question went out and this came back. */
async function replyOf(text: string): Promise<Message> {
  await send({ text: filled.ok ? filled.text : '', notice: asked })
  await store.write('receive', inboundText({ text }))
  const [reply] = await store.ask('list', { direction: 'inbound', limit: 1 })
  if (reply === undefined) throw new Error('no reply')
  return reply
}
const messageOf = async (seq: number): Promise<Message> => {
  const [message] = await store.ask('bySeqs', [seq])
  if (message === undefined) throw new Error(`no message ${seq}`)
  return message
}
const thanks = async () =>
  (await store.ask('list', { direction: 'outbound' })).filter(({ kind }) => kind === 'thanks').toReversed()
const counts = () => store.ask('counts', undefined)

describe('an answer that a person writes back', () => {
  test('takes the reply off the list as it is queued, and the row tells the answer and its state', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    expect(reply.needsPerson).toBe(true)
    const answer = await queue({ inReplyTo: reply.seq })
    expect(await messageOf(reply.seq)).toMatchObject({
      needsPerson: false,
      doneAt: null,
      because: { rule: 'person', why: 'asks a question' },
      thanks: null,
      answer: { id: `m${answer}`, text: 'Yes, at 4.', state: 'queued', at: new Date(now).toISOString() },
    })
    expect(await messageOf(answer)).toMatchObject({ kind: 'text', inReplyTo: reply.id })
    expect((await counts()).needsPerson).toBe(0)
  })

  test('and the reply are one change: windows hear of both, and of the reply again with each step', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const heard: number[] = []
    store.onChange(({ seqs }) => heard.push(...seqs))
    const { providerId } = await send({ inReplyTo: reply.seq })
    await carrierSays(providerId, 'delivered')
    expect(heard.filter((seq) => seq === reply.seq)).toHaveLength(4)
    expect((await messageOf(reply.seq)).answer?.state).toBe('delivered')
  })

  test.each<{ label: string; lose: (answer: { seq: number }) => Promise<unknown>; state: string }>([
    { label: 'is refused', lose: ({ seq }) => settle(seq, refused), state: 'refused' },
    {
      label: 'is not known to have arrived',
      lose: ({ seq }) => settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' }),
      state: 'unknown',
    },
    {
      label: 'was leaving when the desk died',
      lose: async () => {
        await store.write('claim', { now, limit: 1 })
        await store.write('resume', { now })
      },
      state: 'unknown',
    },
    {
      label: 'meets a STOP before it leaves',
      lose: async () => {
        await store.write('receive', inboundText({ text: 'STOP' }))
        await store.write('claim', { now, limit: 1 })
      },
      state: 'cancelled',
    },
    {
      label: 'fails at the carrier',
      lose: async ({ seq }) => {
        await settle(seq, { kind: 'accepted', providerIds: ['lost'] })
        expect((await counts()).needsPerson).toBe(0)
        await carrierSays('lost', 'failed')
      },
      state: 'failed',
    },
  ])('that $label puts the reply back on the list', async ({ lose, state }) => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const seq = await queue({ inReplyTo: reply.seq })
    await lose({ seq })
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: true, answer: { state } })
    expect((await messageOf(reply.seq)).answer?.problem).not.toBeNull()
  })

  test('of which nothing was known takes it off again when a receipt says that it arrived', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const seq = await queue({ inReplyTo: reply.seq })
    await settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' })
    const { reference } = await messageOf(seq)
    await store.write('receipt', receipt({ reference: reference ?? '' }))
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: false, answer: { state: 'delivered' } })
  })

  test('to the beginning of a long text does not answer the rest of it', async () => {
    await open()
    const part = (number: number, text: string) => inboundText({ text, part: { ref: '9', total: 2, number } })
    await store.write('receive', part(1, 'Leave it at the door, '))
    await store.write('showIncompleteSince', 1_780_000_001_000)
    const [begun] = await store.ask('list', { direction: 'inbound', limit: 1 })
    const answer = await send({ inReplyTo: begun?.seq ?? 0 })
    expect(await counts()).toMatchObject({ needsPerson: 0 })
    await store.write('receive', part(2, 'but mind the dog'))
    await carrierSays(answer.providerId, 'delivered')
    expect(await messageOf(begun?.seq ?? 0)).toMatchObject({
      text: 'Leave it at the door, but mind the dog',
      needsPerson: true,
    })
  })

  test('a second time: the second decides, and what the first still does changes nothing', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const first = await queue({ inReplyTo: reply.seq })
    await settle(first, { kind: 'unknown', code: 'timeout', text: 'No answer.' })
    const second = await send({ text: 'Yes, at 5.', inReplyTo: reply.seq })
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: false, answer: { text: 'Yes, at 5.' } })
    const { reference } = await messageOf(first)
    await store.write('receipt', receipt({ reference: reference ?? '', status: 'failed', errorCode: '3' }))
    expect((await messageOf(reply.seq)).needsPerson).toBe(false)
    await carrierSays(second.providerId, 'failed')
    expect((await messageOf(reply.seq)).needsPerson).toBe(true)
  })

  test('that fails after "done" or a filing does not take those back', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const lost = await send({ inReplyTo: reply.seq })
    await store.write('fileReply', { submissionId: 'a', seq: reply.seq, option: '2', now })
    await carrierSays(lost.providerId, 'failed')
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: false, answer: { state: 'failed' } })
  })

  test('to a reply that nobody had to look at only stands on it', async () => {
    await open()
    const reply = await replyOf('2')
    const { providerId } = await send({ inReplyTo: reply.seq })
    await carrierSays(providerId, 'failed')
    expect(await messageOf(reply.seq)).toMatchObject({
      needsPerson: false,
      because: { rule: 'option', option: '2' },
      thanks: { text: acknowledgement('2') },
      answer: { text: 'Yes, at 4.', state: 'failed' },
    })
  })

  test('is no thanks: it neither hides them nor counts among the automatic texts', async () => {
    await open()
    const reply = await replyOf('2')
    for (let answer = 0; answer < 5; answer += 1) await send({ inReplyTo: reply.seq, text: `answer ${answer}` })
    expect(await messageOf(reply.seq)).toMatchObject({
      thanks: { text: acknowledgement('2') },
      answer: { text: 'answer 4' },
    })
    await store.write('receive', inboundText({ text: '3' }))
    expect((await store.ask('list', { direction: 'inbound' }))[0]).toMatchObject({
      noThanks: null,
      thanks: { text: acknowledgement('3') },
      answer: null,
    })
  })

  test('goes to who wrote, once, and to no other; else nothing is sent and the reply still waits', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const other = draft({ customer: '447700900777', inReplyTo: reply.seq })
    expect(await store.write('queue', other)).toEqual({ kind: 'other-customer' })
    expect(await store.write('queue', draft({ inReplyTo: 9_999 }))).toEqual({ kind: 'no-such-reply' })
    // Our own question is no reply.
    expect(await store.write('queue', draft({ inReplyTo: reply.seq - 1 }))).toEqual({ kind: 'no-such-reply' })
    expect((await counts()).needsPerson).toBe(1)
    const once = draft({ inReplyTo: reply.seq })
    const [first, second] = await Promise.all([store.write('queue', once), store.write('queue', once)])
    expect([first?.kind, second?.kind]).toEqual(['queued', 'repeated'])
    const { inReplyTo: _, ...loose } = once
    expect(await store.write('queue', loose)).toEqual({ kind: 'other-text' })
    await store.write('receive', inboundText({ text: 'STOP' }))
    expect(await store.write('queue', draft({ inReplyTo: reply.seq }))).toEqual({ kind: 'opted-out' })
  })
})

describe('"done"', () => {
  test('of a reply says when, keeps the reason, and can be taken back', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    await store.write('closeReply', { seq: reply.seq, now: later })
    const done = { needsPerson: false, doneAt: new Date(later).toISOString(), because: reply.because }
    expect(await messageOf(reply.seq)).toMatchObject(done)
    await store.write('closeReply', { seq: reply.seq, now: later + 1000 })
    expect(await messageOf(reply.seq)).toMatchObject(done)
    expect(await store.write('reopen', { seq: reply.seq })).toEqual({ kind: 'settled' })
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: true, doneAt: null, because: reply.because })
  })

  test('of a reply that nobody has to look at changes nothing, and there is nothing to take back', async () => {
    await open()
    const reply = await replyOf('2')
    await store.write('closeReply', { seq: reply.seq, now })
    expect((await messageOf(reply.seq)).doneAt).toBeNull()
    expect(await store.write('reopen', { seq: reply.seq })).toEqual({ kind: 'not-done' })
    expect(await store.write('reopen', { seq: 9_999 })).toEqual({ kind: 'no-such-message' })
  })

  test('an answered reply can be put back on the list, and stays there when the answer arrives', async () => {
    await open()
    const reply = await replyOf('can you come after 3?')
    const { providerId } = await send({ inReplyTo: reply.seq })
    await store.write('reopen', { seq: reply.seq })
    await carrierSays(providerId, 'delivered')
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: true, answer: { state: 'delivered' } })
  })

  test('empties the failed: a text that did not arrive leaves them and their count, and stays in all', async () => {
    await open()
    const seq = await queue()
    await settle(seq, refused)
    const failed = async () => (await store.ask('list', { only: 'failed' })).map((each) => each.seq)
    expect([await failed(), (await counts()).failed]).toEqual([[seq], 1])
    expect(await store.write('closeText', { seq, now: later })).toEqual({ kind: 'settled' })
    await store.write('closeText', { seq, now: later + 1000 })
    expect([await failed(), (await counts()).failed]).toEqual([[], 0])
    expect(await store.ask('list', {})).toMatchObject([
      { seq, state: 'refused', problemCode: 'vonage-9', doneAt: new Date(later).toISOString() },
    ])
    await store.write('reopen', { seq })
    expect([await failed(), (await counts()).failed]).toEqual([[seq], 1])
  })

  test('is for texts that did not arrive only', async () => {
    await open()
    const waiting = await queue()
    const { seq } = await send()
    const reply = await replyOf('hello?')
    expect(await store.write('closeText', { seq: waiting, now })).toEqual({ kind: 'not-lost' })
    expect(await store.write('closeText', { seq, now })).toEqual({ kind: 'not-lost' })
    expect(await store.write('closeText', { seq: reply.seq, now })).toEqual({ kind: 'no-such-message' })
    expect(await store.write('closeReply', { seq, now })).toEqual({ kind: 'no-such-message' })
    expect(await store.write('reopen', { seq })).toEqual({ kind: 'not-done' })
  })

  test('of a text of which nothing was known ends with the news that it failed', async () => {
    await open()
    const seq = await queue()
    await settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' })
    await store.write('closeText', { seq, now })
    const { reference } = await messageOf(seq)
    await store.write('receipt', receipt({ reference: reference ?? '', status: 'failed', errorCode: '3' }))
    expect(await messageOf(seq)).toMatchObject({ state: 'failed', doneAt: null })
    expect((await counts()).failed).toBe(1)
  })
})

describe('a reply filed by hand', () => {
  const file = (seq: number, option: string, submissionId: string = crypto.randomUUID()) =>
    store.write('fileReply', { submissionId, seq, option, now })
  const sendThanks = async () => {
    const { claimed } = await store.write('claim', { now: later, limit: 10 })
    for (const { seq } of claimed)
      await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: [`t${seq}`] }, now })
  }

  test('to the wrong option is filed again: the second replaces the first and its thanks say so', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    await file(reply.seq, '1')
    await sendThanks()
    await file(reply.seq, '2')
    expect(await messageOf(reply.seq)).toMatchObject({ because: { option: '2', was: '1', why: 'filed by hand' } })
    expect((await thanks()).map(({ text }) => text)).toEqual([
      acknowledgement('1'),
      `Changed from 1 (tomorrow) to 2 (Thursday). ${acknowledgement('2')}`,
    ])
    await store.write('receive', inboundText({ text: '2' }))
    const [again] = await store.ask('list', { direction: 'inbound' })
    expect(again?.because).toMatchObject({ option: '2', why: 'same answer again' })
  })

  test('is corrected too when the desk filed it', async () => {
    await open()
    const reply = await replyOf('1')
    await sendThanks()
    await file(reply.seq, '3')
    expect((await thanks()).at(-1)?.text).toBe(
      `Changed from 1 (tomorrow) to 3 (deliver to post office). ${acknowledgement('3')}`,
    )
  })

  test('while the first thanks were leaving: those are not sent after the correction', async () => {
    await open()
    const reply = await replyOf('1')
    const { claimed } = await store.write('claim', { now: later, limit: 10 })
    const leaving = claimed[0]?.seq ?? 0
    await store.write('fileReply', { submissionId: 'one', seq: reply.seq, option: '2', now: later })
    const outcome = { kind: 'not-sent', dueAt: later + 1000, code: 'vonage-1', text: 'Throttled.' } as const
    await store.write('settle', { seq: leaving, outcome, now: later })
    expect(await messageOf(leaving)).toMatchObject({ state: 'cancelled', problemCode: 'replaced' })
    const left = (await store.write('claim', { now: later + 5000, limit: 10 })).claimed
    expect(left.map(({ text }) => text)).toEqual([expect.stringContaining(acknowledgement('2'))])
  })

  test('again before the first thanks left: those do not leave, and the second say nothing of them', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    await file(reply.seq, '1')
    await file(reply.seq, '2')
    expect(await thanks()).toMatchObject([
      { text: acknowledgement('1'), state: 'cancelled', problemCode: 'replaced' },
      { text: acknowledgement('2'), state: 'queued' },
    ])
    expect((await messageOf(reply.seq)).thanks).toMatchObject({ text: acknowledgement('2') })
  })

  test('back to what the customer was thanked for sends nothing: the last word already says so', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    await file(reply.seq, '1')
    await sendThanks()
    await file(reply.seq, '2')
    await file(reply.seq, '1')
    expect((await thanks()).map(({ state }) => state)).toEqual(['submitted', 'cancelled'])
    expect((await messageOf(reply.seq)).thanks).toMatchObject({ text: acknowledgement('1'), state: 'submitted' })
    await file(reply.seq, '3')
    expect((await thanks()).at(-1)?.text).toMatch(/^Changed from 1 /)
  })

  test('the same way once more, after "done" was taken back or by a repeated request, is thanked for once', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    await file(reply.seq, '1', 'a')
    await sendThanks()
    await file(reply.seq, '1', 'b')
    await file(reply.seq, '2', 'c')
    await sendThanks()
    // The answer to the first press was lost, and comes asking after the second.
    expect(await file(reply.seq, '1', 'a')).toEqual({ kind: 'filed' })
    expect(await messageOf(reply.seq)).toMatchObject({ because: { option: '2' } })
    expect(await thanks()).toHaveLength(2)
    expect(await file(reply.seq, '3', 'a')).toEqual({ kind: 'other-filing' })
    await queue({ submissionId: 'sent' })
    expect(await file(reply.seq, '3', 'sent')).toEqual({ kind: 'other-filing' })
    expect(await messageOf(reply.seq)).toMatchObject({ because: { option: '2' } })
  })

  test('after "done" is filed, and no longer done', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    await store.write('closeReply', { seq: reply.seq, now })
    await file(reply.seq, '2')
    expect(await messageOf(reply.seq)).toMatchObject({ doneAt: null, needsPerson: false, because: { option: '2' } })
    expect(await thanks()).toHaveLength(1)
  })

  test('twenty times in a row, sending all the while: each filing is told at most once, the last one is true', async () => {
    await open()
    const reply = await replyOf('the day after is better')
    const told: string[] = []
    for (let turn = 0; turn < 20; turn += 1) {
      const option = ['1', '2', '3', '2'][turn % 4] ?? '1'
      await file(reply.seq, option)
      if (turn % 3 === 0) await sendThanks()
    }
    await sendThanks()
    for (const { text, state } of await thanks())
      if (state !== 'cancelled') told.push(/option (\d)/.exec(text)?.[1] ?? '?')
    expect(told.at(-1)).toBe('2')
    expect(told.every((each, index) => each !== told[index - 1])).toBe(true)
  })
})
