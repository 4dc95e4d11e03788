import { afterEach, expect, test } from 'vitest'
import { sendThroughEarlyReceipts } from '../support/early-receipts.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('receipts that come before, while and after the send call returns, or when it never does, are all matched', async () => {
  const { answered, hanging, nameless, references } = await sendThroughEarlyReceipts(
    { texts: 60, everyNthHangs: 10, everyNthNameless: 20 },
    ends,
  )
  const counts = [answered, hanging, nameless].map((states) => [states.length, ...new Set(states)])
  // The last are the control: nothing but our reference can match those.
  expect(counts).toEqual([
    [54, 'delivered'],
    [3, 'delivered'],
    [3, 'unknown'],
  ])
  expect([new Set(references).size, references.length]).toEqual([60, 60])
})
