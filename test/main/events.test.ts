import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { deskEvents } from '../../src/main/events.ts'
import type { DeskState } from '../../src/shared/desk-state.ts'
import type { Message } from '../../src/shared/message.ts'
import { eventually } from '../support/processes.ts'
import { inboundText, openFreshStore } from '../support/store.ts'

const at = 1_780_000_000_000

/** A desk's events over a store of its own, and what was read for them. Messages that were read are `held` back. */
async function open(held: Promise<void> | null = null) {
  const { store } = await openFreshStore()
  const read: string[] = []
  const thread = { isDead: false, isBack: () => {} }
  const watched: typeof store = {
    ...store,
    onChange: (listener) => store.onChange((change) => (thread.isDead ? undefined : listener(change))),
    onTrouble: (listener) => {
      thread.isBack = () => listener(null)
    },
    ask: (name, argument) => {
      const answer = store.ask(name, argument)
      if (name === 'bySeqs' && held !== null)
        return answer.then(async (messages) => {
          read.push(name)
          await held
          return messages
        })
      read.push(name)
      return answer
    },
  }
  const events = deskEvents({
    store: watched,
    state: async () => {
      read.push('state')
      return { seq: 0 } as DeskState
    },
    now: () => at,
    unexpected: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
  onTestFinished(async () => {
    events.close()
    await store.close()
  })
  return { store, events, read, thread }
}

test('of pieces that went into the row of the whole, windows hear that they are gone, also one that was cut off', async () => {
  const { store, events } = await open()
  await store.write('gapBegins', { why: 'not-running', at })
  const parts = ['the gate is be', 'hind the mill'].map((text) => inboundText({ text, sentAt: at, arrivedAt: at }))
  for (const part of parts)
    await store.write('receive', { ...part, recovered: { gap: 1, at: at + 60_000, words: 'piece' } })
  const { event } = await store.ask('counts', undefined)
  const [gone, messages]: [string[], Message[]] = [[], []]
  events.listen((some) => {
    for (const each of some) {
      if (each.name === 'gone') gone.push(...each.data)
      if (each.name === 'message') messages.push(...each.data)
    }
  })
  for (const [index, part] of parts.entries())
    await store.write('receive', { ...part, part: { ref: '7', total: 2, number: index + 1 } })
  await eventually(() => {
    expect(gone).toEqual(['m2'])
    expect(messages.at(-1)).toMatchObject({ id: 'm1', text: 'the gate is behind the mill' })
  })
  expect(await store.ask('changesAfter', event)).toBeNull()
  const after = await store.ask('counts', undefined)
  expect(await store.ask('changesAfter', after.event)).toEqual({ messages: [], event: after.event })
})

test('what would be passed on to nobody is not read', async () => {
  const { store, events, read } = await open()
  let hears = false
  const heard: string[] = []
  events.listen(
    (some) => heard.push(...some.map(({ name }) => name)),
    () => hears,
  )
  for (let count = 1; count <= 3; count += 1) await store.write('receive', inboundText({ text: `before ${count}` }))
  // Longer than any of them rests.
  await setTimeout(300)
  expect(read).toEqual([])
  hears = true
  await store.write('receive', inboundText({ text: 'now' }))
  await eventually(() => expect(heard).toEqual(expect.arrayContaining(['message', 'desk', 'thread'])))
  expect(read).toEqual(expect.arrayContaining(['bySeqs', 'state', 'runChanges', 'threadChanges']))
})

/** Which texts windows hear of, in order, each with the change up to which they have then heard all. */
function hear(events: Awaited<ReturnType<typeof open>>['events']) {
  const heard = { texts: [] as string[], upTo: [] as number[] }
  events.listen((some) => {
    for (const each of some) {
      if (each.name !== 'message') continue
      heard.texts.push(...each.data.map(({ text }) => text))
      heard.upTo.push(each.seq)
    }
  })
  return heard
}

test('once somebody hears them, few messages that change come along and are asked of nobody', async () => {
  const { store, events, read } = await open()
  const heard = hear(events)
  await store.write('receive', inboundText({ text: 'first' }))
  await eventually(() => expect(heard.texts).toEqual(['first']))
  read.length = 0
  for (const text of ['second', 'third']) {
    // Longer than between two batches.
    await setTimeout(20)
    await store.write('receive', inboundText({ text }))
  }
  await eventually(() => expect(heard.texts).toEqual(['first', 'second', 'third']))
  expect(read).not.toContain('bySeqs')
  // More than a few at once are asked for, and told in their order.
  await Promise.all(Array.from({ length: 60 }, (_, index) => store.write('receive', inboundText({ text: `${index}` }))))
  await eventually(() => expect(heard.texts).toHaveLength(63))
  expect(heard.texts.slice(3)).toEqual(Array.from({ length: 60 }, (_, index) => `${index}`))
  expect(read).toContain('bySeqs')
})

test('what comes along is told after what is being asked for, which is older', async () => {
  const held = Promise.withResolvers<void>()
  const { store, events, read } = await open(held.promise)
  const told: string[] = []
  events.listen((some) => {
    for (const each of some)
      if (each.name === 'message') told.push(...each.data.map(({ id, doneAt }) => `${id} ${doneAt !== null}`))
  })
  await store.write('receive', inboundText())
  // Was read as it was before, and is not told yet.
  await eventually(() => expect(read).toContain('bySeqs'))
  await store.write('closeReply', { seq: 1, now: at })
  await setTimeout(50)
  expect(told).toEqual([])
  held.resolve()
  await eventually(() => expect(told).toEqual(['m1 false', 'm1 true']))
})

test('a flood is told in its turn, some hundred at a time; nobody is said to have heard all before the last of it', async () => {
  const { store, events } = await open()
  const heard = hear(events)
  const texts = Array.from({ length: 2000 }, (_, index) => `flood ${index}`)
  const began = performance.now()
  await Promise.all(texts.map((text) => store.write('receive', inboundText({ text }))))
  const { event } = await store.ask('counts', undefined)
  await eventually(() => expect(heard.texts).toHaveLength(texts.length), 10_000)
  expect(performance.now() - began).toBeGreaterThan(1000)
  expect(heard.texts).toEqual(texts)
  const early = heard.upTo.slice(0, -1)
  expect(early.length).toBeGreaterThan(5)
  expect(Math.max(...early)).toBeLessThan(event)
  expect(heard.upTo.at(-1)).toBe(event)
  // It is over: the next one is told by itself, at once.
  await setTimeout(300)
  await store.write('receive', inboundText({ text: 'after' }))
  await eventually(() => expect(heard.texts.at(-1)).toBe('after'))
})

test('who comes one after the other all the time is told in batches', async () => {
  const { store, events } = await open()
  let batches = 0
  events.listen((some) => {
    batches += some.filter(({ name }) => name === 'message').length
  })
  const began = performance.now()
  for (let text = 0; text < 300; text += 1) await store.write('receive', inboundText())
  // Four milliseconds apart, and one that was under way.
  expect(batches).toBeLessThanOrEqual((performance.now() - began) / 4 + 2)
})

test('what a thread committed that died before it could tell is told once there is a new one', async () => {
  const { store, events, thread } = await open()
  const heard = hear(events)
  await store.write('receive', inboundText({ text: 'first' }))
  await eventually(() => expect(heard.texts).toEqual(['first']))
  thread.isDead = true
  await store.write('receive', inboundText({ text: 'second' }))
  thread.isDead = false
  thread.isBack()
  await eventually(() => expect(heard.texts).toEqual(['first', 'second']))
  await store.write('receive', inboundText({ text: 'third' }))
  await eventually(() => expect(heard.texts).toEqual(['first', 'second', 'third']))
})
