import { expect, test } from 'vitest'
import { isUnheard } from '../../../src/renderer/runs/unheard.ts'
import type { Run } from '../../../src/shared/run.ts'
import { aRun } from './runs.ts'

const texts = { queued: 0, accepted: 0, delivered: 3, failed: 0, unsure: 0 }
const outcomes = { ...aRun(1).outcomes, waiting: 3, option: 0 }
const run = (over: Partial<Run> = {}) => aRun(1, { state: 'done', texts, outcomes, replied: 0, ...over })
const now = Date.parse(run().startsAt) + 60_000

test.each<{ label: string; over: Partial<Run>; says: boolean }>([
  { label: 'all have arrived, nobody has written', over: {}, says: true },
  { label: 'some have, the rest leaves', over: { state: 'sending' }, says: true },
  { label: 'none has arrived', over: { texts: { ...texts, delivered: 0, accepted: 3 } }, says: false },
  { label: 'somebody has written', over: { replied: 1 }, says: false },
  {
    label: 'silence was taken for the answer',
    over: { outcomes: { ...outcomes, option: 2, waiting: 1 } },
    says: false,
  },
  { label: 'nobody is waited for', over: { outcomes: { ...outcomes, waiting: 0, settled: 3 } }, says: false },
  { label: 'it is paused', over: { state: 'paused', why: 'person' }, says: false },
])('when first answers come is said: $label: $says', ({ over, says }) => expect(isUnheard(run(over), now)).toBe(says))

test('of a run of yesterday it is said no more', () => expect(isUnheard(run(), now + 86_400_000)).toBe(false))
