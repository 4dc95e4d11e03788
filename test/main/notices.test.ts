import { describe, expect, test } from 'vitest'
import type { DeskEvent } from '../../src/main/events.ts'
import { readNotice, replyNotice } from '../../src/main/notice-names.ts'
import { makeNotices, type Notice } from '../../src/main/notices.ts'
import type { DeskState } from '../../src/shared/desk-state.ts'
import type { Message } from '../../src/shared/message.ts'
import type { Run, RunRow } from '../../src/shared/run.ts'
import type { Thread } from '../../src/shared/thread.ts'

const number = (index: number) => String(447700900100 + index)
const message = (index: number, over: Partial<Message> = {}): Message =>
  ({
    id: `m${index}`,
    direction: 'inbound',
    customer: number(index),
    text: 'can you come after 3?',
    needsPerson: true,
    options: [],
    ...over,
  }) as Message
/** How a reply's notice is named. Every customer has one reply here, but where it is said. */
const told = (index: number, customer = number(index)) => replyNotice({ id: `m${index}`, customer }, texts)
const texts = { mode: 'live', restoredAt: null } as const
const north = { id: 'run7', name: 'Wed 12, North' } as Run
const south = { id: 'run8', name: 'Wed 12, South' } as Run
/** A thread that needs somebody, unless it is said otherwise. */
const thread = (index: number, over: Partial<Thread> = {}, putOffUntil: string | null = null): Thread =>
  ({
    customer: number(index),
    status: 'needs-you',
    needs: { since: at(0), why: 'changed the answer', messages: 0, putOffUntil },
    snoozedUntil: null,
    last: { id: `m${index}0`, direction: 'outbound', text: 'Thank you.', because: null, at: at(0) },
    ...over,
  }) as Thread
const at = (ms: number) => new Date(ms).toISOString()
const changedTo = (option: string, was: string) => ({ rule: 'option' as const, option, was })
const row = (index: number) => ({ said: { messageId: `m${index}` } }) as RunRow

/** A desk that is heard of, a clock, and what stands on the screen outside of the window. */
function desktop() {
  let now = 0
  let isLookedAt = false
  const due: { at: number; run: () => void }[] = []
  const screen = new Map<string, Notice>()
  const rang: string[] = []
  const notices = makeNotices({
    isLookedAt: () => isLookedAt,
    texts: () => texts,
    show: (notice) => {
      expect(screen.has(notice.id), 'what is shown again was taken back first').toBe(false)
      screen.set(notice.id, notice)
      rang.push(notice.id)
    },
    withdraw: (id) => expect(screen.delete(id), id).toBe(true),
    later: (run, ms) => due.push({ at: now + ms, run }),
    now: () => now,
  })
  const hear = (...events: object[]) => notices.hear(events as DeskEvent[])
  return {
    screen,
    rang,
    dismiss: (id: string) => {
      screen.delete(id)
      notices.dismissed(id)
    },
    texts: (...data: Message[]) => hear({ name: 'message', data, seq: 1 }),
    gone: (...data: string[]) => hear({ name: 'gone', data, seq: 1 }),
    belong: (run: Run, ...rows: RunRow[]) => hear({ name: 'run', data: [{ run, rows }], seq: 1 }),
    threads: (...data: Thread[]) => hear({ name: 'thread', data, seq: 1 }),
    state: (state: Partial<DeskState>) => hear({ name: 'desk', data: state, seq: 1 }),
    look: (looks: boolean) => {
      isLookedAt = looks
    },
    pass: (ms: number) => {
      now += ms
      for (const each of due.splice(0))
        if (each.at <= now) each.run()
        else due.push(each)
    },
  }
}

test('a reply that needs a person is told of once, however often it is heard of', () => {
  const desk = desktop()
  desk.texts(message(1))
  expect(desk.rang).toEqual([])
  desk.pass(1_500)
  desk.texts(message(1, { text: 'can you come after 3? please' }))
  desk.pass(60_000)
  expect(desk.rang).toEqual([told(1)])
  expect(desk.screen.get(told(1))).toMatchObject({ kind: 'one', reply: { customer: number(1), run: null } })
})

test.each([
  { what: 'small talk, and an answer that was filed', texts: [message(1, { needsPerson: false })] },
  { what: 'a text out that is held', texts: [message(1, { direction: 'outbound', state: 'held' })] },
])('not told of: $what', ({ texts }) => {
  const desk = desktop()
  desk.texts(...texts)
  desk.pass(60_000)
  expect(desk.rang).toEqual([])
})

test('nor what somebody looks at, also when they look away later', () => {
  const desk = desktop()
  desk.look(true)
  desk.texts(message(1))
  desk.pass(1_500)
  desk.look(false)
  desk.texts(message(1))
  desk.pass(60_000)
  expect(desk.rang).toEqual([])
  // The control: the next one is.
  desk.texts(message(2))
  desk.pass(1_500)
  expect(desk.rang).toEqual([told(2)])
})

test('nor what somebody was quicker with', () => {
  const desk = desktop()
  desk.texts(message(1), message(2))
  desk.texts(message(1, { needsPerson: false }))
  desk.pass(1_500)
  expect(desk.rang).toEqual([told(2)])
})

test('a burst of a run is one notice, one that belongs to no run has its own', () => {
  const desk = desktop()
  desk.texts(...[1, 2, 3, 4, 5, 6].map((index) => message(index)))
  // Which run they belong to is heard of a moment later.
  desk.belong(north, row(1), row(2), row(3), row(4), row(5))
  desk.pass(1_500)
  expect(desk.rang.toSorted()).toEqual([told(6), 'several-run7'].toSorted())
  expect(desk.screen.get('several-run7')).toEqual({
    id: 'several-run7',
    kind: 'several',
    customers: 5,
    run: { id: 'run7', name: 'Wed 12, North' },
  })
})

test('the next of a run takes the place of those before, and rings no sooner than five seconds after them', () => {
  const desk = desktop()
  desk.belong(north, row(1), row(2), row(3))
  desk.belong(south, row(9))
  desk.texts(message(1), message(9))
  desk.pass(1_500)
  expect([...desk.screen.keys()].toSorted()).toEqual([told(1), told(9)].toSorted())
  desk.texts(message(2))
  desk.texts(message(3))
  desk.pass(4_999)
  expect(desk.rang).toHaveLength(2)
  desk.pass(1)
  expect([...desk.screen.keys()].toSorted()).toEqual([told(9), 'several-run7'].toSorted())
  expect(desk.screen.get('several-run7')).toMatchObject({ customers: 3 })
})

test('two texts of one customer are one customer', () => {
  const desk = desktop()
  desk.texts(message(1), message(2, { customer: number(1), text: 'hello??' }))
  desk.pass(1_500)
  expect(desk.screen.get(told(2, number(1)))).toMatchObject({ kind: 'one', reply: { text: 'hello??' } })
  expect(desk.screen.size).toBe(1)
})

test('it goes once nobody is needed any more, wherever they were dealt with', () => {
  const desk = desktop()
  desk.belong(north, row(1), row(2))
  desk.texts(message(1), message(2), message(3))
  desk.pass(1_500)
  expect(desk.screen.size).toBe(2)
  desk.texts(message(1, { needsPerson: false }), message(3, { needsPerson: false }))
  expect([...desk.screen.keys()]).toEqual(['several-run7'])
  desk.texts(message(2, { needsPerson: false }))
  expect(desk.screen.size).toBe(0)
})

test('it goes with a piece of a long text that went into the row of the whole', () => {
  const desk = desktop()
  desk.belong(north, row(1), row(2))
  desk.texts(message(1), message(2), message(3))
  desk.pass(1_500)
  desk.gone('m3', 'm1')
  expect([...desk.screen.keys()]).toEqual(['several-run7'])
  desk.gone('m2')
  expect(desk.screen.size).toBe(0)
})

test('what was waved away does not come back with the next of its run', () => {
  const desk = desktop()
  desk.belong(north, row(1), row(2))
  desk.texts(message(1))
  desk.pass(1_500)
  desk.dismiss(told(1))
  desk.texts(message(2))
  desk.pass(5_000)
  expect([...desk.screen.keys()]).toEqual([told(2)])
})

test.each([
  { what: 'somebody was erased', change: { erasures: 1 } },
  { what: 'practice began', change: { mode: 'practice' as const } },
  { what: 'a backup was put back', change: { restoredAt: '2026-11-29T08:00:00.000Z' } },
])('once $what nothing stays on the screen, and nothing that waited is told', ({ change }) => {
  const desk = desktop()
  const before = { mode: 'live' as const, restoredAt: null, erasures: 0 }
  desk.state(before)
  desk.texts(message(1))
  desk.pass(1_500)
  desk.state({ ...before })
  expect(desk.screen.size).toBe(1)
  desk.texts(message(2))
  desk.state({ ...before, ...change })
  desk.pass(60_000)
  expect([desk.screen.size, desk.rang]).toEqual([0, [told(1)]])
})

test('a reply that needs somebody once more is told of once more', () => {
  const desk = desktop()
  desk.texts(message(1))
  desk.pass(1_500)
  desk.texts(message(1, { needsPerson: false }))
  desk.texts(message(1))
  desk.pass(5_000)
  expect(desk.rang).toEqual([told(1), told(1)])
})

describe('another answer than before, which is filed and thanked for', () => {
  const changed = (index: number) => message(index, { text: '2', needsPerson: false, because: changedTo('2', '1') })

  test.each([
    { first: 'its text', hear: ['text', 'thread'] },
    { first: 'its thread', hear: ['thread', 'text'] },
  ])('is told of once, with $first heard of first', ({ hear }) => {
    const desk = desktop()
    const last = {
      id: 'm1',
      direction: 'inbound',
      text: '2',
      because: changedTo('2', '1'),
      at: at(0),
    } as Thread['last']
    const changedBy = 'm1'
    for (const each of hear) each === 'text' ? desk.texts(changed(1)) : desk.threads(thread(1, { last, changedBy }))
    desk.pass(1_500)
    expect(desk.screen.get(told(1))).toMatchObject({ kind: 'one', reply: { text: '2', why: 'changed' } })
    // Thanks leave, a draft is begun: the thread and the text are heard of again.
    desk.threads(thread(1, { changedBy }))
    desk.texts(changed(1))
    desk.pass(60_000)
    expect([desk.rang, desk.screen.size]).toEqual([[told(1)], 1])
  })

  test('and goes once that was dealt with, for good', () => {
    const desk = desktop()
    desk.texts(changed(1))
    desk.threads(thread(1, { changedBy: 'm1' }))
    desk.pass(1_500)
    expect(desk.screen.size).toBe(1)
    // Another text of theirs waits all the same: that of the answer is over.
    desk.texts(message(1, { id: 'm9' }))
    desk.threads(thread(1))
    desk.pass(60_000)
    expect([...desk.screen.values()]).toMatchObject([{ reply: { messageId: 'm9', why: null } }])
    desk.texts(message(1, { id: 'm9', needsPerson: false }))
    desk.threads(thread(1, { status: 'done', needs: null }))
    desk.texts(changed(1))
    desk.threads(thread(1, { status: 'done', needs: null }))
    desk.pass(60_000)
    expect(desk.screen.size).toBe(0)
    expect(desk.rang).toHaveLength(2)
  })

  test('is not where nobody has to look, and not when a person filed it', () => {
    const desk = desktop()
    desk.texts(changed(1))
    desk.threads(thread(1, { status: 'done', needs: null }))
    desk.texts(message(2, { needsPerson: false, because: { ...changedTo('2', '1'), filedAt: at(0) } }))
    desk.threads(thread(2))
    desk.pass(60_000)
    expect(desk.rang).toEqual([])
  })
})

describe('what is put off', () => {
  const until = at(600_000)
  const putOff = (index: number) => thread(index, { status: 'waiting', needs: null, snoozedUntil: until })

  test('goes from the screen, is told of when it is due, and once', () => {
    const desk = desktop()
    desk.texts(message(1))
    desk.pass(1_500)
    desk.threads(putOff(1))
    expect(desk.screen.size).toBe(0)
    // It changes meanwhile, and still waits for its time.
    desk.texts(message(1, { text: 'can you come after 3? please' }))
    desk.pass(600_000)
    expect(desk.rang).toEqual([told(1)])
    desk.threads(thread(1, {}, until))
    desk.threads(thread(1, {}, until))
    desk.pass(60_000)
    expect(desk.rang).toEqual([told(1), told(1)])
    expect(desk.screen.get(told(1))).toMatchObject({
      reply: { why: 'due', text: 'can you come after 3? please' },
    })
  })

  test('by a desk that was started since is told of by its last text', () => {
    const desk = desktop()
    desk.threads(thread(1, {}, until))
    desk.pass(1_500)
    expect([...desk.screen.values()]).toMatchObject([{ reply: { why: 'due', text: '', messageId: 'm10' } }])
  })

  test('and taken back before its time is not, nor what was due before this start', () => {
    const desk = desktop()
    desk.texts(message(1))
    desk.pass(1_500)
    desk.threads(putOff(1))
    desk.threads(thread(1))
    desk.threads(thread(2, {}, at(-1)))
    desk.pass(60_000)
    expect(desk.rang).toEqual([told(1)])
  })

  test('and dealt with meanwhile is not', () => {
    const desk = desktop()
    desk.texts(message(1))
    desk.pass(1_500)
    desk.threads(putOff(1))
    desk.texts(message(1, { needsPerson: false }))
    desk.threads(thread(1, { status: 'done', needs: null }))
    desk.pass(60_000)
    expect([desk.rang, desk.screen.size]).toEqual([[told(1)], 0])
  })
})

test('it goes when the thread needs nobody any more, whatever was heard of its texts', () => {
  const desk = desktop()
  desk.texts(message(1), message(2))
  desk.pass(1_500)
  desk.threads(thread(1, { status: 'done', needs: null }))
  desk.texts(message(2, { needsPerson: false }))
  expect(desk.screen.size).toBe(0)
})

test('a name holds whose reply it is, of which texts, and no number', () => {
  const names = [
    replyNotice({ id: 'm1', customer: number(1) }, { mode: 'live', restoredAt: null }),
    replyNotice({ id: 'm1', customer: number(1) }, { mode: 'practice', restoredAt: null }),
    replyNotice({ id: 'm1', customer: number(1) }, { mode: 'live', restoredAt: '2026-11-29T08:00:00.000Z' }),
    replyNotice({ id: 'm1', customer: number(1) }, null),
    replyNotice({ id: 'm1', customer: number(2) }, { mode: 'live', restoredAt: null }),
  ]
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) {
    expect(readNotice(name)).toEqual({ messageId: 'm1' })
    expect(name).not.toContain(number(1))
  }
})

test.each([
  [told(12), { messageId: 'm12' }],
  ['several-run7', { runId: 'run7' }],
  ['several-all', { runId: null }],
  ['run-run7', { runId: 'run7' }],
  ['run-all', null],
  ['', null],
  ['reply-', null],
  ['reply-m12', null],
  [told(0), null],
  [`${told(12)};${told(13)}`, null],
  ['several-run7/stop', null],
  ['several-', null],
])('%j is read as %j', (id, read) => {
  expect(readNotice(id)).toEqual(read)
})
