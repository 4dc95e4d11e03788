import { afterEach, expect, test } from 'vitest'
import { faketimeMissing } from '../support/faketime.ts'
import { jumps, throughJumps } from './clock-jumps.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('whatever a clock does, no reply is lost or moved, nothing is deleted, and nothing is sent twice', async () => {
  // Before a release there is no doing without it.
  expect(faketimeMissing).toBeNull()
  const { forward, back, year, epoch, spring, autumn, right } = jumps
  const each = [
    forward,
    right,
    back,
    right,
    year,
    right,
    epoch,
    right,
    spring,
    autumn,
    right,
    forward,
    back,
    epoch,
    year,
  ]
  await throughJumps([...each, { ...right, restarts: true }], 3000, ends)
})
