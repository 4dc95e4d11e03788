import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import { openSurprised, type SurprisedDesk } from '../support/surprised-desk.ts'

// What a send is answered. The numbers are those of the list of surprises in real payloads.

let at: SurprisedDesk
beforeAll(async () => {
  at = await openSurprised()
})
afterAll(() => at.end())

const requestsTo = async (customer: string) =>
  (await at.vonage.record()).requests.filter(({ body }) => body.to === customer)

test('surprise 30: message-count, prices and status "0" are strings: ten parts are ten, accepted is accepted', async () => {
  const customer = at.newCustomer()
  const text = 'Ten parts. '.repeat(136)
  await at.vonage.set({ balance: 12.5 })
  await at.desk.sendSms({ submissionId: 'ten', to: `+${customer}`, text })
  await eventually(async () => expect(await at.listed(customer)).toMatchObject([{ state: 'delivered' }]))
  const [request] = await requestsTo(customer)
  expect(request?.answer).toMatchObject({ body: { 'message-count': '10' } })
  expect((await at.listed(customer))[0]?.providerIds).toHaveLength(10)
  expect((await at.state()).balance).toBeCloseTo(12.5 - 10 * 0.0333, 4)
})

test('surprise 34: a portal’s page instead of an answer is "not known", never sent, and never sent again', async () => {
  for (const answer of ['html', 'braces'] as const) {
    const customer = at.newCustomer()
    await at.vonage.next({ answer })
    await at.desk.sendSms({ submissionId: `portal-${answer}`, to: `+${customer}`, text: 'On our way' })
    await eventually(async () => expect(await at.listed(customer)).toMatchObject([{ state: 'unknown' }]))
    const [row] = await at.listed(customer)
    expect(row).toMatchObject({ problemCode: 'not-an-answer', providerIds: [] })
    expect(row?.problem).not.toBeNull()
    // Another text goes all the way meanwhile, so a second attempt would have been seen.
    const next = at.newCustomer()
    await at.desk.sendSms({ submissionId: `next-${answer}`, to: `+${next}`, text: 'Next' })
    await eventually(async () => expect(await at.listed(next)).toMatchObject([{ state: 'delivered' }]))
    expect(await requestsTo(customer)).toHaveLength(1)
  }
})
