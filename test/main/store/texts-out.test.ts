import { describe, expect, test } from 'vitest'
import { draft, now, openConversation, question } from '../../support/conversation.ts'
import { receipt } from '../../support/store.ts'

describe('a text out', () => {
  test('is queued once however often its request is repeated, and another text under its id is refused', async () => {
    const { store, outbound } = await openConversation()
    const once = draft(question)
    const [first, ...rest] = await Promise.all(Array.from({ length: 20 }, () => store.write('queue', once)))
    expect(first?.kind).toBe('queued')
    expect(rest.every(({ kind }) => kind === 'repeated')).toBe(true)
    expect(await store.write('queue', { ...once, text: 'something else' })).toEqual({ kind: 'other-text' })
    expect(await outbound()).toHaveLength(1)
    expect((await outbound())[0]?.reference).toHaveLength(40)
  })

  test('that was leaving when the desk died becomes unknown, and a receipt with our reference settles it', async () => {
    const { store, outbound } = await openConversation()
    await store.write('queue', draft(question))
    const { claimed } = await store.write('claim', { now, limit: 4, notFrom: [], steadySince: 0 })
    await store.write('resume', { now })
    expect((await outbound())[0]).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
    expect(
      (await store.write('claim', { now: now + 86_400_000, limit: 4, notFrom: [], steadySince: 0 })).claimed,
    ).toEqual([])
    expect(await store.write('receipt', receipt({ providerId: 'a', reference: claimed[0]?.reference ?? '' }))).toBe(
      'ours',
    )
    expect((await outbound())[0]?.state).toBe('submitted')
    await store.write('receipt', receipt({ providerId: 'b', reference: claimed[0]?.reference ?? '' }))
    expect((await outbound())[0]).toMatchObject({ state: 'delivered', problem: null })
  })

  test('that was queued by a clock that was ahead leaves once the clock is put right; one that is to wait an hour waits', async () => {
    const { store } = await openConversation()
    const claim = async () => (await store.write('claim', { now, limit: 4, notFrom: [], steadySince: 0 })).claimed
    await store.write('queue', draft({ ...question, now: now + 2 * 86_400_000 }))
    const [ahead, none] = await claim()
    expect([ahead?.text, none]).toEqual([question.text, undefined])
    const wait = {
      kind: 'not-sent',
      attempt: ahead?.attempts ?? 0,
      dueAt: now + 3_600_000,
      code: 'throttled',
      text: 'Slow down.',
    } as const
    await store.write('settle', { seq: ahead?.seq ?? 0, now, outcome: wait })
    expect(await claim()).toEqual([])
  })

  test('is delivered only when all its parts are, and failed when any is', async () => {
    const { store, send } = await openConversation()
    const { seq } = await send(question, ['a', 'b'])
    const state = async () => (await store.ask('bySeqs', [seq]))[0]
    await store.write('receipt', receipt({ providerId: 'a' }))
    expect((await state())?.state).toBe('submitted')
    await store.write('receipt', receipt({ providerId: 'b', status: 'failed', errorCode: '3' }))
    expect(await state()).toMatchObject({ state: 'failed', problemCode: 'carrier-3' })
    await store.write('receipt', receipt({ providerId: 'b', status: 'delivered' }))
    expect((await state())?.state).toBe('failed')
  })

  test('takes a receipt that comes before the send call returned', async () => {
    const { store, outbound } = await openConversation()
    await store.write('queue', draft(question))
    const { claimed } = await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
    const [text] = claimed
    for (const id of ['a', 'b'])
      await store.write('receipt', receipt({ providerId: id, reference: text?.reference ?? '' }))
    expect((await outbound())[0]?.state).toBe('sending')
    await store.write('settle', { seq: text?.seq ?? 0, outcome: { kind: 'accepted', providerIds: ['a', 'b'] }, now })
    expect((await outbound())[0]?.state).toBe('delivered')
  })

  test('that was sent back, and is leaving again, is not called back by hearing of the first attempt once more', async () => {
    const { store, outbound } = await openConversation()
    await store.write('queue', draft(question))
    const claim = async () => (await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })).claimed[0]
    const first = await claim()
    const settle = () =>
      store.write('settle', {
        seq: first?.seq ?? 0,
        outcome: { kind: 'not-sent', attempt: first?.attempts ?? 0, dueAt: now, code: 'throttled', text: 'Slow down.' },
        now,
      })
    await settle()
    expect((await outbound())[0]?.state).toBe('queued')
    expect(await claim()).toMatchObject({ seq: first?.seq, attempts: 2 })
    await settle()
    expect((await outbound())[0]?.state).toBe('sending')
    expect(await claim()).toBeUndefined()
  })

  test('keeps to the allowed moves: the database refuses every other', async () => {
    const { store, send, outbound } = await openConversation()
    const { seq } = await send(question)
    await expect(
      store.write('settle', { seq, outcome: { kind: 'refused', code: 'vonage-7', text: 'barred' }, now }),
    ).rejects.toThrow('may not make this move')
    expect((await outbound())[0]?.state).toBe('submitted')
  })

  test('is settled by a receipt that names our reference and no id', async () => {
    const { store, send, outbound } = await openConversation()
    await send(question)
    const [text] = await outbound()
    expect(await store.write('receipt', receipt({ reference: text?.reference ?? '' }))).toBe('ours')
    expect((await outbound())[0]?.state).toBe('delivered')
    expect(await store.write('receipt', receipt({ reference: 'not ours' }))).toBe('ignored')
  })

  test('of somebody else: its receipt is foreign and changes nothing', async () => {
    const { store, send, outbound } = await openConversation()
    await send(question)
    expect(await store.write('receipt', receipt({ providerId: 'elsewhere', reference: 'not ours' }))).toBe('foreign')
    expect((await outbound())[0]?.state).toBe('submitted')
  })
})
