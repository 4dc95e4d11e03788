import { expect, test } from 'vitest'
import { makeCustomerStore } from '../../../src/renderer/send/customer-store.ts'
import type { Customer } from '../../../src/shared/desk-state.ts'
import type { Message } from '../../../src/shared/message.ts'
import { done, type Result, refused } from '../../../src/shared/result.ts'
import { inbound } from '../messages.ts'

const mia = '447700900001'
const maeve = '447700900005'

const customer = (msisdn: string, optedOut: Customer['optedOut'] = null): Customer => ({
  msisdn,
  shown: `+${msisdn}`,
  optedOut,
  taken: [],
  lastText: null,
  texts: 0,
  since: null,
})

/** A desk whose answers are given by the test, in any order. */
function open() {
  const asked: { number: string; answer: (answer: Result<Customer>) => void }[] = []
  let tell: (messages: Message[]) => void = () => {}
  const store = makeCustomerStore({
    desk: {
      getCustomer: ({ number }) => new Promise((resolve) => asked.push({ number, answer: resolve })),
      on: (_name, listener) => {
        tell = listener as typeof tell
        return () => {
          tell = () => {}
        }
      },
    },
  })
  return { asked, store, tell: (...messages: Message[]) => tell(messages) }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('one number is asked for once, and none is not asked for', async () => {
  const { asked, store } = open()
  for (const msisdn of [null, mia, mia, null, null]) void store.look(msisdn)
  expect(asked.map(({ number }) => number)).toEqual([`+${mia}`])
  asked[0]?.answer(done(customer(mia)))
  await settled()
  // The number was cleared meanwhile.
  expect(store.getSnapshot()).toBeNull()
})

test('an answer that comes late for an older number is dropped', async () => {
  const { asked, store } = open()
  void store.look(maeve)
  void store.look(mia)
  asked[1]?.answer(done(customer(mia)))
  asked[0]?.answer(done(customer(maeve, { since: '2026-11-22T10:00:00.000Z', words: 'STOP' })))
  await settled()
  expect(store.getSnapshot()).toEqual(customer(mia))
})

test('of two answers about one number the one that was asked for last counts', async () => {
  const { asked, store } = open()
  void store.look(maeve)
  void store.reload()
  const gone = customer(maeve, { since: '2026-11-22T10:00:00.000Z', words: 'STOP' })
  asked[1]?.answer(done(gone))
  asked[0]?.answer(done(customer(maeve)))
  await settled()
  expect(store.getSnapshot()).toEqual(gone)
})

test('what was known of one number is not said of the next', async () => {
  const { asked, store } = open()
  void store.look(maeve)
  asked[0]?.answer(done(customer(maeve)))
  await settled()
  void store.look(mia)
  expect(store.getSnapshot()).toBeNull()
})

test('a text of this customer asks again, a text of another does not, and nothing is heard after the end', async () => {
  const { asked, store, tell } = open()
  const stop = store.start()
  void store.look(maeve)
  tell(inbound(1, { customer: mia }))
  expect(asked).toHaveLength(1)
  tell(inbound(2, { customer: maeve, text: 'STOP' }))
  expect(asked).toHaveLength(2)
  stop()
  tell(inbound(3, { customer: maeve }))
  expect(asked).toHaveLength(2)
})

test('a desk that cannot answer takes nothing back: Send asks again anyway', async () => {
  const { asked, store } = open()
  void store.look(mia)
  asked[0]?.answer(done(customer(mia)))
  await settled()
  void store.reload()
  asked[1]?.answer(refused('disconnected', 'The desk does not answer.'))
  await settled()
  expect(store.getSnapshot()).toEqual(customer(mia))
})
