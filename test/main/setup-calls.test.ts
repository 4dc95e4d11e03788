import { afterEach, expect, test } from 'vitest'
import type { AccountKeeper, SavedAccount } from '../../src/main/account.ts'
import { openAccountBook } from '../../src/main/account-book.ts'
import { noLog } from '../../src/main/log/log.ts'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import { startPretendVonage } from '../../src/main/practice/pretend-vonage.ts'
import { setupCalls } from '../../src/main/setup-calls.ts'
import { done } from '../../src/shared/result.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function ring(saved: SavedAccount | null): AccountKeeper {
  let kept = saved
  return {
    load: async () => ({ account: kept, problem: null }),
    save: async (account) => {
      kept = account
      return done(null)
    },
  }
}
async function open() {
  const vonage = await startPretendVonage({})
  ends.push(vonage.close)
  const { apiKey, apiSecret, restHost } = vonage
  const book = openAccountBook({ environment: null, accounts: ring({ apiKey, apiSecret }), log: noLog })
  await book.usable()
  const calls = setupCalls({ book, restHost, onNews: () => {} })
  const bought = () => vonage.record().calls.filter(({ path }) => path === '/number/buy').length
  return { vonage, book, calls, bought, login: { apiKey, apiSecret } }
}
const offer = { country: 'GB', number: '447700900200', monthly: 1.25 }
const buy = '/number/buy'

test('a number is rented at the price that was confirmed, and at no other', async () => {
  const { calls, bought } = await open()
  expect(await calls.rentNumber({ ...offer, monthly: 1 })).toMatchObject({ problem: { code: 'rent-price-changed' } })
  expect(bought()).toBe(0)
  expect(await calls.rentNumber(offer)).toEqual({ ok: true, value: { number: offer.number } })
  // Pressed once more it is the same number, and is not paid twice.
  expect(await calls.rentNumber(offer)).toEqual({ ok: true, value: { number: offer.number } })
  expect(bought()).toBe(1)
})

test.each<{ label: string; meets: Behaviour }>([
  { label: 'no answer', meets: { call: buy, answer: 'reset', accept: true } },
  { label: 'a 504', meets: { call: buy, answer: 'http', code: 504, accept: true } },
  { label: 'a portal’s page', meets: { call: buy, answer: 'html', accept: true } },
  { label: 'a cut answer', meets: { call: buy, answer: 'cut', accept: true } },
])('after $label to a purchase that was made, the number is ours and is not bought again', async ({ meets }) => {
  const { vonage, calls, bought } = await open()
  vonage.next(meets)
  expect(await calls.rentNumber(offer)).toEqual({ ok: true, value: { number: offer.number } })
  expect(bought()).toBe(1)
})

test.each<{ label: string; meets: Behaviour; code: string }>([
  { label: 'no answer', meets: { call: buy, answer: 'reset' }, code: 'rent-unknown' },
  { label: 'a 503', meets: { call: buy, answer: 'http', code: 503 }, code: 'rent-unknown' },
  {
    label: 'a refusal',
    meets: { call: buy, answer: 'http', code: 420, errorLabel: 'Address information required' },
    code: 'rent-refused',
  },
  { label: 'a wrong secret', meets: { call: buy, answer: 'http', code: 401 }, code: 'credentials-refused' },
])('after $label to one that was not made, it says so and nothing is bought', async ({ meets, code }) => {
  const { vonage, calls, bought } = await open()
  vonage.next(meets)
  expect(await calls.rentNumber(offer)).toMatchObject({ ok: false, problem: { code } })
  expect(bought()).toBe(1)
})

test('one that somebody else has rented meanwhile, and too little money', async () => {
  const { vonage, calls, bought } = await open()
  vonage.set({ balance: 1 })
  expect(await calls.rentNumber(offer)).toMatchObject({ problem: { code: 'rent-no-credit' } })
  vonage.set({ stock: [] })
  expect(await calls.rentNumber(offer)).toMatchObject({ problem: { code: 'rent-gone' } })
  expect(bought()).toBe(0)
})

test('a proof is of key and secret together, and a refusal takes it back', async () => {
  const { vonage, book, calls, login } = await open()
  const checked = () => book.shown()?.checked?.balance ?? null
  await calls.checkAccount({})
  expect(checked()).toBe(1000)
  // Another pair that is only tried changes nothing of it.
  expect(await calls.checkAccount({ ...login, apiSecret: 'Another-1' })).toMatchObject({ ok: false })
  expect(checked()).toBe(1000)
  await book.change({ apiSecret: 'Another-1' })
  expect(checked()).toBeNull()
  await book.change({ apiSecret: login.apiSecret })
  expect(checked()).toBe(1000)
  vonage.set({ suspended: 401 })
  expect(await calls.checkAccount({})).toMatchObject({ problem: { code: 'account-suspended' } })
  expect(checked()).toBeNull()
})

test('another key begins a new account: its number and signature are gone, the way in stays', async () => {
  const { book, login } = await open()
  await book.change({ number: '+44 7700 900000', signatureSecret: 'secret', ngrokAuthtoken: 'token' })
  expect(book.shown()).toMatchObject({ number: '447700900000', signed: 'sha256', wayIn: 'ngrok' })
  await book.change({ apiKey: 'other123', apiSecret: login.apiSecret })
  expect(book.shown()).toMatchObject({ number: null, signed: null, wayIn: 'ngrok' })
  await book.change({ ngrokAuthtoken: '' })
  expect(book.shown()?.wayIn).toBeNull()
})

test('before there is an account every question says so', async () => {
  const book = openAccountBook({ environment: null, accounts: ring(null), log: noLog })
  const calls = setupCalls({ book, restHost: 'http://127.0.0.1:1', onNews: () => {} })
  for (const answer of [
    await calls.checkAccount({}),
    await calls.listNumbers({}),
    await calls.findNumbers({ country: 'GB' }),
    await calls.rentNumber(offer),
    await book.change({ number: '+44 7700 900000' }),
  ])
    expect(answer).toMatchObject({ ok: false, problem: { code: 'account-key-needed' } })
})
