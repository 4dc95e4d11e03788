import { describe, expect, test } from 'vitest'
import { now, openConversation, refused } from '../../support/conversation.ts'
import { inboundText, receipt } from '../../support/store.ts'

const later = now + 3_600_000

describe('a person', () => {
  test('is done with a reply that needed no answer; nothing else clears it', async () => {
    const { store, messages, inbound } = await openConversation()
    await store.write('receive', inboundText({ customer: '447700900777', text: 'hello?' }))
    const [reply] = await inbound()
    await messages()
    expect((await store.ask('counts', undefined)).needsPerson).toBe(1)
    await store.write('closeReply', { seq: reply?.seq ?? 0, now })
    expect((await store.ask('counts', undefined)).needsPerson).toBe(0)
  })
})

describe('"done"', () => {
  test('of a reply says when, keeps the reason, and can be taken back', async () => {
    const { store, messageOf, replyOf } = await openConversation()
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
    const { store, messageOf, replyOf } = await openConversation()
    const reply = await replyOf('2')
    await store.write('closeReply', { seq: reply.seq, now })
    expect((await messageOf(reply.seq)).doneAt).toBeNull()
    expect(await store.write('reopen', { seq: reply.seq })).toEqual({ kind: 'not-done' })
    expect(await store.write('reopen', { seq: 9_999 })).toEqual({ kind: 'no-such-message' })
  })

  test('an answered reply can be put back on the list, and stays there when the answer arrives', async () => {
    const { store, send, carrierSays, messageOf, replyOf } = await openConversation()
    const reply = await replyOf('can you come after 3?')
    const { providerId } = await send({ inReplyTo: reply.seq })
    await store.write('reopen', { seq: reply.seq })
    await carrierSays(providerId, 'delivered')
    expect(await messageOf(reply.seq)).toMatchObject({ needsPerson: true, answer: { state: 'delivered' } })
  })

  test('empties the failed: a text that did not arrive leaves them and their count, and stays in all', async () => {
    const { store, queue, settle, counts } = await openConversation()
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
    const { store, queue, send, replyOf } = await openConversation()
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
    const { store, queue, settle, counts, messageOf } = await openConversation()
    const seq = await queue()
    await settle(seq, { kind: 'unknown', code: 'timeout', text: 'No answer.' })
    await store.write('closeText', { seq, now })
    const { reference } = await messageOf(seq)
    await store.write('receipt', receipt({ reference: reference ?? '', status: 'failed', errorCode: '3' }))
    expect(await messageOf(seq)).toMatchObject({ state: 'failed', doneAt: null })
    expect((await counts()).failed).toBe(1)
  })
})
