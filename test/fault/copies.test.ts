import { afterEach, expect, test } from 'vitest'
import { deliverCopies } from './copies-load.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const replies = 5000

test('5,000 replies of one to ten copies each, beside each other and over a kill, are 5,000 rows', {
  timeout: 180_000,
}, async () => {
  const { copies, rows, feed } = await deliverCopies(replies, ends)
  console.log(`${copies} copies of ${replies} replies.`)
  expect([rows.length, new Set(rows).size]).toEqual([replies, replies])
  expect(feed.toSorted()).toEqual(rows.toSorted())
})

test('control: where ids are not kept, copies are rows of their own', async () => {
  const { rows } = await deliverCopies(50, ends, 'every time')
  expect(rows.length).toBeGreaterThan(50)
})
