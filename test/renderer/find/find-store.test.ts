import { expect, test } from 'vitest'
import { makeFindStore } from '../../../src/renderer/find/find-store.ts'
import type { Argument } from '../../../src/shared/desk-api.ts'
import type { EventName } from '../../../src/shared/desk-names.ts'
import type { Found } from '../../../src/shared/find.ts'
import type { Message } from '../../../src/shared/message.ts'
import { done, type Result, refused } from '../../../src/shared/result.ts'
import { inbound } from '../messages.ts'

/** What is on the other side of the window: texts numbered 1 to `count`, found `most` at a time whatever is asked. */
function openFinding(count: number, most = 50) {
  const asked: Argument<'find'>[] = []
  const waiting: (() => void)[] = []
  const heard = new Set<(messages: Message[], seq: number) => void>()
  let texts = Array.from({ length: count }, (_, index) => inbound(index + 1, { text: `text ${index + 1}` }))
  let held = false
  let broken = false
  const store = makeFindStore({
    desk: {
      find: async (argument): Promise<Result<Found>> => {
        asked.push(argument)
        const messages = texts
          .filter(({ seq }) => argument.before === undefined || seq < argument.before)
          .toReversed()
          .slice(0, Math.min(most, argument.limit ?? 100))
        const last = messages.at(-1)?.seq ?? 0
        if (held) await new Promise<void>((resolve) => waiting.push(resolve))
        if (broken) return refused('failed', 'It did not work.')
        const next = texts.some(({ seq }) => seq < last) ? last : null
        return structuredClone(done({ messages, next, people: [], names: {}, filters: [] }))
      },
      listAround: async () => done({ messages: [] }),
      on: (name: EventName, listener: (data: never, seq: number) => void) => {
        if (name === 'message') heard.add(listener as (messages: Message[], seq: number) => void)
        return () => heard.delete(listener as (messages: Message[], seq: number) => void)
      },
    },
  })
  return {
    store,
    asked,
    hold: () => {
      held = true
    },
    letGo: () => {
      held = false
      for (const go of waiting.splice(0)) go()
    },
    breakDown: (next: boolean) => {
      broken = next
    },
    drop: (seq: number) => {
      texts = texts.filter((text) => text.seq !== seq)
    },
    happen: (...messages: Message[]) => {
      for (const listener of heard) listener(messages, 1)
    },
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
const seqs = ({ store }: ReturnType<typeof openFinding>) => store.getSnapshot().hits.map(({ seq }) => seq)
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index)

test('a page is shown, and more as somebody scrolls; none is lost and none comes twice', async () => {
  const desk = openFinding(120)
  desk.store.type('text')
  await settled()
  expect(seqs(desk)).toEqual(down(120, 71))
  expect(desk.store.getSnapshot()).toMatchObject({ answered: 'text', state: 'ready', next: 71 })
  await desk.store.more()
  await desk.store.more()
  expect(seqs(desk)).toEqual(down(120, 1))
  expect(desk.store.getSnapshot().next).toBeNull()
  await desk.store.more()
  expect(desk.asked).toHaveLength(3)
})

test('where the desk finds few at a time it is asked until a page is there', async () => {
  const desk = openFinding(120, 7)
  desk.store.type('text')
  await settled()
  expect(seqs(desk)).toEqual(down(120, 65))
  expect(desk.store.getSnapshot().state).toBe('ready')
})

test('of what is typed while an answer is on its way only the newest is asked', async () => {
  const desk = openFinding(3)
  desk.hold()
  for (const query of ['t', 'te', 'tex', 'text']) desk.store.type(query)
  expect(desk.store.getSnapshot()).toMatchObject({ query: 'text', answered: null, state: 'looking' })
  desk.letGo()
  await settled()
  expect(desk.asked.map(({ query }) => query)).toEqual(['t', 'text'])
  expect(desk.store.getSnapshot()).toMatchObject({ answered: 'text', state: 'ready' })
})

test('a page that comes when something else was typed is dropped', async () => {
  const desk = openFinding(120)
  desk.store.type('text')
  await settled()
  desk.hold()
  const more = desk.store.more()
  desk.store.type('other')
  desk.letGo()
  await more
  await settled()
  expect(seqs(desk)).toEqual(down(120, 71))
})

test('what is shown changes in its place; what is new is not put in under the eye', async () => {
  const desk = openFinding(3)
  const undo = desk.store.start()
  desk.store.type('text')
  await settled()
  desk.happen(inbound(2, { text: 'text 2', needsPerson: true }), inbound(4, { text: 'text 4' }))
  expect(seqs(desk)).toEqual([3, 2, 1])
  expect(desk.store.getSnapshot().hits[1]?.needsPerson).toBe(true)
  undo()
  desk.happen(inbound(2, { needsPerson: false }))
  expect(desk.store.getSnapshot().hits[1]?.needsPerson).toBe(true)
})

test('what goes wrong is told, and asked again; who was erased is gone after that', async () => {
  const desk = openFinding(3)
  desk.breakDown(true)
  desk.store.type('text')
  await settled()
  expect(desk.store.getSnapshot()).toMatchObject({ hits: [], problem: { code: 'failed' }, state: 'ready' })
  desk.breakDown(false)
  desk.drop(2)
  await desk.store.reload()
  expect(desk.store.getSnapshot().problem).toBeNull()
  expect(seqs(desk)).toEqual([3, 1])
})

test('where the list was left is known until other hits are shown', async () => {
  const desk = openFinding(3)
  desk.store.type('text')
  await settled()
  const left = { offset: 100, current: 2, measured: [] }
  desk.store.left = left
  await desk.store.reload()
  expect(desk.store.left).toEqual(left)
  desk.store.type('tex')
  await settled()
  expect(desk.store.left).toBeNull()
})
