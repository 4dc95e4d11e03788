import { expect, test } from 'vitest'
import { makeProofStore } from '../../../src/renderer/setup/proof-store.ts'
import type { Message } from '../../../src/shared/message.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { done, refused } from '../../../src/shared/result.ts'

const customer = '447700900123'
const text = (over: Partial<Message>): Message =>
  ({
    id: 'm1',
    seq: 1,
    direction: 'inbound',
    customer,
    text: '2',
    at: '2026-11-29T09:00:00.000Z',
    recovered: false,
    thanks: null,
    ...over,
  }) as Message

function open(stored: Message[] = []) {
  let hear: (messages: Message[], seq: number) => void = () => {}
  let answers: 'sent' | 'lost' = 'sent'
  const asked: string[] = []
  const sent = text({ id: 'm5', seq: 5, direction: 'outbound', state: 'queued' })
  const store = makeProofStore({
    desk: {
      listMessages: async () => done({ messages: stored }),
      sendNotice: async ({ submissionId }) => {
        asked.push(submissionId)
        return answers === 'sent' ? done({ message: sent }) : refused('disconnected', 'Gone.')
      },
      on: (_, listener) => {
        hear = listener as typeof hear
        return () => {}
      },
    },
    newId: () => `id-${asked.length}`,
  })
  store.start()
  return {
    store,
    sent,
    asked,
    hear: (...messages: Message[]) => hear(messages, 1),
    lose: (lost: boolean) => {
      answers = lost ? 'lost' : 'sent'
    },
    send: () => store.send('+44 7700 900123', deliveryQuestion),
  }
}

test('our text goes out, its state moves, and the answer from that phone and no other is the one', async () => {
  const { store, sent, hear, send } = open()
  await send()
  hear({ ...sent, state: 'delivered' })
  expect(store.getSnapshot().sent?.state).toBe('delivered')
  hear(text({ id: 'm6', seq: 6, customer: '447700900999' }))
  // Written before we asked.
  hear(text({ id: 'm4', seq: 4 }))
  expect(store.getSnapshot().reply).toBeNull()
  hear(text({ id: 'm7', seq: 7 }))
  expect(store.getSnapshot().reply?.id).toBe('m7')
})

test('a reply that had to be asked for afterwards proves nothing', async () => {
  const { store, hear, send } = open([text({ recovered: true })])
  await send()
  hear(text({ id: 'm7', seq: 7, recovered: true }))
  expect(store.getSnapshot()).toMatchObject({ repliedAt: null, reply: null })
})

test('what came before this window was opened counts', async () => {
  const { store } = open([text({ at: '2026-11-29T08:00:00.000Z' })])
  await expect.poll(() => store.getSnapshot().repliedAt).toBe('2026-11-29T08:00:00.000Z')
})

test('pressed again after a lost answer it is the same text; after a sent one it is another', async () => {
  const { asked, lose, send, store } = open()
  lose(true)
  await send()
  expect(store.getSnapshot().problem?.code).toBe('disconnected')
  lose(false)
  await send()
  await send()
  expect(asked[0]).toBe(asked[1])
  expect(asked[2]).not.toBe(asked[1])
})
