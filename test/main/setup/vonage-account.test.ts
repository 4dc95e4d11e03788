import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { type VonageAccount, vonageAccount } from '../../../src/main/setup/vonage-account.ts'

type Pretend = Awaited<ReturnType<typeof startPretendVonage>>
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function open(limits: Parameters<typeof vonageAccount>[1] = {}, secret?: string) {
  const vonage: Pretend = await startPretendVonage({})
  const { apiKey, apiSecret, restHost } = vonage
  const account: VonageAccount = vonageAccount({ apiKey, apiSecret: secret ?? apiSecret, restHost }, limits)
  ends.push(vonage.close, account.close)
  return { vonage, account }
}

test('the balance is the proof that key and secret are right', async () => {
  const { vonage, account } = await open()
  vonage.set({ balance: 61.4 })
  expect(await account.balance()).toEqual({ ok: true, value: 61.4 })
})

test('a wrong secret is said in a sentence, which does not hold it', async () => {
  const { account } = await open({}, 'Canary-Secret-1')
  const answer = await account.balance()
  expect(answer).toMatchObject({ ok: false, problem: { code: 'credentials-refused' } })
  expect(inspect(answer)).not.toContain('Canary-Secret-1')
})

const call = '/account/get-balance'
test.each<{ name: string; meets: Behaviour; code: string }>([
  { name: 'a portal’s page', meets: { call, answer: 'html' }, code: 'provider-elsewhere' },
  { name: 'a redirect, which is not followed', meets: { call, answer: 'http', code: 302 }, code: 'provider-elsewhere' },
  { name: '401', meets: { call, answer: 'http', code: 401 }, code: 'credentials-refused' },
  { name: '429', meets: { call, answer: 'http', code: 429 }, code: 'provider-busy' },
  { name: '503', meets: { call, answer: 'http', code: 503 }, code: 'provider-busy' },
  { name: 'a reset', meets: { call, answer: 'reset' }, code: 'provider-unreachable' },
  { name: 'silence', meets: { call, answer: 'silence' }, code: 'provider-unreachable' },
  { name: 'a cut body', meets: { call, answer: 'cut' }, code: 'provider-unreachable' },
  {
    name: 'a suspended account by 401',
    meets: { call, answer: 'http', code: 401, errorLabel: 'account suspended' },
    code: 'account-suspended',
  },
  {
    name: 'a suspended account by 420',
    meets: { call, answer: 'http', code: 420, errorLabel: 'account suspended' },
    code: 'account-suspended',
  },
  {
    name: 'HTTP 200 with another error-code',
    meets: { call, answer: 'http', code: 200, errorCode: '420' },
    code: 'provider-refused',
  },
])('$name is a sentence of its own', async ({ meets, code }) => {
  const { vonage, account } = await open({ answerMs: 400 })
  vonage.next(meets)
  expect(await account.balance()).toMatchObject({ ok: false, problem: { code } })
  // Once: nothing is asked again by itself.
  expect(vonage.record().calls).toHaveLength(1)
})

test('no connection at all', async () => {
  const account = vonageAccount({ apiKey: 'abcd1234', apiSecret: 'x', restHost: 'http://127.0.0.1:1' })
  expect(await account.balance()).toMatchObject({ ok: false, problem: { code: 'provider-unreachable' } })
})

test('an answer that never ends is given up', async () => {
  const { vonage, account } = await open({ bodyBytes: 10 })
  expect(await account.numbers()).toMatchObject({ ok: false, problem: { code: 'provider-elsewhere' } })
  expect(vonage.record().calls).toHaveLength(1)
})

test('a number of a kind that no list has is of another kind, whatever Vonage calls it', async () => {
  const { vonage, account } = await open()
  for (const type of ['satellite', 'constructor', '__proto__']) {
    vonage.changeNumber({ msisdn: vonage.number, type: type as 'landline' })
    expect(await account.numbers(), type).toMatchObject({ ok: true, value: [{ kind: 'other' }] })
  }
})

test('numbers are listed with what they can do and where their replies go, without what may be secret in it', async () => {
  const { vonage, account } = await open()
  vonage.changeNumber({
    msisdn: vonage.number,
    links: { moHttpUrl: 'https://user:pass@crm.example/sms/?token=abc#x' },
  })
  vonage.changeNumber({ msisdn: '442079460199', country: 'GB', type: 'landline', features: ['VOICE'] })
  expect(await account.numbers()).toEqual({
    ok: true,
    value: [
      {
        msisdn: vonage.number,
        shown: '+44 7700 900000',
        country: 'GB',
        kind: 'mobile',
        texts: true,
        calls: true,
        leadsTo: 'crm.example/sms',
      },
      {
        msisdn: '442079460199',
        shown: '+44 20 7946 0199',
        country: 'GB',
        kind: 'landline',
        texts: false,
        calls: true,
        leadsTo: null,
      },
    ],
  })
})

test('an account without numbers, which is answered without even a count, and one with more than a page', async () => {
  const { vonage, account } = await open()
  vonage.changeNumber({ msisdn: vonage.number, owned: false })
  expect(await account.numbers()).toEqual({ ok: true, value: [] })
  for (let each = 0; each < 150; each += 1)
    vonage.changeNumber({ msisdn: String(447700900100 + each), country: 'GB', type: 'mobile-lvn', features: ['SMS'] })
  const listed = await account.numbers()
  expect(listed.ok && new Set(listed.value.map(({ msisdn }) => msisdn)).size).toBe(150)
})

test('numbers to rent come with a price a month, and only those that can text', async () => {
  const { account } = await open()
  const found = await account.rentable({ country: 'GB', kind: null, digits: '0020' })
  expect(found).toMatchObject({ ok: true })
  if (!found.ok) return
  expect(found.value[0]).toMatchObject({ msisdn: '447700900200', kind: 'mobile', texts: true, monthly: 1.25 })
  expect(found.value.every(({ texts, msisdn }) => texts && msisdn.includes('0020'))).toBe(true)
  expect(await account.rentable({ country: 'FR', kind: 'mobile', digits: '' })).toEqual({ ok: true, value: [] })
  expect(await account.textPrice('GB')).toMatchObject({ ok: true, value: { country: 'GB' } })
})

test('a rented number is ours; papers and a number that is gone are refused', async () => {
  const { vonage, account } = await open()
  expect(await account.rent({ country: 'GB', msisdn: '447700900200' })).toEqual({ ok: true, value: null })
  expect(await account.number('447700900200')).toMatchObject({ ok: true, value: { msisdn: '447700900200' } })
  expect(await account.rent({ country: 'GB', msisdn: '447700900200' })).toMatchObject({
    problem: { code: 'provider-refused', text: 'Vonage refuses: method failed.' },
  })
  expect(await account.rent({ country: 'GB', msisdn: '442079460200' })).toMatchObject({
    problem: { code: 'provider-refused' },
  })
  vonage.next({ call: '/number/buy', answer: 'html' })
  expect(await account.rent({ country: 'GB', msisdn: '447700900201' })).toMatchObject({
    problem: { code: 'provider-elsewhere' },
  })
})
