import { expect, test } from 'vitest'
import { expectStopsToWin, stopsInRuns } from './opt-out-race.ts'

const runs = { count: 15, texts: 50, phones: 5, atOnce: 5, first: 0 }

test('a STOP at any moment of a run: nothing but its confirmation leaves once it is committed', () =>
  expectStopsToWin(runs))

test('control: with consent looked up before the claim, texts leave after a STOP', async () => {
  const { after } = await stopsInRuns({ ...runs, count: 5, first: runs.count }, 'outside of it')
  expect(after.length).toBeGreaterThan(0)
})
