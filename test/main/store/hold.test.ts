import { describe, expect, test } from 'vitest'
import { now, openConversation, question } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

const minute = 60_000
const claimAt = (at: number, over: { steadySince?: number; notFrom?: string[]; limit?: number } = {}) => ({
  now: at,
  limit: 10,
  notFrom: [],
  steadySince: 0,
  ...over,
})

describe('all sending stopped', () => {
  test('lets nothing out of the queue, thanks included, while replies are kept, and goes on with what waited', async () => {
    const { store, queue, replyOf, inbound, counts } = await openConversation()
    await store.write('stopSending', { why: 'person', now })
    const seq = await queue()
    expect(await store.write('claim', claimAt(now))).toEqual({ claimed: [], nextDueAt: null, stopped: true })
    await store.write('receive', inboundText({ text: 'hello' }))
    expect(await inbound()).toHaveLength(1)
    expect((await counts()).stop).toEqual({ why: 'person', since: new Date(now).toISOString() })
    await store.write('resumeSending', undefined)
    expect((await counts()).stop).toBeNull()
    expect((await store.write('claim', claimAt(now))).claimed.map((text) => text.seq)).toEqual([seq])
    await replyOf('2')
    await store.write('stopSending', { why: 'person', now })
    expect((await store.write('claim', claimAt(now + minute))).claimed).toEqual([])
    await store.write('resumeSending', undefined)
    expect((await store.write('claim', claimAt(now + minute))).claimed).toHaveLength(1)
  })

  test('keeps its first reason and time', async () => {
    const { store, counts } = await openConversation()
    await store.write('stopSending', { why: 'unknown', now })
    await store.write('stopSending', { why: 'person', now: now + minute })
    expect((await counts()).stop).toEqual({ why: 'unknown', since: new Date(now).toISOString() })
  })
})

describe('a text that waited too long', () => {
  test('through a gap is held for a person, counted as needing one, and never claimed', async () => {
    const { store, queue, messageOf, counts } = await openConversation()
    const [late, fresh, patient] = [
      await queue(),
      await queue({ customer: '447700900124', now: now + 31 * minute }),
      await queue({ customer: '447700900125', withinMs: 120 * minute }),
    ]
    const at = now + 32 * minute
    const { claimed } = await store.write('claim', claimAt(at, { steadySince: at }))
    expect(claimed.map(({ seq }) => seq)).toEqual([patient, fresh])
    expect(await messageOf(late)).toMatchObject({ state: 'held', needsPerson: true, problemCode: 'late' })
    expect((await counts()).needsPerson).toBe(1)
    expect((await store.ask('list', { only: 'needs-person' })).map(({ seq }) => seq)).toEqual([late])
    expect((await store.write('claim', claimAt(at + minute))).claimed).toEqual([])
  })

  test('in a long queue, with texts leaving all the while, is sent', async () => {
    const { store, queue } = await openConversation()
    const seq = await queue()
    const { claimed } = await store.write('claim', claimAt(now + 40 * minute, { steadySince: now - minute }))
    expect(claimed.map((text) => text.seq)).toEqual([seq])
  })

  test('leaves after all when a person says so, with as much time as at first', async () => {
    const { store, queue, messageOf } = await openConversation()
    const seq = await queue()
    const at = now + 60 * minute
    await store.write('claim', claimAt(at, { steadySince: at }))
    expect(await store.write('releaseText', { seq, now: at })).toEqual({ kind: 'released' })
    expect(await store.write('releaseText', { seq, now: at })).toEqual({ kind: 'released' })
    expect(await messageOf(seq)).toMatchObject({ state: 'queued', needsPerson: false, problem: null })
    const later = at + 29 * minute
    expect((await store.write('claim', claimAt(later, { steadySince: later }))).claimed).toHaveLength(1)
    expect(await store.write('releaseText', { seq, now: at })).toEqual({ kind: 'not-held' })
  })

  test('and that thanks are not sent, and the reply says so', async () => {
    const { store, replyOf, inbound } = await openConversation()
    await replyOf('2')
    const at = now + 60 * minute
    expect((await store.write('claim', claimAt(at, { steadySince: at }))).claimed).toEqual([])
    expect((await inbound())[0]?.thanks).toMatchObject({ state: 'cancelled', problem: expect.stringContaining('late') })
    expect((await inbound())[0]?.needsPerson).toBe(false)
  })

  test('of a customer who has opted out is cancelled, not held', async () => {
    const { store, queue, messageOf } = await openConversation()
    const seq = await queue()
    await store.write('receive', inboundText({ text: 'STOP' }))
    const at = now + 60 * minute
    await store.write('claim', claimAt(at, { steadySince: at }))
    expect(await messageOf(seq)).toMatchObject({ state: 'cancelled', problemCode: 'opted-out' })
  })

  test('with hundreds of others holds them all, some at a time', async () => {
    const { store, queue, counts } = await openConversation()
    for (let index = 0; index < 250; index += 1) await queue({ customer: `4477009${String(index).padStart(5, '0')}` })
    const at = now + 60 * minute
    const first = await store.write('claim', claimAt(at, { steadySince: at }))
    expect(first).toMatchObject({ claimed: [], nextDueAt: now })
    const second = await store.write('claim', claimAt(at, { steadySince: at }))
    expect(second).toMatchObject({ claimed: [], nextDueAt: null })
    expect(await counts()).toMatchObject({ needsPerson: 250, queued: 0 })
  })
})

describe('a text cancelled by a person', () => {
  test('does not leave, and stays cancelled however often it is said', async () => {
    const { store, queue, messageOf } = await openConversation()
    const seq = await queue()
    for (const _ of [1, 2]) expect(await store.write('cancelText', seq)).toEqual({ kind: 'cancelled' })
    expect(await messageOf(seq)).toMatchObject({ state: 'cancelled', problemCode: 'by-hand' })
    expect((await store.write('claim', claimAt(now))).claimed).toEqual([])
  })

  test('puts the reply that it answered back on the list', async () => {
    const { store, queue, replyOf, messageOf } = await openConversation()
    const reply = await replyOf('can you come after 3?')
    const seq = await queue({ inReplyTo: reply.seq })
    expect((await messageOf(reply.seq)).needsPerson).toBe(false)
    await store.write('cancelText', seq)
    expect((await messageOf(reply.seq)).needsPerson).toBe(true)
  })

  test('after it has left is refused', async () => {
    const { store, send } = await openConversation()
    const { seq } = await send(question)
    expect(await store.write('cancelText', seq)).toEqual({ kind: 'too-late' })
  })
})

test('a number whose turn has not come keeps its texts, and no other does', async () => {
  const { store, queue } = await openConversation()
  const [slow, quick] = [await queue(), await queue({ customer: '447700900124', ours: '447700900001' })]
  const { claimed, nextDueAt } = await store.write('claim', claimAt(now, { notFrom: ['447700900000'] }))
  expect(claimed.map(({ seq }) => seq)).toEqual([quick])
  expect(nextDueAt).toBeNull()
  expect((await store.write('claim', claimAt(now))).claimed.map(({ seq }) => seq)).toEqual([slow])
})
