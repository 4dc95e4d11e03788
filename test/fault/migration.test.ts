import { expect, test } from 'vitest'
import { countWrites, killAtWrites, killWithoutTransaction } from './migration-kills.ts'
import { straceMissing } from './strace.ts'

if (straceMissing !== null) console.warn(`NOT RUN: kills while the layout changes, because ${straceMissing}.`)

const kills = 50

test.skipIf(straceMissing !== null)(
  'killed 50 times while the layout changes: the old one or a newer one, whole, and not a row is lost',
  { timeout: 180_000 },
  () => {
    const writes = countWrites()
    const which = Array.from({ length: kills }, (_, kill) => 1 + Math.floor((kill * writes) / kills))
    const left = killAtWrites(which)
    console.log(`${kills} kills up to write ${which.at(-1)} of ${writes}; left at layouts ${[...left].join(', ')}.`)
    expect(left.size).toBeGreaterThan(10)
  },
)

test.skipIf(straceMissing !== null)(
  'control: killed while it changes outside of a transaction, a layout is left that is none',
  { timeout: 60_000 },
  () => {
    const which = [100, 140, 180, 220, 260, 300]
    expect(killWithoutTransaction(which)).not.toEqual([])
  },
)
