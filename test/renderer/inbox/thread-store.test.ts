import { expect, test } from 'vitest'
import { makeSeenBook } from '../../../src/renderer/inbox/seen.ts'
import { askingIn, filedNow, talkLines } from '../../../src/renderer/inbox/talk-lines.ts'
import { makeThreadStore } from '../../../src/renderer/inbox/thread-store.ts'
import { viewOf } from '../../../src/renderer/inbox/thread-view.ts'
import type { Message } from '../../../src/shared/message.ts'
import { inbound, outbound } from '../messages.ts'
import { anna, ben, calm, openInbox, thread } from './threads.ts'

const from = (customer: string, seq: number, change: Partial<Message> = {}) => inbound(seq, { customer, ...change })
const noStorage = { getItem: () => null, setItem: () => {} }

function openThread(messages: Message[] = [], storage: Pick<Storage, 'getItem' | 'setItem'> = noStorage) {
  const side = openInbox([thread(anna, 9), thread(ben, 5)], messages)
  const store = makeThreadStore({
    desk: side.desk,
    seen: makeSeenBook(storage, 'seen'),
    now: () => 1_780_000_000_000 + side.now(),
  })
  store.start()
  const seqs = () => store.getSnapshot().rows.map(({ seq }) => seq)
  return { ...side, store, seqs }
}

test('a thread shows the texts of its customer and of nobody else, also those that come', async () => {
  const open = openThread([from(anna, 1), from(ben, 2), from(anna, 3)])
  await open.store.open(anna)
  open.write(from(ben, 4), from(anna, 5))
  expect(open.seqs()).toEqual([5, 3, 1])
  await calm()
  expect(open.store.getSnapshot().person?.thread?.customer).toBe(anna)
})

test('what is written while the first page is on its way is there, once', async () => {
  const open = openThread([from(anna, 1)])
  const answer = open.pause()
  const opened = open.store.open(anna)
  open.write(from(anna, 2))
  answer()
  await opened
  expect(open.seqs()).toEqual([2, 1])
})

test('an answer about the thread before is not shown in this one', async () => {
  const open = openThread([from(anna, 1), from(ben, 2)])
  const answer = open.pause()
  const first = open.store.open(anna)
  const second = open.store.open(ben)
  answer()
  await Promise.all([first, second])
  await calm()
  expect(open.seqs()).toEqual([2])
  expect(open.store.getSnapshot()).toMatchObject({ customer: ben, person: { thread: { customer: ben } } })
})

test('who is about to be opened is asked for ahead, once, and shows what came meanwhile', async () => {
  const open = openThread([from(anna, 1), from(ben, 2)])
  const answer = open.pause()
  open.store.expect(anna)
  open.store.expect(anna)
  expect(open.asked).toEqual(['listMessages', 'getThread'])
  const opened = open.store.open(anna)
  expect(open.asked).toHaveLength(2)
  open.write(from(anna, 3))
  answer()
  await opened
  await calm()
  expect(open.seqs()).toEqual([3, 1])
  expect(open.store.getSnapshot().person?.thread?.customer).toBe(anna)
})

test('what was asked ahead is not shown when it is of somebody else, old, or older than what was heard', async () => {
  const opens = async (meanwhile: (open: ReturnType<typeof openThread>) => void) => {
    const open = openThread([from(anna, 1), from(ben, 2)])
    open.store.expect(anna)
    await calm()
    const before = open.asked.length
    meanwhile(open)
    await open.store.open(anna)
    await calm()
    return { seqs: open.seqs(), asked: open.asked.length - before }
  }
  expect(await opens(() => {})).toEqual({ seqs: [1], asked: 0 })
  expect(await opens((open) => open.write(from(anna, 3)))).toEqual({ seqs: [3, 1], asked: 2 })
  expect(await opens((open) => open.happen(thread(anna, 4)))).toMatchObject({ asked: 2 })
  expect(await opens((open) => void open.store.reload())).toMatchObject({ asked: 2 })
  expect(await opens((open) => open.store.forget())).toMatchObject({ asked: 2 })
  expect(await opens((open) => open.pass(59_000))).toEqual({ seqs: [1], asked: 0 })
  expect(await opens((open) => open.pass(60_000))).toMatchObject({ asked: 2 })
  expect(await opens((open) => open.store.expect(ben))).toMatchObject({ seqs: [1], asked: 2 })
  // Of so many it is the oldest.
  const others = ['447700900201', '447700900202', '447700900203', '447700900204']
  expect(await opens((open) => others.forEach(open.store.expect))).toMatchObject({ seqs: [1], asked: 10 })
})

test('what was answered ahead stands there with the first picture, and is gone on with as if it had been asked then', async () => {
  const open = openThread(Array.from({ length: 120 }, (_, index) => from(anna, index + 1)))
  expect(open.store.glimpse(anna)).toBeNull()
  open.store.expect(anna)
  expect(open.store.glimpse(anna)).toBeNull()
  await calm()
  const glimpse = open.store.glimpse(anna)
  expect(glimpse).toMatchObject({ customer: anna, state: 'ready', end: false, person: { thread: { customer: anna } } })
  expect(open.store.glimpse(anna)).toBe(glimpse)
  const seen: (number | undefined)[] = []
  open.store.subscribe(() => seen.push(open.store.getSnapshot().rows[0]?.seq))
  void open.store.open(anna)
  expect(open.store.getSnapshot()).toBe(glimpse)
  open.write(from(anna, 121))
  await open.store.older()
  expect(open.seqs()).toEqual(Array.from({ length: 101 }, (_, index) => 121 - index))
  // Never an empty one in between.
  expect(seen).not.toContain(undefined)
})

test('a question ahead that was refused is asked again by whoever opens the thread', async () => {
  const open = openThread([from(anna, 1)])
  open.reach(false)
  open.store.expect(anna)
  await calm()
  open.reach(true)
  await open.store.open(anna)
  expect(open.store.getSnapshot()).toMatchObject({ state: 'ready', problem: null })
  expect(open.seqs()).toEqual([1])
})

test('a text that lies far back is reached, one that lies too far is not, and the thread stays whole', async () => {
  const open = openThread(Array.from({ length: 3_000 }, (_, index) => from(anna, index + 1)))
  await open.store.open(anna)
  await open.store.reach(2_600)
  expect(open.seqs()).toContain(2_600)
  expect(open.seqs().length).toBeLessThan(700)
  expect(open.store.getSnapshot().missed).toBeNull()
  await open.store.reach(1)
  expect(open.store.getSnapshot().missed).toEqual({ seq: 1, why: 'far' })
  expect(open.seqs()).toEqual(Array.from({ length: open.seqs().length }, (_, index) => 3_000 - index))
  expect(open.seqs().length).toBeLessThan(3_000)
})

test('a text that was erased meanwhile is said to be gone, and of the next one that is there nothing is said', async () => {
  const open = openThread([from(anna, 1), from(ben, 2), from(anna, 3)])
  const answer = open.pause()
  void open.store.open(anna)
  // Asked for while the first page is on its way.
  const reached = open.store.reach(2)
  answer()
  await reached
  expect(open.store.getSnapshot().missed).toEqual({ seq: 2, why: 'gone' })
  await open.store.reach(3)
  expect(open.store.getSnapshot().missed).toBeNull()
  await open.store.reach(99)
  expect(open.store.getSnapshot().missed).toEqual({ seq: 99, why: 'gone' })
})

test('older texts come page by page until the first', async () => {
  const open = openThread(Array.from({ length: 120 }, (_, index) => from(anna, index + 1)))
  await open.store.open(anna)
  expect([open.seqs().length, open.store.getSnapshot().end]).toEqual([50, false])
  await open.store.older()
  await open.store.older()
  expect(open.seqs()).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index))
  expect(open.store.getSnapshot().end).toBe(true)
})

test('"new since" begins after what this window last showed, also after a reload of it', async () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
  const open = openThread([from(anna, 1)], storage)
  await open.store.open(anna)
  expect(open.store.getSnapshot().seen).toBeNull()
  open.store.saw(anna, 1)
  open.write(from(anna, 2))
  await open.store.open(null)
  const again = openThread([from(anna, 1), from(anna, 2), from(anna, 3)], storage)
  await again.store.open(anna)
  const { rows, seen } = again.store.getSnapshot()
  expect(talkLines(rows, seen).map(({ message, firstNew }) => [message.seq, firstNew])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ])
})

test('each day has its line, oldest first', () => {
  const rows = [
    from(anna, 3, { at: '2026-11-24T12:00:00.000Z' }),
    from(anna, 2, { at: '2026-11-24T11:00:00.000Z' }),
    from(anna, 1, { at: '2026-11-19T12:00:00.000Z' }),
  ]
  expect(talkLines(rows, null).map(({ message, firstOfDay }) => [message.seq, firstOfDay])).toEqual([
    [1, true],
    [2, true],
    [3, false],
  ])
})

test('what counts until a reply is filed is the last answer to the same question', () => {
  const asks = from(anna, 9, { because: { rule: 'person', why: 'asks a question' }, needsPerson: true })
  const answered = [asks, from(anna, 7), from(anna, 3, { because: { rule: 'option', option: '1' } })]
  expect(filedNow(answered, asks)).toBe('2')
  expect(filedNow([asks, outbound(8, { kind: 'notice' }), from(anna, 7)], asks)).toBeNull()
  expect(filedNow([from(anna, 12), asks], asks)).toBeNull()
  // Of several questions, the answer to that one.
  const question = (notice: string) => ({ notice, name: 'Home', run: null, askedAt: asks.at, options: [] })
  const answers = [from(anna, 8, { questions: [question('n2'), question('n1')] }), ...answered]
  expect(['n1', 'n2'].map((notice) => filedNow(answers, asks, notice))).toEqual([null, '2'])
})

test('an answer and a filing are about the newest reply that needs somebody, or that changed the answer', () => {
  const changed = from(anna, 7, { because: { rule: 'option', option: '3', was: '2' } })
  const rows = [from(anna, 9), changed, from(anna, 3)]
  expect(askingIn(rows, changed.id)).toBe(changed)
  // Dealt with, it is a reply like any other.
  expect(askingIn(rows, null)).toBeNull()
  const asks = from(anna, 8, { needsPerson: true })
  expect(askingIn([asks, ...rows], changed.id)).toBe(asks)
  expect(askingIn([changed, from(anna, 5, { needsPerson: true })], changed.id)).toBe(changed)
  // What counts is what it says, not what was filed before it.
  expect(filedNow(rows, changed)).toBe('3')
})

test('what came in below the screen was not seen, and nothing was of another thread', async () => {
  const open = openThread([from(anna, 1), from(ben, 2)])
  await open.store.open(anna)
  expect(open.store.seenTo(anna)).toBeNull()
  open.store.saw(anna, 1)
  open.write(from(anna, 3))
  expect(open.store.seenTo(anna)).toBe(1)
  expect(open.store.seenTo(ben)).toBeNull()
  await open.store.open(ben)
  expect(open.store.seenTo(ben)).toBeNull()
})

test('a thread that stands there before it is opened was seen, and of the one before nothing was that it did not show', async () => {
  const kept = new Map<string, string>()
  const storage = { getItem: () => null, setItem: (key: string, value: string) => kept.set(key, value) }
  const open = openThread([from(anna, 1), from(ben, 7)], storage)
  await open.store.open(anna)
  open.store.saw(anna, 1)
  open.store.expect(ben)
  await calm()
  open.store.saw(ben, 7)
  expect(open.store.seenTo(anna)).toBe(1)
  await open.store.open(ben)
  expect(open.store.seenTo(ben)).toBe(7)
  expect([...kept.values()].join()).toMatch(/"seq":1\b/)
  expect([...kept.values()].join()).not.toMatch(/"seq":7\b/)
  // Somebody else was opened after all.
  open.store.saw(anna, 1)
  await open.store.open(null)
  await open.store.open(anna)
  expect(open.store.seenTo(anna)).toBeNull()
})

test('nothing of the one before is shown as of who is opened next', async () => {
  const open = openThread([from(anna, 1)])
  await open.store.open(anna)
  const view = open.store.getSnapshot()
  expect(viewOf(view, anna, open.store)).toBe(view)
  expect(viewOf(view, ben, open.store)).toMatchObject({ customer: null, rows: [], person: null, seen: null })
})

test('of who is erased while open it is not kept that they were looked at', async () => {
  const kept: string[] = []
  const open = openThread([from(anna, 1), from(ben, 2)], {
    getItem: () => null,
    setItem: (_, value) => kept.push(value),
  })
  await open.store.open(anna)
  open.store.saw(anna, 1)
  open.store.forget()
  expect(open.store.seenTo(anna)).toBe(1)
  await open.store.open(ben)
  expect(kept).toEqual([])
  open.store.saw(ben, 2)
  await open.store.open(null)
  expect(kept.join()).toContain(ben)
})
