import { describe, expect, test } from 'vitest'
import { now, openConversation, question } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

describe('a reply', () => {
  test('is stored, understood, filed and thanked for in one step', async () => {
    const { store, send, messages } = await openConversation()
    await send(question)
    expect(await store.write('receive', inboundText({ text: ' 2. ' }))).toBe('stored')
    const [thanks, reply] = await messages()
    expect(reply).toMatchObject({
      direction: 'inbound',
      state: 'received',
      text: ' 2. ',
      because: { rule: 'option', option: '2', label: 'Thursday' },
      needsPerson: false,
      at: new Date(1_780_000_000_000).toISOString(),
      thanks: { state: 'queued' },
    })
    expect(thanks).toMatchObject({
      kind: 'thanks',
      state: 'queued',
      inReplyTo: reply?.id,
      text: 'Thank you for picking option 2. Your delivery is now fully scheduled in.',
    })
  })

  test('that comes twice is stored once, and thanked for once', async () => {
    const { store, send, inbound, outbound } = await openConversation()
    await send(question)
    const reply = inboundText()
    const verdicts = await Promise.all([reply, reply, reply].map((each) => store.write('receive', each)))
    expect(verdicts.toSorted()).toEqual(['repeat', 'repeat', 'stored'])
    expect(await inbound()).toHaveLength(1)
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(1)
  })

  test('with the same id and other words keeps the first, and the second beside it', async () => {
    const { store, inbound } = await openConversation()
    const first = inboundText({ text: '1' })
    await store.write('receive', first)
    await store.write('receive', { ...first, text: '3' })
    expect(await inbound()).toMatchObject([{ text: '1' }])
    expect(await store.ask('counts', undefined)).toMatchObject({ unreadable: 1 })
  })

  test('with the same words and another id is a second reply, thanked for once', async () => {
    const { store, send, inbound } = await openConversation()
    await send(question)
    await store.write('receive', inboundText({ text: '2' }))
    await store.write('receive', inboundText({ text: '2' }))
    expect(await inbound()).toMatchObject([
      { because: { why: 'same answer again' }, thanks: null },
      { thanks: { state: 'queued' } },
    ])
  })

  test('that differs from the first replaces it and says so', async () => {
    const { store, send, inbound } = await openConversation()
    await send(question)
    await store.write('receive', inboundText({ text: '2' }))
    await store.write('receive', inboundText({ text: '3' }))
    expect((await inbound())[0]).toMatchObject({ because: { option: '3', was: '2' }, thanks: { state: 'queued' } })
  })

  test('is answered by at most 3 automatic texts an hour; the fourth says why not', async () => {
    const { store, send, inbound, outbound } = await openConversation()
    await send(question)
    for (const [index, text] of ['1', '2', '3', '1'].entries())
      await store.write('receive', inboundText({ text, arrivedAt: now + index * 1000 }))
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(3)
    expect((await inbound())[0]).toMatchObject({ because: { option: '1' }, noThanks: 'limit', thanks: null })
    await store.write('receive', inboundText({ text: '2', arrivedAt: now + 3_700_000 }))
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(4)
  })

  test('from a number that was not asked needs a person', async () => {
    const { store, inbound, outbound } = await openConversation()
    await store.write('receive', inboundText({ customer: '447700900777', text: 'hello' }))
    expect(await inbound()).toMatchObject([{ because: { rule: 'person', why: 'no open question' }, needsPerson: true }])
    expect(await outbound()).toEqual([])
  })
})

test('an older answer that comes late does not override the newer one, and somebody looks', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await store.write('receive', inboundText({ text: '3', sentAt: now + 60_000 }))
  await store.write('receive', inboundText({ text: '2', sentAt: now + 1_000 }))
  const [late, newer] = await inbound()
  expect(newer).toMatchObject({ text: '3', because: { rule: 'option', option: '3' } })
  expect(late).toMatchObject({ needsPerson: true, because: { why: 'came after a newer answer' }, thanks: null })
  await store.write('receive', inboundText({ text: '1', sentAt: now + 120_000 }))
  expect((await inbound())[0]).toMatchObject({ because: { rule: 'option', option: '1', was: '3' } })
})
