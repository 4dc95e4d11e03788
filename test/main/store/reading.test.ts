import { describe, expect, test } from 'vitest'
import { openConversation } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

describe('reading', () => {
  test('pages newest first, with an exclusive before, by customer and direction', async () => {
    const { store } = await openConversation()
    for (let index = 0; index < 25; index += 1)
      await store.write('receive', inboundText({ text: `text ${index}`, customer: `44770090010${index % 2}` }))
    const first = await store.ask('list', { limit: 10 })
    expect(first.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, index) => `text ${24 - index}`))
    const next = await store.ask('list', { limit: 10, before: first.at(-1)?.seq })
    expect(next[0]?.text).toBe('text 14')
    expect(await store.ask('list', { customer: '447700900100', limit: 200 })).toHaveLength(13)
    expect(await store.ask('list', { direction: 'outbound' })).toEqual([])
  })

  test('finds every piece of every text, one character and Chinese included', async () => {
    const { store } = await openConversation()
    for (const text of ['1', '明天下午好吗', 'Już jadę', 'post office please', '2，谢谢'])
      await store.write('receive', inboundText({ text }))
    const hits = async (query: string) => (await store.search(query, undefined)).map(({ text }) => text)
    expect(await hits('1')).toEqual(['1'])
    for (const piece of ['明', '天下', '下午好', '吗', '明天下午好吗'])
      expect(await hits(piece)).toEqual(['明天下午好吗'])
    expect(await hits('谢')).toEqual(['2，谢谢'])
    expect(await hits('jade')).toEqual(['Już jadę'])
    expect(await hits('off pos')).toEqual(['post office please'])
    expect(await hits('900123')).toHaveLength(5)
    for (const odd of ['"', '*', 'AND', '-', '(', '', '   ', 'NEAR(', "'; DROP TABLE messages; --"])
      await expect(hits(odd)).resolves.toBeDefined()
  })

  test('tells what changed after an event, and null when that is unknown', async () => {
    const { store } = await openConversation()
    await store.write('receive', inboundText())
    const { event } = await store.ask('counts', undefined)
    expect(await store.ask('changesAfter', event)).toEqual({ messages: [], event })
    await store.write('receive', inboundText({ text: 'later' }))
    expect(await store.ask('changesAfter', event)).toMatchObject({ messages: [{ text: 'later' }], event: event + 1 })
    expect(await store.ask('changesAfter', 99_999)).toBeNull()
  })
})
