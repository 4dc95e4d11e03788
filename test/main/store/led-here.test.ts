import { afterEach, expect, test } from 'vitest'
import type { Leads } from '../../../src/main/store/led-here.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { freshFolder, openFreshStore } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const start = 1_780_000_000_000
const number = '447700900000'

let store: Store
const open = async (folder = freshFolder()) => {
  store = (await openFreshStore(folder)).store
}
afterEach(() => store.close())

const leads = (where: Leads, after: number, of = number) =>
  store.write('numberLeads', { number: of, where, at: start + after })
const stretches = async () =>
  (await store.ask('openGaps', undefined)).map(({ beganAt, endedAt }) => [
    beganAt - start,
    endedAt === null ? null : endedAt - start,
  ])

test('a number that led elsewhere has a gap from the last look that showed it here, once it leads here again', async () => {
  const folder = freshFolder()
  await open(folder)
  expect(await leads('here', 0)).toBe(false)
  expect(await leads('here', day)).toBe(false)
  expect(await leads('away', 2 * day)).toBe(false)
  // Whoever has its replies meanwhile answers them: nothing is asked for yet.
  expect(await stretches()).toEqual([])
  await store.close()
  await open(folder)
  expect(await leads('away', 3 * day)).toBe(false)
  expect(await leads('here', 3 * day + hour)).toBe(true)
  expect(await stretches()).toEqual([[day, 3 * day + hour]])
  // Once.
  expect(await leads('here', 4 * day)).toBe(false)
  expect(await stretches()).toHaveLength(1)
})

test.each<{ label: string; seen: [where: Leads, after: number, of?: string][] }>([
  {
    label: 'that never led here',
    seen: [
      ['away', 0],
      ['here', day],
    ],
  },
  {
    label: 'that a person has sent elsewhere',
    seen: [
      ['here', 0],
      ['let-go', hour],
      ['away', 2 * hour],
      ['here', day],
    ],
  },
  {
    label: 'that led elsewhere for seconds',
    seen: [
      ['here', 0],
      ['away', 20_000],
      ['here', 30_000],
    ],
  },
  {
    label: 'that is another one than before',
    seen: [
      ['here', 0, '447700900001'],
      ['away', hour],
      ['here', day],
    ],
  },
])('control: one $label has none', async ({ seen }) => {
  await open()
  for (const [where, after, of] of seen) await leads(where, after, of)
  expect(await stretches()).toEqual([])
})

test('a number that led to an older address of ours has one from when replies could arrive at the new one', async () => {
  await open()
  await leads('here', 0)
  await store.write('gapBegins', { why: 'unreachable', at: start + 5 * hour })
  await store.write('gapEnds', { at: start + 6 * hour })
  await leads('older', 6 * hour + 1000)
  // Vonage did not take the new one at first.
  await leads('older', 7 * hour)
  expect(await leads('here', 9 * hour)).toBe(true)
  expect(await stretches()).toEqual([
    [5 * hour, 6 * hour],
    [6 * hour, 9 * hour],
  ])
})

test('a desk that starts with another address has one gap for the time it was closed, and none for the hours before', async () => {
  await open()
  await store.write('alive', { now: start })
  await leads('here', 0)
  await store.write('alive', { now: start + 20 * hour })
  // Its way in is not proven yet as it tells Vonage where it is now.
  await store.write('deskStarted', { now: start + 30 * hour })
  await leads('older', 30 * hour + 1000)
  expect(await leads('here', 30 * hour + 3000)).toBe(false)
  await store.write('gapEnds', { at: start + 30 * hour + 5000 })
  expect(await stretches()).toEqual([[20 * hour, 30 * hour + 5000]])
})

test('control: where Vonage takes the new address later than that, there is one from when it was seen to be older', async () => {
  await open()
  await store.write('alive', { now: start })
  await leads('here', 0)
  await store.write('alive', { now: start + 20 * hour })
  await store.write('deskStarted', { now: start + 30 * hour })
  await leads('older', 30 * hour + 1000)
  await store.write('gapEnds', { at: start + 30 * hour + 5000 })
  expect(await leads('here', 32 * hour)).toBe(true)
  expect(await stretches()).toEqual([
    [20 * hour, 30 * hour + 5000],
    [30 * hour + 1000, 32 * hour],
  ])
})

test('control: one that is led to the new address within a minute has none', async () => {
  await open()
  await leads('here', 0)
  await store.write('gapBegins', { why: 'unreachable', at: start + 5 * hour })
  await store.write('gapEnds', { at: start + 6 * hour })
  await leads('older', 6 * hour + 1000)
  expect(await leads('here', 6 * hour + 3000)).toBe(false)
  expect(await stretches()).toHaveLength(1)
})

test('where the clock was ahead at the last look, a day is asked for', async () => {
  await open()
  await leads('here', 9 * day)
  await leads('away', 9 * day)
  expect(await leads('here', 0)).toBe(true)
  expect(await stretches()).toEqual([[-day, 0]])
})
