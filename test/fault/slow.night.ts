import { expect, test } from 'vitest'
import { slowSendersAtDesk } from './slow-desk.ts'

test('1,000 slow senders: each is cut off within 10 s, and every genuine text is answered in time', async ({
  skip,
}) => {
  const seen = await slowSendersAtDesk(1000, 12_000)
  expect(seen).toMatchObject({ open: 0, refused: [], lost: 0, doubled: [] })
  expect(seen.cut).toHaveLength(1000)
  expect(Math.max(...seen.cut)).toBeLessThan(11_000)
  if (seen.inTime === null) skip()
  expect(seen.inTime).toBe(true)
})
