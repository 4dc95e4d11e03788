import { afterEach, test } from 'vitest'
import { faketimeMissing } from '../support/faketime.ts'
import { jumps, throughJumps } from './clock-jumps.ts'

if (faketimeMissing !== null) console.warn(`NOT RUN: a clock that jumps, because ${faketimeMissing}.`)

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const promised = 'whatever a clock does, no reply is lost or moved, nothing is deleted, and nothing is sent twice'
test.skipIf(faketimeMissing !== null)(promised, async () => {
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
