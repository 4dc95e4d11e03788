import type { Mistake } from './mistake.ts'
import { mistakesInDoors } from './mistakes-in-doors.ts'
import { mistakesInFiles } from './mistakes-in-files.ts'
import { mistakesInRecovery } from './mistakes-in-recovery.ts'
import { mistakesInRuns } from './mistakes-in-runs.ts'
import { mistakesInSending } from './mistakes-in-sending.ts'
import { mistakesInTexts } from './mistakes-in-texts.ts'

/** All that `npm run sabotage` makes. */
export const mistakes: readonly Mistake[] = [
  ...mistakesInTexts,
  ...mistakesInRecovery,
  ...mistakesInSending,
  ...mistakesInRuns,
  ...mistakesInDoors,
  ...mistakesInFiles,
]
