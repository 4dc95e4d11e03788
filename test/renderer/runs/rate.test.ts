import { expect, test } from 'vitest'
import { runTakes, takes } from '../../../src/renderer/runs/rate.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'

const { t } = makeWords('en')

test.each([
  { run: { texts: 198, perSecond: 30, isLater: false }, time: '17–47 seconds', note: 'after the hold and once one' },
  // Planned for later, it has been held until then.
  { run: { texts: 198, perSecond: 30, isLater: true }, time: '7–37 seconds', note: 'once one of the first 3' },
  // The first few are all of it: nobody waits for one of them to arrive.
  { run: { texts: 3, perSecond: 30, isLater: false }, time: '11 seconds', note: 'after the hold' },
  { run: { texts: 1, perSecond: 1, isLater: true }, time: '1 second', note: '1 a second' },
  { run: { texts: 200, perSecond: 1, isLater: false }, time: '4 minutes', note: 'after the hold' },
  { run: { texts: 10_000, perSecond: 30, isLater: false }, time: '6–7 minutes', note: 'after the hold' },
  { run: { texts: 100, perSecond: 1, isLater: false }, time: '2–3 minutes', note: 'after the hold' },
  { run: { texts: 0, perSecond: 30, isLater: false }, time: '0 seconds', note: '30 a second' },
])('a run of $run.texts, later: $run.isLater, takes $time until its last text leaves', ({ run, time, note }) => {
  const said = runTakes(run, t)
  expect(said.time).toBe(time)
  expect(said.note).toContain(note)
})

test('what is left of a run takes as long as its rate says', () => {
  expect(takes(60, 30, t)).toBe('2 seconds')
  expect(takes(3600, 30, t)).toBe('2 minutes')
})
