import { describe, expect, test } from 'vitest'
import {
  acknowledgement,
  type Conversation,
  draft,
  now,
  openConversation,
  refused,
} from '../../support/conversation.ts'
import { inboundText, receipt } from '../../support/store.ts'

describe('an answer that a person writes back', () => {
  test('takes the reply off the list as it is queued, and the row tells the answer and its state', async () => {
    const { queue, counts, messageOf, replyOf } = await openConversation()
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
    const { store, send, carrierSays, messageOf, replyOf } = await openConversation()
    const reply = await replyOf('can you come after 3?')
    const heard: number[] = []
    store.onChange(({ seqs }) => heard.push(...seqs))
    const { providerId } = await send({ inReplyTo: reply.seq })
    await carrierSays(providerId, 'delivered')
    expect(heard.filter((seq) => seq === reply.seq)).toHaveLength(4)
    expect((await messageOf(reply.seq)).answer?.state).toBe('delivered')
  })

  test.each<{ label: string; lose: (conversation: Conversation, seq: number) => Promise<unknown>; state: string }>([
    { label: 'is refused', lose: ({ settle }, seq) => settle(seq, refused), state: 'refused' },
    {
      label: 'is not known to have arrived',
      lose: ({ settle }, seq) => settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' }),
      state: 'unknown',
    },
    {
      label: 'was leaving when the desk died',
      lose: async ({ store }) => {
        await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
        await store.write('resume', { now })
      },
      state: 'unknown',
    },
    {
      label: 'meets a STOP before it leaves',
      lose: async ({ store }) => {
        await store.write('receive', inboundText({ text: 'STOP' }))
        await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
      },
      state: 'cancelled',
    },
    {
      label: 'fails at the carrier',
      lose: async ({ settle, counts, carrierSays }, seq) => {
        await settle(seq, { kind: 'accepted', providerIds: ['lost'] })
        expect((await counts()).needsPerson).toBe(0)
        await carrierSays('lost', 'failed')
      },
      state: 'failed',
    },
  ])('that $label puts the reply back on the list', async ({ lose, state }) => {
    const conversation = await openConversation()
    const { queue, messageOf, replyOf } = conversation
    const reply = await replyOf('can you come after 3?')
    const seq = await queue({ inReplyTo: reply.seq })
    await lose(conversation, seq)
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: true, answer: { state } })
    expect((await messageOf(reply.seq)).answer?.problem).not.toBeNull()
  })

  test('of which nothing was known takes it off again when a receipt says that it arrived', async () => {
    const { store, queue, settle, messageOf, replyOf } = await openConversation()
    const reply = await replyOf('can you come after 3?')
    const seq = await queue({ inReplyTo: reply.seq })
    await settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' })
    const { reference } = await messageOf(seq)
    await store.write('receipt', receipt({ reference: reference ?? '' }))
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: false, answer: { state: 'delivered' } })
  })

  test('to the beginning of a long text does not answer the rest of it', async () => {
    const { store, send, carrierSays, counts, messageOf } = await openConversation()
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
    const { store, queue, settle, send, carrierSays, messageOf, replyOf } = await openConversation()
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
    const { store, send, carrierSays, messageOf, replyOf } = await openConversation()
    const reply = await replyOf('can you come after 3?')
    const lost = await send({ inReplyTo: reply.seq })
    await store.write('fileReply', { submissionId: 'a', seq: reply.seq, option: '2', now })
    await carrierSays(lost.providerId, 'failed')
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: false, answer: { state: 'failed' } })
  })

  test('to a reply that nobody had to look at only stands on it', async () => {
    const { send, carrierSays, messageOf, replyOf } = await openConversation()
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
    const { store, send, messageOf, replyOf } = await openConversation()
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
    const { store, counts, replyOf } = await openConversation()
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
