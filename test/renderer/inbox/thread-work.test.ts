import { expect, test } from 'vitest'
import { makeThreadWork } from '../../../src/renderer/inbox/thread-work.ts'
import { done } from '../../../src/shared/result.ts'
import { anna, ben, openInbox, settled } from './threads.ts'

test('"done" can be taken back: what it closed is open again', async () => {
  const side = openInbox()
  const work = makeThreadWork({ desk: side.desk })
  expect(await work.done(anna, 9)).toBe(true)
  expect(work.getSnapshot().done).toEqual({ customer: anna, closed: ['m1', 'm2'] })
  expect(await work.takeBackDone()).toBe(true)
  expect(side.reopened).toEqual(['m1', 'm2'])
  expect(work.getSnapshot().done).toBeNull()
})

test('said a second time, what the first closed can still be taken back', async () => {
  const side = openInbox()
  const closes = [['m1'], [], []]
  const work = makeThreadWork({
    desk: {
      ...side.desk,
      closeThread: async ({ customer }) => done({ thread: settled(customer, 1), closed: closes.shift() ?? [] }),
    },
  })
  await work.done(anna, 9)
  await work.done(anna, 9)
  expect(work.getSnapshot().done).toEqual({ customer: anna, closed: ['m1'] })
  await work.done(ben, 9)
  expect(work.getSnapshot().done).toEqual({ customer: ben, closed: [] })
})

test('pressed twice it is done once, and what goes wrong stands at that thread until it is tried again', async () => {
  const side = openInbox()
  const work = makeThreadWork({ desk: side.desk })
  const answer = side.pause()
  side.reach(false)
  const [first, second] = [work.done(anna, 9), work.done(anna, 9)]
  answer()
  expect(await Promise.all([first, second])).toEqual([false, false])
  expect(side.asked).toEqual(['closeThread'])
  expect(work.getSnapshot().problems.get(anna)?.code).toBe('no-answer')
  side.reach(true)
  await work.raise(anna)
  expect(work.getSnapshot().problems.size).toBe(0)
})
