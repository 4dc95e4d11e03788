import { afterEach, describe, test } from 'vitest'
import { faketimeMissing } from '../support/faketime.ts'
import { jumps, throughJumps } from './clock-jumps.ts'

if (faketimeMissing !== null) console.warn(`NOT RUN: a clock that jumps, because ${faketimeMissing}.`)

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe.skipIf(faketimeMissing !== null)('a clock that somebody moves', () => {
  test(
    'two days forward and back loses no reply, moves none, deletes nothing and sends nothing twice',
    {
      timeout: 120_000,
    },
    () => throughJumps([jumps.forward, jumps.right], 1500, ends),
  )
})
