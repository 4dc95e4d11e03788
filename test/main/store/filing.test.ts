import { describe, expect, test } from 'vitest'
import { acknowledgement, now, openConversation, question } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

const later = now + 3_600_000

async function openFiling() {
  const conversation = await openConversation()
  const { store } = conversation
  const file = (seq: number, option: string, submissionId: string = crypto.randomUUID()) =>
    store.write('fileReply', { submissionId, seq, option, now })
  const sendThanks = async () => {
    const { claimed } = await store.write('claim', { now: later, limit: 10, notFrom: [], steadySince: 0 })
    for (const { seq } of claimed)
      await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: [`t${seq}`] }, now })
  }
  return { ...conversation, file, sendThanks }
}

describe('a person', () => {
  test('files a reply by hand, and the customer is thanked once a submission', async () => {
    const { store, send, inbound, outbound } = await openConversation()
    await send(question)
    await store.write('receive', inboundText({ text: 'the day after is better' }))
    const [reply] = await inbound()
    expect(reply).toMatchObject({
      needsPerson: true,
      options: [{ digit: '1' }, { digit: '2', label: 'Thursday' }, { digit: '3' }],
    })
    const by = { submissionId: 'file-1', seq: reply?.seq ?? 0, option: '2', now }
    await Promise.all([store.write('fileReply', by), store.write('fileReply', by)])
    expect(await inbound()).toMatchObject([
      {
        needsPerson: false,
        because: { rule: 'option', option: '2', why: 'filed by hand' },
        thanks: { state: 'queued' },
      },
    ])
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(1)
    expect(await store.write('fileReply', { ...by, submissionId: 'file-2', option: '9' })).toEqual({
      kind: 'no-such-option',
    })
  })
})

describe('a reply filed by hand', () => {
  test('without a text: what was about to leave does not, nothing else does, and it can be told after all', async () => {
    const { store, thanks, messageOf, replyOf, file } = await openFiling()
    const reply = await replyOf('the day after is better')
    await file(reply.seq, '1')
    const quietly = { submissionId: 'quietly', seq: reply.seq, option: '2', untold: true as const, now }
    expect(await store.write('fileReply', quietly)).toEqual({ kind: 'filed' })
    expect(await store.write('fileReply', quietly)).toEqual({ kind: 'filed' })
    expect(await messageOf(reply.seq)).toMatchObject({
      needsPerson: false,
      because: { option: '2', was: '1', why: 'filed by hand', untold: true },
    })
    expect((await thanks()).map(({ state }) => state)).toEqual(['cancelled'])
    // Another option is told as ever.
    await file(reply.seq, '3')
    expect((await messageOf(reply.seq))?.because).not.toHaveProperty('untold')
    expect((await thanks()).map(({ text, state }) => [text, state])).toEqual([
      [acknowledgement('1'), 'cancelled'],
      [acknowledgement('3'), 'queued'],
    ])
  })

  test('to the wrong option is filed again: the second replaces the first and its thanks say so', async () => {
    const { store, thanks, messageOf, replyOf, file, sendThanks } = await openFiling()
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
    const { thanks, replyOf, file, sendThanks } = await openFiling()
    const reply = await replyOf('1')
    await sendThanks()
    await file(reply.seq, '3')
    expect((await thanks()).at(-1)?.text).toBe(
      `Changed from 1 (tomorrow) to 3 (deliver to post office). ${acknowledgement('3')}`,
    )
  })

  test('while the first thanks were leaving: those are not sent after the correction', async () => {
    const { store, messageOf, replyOf } = await openFiling()
    const reply = await replyOf('1')
    const { claimed } = await store.write('claim', { now: later, limit: 10, notFrom: [], steadySince: 0 })
    const leaving = claimed[0]?.seq ?? 0
    await store.write('fileReply', { submissionId: 'one', seq: reply.seq, option: '2', now: later })
    const outcome = { kind: 'not-sent', attempt: 1, dueAt: later + 1000, code: 'vonage-1', text: 'Throttled.' } as const
    await store.write('settle', { seq: leaving, outcome, now: later })
    expect(await messageOf(leaving)).toMatchObject({ state: 'cancelled', problemCode: 'replaced' })
    const left = (await store.write('claim', { now: later + 5000, limit: 10, notFrom: [], steadySince: 0 })).claimed
    expect(left.map(({ text }) => text)).toEqual([expect.stringContaining(acknowledgement('2'))])
  })

  test('again before the first thanks left: those do not leave, and the second say nothing of them', async () => {
    const { thanks, messageOf, replyOf, file } = await openFiling()
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
    const { thanks, messageOf, replyOf, file, sendThanks } = await openFiling()
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
    const { queue, thanks, messageOf, replyOf, file, sendThanks } = await openFiling()
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
    const { store, thanks, messageOf, replyOf, file } = await openFiling()
    const reply = await replyOf('the day after is better')
    await store.write('closeReply', { seq: reply.seq, now })
    await file(reply.seq, '2')
    expect(await messageOf(reply.seq)).toMatchObject({ doneAt: null, needsPerson: false, because: { option: '2' } })
    expect(await thanks()).toHaveLength(1)
  })

  test('twenty times in a row, sending all the while: each filing is told at most once, the last one is true', async () => {
    const { thanks, replyOf, file, sendThanks } = await openFiling()
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

test('filing an older reply does not override the newer answer', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await store.write('receive', inboundText({ text: '2 but leave it next door' }))
  await store.write('receive', inboundText({ text: '3' }))
  const seq = (await inbound())[1]?.seq ?? 0
  expect(await store.write('fileReply', { submissionId: 'late', seq, option: '2', now })).toEqual({
    kind: 'newer-answer',
    option: '3',
  })
})
