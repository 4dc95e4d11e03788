import { describe, expect, test } from 'vitest'
import { now, openConversation } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

describe('parts', () => {
  const part = (number: number, text: string, over = {}) =>
    inboundText({ text, part: { ref: '08B5', total: 3, number }, customer: '447700900221', ...over })

  test('in any order, repeated, become one text with every id', async () => {
    const { store, inbound } = await openConversation()
    const [one, two, three] = [part(1, 'If nobody is in le'), part(2, 'ave it at 14, the code'), part(3, ' is 4471')]
    for (const each of [two, three, two, one, three]) await store.write('receive', each)
    expect(await inbound()).toMatchObject([
      {
        text: 'If nobody is in leave it at 14, the code is 4471',
        state: 'received',
        parts: null,
        providerIds: [one.providerId, two.providerId, three.providerId],
      },
    ])
  })

  test('whose others are missing appear as incomplete and are completed in place', async () => {
    const { store, inbound } = await openConversation()
    await store.write('receive', part(1, 'Leave it at 14, the ', { arrivedAt: now }))
    await store.write('receive', part(3, 'is 4471', { arrivedAt: now }))
    expect(await inbound()).toEqual([])
    expect(await store.write('showIncompleteSince', now)).toBe(1)
    const [shown] = await inbound()
    expect(shown).toMatchObject({
      state: 'incomplete',
      text: 'Leave it at 14, the  … is 4471',
      parts: { have: 2, total: 3 },
      needsPerson: true,
      because: { rule: 'person', why: 'parts are missing' },
    })
    expect(await store.write('showIncompleteSince', now + 60_000)).toBe(0)
    await store.write('receive', part(2, 'code ', { arrivedAt: now }))
    expect(await inbound()).toMatchObject([
      { id: shown?.id, state: 'received', text: 'Leave it at 14, the code is 4471', parts: null },
    ])
    expect(await store.search('code', undefined)).toMatchObject([{ id: shown?.id }])
  })

  test('and one of them again under another id changes nothing', async () => {
    const { store, inbound } = await openConversation()
    for (const number of [1, 2, 3]) await store.write('receive', part(number, `piece ${number} `, { arrivedAt: now }))
    expect(await store.write('receive', part(2, 'piece 2 ', { arrivedAt: now + 60_000 }))).toBe('repeat')
    expect(await store.write('showIncompleteSince', now + 90_000)).toBe(0)
    expect(await inbound()).toMatchObject([{ state: 'received', text: 'piece 1 piece 2 piece 3 ' }])
    // Another text under a reference that returned is no repeat, also where it begins with the same words.
    const later = { arrivedAt: now + 60_000, sentAt: now + 50_000 }
    expect(await store.write('receive', part(1, 'piece 1 ', later))).toBe('stored')
    expect(await store.write('receive', part(2, 'other ', later))).toBe('stored')
  })

  test('with one reference of two customers, or of next week, are not mixed', async () => {
    const { store, inbound } = await openConversation()
    await store.write('receive', part(1, 'mine ', { part: { ref: '4', total: 2, number: 1 } }))
    await store.write(
      'receive',
      part(2, 'yours', { part: { ref: '4', total: 2, number: 2 }, customer: '447700900222' }),
    )
    await store.write(
      'receive',
      part(1, 'other ', { part: { ref: '4', total: 2, number: 1 }, customer: '447700900222' }),
    )
    await store.write('receive', part(2, 'too', { part: { ref: '4', total: 2, number: 2 } }))
    expect((await inbound()).map(({ text }) => text)).toEqual(['mine too', 'other yours'])
    await store.write('receive', part(1, 'again ', { part: { ref: '4', total: 2, number: 1 } }))
    await store.write('receive', part(2, 'me', { part: { ref: '4', total: 2, number: 2 } }))
    expect((await inbound())[0]?.text).toBe('again me')
  })
})

test('a part that comes a month later begins a new text', async () => {
  const { store, inbound } = await openConversation()
  const part = (number: number, text: string, arrivedAt: number) =>
    inboundText({ text, arrivedAt, part: { ref: '8', total: 2, number } })
  await store.write('receive', part(1, 'old ', now))
  await store.write('receive', part(2, 'ends', now + 30 * 86_400_000))
  await store.write('receive', part(1, 'new ', now + 30 * 86_400_000))
  expect((await inbound()).map(({ text, state }) => [text, state])).toEqual([
    ['new ends', 'received'],
    ['old  …', 'incomplete'],
  ])
})
