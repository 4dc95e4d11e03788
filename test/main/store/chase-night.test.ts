import { expect, test } from 'vitest'
import { accepted, openRunDesk } from '../../support/run-desk.ts'
import { draft, start } from '../../support/run-draft.ts'

const minute = 60_000
const hour = 60 * minute
/** 22:26 in London. */
const evening = start + hour
const nightAt = evening + 10 * minute
const night = { hours: { from: '22:36', to: '08:00' }, home: 'Europe/London' }
const chase = { at: evening, text: 'Still there? 1, 2 or 3', defaultAt: null, option: null }

async function openEvening(count: number) {
  const desk = await openRunDesk()
  desk.quiet = night
  await desk.make(draft(count, { chase }))
  desk.pass(10_000)
  await desk.finish()
  expect(desk.sent).toHaveLength(count)
  desk.pass(evening - desk.at())
  /** As a number does that may text once a second. */
  const leave = async (most: number) => {
    const { claimed } = await desk.store.write('claim', { now: desk.at(), limit: most, notFrom: [], steadySince: 0 })
    for (const { seq } of claimed) await desk.store.write('settle', { seq, outcome: accepted(), now: desk.at() })
    return claimed.length
  }
  return { desk, leave }
}

test('second texts of a slow number that have not left when it gets quiet stay here, but for the few in the queue', async () => {
  const { desk, leave } = await openEvening(400)
  let left = 0
  for (; desk.at() < nightAt; desk.pass(10_000)) {
    await desk.advance()
    left += await leave(3)
  }
  expect(left).toBeGreaterThan(100)
  let inTheNight = 0
  for (let turn = 0; turn < 100; turn += 1, desk.pass(10_000)) {
    await desk.advance()
    inTheNight += await leave(3)
  }
  expect(inTheNight).toBeLessThanOrEqual(30)
  expect((await desk.look()).run.chase?.second).toMatchObject({ done: 'done', customers: left + inTheNight })
})

test('second texts of a slow number go on for as long as they need', async () => {
  const { desk, leave } = await openEvening(300)
  desk.quiet = null
  let left = 0
  for (; desk.at() < evening + hour; desk.pass(10_000)) {
    await desk.advance()
    left += await leave(1)
  }
  expect(left).toBe(300)
})

test('held with their run and gone on with at night, second texts stay until it is day there, as the first ones do', async () => {
  const desk = await openRunDesk()
  desk.quiet = night
  await desk.make(draft(20, { chase }))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance() // To the rest, which does not leave.
  desk.pass(evening - desk.at())
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  desk.pass(nightAt + hour - desk.at())
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  expect((await desk.look()).run).toMatchObject({ state: 'sending', chase: { second: { customers: 3 } } })
  desk.pass(nightAt + 10 * hour - desk.at())
  await desk.finish()
  expect(desk.sent).toHaveLength(23)
  expect((await desk.look()).run.state).toBe('done')
})
