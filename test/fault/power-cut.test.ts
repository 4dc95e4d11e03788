import { afterEach, test } from 'vitest'
import { diskMissing } from './disk-image.ts'
import type { Ends } from './kill-receiving.ts'
import { comparePowerCuts } from './power-cut.ts'

const missing = diskMissing()
if (missing !== null) console.warn(`NOT RUN: what a power cut leaves of acknowledged replies, because ${missing}.`)

const ends: Ends = []
afterEach(async () => {
  // One that fails must not keep a disk from being unmounted.
  await ends.splice(0).reduceRight<Promise<unknown>>((before, end) => before.then(end, end), Promise.resolve())
})

test.skipIf(missing !== null)(
  'the power is cut 4 times: no acknowledged reply is lost; with synchronous=NORMAL, in at least half of the cuts some are',
  { timeout: 240_000 },
  () => comparePowerCuts(4, ends),
)
