import { expect, onTestFinished, test } from 'vitest'
import { threadCalls } from '../../src/main/thread-calls.ts'
import { readNumber } from '../../src/shared/msisdn.ts'
import { done, refused } from '../../src/shared/result.ts'
import { inboundText, openFreshStore } from '../support/store.ts'

const at = 1_780_000_002_000

async function openCalls() {
  const { store } = await openFreshStore()
  onTestFinished(() => store.close())
  const calls = threadCalls({
    store,
    core: { savedReplies: [] },
    readCustomer: (typed) => {
      const number = readNumber(typed, 'GB')
      return number.ok ? done(number) : refused(number.code, number.text)
    },
    now: () => at,
    stateChanged: () => {},
    threadsMoved: () => {},
    snoozed: () => {},
  })
  return { store, calls }
}

test('a shop that texts under a word has a thread like anybody: noted, done with, raised, put off', async () => {
  const { store, calls } = await openCalls()
  await store.write('receive', inboundText({ customer: 'MTN', text: 'Your parcel waits for you?' }))
  const [{ seq } = { seq: 0 }] = await store.ask('list', { direction: 'inbound' })
  expect(await calls.getThread({ customer: 'MTN' })).toMatchObject({
    value: { person: { thread: { customer: 'MTN', status: 'needs-you' } } },
  })
  expect(await calls.savePerson({ customer: 'MTN', note: 'the depot' })).toMatchObject({
    value: { person: { note: { text: 'the depot' } } },
  })
  expect(await calls.closeThread({ customer: 'MTN', upTo: seq })).toMatchObject({
    value: { thread: { status: 'done' } },
  })
  expect(await calls.raiseThread({ customer: 'MTN' })).toMatchObject({ value: { thread: { status: 'needs-you' } } })
  const until = new Date(at + 3_600_000).toISOString()
  expect(await calls.snoozeThread({ customer: 'MTN', until })).toMatchObject({
    value: { thread: { snoozedUntil: until } },
  })
})

test('a word that never texted us is no customer, and nothing is kept of it', async () => {
  const { store, calls } = await openCalls()
  for (const call of [
    calls.getThread({ customer: 'MTN' }),
    calls.saveDraft({ customer: 'MTN', text: 'hello' }),
    calls.closeThread({ customer: 'MTN', upTo: 1 }),
  ])
    expect(await call).toMatchObject({ ok: false, problem: { code: expect.stringMatching(/^number-/) } })
  expect(await store.ask('ownWords', 'MTN')).toMatchObject({ draft: '' })
})
