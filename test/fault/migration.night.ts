import { expect, test } from 'vitest'
import { countWrites, killAtWrites } from './migration-kills.ts'
import { straceMissing } from './strace.ts'

if (straceMissing !== null) console.warn(`NOT RUN: kills while the layout changes, because ${straceMissing}.`)

test.skipIf(straceMissing !== null)(
  'killed at every write while the layout changes: the old one or a newer one, whole, and not a row is lost',
  { timeout: 3600000 },
  () => {
    const which = Array.from({ length: countWrites() }, (_, place) => place + 1)
    const left = killAtWrites(which)
    console.log(`${which.length} kills up to write ${which.at(-1)}; left at layouts ${[...left].join(', ')}.`)
    expect(left.size).toBeGreaterThan(20)
  },
)
