import { afterEach, expect, test } from 'vitest'
import { askedTimes } from '../../../src/renderer/runs/when.ts'
import { deliveryQuestion, type Question } from '../../../src/shared/question.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number } from '../../support/run-draft.ts'

const before = process.env.TZ
afterEach(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

const hour = 3_600_000
/** "Tomorrow" is the day after the one on which it leaves, not after the one on which it was planned. */
const dated: Question = {
  ...deliveryQuestion,
  text: 'Reply 1 ({date1}), 2 ({weekday}) or 3 (post office)',
  options: deliveryQuestion.options.map((option) => (option.digit === '1' ? { ...option, day: { after: 1 } } : option)),
}

/** A desk in that zone, by whose clock it is that moment (ISO 8601, UTC). */
async function openAt(zone: string, now: string) {
  process.env.TZ = zone
  const desk = await openRunDesk()
  const waitUntil = (at: number) => desk.pass(at - desk.at())
  waitUntil(Date.parse(now))
  desk.quiet = { hours: { from: '21:00', to: '08:00' }, home: zone }
  return { desk, waitUntil }
}

/** Planned in the evening for that time of the desk's own clock, as the form of a new run does. */
const planned = (local: string) => {
  const { startsAt } = askedTimes({ isLater: true, startsAt: local, until: '', chase: null }, null)
  return Date.parse(startsAt ?? '')
}

test.each([
  {
    what: 'London puts its clock forward',
    zone: 'Europe/London',
    evening: '2026-03-28T20:00Z',
    local: '2026-03-29T08:00',
    leaves: '2026-03-29T07:00Z',
    tomorrow: 'Mon 30 Mar',
  },
  {
    what: 'London puts its clock back',
    zone: 'Europe/London',
    evening: '2026-10-24T19:00Z',
    local: '2026-10-25T08:00',
    leaves: '2026-10-25T08:00Z',
    tomorrow: 'Mon 26 Oct',
  },
  {
    what: 'New York puts its clock forward',
    zone: 'America/New_York',
    evening: '2026-03-08T01:00Z',
    local: '2026-03-08T08:00',
    leaves: '2026-03-08T12:00Z',
    tomorrow: 'Mon 9 Mar',
  },
  {
    what: 'New York puts its clock back',
    zone: 'America/New_York',
    evening: '2026-11-01T00:00Z',
    local: '2026-11-01T08:00',
    leaves: '2026-11-01T13:00Z',
    tomorrow: 'Mon 2 Nov',
  },
])(
  'planned for eight on the morning after $what, it leaves when the clock on the wall says eight, and once',
  async (how) => {
    const { desk, waitUntil } = await openAt(how.zone, how.evening)
    const startsAt = planned(how.local)
    const country = how.zone === 'Europe/London' ? 'GB' : 'US'
    const entries = draft(20).entries.map((entry) => ({ ...entry, country }))
    await desk.make(draft(20, { question: dated, entries, now: desk.at(), startsAt }))
    const leaves = Date.parse(how.leaves)
    expect(startsAt).toBe(leaves)
    expect(await desk.advance()).toMatchObject({ moved: [], nextAt: leaves })
    // Closed and opened in the night: it is still planned.
    desk.pass(5 * hour)
    expect(await desk.restart()).toEqual([])
    waitUntil(leaves - 2_000)
    await desk.finish()
    expect([desk.sent, desk.at() < leaves]).toEqual([[], true])
    waitUntil(leaves)
    await desk.finish()
    expect(desk.sent).toHaveLength(20)
    expect(new Set(desk.sent).size).toBe(20)
    const [text] = await desk.store.ask('list', { customer: number(0), direction: 'outbound' })
    expect(text?.text).toContain(`1 (${how.tomorrow})`)
    // Where the clock shows the same hour twice, nothing leaves twice.
    for (let passed = 0; passed < 26; passed += 1) {
      desk.pass(hour)
      await desk.finish()
    }
    expect(desk.sent).toHaveLength(20)
  },
)

test.each([
  {
    what: 'an hour that there is not',
    evening: '2026-03-28T20:00Z',
    local: '2026-03-29T01:30',
    leaves: '2026-03-29T01:30Z',
  },
  {
    what: 'an hour that there is twice',
    evening: '2026-10-24T19:00Z',
    local: '2026-10-25T01:30',
    leaves: '2026-10-25T00:30Z',
  },
])('planned for $what, it leaves once', async ({ evening, local, leaves }) => {
  const { desk, waitUntil } = await openAt('Europe/London', evening)
  desk.quiet = null
  await desk.make(draft(5, { now: desk.at(), startsAt: planned(local) }))
  waitUntil(Date.parse(leaves) - 2_000)
  await desk.finish()
  expect(desk.sent).toEqual([])
  waitUntil(Date.parse(leaves))
  await desk.finish()
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test.each([
  // In New York it is daytime, and its own clock changed on another day.
  { what: 'forward', now: '2026-03-28T22:00Z', wakes: '2026-03-29T07:00Z' },
  { what: 'back', now: '2026-10-24T21:00Z', wakes: '2026-10-25T08:00Z' },
])(
  'where customers sleep through a clock that is put $what, they are texted at eight by theirs',
  async ({ now, wakes }) => {
    const { desk, waitUntil } = await openAt('America/New_York', now)
    const entries = draft(10).entries.map((entry, index) => ({ ...entry, country: index < 5 ? 'GB' : 'US' }))
    await desk.make(draft(10, { entries, now: desk.at(), startsAt: desk.at() + 10_000 }))
    desk.pass(10_000)
    await desk.finish()
    expect(desk.sent).toEqual([5, 6, 7, 8, 9].map(number))
    const woken = Date.parse(wakes)
    expect((await desk.look()).run).toMatchObject({ state: 'sending', quietUntil: new Date(woken).toISOString() })
    expect((await desk.advance()).nextAt).toBe(woken)
    waitUntil(woken - 2_000)
    await desk.finish()
    expect([desk.sent.length, desk.at() < woken]).toEqual([5, true])
    waitUntil(woken)
    await desk.finish()
    expect(desk.sent).toEqual([5, 6, 7, 8, 9, 0, 1, 2, 3, 4].map(number))
    expect((await desk.look()).run).toMatchObject({ state: 'done', quietUntil: null })
  },
)

test('where the night was to end in the hour that there is not, it ends when the clock leaps over it', async () => {
  const { desk, waitUntil } = await openAt('Europe/London', '2026-03-28T22:00Z')
  desk.quiet = { hours: { from: '21:00', to: '01:30' }, home: 'Europe/London' }
  await desk.make(draft(5, { now: desk.at(), startsAt: desk.at() + 10_000 }))
  desk.pass(10_000)
  await desk.finish()
  const leapt = Date.parse('2026-03-29T01:00Z')
  expect((await desk.look()).run).toMatchObject({ why: null, quietUntil: new Date(leapt).toISOString() })
  waitUntil(leapt - 2_000)
  await desk.finish()
  expect(desk.sent).toEqual([])
  waitUntil(leapt)
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test.each([
  {
    what: 'forward',
    evening: '2026-03-28T19:00Z',
    second: '2026-03-29T08:30',
    leaves: '2026-03-29T07:30Z',
    taken: '2026-03-29T10:00',
  },
  {
    what: 'back',
    evening: '2026-10-24T18:00Z',
    second: '2026-10-25T08:30',
    leaves: '2026-10-25T08:30Z',
    taken: '2026-10-25T10:00',
  },
])(
  'who was asked in the evening is texted once more at half past eight, through a night in which the clock goes $what',
  async (how) => {
    const { desk, waitUntil } = await openAt('Europe/London', how.evening)
    const [at, defaultAt] = [planned(how.second), planned(how.taken)]
    const chase = { at, text: 'Still there? 1, 2 or 3', defaultAt, option: '3' }
    await desk.make(draft(5, { now: desk.at(), startsAt: desk.at() + 10_000, chase }))
    desk.pass(10_000)
    await desk.finish()
    expect([desk.sent.length, at]).toEqual([5, Date.parse(how.leaves)])
    waitUntil(at - 2_000)
    await desk.finish()
    expect(desk.sent).toHaveLength(5)
    waitUntil(at)
    await desk.finish()
    expect(desk.sent).toHaveLength(10)
    waitUntil(defaultAt - 2_000)
    await desk.finish()
    expect((await desk.look()).run.chosen).toMatchObject({ 3: 0 })
    waitUntil(defaultAt)
    await desk.finish()
    expect((await desk.look()).run).toMatchObject({ chosen: { 3: 5 }, defaulted: 5 })
    expect(desk.sent).toHaveLength(10)
  },
)
