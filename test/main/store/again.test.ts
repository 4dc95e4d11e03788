import { describe, expect, test } from 'vitest'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import { draft, now, openConversation, refused } from '../../support/conversation.ts'
import { inboundText, receipt } from '../../support/store.ts'

const minute = 60_000
const later = now + 20 * minute
const unknown: SendOutcome = { kind: 'unknown', code: 'timeout', text: 'No answer.' }

async function openLost(outcome: SendOutcome = unknown) {
  const desk = await openConversation()
  const lost = await desk.queue()
  await desk.settle(lost, outcome)
  const again = (over: Parameters<typeof draft>[0] = {}) =>
    desk.store.write('queue', draft({ again: lost, now: later, ...over }))
  const receiptOf = async (seq: number, status: string) =>
    desk.store.write('receipt', receipt({ reference: (await desk.messageOf(seq)).reference, status, errorCode: '3' }))
  return { ...desk, lost, again, receiptOf }
}

describe('a text that did not arrive, or may not have, and that a person sends again', () => {
  test.each([['of unknown fate', unknown] as const, ['refused', refused] as const])(
    '%s, is a new text with a reference of its own; each says of the other, and the old one needs nobody',
    async (_, outcome) => {
      const { again, lost, messageOf, counts } = await openLost(outcome)
      expect((await counts()).failed).toBe(1)
      const queued = await again()
      const seq = 'seq' in queued ? queued.seq : 0
      const [old, young] = [await messageOf(lost), await messageOf(seq)]
      expect(young).toMatchObject({ state: 'queued', triedBefore: { id: old.id, firstAt: old.at } })
      expect(young.reference).not.toBe(old.reference)
      expect(old).toMatchObject({ textedAgain: { id: young.id, at: young.at }, doneAt: young.at, state: outcome.kind })
      expect((await counts()).failed).toBe(0)
    },
  )

  test('tried a third time it says when it was first tried', async () => {
    const { again, lost, settle, messageOf } = await openLost()
    const second = await again({ now })
    const seq = 'seq' in second ? second.seq : 0
    await settle(seq, refused)
    const third = await again({ again: seq, now: later + minute })
    expect(await messageOf('seq' in third ? third.seq : 0)).toMatchObject({
      triedBefore: { id: `m${seq}`, firstAt: (await messageOf(lost)).at },
    })
  })

  test('a receipt for the old one shows on the old one, and does not put it back on the list', async () => {
    const { again, lost, receiptOf, messageOf, counts } = await openLost()
    await again()
    await receiptOf(lost, 'failed')
    expect(await messageOf(lost)).toMatchObject({ state: 'failed', doneAt: new Date(later).toISOString() })
    expect((await counts()).failed).toBe(0)
  })

  test('control: one that nobody sent again is put back on it', async () => {
    const { store, lost, receiptOf, counts } = await openLost()
    await store.write('closeText', { seq: lost, now: later })
    await receiptOf(lost, 'failed')
    expect((await counts()).failed).toBe(1)
  })

  test.each([
    ['accepted', 'taken-meanwhile'],
    ['delivered', 'delivered-meanwhile'],
  ])('when a receipt says %s by then, it asks first', async (status, kind) => {
    const { again, lost, receiptOf, messages } = await openLost()
    await receiptOf(lost, status)
    expect(await again()).toEqual({ kind })
    expect(await messages()).toHaveLength(1)
    expect(await again({ anyway: true })).toMatchObject({ kind: 'queued' })
  })

  test('pressed in two windows it asks before it goes a second time; a repeat of one press is one text', async () => {
    const { again, messages } = await openLost()
    const press = { submissionId: 'one' }
    expect(await again(press)).toMatchObject({ kind: 'queued' })
    expect(await again(press)).toMatchObject({ kind: 'repeated' })
    expect(await again({ submissionId: 'other' })).toEqual({ kind: 'again-already' })
    expect(await messages()).toHaveLength(2)
    expect(await again({ submissionId: 'other', anyway: true })).toMatchObject({ kind: 'queued' })
  })

  test('taken back before it leaves, the lost one is to be dealt with as before, unless another stands for it', async () => {
    const { store, again, lost, messageOf, counts } = await openLost(refused)
    const cancel = async (queued: Awaited<ReturnType<typeof again>>) =>
      store.write('cancelText', 'seq' in queued ? queued.seq : 0)
    await cancel(await again())
    expect(await messageOf(lost)).toMatchObject({ state: 'refused', doneAt: null, textedAgain: null })
    expect((await counts()).failed).toBe(1)
    await again()
    await cancel(await again({ anyway: true }))
    expect((await counts()).failed).toBe(0)
  })

  test('taken back, it leaves a reply that came after the lost one to a person', async () => {
    const { store, again, inbound, counts } = await openLost()
    await store.write('receive', inboundText({ text: 'hello?' }))
    const [asking] = await inbound()
    const queued = await again({ inReplyTo: asking?.seq ?? 0, wholeThread: true })
    expect((await counts()).needsPerson).toBe(0)
    await store.write('cancelText', 'seq' in queued ? queued.seq : 0)
    expect((await counts()).needsPerson).toBe(1)
  })

  test('taken back, it gives the lost one no more to answer than that one was about', async () => {
    const { store, queue, settle, inbound, counts, messageOf } = await openConversation()
    await store.write('receive', inboundText({ text: 'which day?' }))
    await store.write('receive', inboundText({ text: 'and which hour?' }))
    const [hour, day] = await inbound()
    const lost = await queue({ inReplyTo: day?.seq ?? 0 })
    await settle(lost, unknown)
    const second = draft({ again: lost, now: later, inReplyTo: hour?.seq ?? 0, wholeThread: true })
    const queued = await store.write('queue', second)
    expect((await counts()).needsPerson).toBe(0)
    await store.write('cancelText', 'seq' in queued ? queued.seq : 0)
    const { reference } = await messageOf(lost)
    await store.write('receipt', receipt({ reference, status: 'delivered' }))
    expect((await messageOf(day?.seq ?? 0)).needsPerson).toBe(false)
    expect((await messageOf(hour?.seq ?? 0)).needsPerson).toBe(true)
  })

  test('one that has not left, that went to somebody else, or that is none, is not sent again whatever is said', async () => {
    const { store, again, queue, lost, messages } = await openLost()
    const waiting = await queue()
    await store.write('receive', inboundText({ text: 'hello?' }))
    const before = await messages()
    const [reply] = before.filter(({ direction }) => direction === 'inbound')
    const anyway = true
    expect(await again({ again: waiting, anyway })).toEqual({ kind: 'not-left-yet' })
    expect(await again({ again: lost, customer: '447700900777', anyway })).toEqual({ kind: 'text-of-other' })
    expect(await again({ again: reply?.seq ?? 0, anyway })).toEqual({ kind: 'no-such-text' })
    expect(await again({ again: 9_999, anyway })).toEqual({ kind: 'no-such-text' })
    expect(await messages()).toEqual(before)
  })
})

describe('a text of unknown fate that Vonage was asked for and had no record of', () => {
  async function openAsked() {
    const desk = await openLost()
    const { reference } = await desk.messageOf(desk.lost)
    const noRecord = async (at: number, isFirst = false) => {
      await desk.store.write('notOnRecord', { references: [reference ?? ''], now: at, isFirst })
      return (await desk.messageOf(desk.lost)).problemCode
    }
    return { ...desk, noRecord }
  }

  test.each([
    ['twice, ten minutes apart, half an hour after it left', [20, 30], 'not-on-record'],
    ['twice, less than ten minutes apart', [25, 34], 'timeout'],
    ['twice, less than half an hour after it left', [5, 29], 'timeout'],
    ['once, long after', [300], 'timeout'],
    ['a first time again, because the clock went back', [60, 50, 65], 'not-on-record'],
    ['the same, too soon', [60, 50, 59], 'timeout'],
  ])('%s', async (_, minutes, code) => {
    const { noRecord } = await openAsked()
    let said: string | null = null
    for (const each of minutes) said = await noRecord(now + each * minute)
    expect(said).toBe(code)
  })

  test('a clock that jumped makes it the first time again', async () => {
    const { noRecord } = await openAsked()
    await noRecord(now + 20 * minute)
    expect(await noRecord(now + 4000 * minute, true)).toBe('timeout')
    expect(await noRecord(now + 4011 * minute)).toBe('not-on-record')
  })

  test('stays unknown, says what to do, is still listed, and is settled by a receipt that comes later', async () => {
    const { noRecord, lost, receiptOf, messageOf, counts } = await openAsked()
    await noRecord(now + 20 * minute)
    await noRecord(now + 31 * minute)
    expect(await messageOf(lost)).toMatchObject({ state: 'unknown', problem: expect.stringContaining('no record') })
    expect((await counts()).failed).toBe(1)
    await receiptOf(lost, 'delivered')
    expect(await messageOf(lost)).toMatchObject({ state: 'delivered', problem: null, problemCode: null })
    expect(await noRecord(now + 50 * minute)).toBeNull()
  })
})
