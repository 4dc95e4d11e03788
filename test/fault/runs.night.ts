import { afterEach, describe, test } from 'vitest'
import { killedRun, openRunStory, phases, type RunStory, wholeRun } from '../support/run-story.ts'
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
