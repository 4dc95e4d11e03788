import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { deskEvents } from '../../src/main/events.ts'
import type { DeskState } from '../../src/shared/desk-state.ts'
import type { Message } from '../../src/shared/message.ts'
import { eventually } from '../support/processes.ts'
import { inboundText, openFreshStore } from '../support/store.ts'

const at = 1_780_000_000_000

/** A desk's events over a store of its own, and what was read for them. */
async function open() {
  const { store } = await openFreshStore()
  const read: string[] = []
  const watched: typeof store = {
    ...store,
    ask: (name, argument) => {
      read.push(name)
      return store.ask(name, argument)
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
  return { store, events, read }
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
