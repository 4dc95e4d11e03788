import { afterEach, expect, test } from 'vitest'
import { sendThroughEarlyReceipts } from '../support/early-receipts.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('receipts that come before, while and after the send call returns, or when it never does, are all matched', {
  timeout: 120_000,
}, async () => {
  const { answered, hanging, nameless, references, aheadMs } = await sendThroughEarlyReceipts(
    { texts: 100, everyNthHangs: 10, everyNthNameless: 20, everyNthIsLate: 4 },
    ends,
  )
  const counts = [answered, hanging, nameless].map((states) => [states.length, ...new Set(states)])
  // The last are the control: nothing but our reference can match those.
  expect(counts).toEqual([
    [90, 'delivered'],
    [5, 'delivered'],
    [5, 'unknown'],
  ])
  // Nearly half of them, some by seconds.
  expect(aheadMs.length).toBeGreaterThan(25)
  expect(Math.max(...aheadMs)).toBeGreaterThan(1500)
  expect([new Set(references).size, references.length]).toEqual([100, 100])
})
