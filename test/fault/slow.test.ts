import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { slowSendersAtDesk } from './slow-desk.ts'
import { slowSenders } from './slow-senders.ts'

/** A thousand by night: test/fault/slow.night.ts. */
const senders = 200
const seconds = 12

test(`${senders} slow senders: each is cut off within 10 s, and every genuine text is answered in time; control: Node's own server keeps them all`, async ({
  skip,
}) => {
  const plain = createServer((request, response) => request.resume().on('end', () => response.end()))
  plain.listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const control = slowSenders(`http://127.0.0.1:${(plain.address() as AddressInfo).port}/`, senders, seconds * 1000)
  const seen = await slowSendersAtDesk(senders, seconds * 1000)
  expect(seen).toMatchObject({ open: 0, refused: [], lost: 0, doubled: [] })
  expect(seen.cut).toHaveLength(senders)
  // Ten seconds, and one for a computer that has more to do.
  expect(Math.max(...seen.cut)).toBeLessThan(11_000)
  expect(await control).toEqual({ cut: [], open: senders })
  plain.close()
  plain.closeAllConnections()
  if (seen.inTime === null) skip()
  expect(seen.inTime).toBe(true)
})
