import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { dateOf } from '../../../src/shared/option-day.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { accepted, openRunDesk, refused } from '../../support/run-desk.ts'
import { draft, number, ours, start } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

test('a run waits through its hold, sends three, then the rest; each customer once', async () => {
  const desk = await openRunDesk()
  expect(await desk.make(draft(100))).toEqual({ kind: 'made', run: 1 })
  expect(await desk.advance()).toEqual({ moved: [], nextAt: start + 10_000, waits: false })
  await desk.deliver()
  expect(desk.sent).toEqual([])
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  expect(desk.sent).toHaveLength(3)
  expect((await desk.look()).run).toMatchObject({ state: 'canary', outcomes: { waiting: 3, 'not-sent': 97 } })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 100 }, rows: 100 })
  expect(new Set(desk.sent).size).toBe(100)
  expect(desk.sent).toHaveLength(100)
})

test('the same submission makes one run; with another list it is refused', async () => {
  const desk = await openRunDesk()
  const made = await Promise.all([1, 2, 3].map(() => desk.make(draft(2))))
  expect(made.map(({ kind }) => kind)).toEqual(['made', 'repeated', 'repeated'])
  expect(await desk.make(draft(3))).toEqual({ kind: 'other-run' })
  expect(await desk.store.ask('runs', undefined)).toHaveLength(1)
})

test('cards move with what customers say: an answer, a doubt, a STOP; by hand and by phone', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  desk.pass(10_000)
  await desk.finish()
  const say = (index: number, text: string) =>
    desk.store.write('receive', inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }))
  await say(0, '2')
  await say(1, 'can you come after 3?')
  await say(2, 'STOP')
  await desk.store.write('settleRow', { run: 1, place: 4, as: 'He is at home on Friday', now: desk.at() })
  const { run, rows } = await desk.look()
  expect(rows.map(({ outcome }) => outcome)).toEqual(['option', 'person', 'opted-out', 'settled', 'waiting'])
  expect(rows[0]).toMatchObject({ option: '2', said: { text: '2' } })
  expect(rows[2]?.said?.text).toBe('STOP')
  expect(rows[3]?.why).toBe('He is at home on Friday')
  expect(run).toMatchObject({ chosen: { 1: 0, 2: 1, 3: 0 } })
  // What a window is told: the rows that these texts moved, and no others.
  const stop = (await desk.store.ask('list', { limit: 10 })).find(({ text }) => text === 'STOP')
  expect(await desk.store.ask('runChanges', { seqs: [stop?.seq ?? 0], moved: [] })).toMatchObject([
    { rows: [{ place: 3 }] },
  ])
  await desk.store.write('settleRow', { run: 1, place: 4, as: null, now: desk.at() })
  expect((await desk.look()).rows[3]?.outcome).toBe('waiting')
})

test.each([
  { weekdays: ['Thursday', 'Thursday', 'Thursday'], head: true },
  // First and last agree; between them somebody was offered another day.
  { weekdays: ['Thursday', 'Friday', 'Thursday'], head: false },
])('an option whose weekday the list names has its date on each card: $weekdays', async ({ weekdays, head }) => {
  const desk = await openRunDesk()
  const { entries } = draft(3)
  await desk.make(
    draft(3, { entries: entries.map((entry, at) => ({ ...entry, fields: { weekday: weekdays[at] ?? '' } })) }),
  )
  desk.pass(10_000)
  await desk.finish()
  for (const index of [0, 1])
    await desk.store.write(
      'receive',
      inboundText({ customer: number(index), text: '2', sentAt: desk.at(), arrivedAt: desk.at() }),
    )
  const { run, rows } = await desk.look()
  const next = (weekday: string) => dateOf({ field: 'w' }, start, { w: weekday })
  expect(rows.slice(0, 2).map(({ date }) => date)).toEqual(weekdays.slice(0, 2).map(next))
  expect(run.options[1]).toEqual({
    digit: '2',
    label: head ? 'Thursday' : '{weekday}',
    date: head ? next('Thursday') : null,
  })
})

test('who had opted out before is left out, and is no reason to stop', async () => {
  const desk = await openRunDesk()
  await desk.store.write('receive', inboundText({ customer: number(1), text: 'STOP', sentAt: start, arrivedAt: start }))
  expect(await desk.store.ask('known', [number(0), number(1)])).toEqual({
    optedOut: [number(1)],
    waiting: [],
    taken: {},
    listedIn: {},
    lately: {},
    upTo: 1,
  })
  await desk.make(draft(4))
  desk.pass(10_000)
  await desk.finish()
  expect((await desk.look()).rows.map(({ outcome }) => outcome)).toEqual(['waiting', 'opted-out', 'waiting', 'waiting'])
})

test('somebody is handed what the lists said of them; erased, they are gone from their runs and from the list', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(3))
  expect((await desk.store.ask('besides', number(1))).runs).toEqual([
    {
      run: 'Wed 12, North',
      madeAt: new Date(start).toISOString(),
      name: 'Customer 1',
      about: { stop: '1' },
      fields: { weekday: 'Thursday' },
      settledAs: null,
    },
  ])
  desk.pass(10_000)
  await desk.finish()
  await desk.store.erase({ submissionId: 'e', customer: number(1), now: desk.at() })
  expect((await desk.look()).rows.map(({ customer }) => customer)).toEqual([number(0), number(2)])
  expect(await desk.make(draft(3))).toEqual({ kind: 'repeated', run: 1 })
})

test('the card follows a text that is sent again, and moves with its answer', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(3))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) ? refused : accepted()))
  const first = (await desk.look()).rows[0]
  expect(first?.outcome).toBe('unreachable')
  const again = Number(first?.text?.messageId.slice(1))
  const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
  if (!filled.ok) throw new Error('no text')
  const notice = { questionId: 'delivery', options: filled.options }
  const { text } = filled
  await desk.store.write('queue', { submissionId: 'a', customer: number(0), ours, text, now: desk.at(), notice, again })
  await desk.deliver()
  expect((await desk.look()).rows[0]?.outcome).toBe('waiting')
  const at = desk.at()
  await desk.store.write('receive', inboundText({ customer: number(0), text: '2', sentAt: at, arrivedAt: at }))
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'option', option: '2' })
})

test('who is on the list of another run is told before the same list is sent again', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(3))
  expect(await desk.store.ask('known', [number(0), '447700909999'])).toMatchObject({
    waiting: [number(0)],
    listedIn: { [number(0)]: 'Wed 12, North' },
  })
  // Somebody else pressed in the same moment, and saw nothing of it.
  const other = draft(5, { submissionId: 'other' })
  expect(await desk.make(other)).toEqual({ kind: 'already-asked', place: 1 })
  const meant = other.entries.map((entry, index) => ({ ...entry, anyway: index < 3 }))
  expect(await desk.make({ ...other, entries: meant })).toMatchObject({ kind: 'made' })
})

test('a list that lay on a screen asks nobody anew whom another run has asked since, also once they have answered', async () => {
  const desk = await openRunDesk()
  const looked = await desk.store.ask('known', [number(0), number(1)])
  await desk.make(draft(1))
  desk.pass(10_000)
  await desk.finish()
  const answer = (text: string) =>
    desk.store.write('receive', inboundText({ customer: number(0), text, sentAt: desk.at(), arrivedAt: desk.at() }))
  await answer('1')
  const left = draft(2, { submissionId: 'left open', upTo: looked.upTo })
  const refusal = { kind: 'already-asked', place: 1 }
  expect(await desk.make(left)).toEqual(refusal)
  // Somebody took them in all the same, of what was known then.
  const meant = left.entries.map((entry) => ({ ...entry, anyway: true }))
  expect(await desk.make({ ...left, entries: meant })).toEqual(refusal)
  const { upTo } = await desk.store.ask('known', [number(0), number(1)])
  await answer('2')
  expect(await desk.make({ ...left, entries: meant, upTo })).toEqual(refusal)
  const now = await desk.store.ask('known', [number(0), number(1)])
  expect(await desk.make({ ...left, entries: meant, upTo: now.upTo })).toMatchObject({ kind: 'made' })
})

test('a run tells until when answers to its question count, whatever became of the question since', async () => {
  const desk = await openRunDesk()
  const closing = { at: '18:00', late: 'person' } as const
  await desk.make(draft(1, { question: { ...deliveryQuestion, closing } }))
  await desk.make(draft(2, { submissionId: 'other', entries: draft(2).entries.slice(1) }))
  expect((await desk.store.ask('runs', undefined)).map((run) => run.closing)).toEqual([null, closing])
})

test('who was asked something else since, or was not reached, is asked by a list that lay on a screen', async () => {
  const desk = await openRunDesk()
  const { upTo } = await desk.store.ask('known', [number(0)])
  await desk.make(draft(1))
  desk.pass(10_000)
  await desk.finish(() => refused)
  expect(await desk.make(draft(1, { submissionId: 'left open', upTo }))).toMatchObject({ kind: 'made' })
})

test('who was asked lately is known by the question, also once they have answered; who was not reached was not asked', async () => {
  const desk = await openRunDesk()
  desk.pass(Date.now() - start)
  await desk.make(draft(3, { now: desk.at(), startsAt: desk.at() }))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(2) ? refused : accepted()))
  const about = { customer: number(0), sentAt: desk.at(), arrivedAt: desk.at() }
  await desk.store.write('receive', inboundText({ ...about, text: '1' }))
  const known = () => desk.store.ask('known', [0, 1, 2, 3].map(number))
  expect(await known()).toMatchObject({
    waiting: [number(1)],
    lately: { [number(0)]: ['delivery'], [number(1)]: ['delivery'] },
  })
  const { lately } = await known()
  expect(Object.keys(lately)).toHaveLength(2)
  const db = new Database(join(desk.folder, 'desk.db'))
  const earlier = 13 * 3_600_000
  db.prepare('UPDATE notices SET opened_at = opened_at - ?').run(earlier)
  // It was held over night: asked is who was sent it.
  expect(Object.keys((await known()).lately)).toHaveLength(2)
  db.prepare('UPDATE messages SET left_at = left_at - ?').run(earlier)
  db.close()
  expect((await known()).lately).toEqual({})
})

test('what waits to leave is known, of a run and of a text by itself, while either waits', async () => {
  const desk = await openRunDesk()
  const waits = () => desk.store.ask('hasUnsent', undefined)
  expect(await waits()).toBe(false)
  await desk.make(draft(2))
  expect(await waits()).toBe(true)
  await desk.store.write('pauseRun', { run: 1 })
  expect(await waits()).toBe(true)
  await desk.store.write('discardRun', { run: 1 })
  await desk.finish()
  expect(await waits()).toBe(false)
  const text = { submissionId: 'late', customer: number(5), ours, text: 'hello', now: desk.at(), notice: null }
  await desk.store.write('queue', text)
  desk.pass(86_400_000)
  await desk.store.write('claim', { now: desk.at(), limit: 1, notFrom: [], steadySince: desk.at() })
  expect(await desk.store.ask('list', {})).toMatchObject([{ state: 'held' }])
  expect(await waits()).toBe(true)
})
