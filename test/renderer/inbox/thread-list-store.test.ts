import { expect, test } from 'vitest'
import { makeThreadListStore } from '../../../src/renderer/inbox/thread-list-store.ts'
import type { Thread } from '../../../src/shared/thread.ts'
import { anna, ben, calm, chloe, dan, openInbox, settled, thread } from './threads.ts'

async function openList(threads: Thread[] = []) {
  const side = openInbox(threads)
  const store = makeThreadListStore({ desk: side.desk, nextFrame: side.nextFrame, later: side.later })
  store.start()
  await calm()
  const ids = () => store.getSnapshot().rows.map(({ customer }) => customer)
  const cleared = () => store.getSnapshot().cleared.map(({ customer }) => customer)
  return { ...side, store, ids, cleared }
}

test('who has waited longest stands first; under every other tab who wrote last does', async () => {
  const list = await openList([thread(ben, 5), thread(anna, 9), settled(chloe, 7)])
  expect(list.ids()).toEqual([ben, anna])
  await list.store.show('all')
  expect(list.ids()).toEqual([anna, chloe, ben])
})

test('who comes in while the list must not move stands below, where nothing moves; who would stand between waits', async () => {
  const list = await openList([thread(ben, 5), thread(anna, 9)])
  list.store.hold(true)
  list.happen(thread(chloe, 12), thread(dan, 7))
  list.draw()
  expect(list.ids()).toEqual([ben, anna, chloe])
  expect(list.store.getSnapshot().waiting).toBe(1)
  list.store.showWaiting()
  expect(list.ids()).toEqual([ben, dan, anna, chloe])
  expect(list.store.getSnapshot().waiting).toBe(0)
})

test('a thread that goes up by a new text waits too, and says the new words where it stands', async () => {
  const list = await openList([thread(ben, 5), thread(anna, 9)])
  await list.store.show('all')
  list.store.hold(true)
  list.happen(thread(ben, 12))
  list.draw()
  expect(list.ids()).toEqual([anna, ben])
  expect(list.store.getSnapshot()).toMatchObject({ waiting: 1, rows: [{}, { last: { seq: 12 } }] })
  list.store.hold(false)
  expect(list.ids()).toEqual([ben, anna])
})

test('who was cleared leaves, and is found again below; while held not before it may move', async () => {
  const list = await openList([thread(ben, 5), thread(anna, 9)])
  list.store.hold(true)
  list.happen(settled(ben, 12))
  list.draw()
  expect([list.ids(), list.cleared()]).toEqual([[ben, anna], []])
  list.store.hold(false)
  expect([list.ids(), list.cleared()]).toEqual([[anna], [ben]])
  list.happen(thread(ben, 13))
  list.draw()
  expect([list.ids(), list.cleared()]).toEqual([[anna, ben], []])
})

test('the thread that is open stays where it is until another one is', async () => {
  const list = await openList([thread(ben, 5), thread(anna, 9)])
  list.store.open(ben)
  list.happen(settled(ben, 12))
  list.draw()
  expect(list.ids()).toEqual([ben, anna])
  list.store.open(anna)
  expect([list.ids(), list.cleared()]).toEqual([[anna], [ben]])
})

test('what happens while a page is on its way is neither lost nor older than the page', async () => {
  const side = openInbox([thread(ben, 5)])
  const store = makeThreadListStore({ desk: side.desk, nextFrame: side.nextFrame, later: side.later })
  const answer = side.pause()
  store.start()
  side.emit('thread', [thread(anna, 9), settled(ben, 10)])
  side.draw()
  answer()
  await calm()
  expect(store.getSnapshot().rows.map(({ customer }) => customer)).toEqual([anna])
})

test('of a list of more than a page nobody is lost or doubled, and who stands below what is loaded comes by paging', async () => {
  const many = Array.from({ length: 130 }, (_, index) => thread(String(447700910000 + index), index))
  const list = await openList(many)
  expect(list.ids()).toHaveLength(100)
  list.happen(thread('447700910125', 125, { name: 'Named since' }))
  list.draw()
  expect(list.ids()).toHaveLength(100)
  await list.store.older()
  expect(list.ids()).toEqual(many.map(({ customer }) => customer))
  expect(list.store.getSnapshot()).toMatchObject({ end: true, state: 'ready' })
})

test('who was erased is gone after a reload, also where the thread was open, or was cleared a moment before', async () => {
  const stored = [thread(ben, 5), thread(anna, 9), thread(chloe, 12)]
  const list = await openList(stored)
  list.store.open(anna)
  list.happen(settled(ben, 13))
  list.draw()
  expect([list.ids(), list.cleared()]).toEqual([[anna, chloe], [ben]])
  stored.splice(0, 2)
  await list.store.reload()
  expect([list.ids(), list.cleared()]).toEqual([[chloe], [ben]])
  list.store.forget()
  expect(list.cleared()).toEqual([])
})

test('the counts of the tabs follow what happens', async () => {
  const list = await openList([thread(ben, 5)])
  list.happen(thread(anna, 9))
  list.draw()
  expect(list.store.getSnapshot().counts?.needsYou).toBe(1)
  await list.pass(500)
  expect(list.store.getSnapshot().counts?.needsYou).toBe(2)
})

test('a list that cannot be loaded says so, and keeps what it showed', async () => {
  const list = await openList([thread(ben, 5)])
  list.reach(false)
  await list.store.reload()
  expect(list.store.getSnapshot()).toMatchObject({ state: 'ready', problem: { code: 'no-answer' } })
  expect(list.ids()).toEqual([ben])
})
