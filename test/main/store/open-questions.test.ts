import { expect, test } from 'vitest'
import { deliveryOn, draft, now, openConversation, question } from '../../support/conversation.ts'
import { inboundText, receipt } from '../../support/store.ts'

test('a question that never reached the customer catches no reply', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  const monday = deliveryOn('Monday')
  const later = await store.write('queue', draft(monday))
  await store.write('claim', { now, limit: 4, notFrom: [], steadySince: 0 })
  const seq = later.kind === 'queued' ? later.seq : 0
  await store.write('settle', { seq, outcome: { kind: 'refused', code: 'vonage-9', text: 'no credit' }, now })
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({ because: { option: '2', label: 'Thursday' } })
})

test('with two questions open that a digit answers differently, a person decides', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await send(deliveryOn('Monday'))
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({
    because: { rule: 'person', why: 'two questions are open' },
    thanks: null,
  })
  await store.write('receive', inboundText({ text: '1' }))
  expect((await inbound())[0]).toMatchObject({ because: { rule: 'option', label: 'tomorrow' } })
})

test('a reply that was written before the question was asked does not answer it', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await store.write('receive', inboundText({ text: '3', arrivedAt: now - 60_000, sentAt: now - 61_000 }))
  expect((await inbound())[0]).toMatchObject({
    needsPerson: true,
    because: { why: 'no open question' },
    thanks: null,
  })
})

test('of two questions the newest is meant, once the older one was answered', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({ because: { option: '2', label: 'Thursday' } })
  await send(deliveryOn('Monday'))
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({ because: { option: '2', label: 'Monday' } })
})

test('one that did not arrive comes after one that did, however new it is', async () => {
  const { store, send, inbound } = await openConversation()
  await send(question)
  await store.write('receive', inboundText({ text: '1' }))
  await send(deliveryOn('Monday'), ['lost'])
  await store.write('receipt', receipt({ providerId: 'lost', status: 'failed', errorCode: '1' }))
  await store.write('receive', inboundText({ text: '2' }))
  expect((await inbound())[0]).toMatchObject({ because: { option: '2', label: 'Thursday' } })
})
