import { expect, test } from 'vitest'
import { ofTheNight } from './night.ts'
import { expectStopsToWin, stopsInRuns } from './opt-out-race.ts'

/** Forty-nine of them write STOP. */
const runs = { count: ofTheNight(7), texts: 500, phones: 50, atOnce: 1, first: 0 }

test('343 STOPs at any moment of runs of 500: nothing but their confirmations leaves once they are committed', () =>
  expectStopsToWin(runs))

test('control: with consent looked up before the claim, texts leave after a STOP', async () => {
  const { after } = await stopsInRuns({ ...runs, count: 1, first: runs.count }, 'outside of it')
  expect(after.length).toBeGreaterThan(0)
})
