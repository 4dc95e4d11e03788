import { expect, test } from 'vitest'
import { killAtWrites, writes } from './migration-kills.ts'
import { straceMissing } from './strace.ts'

if (straceMissing !== null) console.warn(`NOT RUN: kills while the layout changes, because ${straceMissing}.`)

const kills = 15
const which = Array.from({ length: kills }, (_, kill) => 1 + Math.floor((kill * writes) / kills))

test.skipIf(straceMissing !== null)(
  'killed 15 times while the layout changes: the old one or a newer one, whole, and not a row is lost',
  { timeout: 120000 },
  () => {
    const left = killAtWrites(which)
    console.log(`${which.length} kills up to write ${which.at(-1)}; left at layouts ${[...left].join(', ')}.`)
    expect(left.size).toBeGreaterThan(2)
  },
)
