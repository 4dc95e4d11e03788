import { afterEach, expect, test } from 'vitest'
import { sendThroughEarlyReceipts } from '../support/early-receipts.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('1,000 texts whose receipts come up to 5 s before their send call returns, and 100 whose call never returns, are all matched', async () => {
  const { answered, hanging, nameless, references, aheadMs } = await sendThroughEarlyReceipts(
    { texts: 1100, everyNthHangs: 11, everyNthNameless: 110, everyNthIsLate: 1 },
    ends,
  )
  expect([answered.length, hanging.length, nameless.length]).toEqual([1000, 90, 10])
  const ended = [answered, hanging, nameless].map((states) => [...new Set(states)])
  expect(ended).toEqual([['delivered'], ['delivered'], ['unknown']])
  expect(aheadMs.length).toBeGreaterThan(400)
  expect(Math.max(...aheadMs)).toBeGreaterThan(4000)
  expect([new Set(references).size, references.length]).toEqual([1100, 1100])
})
