import { expect, test } from 'vitest'
import { draft, now, openConversation, question } from '../../support/conversation.ts'
import { inboundText } from '../../support/store.ts'

test('STOP is recorded, never thanked, and later texts to that number are refused', async () => {
  const { store, send, inbound, outbound } = await openConversation()
  await send(question)
  const waiting = await store.write('queue', draft({ ...question, text: 'On our way' }))
  await store.write('receive', inboundText({ text: 'STOP' }))
  expect(await inbound()).toMatchObject([{ because: { rule: 'opt-out' }, thanks: null, needsPerson: false }])
  expect(await store.write('queue', draft(question))).toEqual({ kind: 'opted-out' })
  const { claimed } = await store.write('claim', { now, limit: 4, notFrom: [], steadySince: 0 })
  expect(claimed).toEqual([])
  expect(waiting.kind).toBe('queued')
  expect((await outbound())[0]).toMatchObject({ text: 'On our way', state: 'cancelled', problemCode: 'opted-out' })
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({ because: { rule: 'option' }, thanks: null, noThanks: 'opted-out' })
  await store.write('receive', inboundText({ text: 'START', sentAt: now + 1000 }))
  expect(await store.write('queue', draft(question))).toMatchObject({ kind: 'queued' })
})

test('a STOP in an incomplete text counts', async () => {
  const { store } = await openConversation()
  await store.write(
    'receive',
    inboundText({ text: 'STOP texting me.', part: { ref: '7', total: 2, number: 1 }, arrivedAt: now }),
  )
  await store.write('showIncompleteSince', now)
  expect(await store.write('queue', draft(question))).toEqual({ kind: 'opted-out' })
})
