import { afterEach, test } from 'vitest'
import type { Ends } from './kill-receiving.ts'
import { ofTheNight } from './night.ts'
import { startTwiceAtOnce } from './two-starts.ts'

// Its control runs with the short form, in two-starts.test.ts.

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('two desks started in one folder at once, 50 times: one stays, the other says so and ends, and nobody is texted twice', () =>
  startTwiceAtOnce(ofTheNight(50), ends))
