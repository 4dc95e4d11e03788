import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import { accepted, openRunDesk, refused, unknown } from '../../support/run-desk.ts'
import { draft, number } from '../../support/run-draft.ts'

const later = (attempt: number, at: number): SendOutcome => ({
  kind: 'not-sent',
  attempt,
  dueAt: at + 1_000,
  code: 'throttled',
  text: 'Slow down.',
})

test('taken back within the hold, nothing has left, and nothing does', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  expect(await desk.store.write('stopRun', { run: 1 })).toEqual({ kind: 'moved' })
  desk.pass(60_000)
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'stopped', outcomes: { 'not-sent': 5 } })
})

test('when the first few are all refused the run asks, and only those were lost', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(50))
  desk.pass(10_000)
  await desk.finish(() => refused)
  expect((await desk.look()).run).toMatchObject({
    state: 'paused',
    why: 'canary',
    outcomes: { unreachable: 3, 'not-sent': 47 },
  })
  await desk.resume()
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 3, waiting: 47 } })
})

test('one bad number among the first few stops nobody', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(20))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) ? refused : accepted()))
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 1, waiting: 19 } })
})

test('first texts of unknown fate are no proof: the run asks', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(20))
  desk.pass(10_000)
  await desk.finish(() => unknown)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'canary', outcomes: { person: 3 } })
})

test('paused and stopped, what was queued stays here; it goes on with the rest, or is thrown away', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(100))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect((await desk.look()).run.texts.queued).toBe(30)
  await desk.store.write('pauseRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  await desk.resume()
  await desk.advance()
  await desk.deliver()
  expect(desk.sent).toHaveLength(33)
  await desk.advance()
  await desk.store.write('stopRun', { run: 1 })
  await desk.store.write('discardRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(33)
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 33, 'not-sent': 67 } })
  // A late answer to a text that never left would be matched to nobody's question.
  expect(await desk.resume()).toEqual({ kind: 'not-now' })
})

test('after a restart a run asks before it goes on, and texts nobody twice', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(60))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect(await desk.restart()).toEqual([1])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'restart' })
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  await desk.resume()
  await desk.finish()
  expect(desk.sent.toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => number(index)).toSorted())
})

test('taken back within the hold and sent after all, three go first again', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(50))
  await desk.store.write('stopRun', { run: 1 })
  await desk.resume()
  await desk.advance()
  await desk.deliver(() => refused)
  expect(desk.sent).toHaveLength(3)
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'canary' })
})

test.each([
  { pressed: 'pauseRun', next: null, state: 'held', code: 'run-paused', heldBy: 'run1' },
  { pressed: 'stopRun', next: 'discardRun', state: 'cancelled', code: 'run-discarded', heldBy: undefined },
] as const)(
  'a text that was leaving at $pressed and comes back to the queue does not leave afterwards',
  async (how) => {
    const desk = await openRunDesk()
    await desk.make(draft(10))
    desk.pass(10_000)
    await desk.advance()
    const claim = { now: desk.at(), limit: 1, notFrom: [], steadySince: 0 }
    const { claimed } = await desk.store.write('claim', claim)
    await desk.store.write(how.pressed, { run: 1 })
    if (how.next !== null) await desk.store.write(how.next, { run: 1 })
    const seq = claimed[0]?.seq ?? 0
    await desk.store.write('settle', { seq, outcome: later(1, desk.at()), now: desk.at() })
    desk.pass(5_000)
    await desk.deliver()
    expect(desk.sent).toEqual([])
    const [text] = await desk.store.ask('bySeqs', [seq])
    expect(text).toMatchObject({ state: how.state, problemCode: how.code })
    expect(text?.heldBy).toBe(how.heldBy)
  },
)

test('who was rung while the run was paused is not texted when it goes on, and is again when that is taken back', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(50))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  // One that waits in the queue, and one that was not queued yet.
  for (const place of [10, 50]) await desk.store.write('settleRow', { run: 1, place, as: 'Rang', now: desk.at() })
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(48)
  expect(desk.sent).not.toContain(number(9))
  expect(desk.sent).not.toContain(number(49))
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { settled: 2, waiting: 48 } })
})

test.each([
  { what: 'refused', answer: { kind: 'refused', code: 'vonage-9', text: 'No credit.' } },
  { what: 'throttled at every try', answer: { kind: 'refused', code: 'throttled', text: 'Slow down.' } },
] as const)('when the account is $what, the run stops at once and the list is not burnt', async ({ answer }) => {
  const desk = await openRunDesk()
  await desk.make(draft(200))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  await desk.finish(() => answer)
  const { run } = await desk.look()
  expect(run).toMatchObject({ state: 'paused', why: 'account' })
  expect(run.outcomes['not-sent']).toBeGreaterThanOrEqual(160)
})

test('after a sleep what had not left is not sent by itself', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(10))
  desk.pass(8 * 3_600_000)
  expect(await desk.store.write('pauseRuns', { why: 'late', now: desk.at() })).toEqual([1])
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'late' })
})

test('whatever is pressed, and whenever it stops in between, nobody is texted twice and the numbers add up', {
  timeout: 60_000,
}, async () => {
  const press = fc.constantFrom('advance', 'deliver', 'refuse', 'pause', 'resume', 'stop', 'discard', 'restart', 'wait')
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 5, maxLength: 25 }), async (presses) => {
      const desk = await openRunDesk()
      await desk.make(draft(8))
      for (const each of presses) {
        if (each === 'advance') await desk.advance()
        else if (each === 'deliver') await desk.deliver()
        else if (each === 'refuse') await desk.deliver(() => refused)
        else if (each === 'pause') await desk.store.write('pauseRun', { run: 1 })
        else if (each === 'resume') await desk.resume()
        else if (each === 'stop') await desk.store.write('stopRun', { run: 1 })
        else if (each === 'discard') await desk.store.write('discardRun', { run: 1 })
        else if (each === 'restart') await desk.restart()
        else desk.pass(11_000)
        await desk.look()
      }
      expect(new Set(desk.sent).size).toBe(desk.sent.length)
      const { rows } = await desk.look()
      const left = rows.filter(({ outcome }) => ['waiting', 'unreachable'].includes(outcome)).length
      expect(left).toBe(desk.sent.length)
    }),
    { numRuns: 6, seed: 20_261_129 },
  )
})
