import { afterEach, describe, expect, test } from 'vitest'
import { readLines } from '../support/run-life.ts'
import { killedRun, openRunStory, phases, type RunStory, wholeRun } from '../support/run-story.ts'
import { killedAtStep, live } from './killed-runs.ts'
import { ofTheNight } from './night.ts'

/** A day's tour. The stories are those of test/scenario/runs.test.ts, which tells them of fewer. */
const customers = Math.max(60, ofTheNight(500))

let story: RunStory
afterEach(() => story?.end())

describe(`a run of ${customers}`, () => {
  test('leaves by itself, each once; answers, a doubt and a STOP are on the board', async () => {
    story = await openRunStory()
    await story.fast()
    await wholeRun(story, customers)
  })

  test.each(phases)('killed during $phase asks before it goes on, and texts nobody twice', async (phase) => {
    story = await openRunStory()
    await story.fast()
    await killedRun(story, phase, customers)
  })
})

test('killed at each of its steps, from its making to what is taken for granted: nobody has anything twice', async () => {
  const { length } = readLines(live(0).file)
  expect(length).toBeGreaterThan(100)
  for (let step = 1; step <= length; step += 1) await killedAtStep(step)
})
