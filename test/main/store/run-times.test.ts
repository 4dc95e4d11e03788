import { expect, test } from 'vitest'
import { openRunDesk, refused } from '../../support/run-desk.ts'
import { draft, number, ours, start } from '../../support/run-draft.ts'

const hour = 3_600_000
/** `start` is 20:26:40 UTC. */
const nine = Date.parse('2026-05-28T21:00:00Z')
const night = { hours: { from: '22:00', to: '08:00' }, home: 'Europe/London' }
const morning = Date.parse('2026-05-29T07:00:00Z')

test('planned for later it waits, also over a restart, and leaves when its time comes', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5, { startsAt: start + 2 * hour }))
  expect(await desk.advance()).toEqual({ moved: [], nextAt: start + 2 * hour, waits: false })
  expect(await desk.restart()).toEqual([])
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toEqual([])
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test('planned, it leaves at the time that it was last given, and not before; once it leaves it has none', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5, { startsAt: start + hour }))
  await desk.store.write('rescheduleRun', { run: 1, startsAt: start + 2 * hour, until: start + 3 * hour })
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({
    startsAt: new Date(start + 2 * hour).toISOString(),
    until: new Date(start + 3 * hour).toISOString(),
  })
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
  const times = { startsAt: start + 9 * hour, until: null }
  expect(await desk.store.write('rescheduleRun', { run: 1, ...times })).toEqual({ kind: 'not-now' })
  expect(await desk.store.write('rescheduleRun', { run: 2, ...times })).toEqual({ kind: 'no-such-run' })
})

test.each([
  { label: 'planned, and the time went by', startsAt: start + hour, pass: 2 * hour },
  { label: 'within its hold', startsAt: start + 10_000, pass: 1_000 },
])('a run that was $label while the desk was closed asks', async ({ startsAt, pass }) => {
  const desk = await openRunDesk()
  await desk.make(draft(5, { startsAt }))
  desk.pass(pass)
  expect(await desk.restart()).toEqual([1])
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'restart' })
})

test('nothing leaves before it is known whether replies can arrive, and nothing where they cannot', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  desk.pass(10_000)
  desk.reachable = null
  expect(await desk.advance()).toMatchObject({ moved: [], waits: true })
  desk.reachable = false
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'unreachable', outcomes: { 'not-sent': 5 } })
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test('what has not left when the time is up waits for a person, who may say that it is not too late', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(50, { until: start + hour }))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  await desk.deliver()
  expect(desk.sent).toHaveLength(33)
  desk.pass(hour)
  await desk.finish()
  expect(desk.sent).toHaveLength(33)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'until', outcomes: { 'not-sent': 17 } })
  await desk.resume()
  await desk.finish()
  expect(new Set(desk.sent).size).toBe(50)
  expect((await desk.look()).run).toMatchObject({ state: 'done', until: null })
})

/** Its first three have left, and the rest waits in a pause as it gets night there. */
async function pausedForTheNight(run: ReturnType<typeof draft>) {
  const desk = await openRunDesk()
  await desk.make(run)
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  desk.quiet = night
  return desk
}

test('so does what the run held itself, and what would have left in the morning', async () => {
  const desk = await pausedForTheNight(draft(20, { until: start + 3 * hour }))
  desk.pass(hour)
  await desk.resume()
  desk.pass(2 * hour)
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'until', outcomes: { 'not-sent': 17 } })
  desk.pass(morning - desk.at())
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
})

test('a run that is through in time is done, and its time says nothing more', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5, { until: start + hour }))
  desk.pass(10_000)
  await desk.finish()
  desk.pass(2 * hour)
  await desk.finish()
  expect((await desk.look()).run.state).toBe('done')
})

test('where it is quiet nobody is texted, the others are, and in the morning the rest', async () => {
  const desk = await openRunDesk()
  const { entries } = draft(10)
  // Every second customer is in New York, where it is five hours earlier.
  const mixed = entries.map((entry, index) => ({ ...entry, country: index % 2 === 0 ? 'GB' : 'CA' }))
  await desk.make(draft(10, { entries: mixed, startsAt: nine + 10_000 }))
  desk.quiet = night
  desk.pass(nine + hour / 2 - start)
  await desk.finish()
  expect(desk.sent).toEqual([1, 3, 5, 7, 9].map(number))
  const { run } = await desk.look()
  expect(run).toMatchObject({ state: 'sending', quietUntil: new Date(morning).toISOString() })
  expect((await desk.advance()).nextAt).toBe(morning)
  desk.pass(morning - desk.at())
  await desk.finish()
  expect(new Set(desk.sent).size).toBe(10)
  expect((await desk.look()).run).toMatchObject({ state: 'done', quietUntil: null })
})

test('where it is quiet for all of them the run waits as a whole, and can be taken back', async () => {
  const desk = await openRunDesk()
  desk.quiet = night
  await desk.make(draft(5, { startsAt: nine + hour }))
  desk.pass(nine + hour - start)
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'held', quietUntil: new Date(morning).toISOString() })
  await desk.store.write('stopRun', { run: 1 })
  // Somebody sends it after all: the hours hold for that too.
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toEqual([])
  // The control: without quiet hours the same run leaves.
  desk.quiet = null
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test('quiet hours in between do not make it forget that the first few failed', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  desk.pass(10_000)
  await desk.finish(() => refused)
  expect((await desk.look()).run.why).toBe('canary')
  desk.quiet = night
  desk.pass(nine + hour - desk.at())
  await desk.resume()
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ quietUntil: new Date(morning).toISOString() })
  desk.pass(morning - desk.at())
  await desk.finish()
  expect(desk.sent).toHaveLength(5)
})

test('the same list with other times is another run, and is not made under the same submission', async () => {
  const desk = await openRunDesk()
  const asked = { startsAt: '2026-05-29T08:00:00Z' }
  expect(await desk.make(draft(5, { asked }))).toEqual({ kind: 'made', run: 1 })
  expect(await desk.make(draft(5, { asked, ours }))).toEqual({ kind: 'repeated', run: 1 })
  expect(await desk.make(draft(5))).toEqual({ kind: 'other-run' })
})

test('what is queued when the time is up does not leave either, nor who was to be texted again', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(13, { until: start + hour }))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect((await desk.look()).run.texts.queued).toBe(10)
  desk.pass(hour)
  await desk.advance()
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'until' })
})

test('gone on with at night, what was held stays until it is day there', async () => {
  const desk = await pausedForTheNight(draft(20))
  desk.pass(nine + 2 * hour - desk.at())
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  expect((await desk.look()).run).toMatchObject({ state: 'sending', quietUntil: new Date(morning).toISOString() })
  desk.pass(morning - desk.at())
  await desk.finish()
  expect(new Set(desk.sent).size).toBe(20)
  expect((await desk.look()).run.state).toBe('done')
})

test('paused before the first few left and gone on with at night, it goes on by itself in the morning', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(3))
  desk.pass(10_000)
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  desk.quiet = night
  desk.pass(nine + 2 * hour - desk.at())
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.advance()).nextAt).toBe(morning)
  desk.pass(morning - desk.at())
  await desk.finish()
  expect(new Set(desk.sent).size).toBe(3)
  expect((await desk.look()).run.state).toBe('done')
})

test('the first few are those that left last, wherever they stand in the list', async () => {
  const desk = await openRunDesk()
  const entries = draft(9).entries.map((entry, index) => ({ ...entry, country: index < 3 ? 'GB' : 'CA' }))
  await desk.make(draft(9, { entries, startsAt: nine + hour }))
  desk.quiet = night
  desk.pass(nine + hour - start)
  await desk.finish(() => refused)
  expect(desk.sent).toEqual([3, 4, 5].map(number))
  expect((await desk.look()).run.why).toBe('canary')
  desk.pass(morning - desk.at())
  await desk.resume()
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({
    state: 'sending',
    outcomes: { waiting: 3, unreachable: 3, 'not-sent': 3 },
  })
})

test('what is thrown away is told to the window, row by row', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  await desk.store.write('stopRun', { run: 1 })
  expect(await desk.store.write('discardRun', { run: 1 })).toEqual({ kind: 'moved', places: [1, 2, 3, 4, 5] })
})

test('where the quiet hours leave no hour free the run asks, once everybody else was texted', async () => {
  const desk = await openRunDesk()
  const entries = draft(9).entries.map((entry, index) => ({ ...entry, country: index < 3 ? 'RU' : 'GB' }))
  await desk.make(draft(9, { entries }))
  desk.quiet = { hours: { from: '21:00', to: '12:00' }, home: 'Europe/London' }
  desk.pass(10_000)
  await desk.finish()
  desk.pass(16 * hour)
  await desk.finish()
  expect(desk.sent).toEqual([3, 4, 5, 6, 7, 8].map(number))
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'quiet', outcomes: { 'not-sent': 3 } })
  // Gone on with and nothing else changed, it asks again.
  await desk.resume()
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'quiet' })
  // Somebody shortens them: in Kamchatka it is 01:00, and it leaves when it is day there and in Kaliningrad.
  desk.quiet = night
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(6)
  const { quietUntil } = (await desk.look()).run
  desk.pass(Date.parse(quietUntil ?? '') - desk.at())
  await desk.finish()
  expect(new Set(desk.sent).size).toBe(9)
})
