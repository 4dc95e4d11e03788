import { afterEach, expect, test } from 'vitest'
import { deliverCopies } from './copies-load.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('5,000 replies of one to ten copies each, beside each other and over a kill, are 5,000 rows', async () => {
  const { copies, rows, feed } = await deliverCopies(5000, ends)
  console.log(`${copies} copies of 5000 replies.`)
  expect([rows.length, new Set(rows).size]).toEqual([5000, 5000])
  expect(feed.toSorted()).toEqual(rows.toSorted())
})
