import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivesWithinMs } from '../../../src/shared/run.ts'
import { accepted, openRunDesk, refused, unknown } from '../../support/run-desk.ts'
import { draft, number } from '../../support/run-draft.ts'
import { receipt } from '../../support/store.ts'

/** A run whose first three were taken, and no receipt has come yet. */
async function openFirstFew(count = 50, outcome?: Parameters<Awaited<ReturnType<typeof openRunDesk>>['deliver']>[0]) {
  const desk = await openRunDesk()
  desk.receipts = false
  await desk.make(draft(count))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver(outcome)
  const leftAt = desk.at()
  const hears = async (index: number, status: string) => {
    const [text] = await desk.store.ask('list', { customer: number(index), direction: 'outbound', limit: 1 })
    await desk.store.write(
      'receipt',
      receipt({ providerId: text?.providerIds[0] ?? null, status, arrivedAt: desk.at() }),
    )
  }
  /** What it does now, and when it looks again. */
  const step = async () => {
    const { nextAt } = await desk.advance()
    await desk.deliver()
    return { sent: desk.sent.length, nextAt }
  }
  const state = async () => {
    const { state, why } = (await desk.look()).run
    return why === null ? state : `${state}: ${why}`
  }
  return { desk, leftAt, hears, step, state }
}

test('the rest waits for one of the first few to arrive, and leaves when one has', async () => {
  const { desk, leftAt, hears, step, state } = await openFirstFew()
  expect(await step()).toEqual({ sent: 3, nextAt: leftAt + arrivesWithinMs })
  desk.pass(arrivesWithinMs - 1)
  expect(await step()).toMatchObject({ sent: 3 })
  await hears(1, 'buffered')
  expect(await step()).toMatchObject({ sent: 3 })
  expect(await state()).toBe('canary')
  await hears(1, 'delivered')
  expect(await step()).toMatchObject({ sent: 33 })
  expect(await state()).toBe('sending')
})

test('without any receipt it waits for half a minute and no longer, also when the clock is put back', async () => {
  const { desk, step, state } = await openFirstFew()
  desk.pass(arrivesWithinMs)
  expect(await step()).toMatchObject({ sent: 33 })
  expect(await state()).toBe('sending')
  // Nothing of it says that one has arrived.
  expect((await desk.look()).run.texts).toMatchObject({ delivered: 0, accepted: 33 })

  const other = await openFirstFew()
  other.desk.pass(-60_000)
  expect(await other.step()).toMatchObject({ sent: 33 })
})

test('taken and then lost on their way, the first few stop the run; gone on with, a few go first again', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of [0, 1, 2]) await hears(index, 'failed')
  expect(await step()).toMatchObject({ sent: 3 })
  expect(await state()).toBe('paused: canary')
  expect((await desk.look()).run).toMatchObject({ outcomes: { unreachable: 3, 'not-sent': 47 } })
  desk.pass(60_000)
  await desk.resume()
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  await hears(4, 'delivered')
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 3, waiting: 47 } })
})

test.each([
  { label: 'two lost, of one nothing is heard', lost: [0, 1], becomes: 'paused: canary' },
  { label: 'one lost, of two nothing is heard', lost: [2], becomes: 'sending' },
])('$label: $becomes, once the time is up', async ({ lost, becomes }) => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of lost) await hears(index, 'failed')
  await step()
  expect(await state()).toBe('canary')
  desk.pass(arrivesWithinMs)
  await step()
  expect(await state()).toBe(becomes)
})

test('a bad number and one of unknown fate are no reason to wait for longer, nor to stop', async () => {
  const { desk, step, state } = await openFirstFew(50, (customer) =>
    customer === number(0) ? refused : customer === number(1) ? unknown : accepted(),
  )
  await step()
  expect(await state()).toBe('canary')
  desk.pass(arrivesWithinMs)
  await step()
  expect(await state()).toBe('sending')
})

test('receipts that come late stop what went on without them, unless one says that a text arrived', async () => {
  const late = async (arrived: number | null) => {
    const { desk, hears, step, state } = await openFirstFew()
    desk.pass(arrivesWithinMs)
    await step()
    if (arrived !== null) await hears(arrived, 'delivered')
    for (const index of [0, 1, 2]) await hears(index, 'failed')
    await step()
    return { desk, state: await state() }
  }
  expect((await late(7)).state).toBe('sending')
  const { desk, state } = await late(null)
  expect(state).toBe('paused: canary')
  // A person who has it go on knows it.
  await desk.resume()
  await desk.finish()
  desk.pass(arrivesWithinMs)
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 3, waiting: 47 } })
})

test('where nobody would wait for it, nothing is waited for', async () => {
  const { step, state } = await openFirstFew(3)
  await step()
  expect(await state()).toBe('done')
  const refusedOnly = await openFirstFew(2, () => refused)
  await refusedOnly.step()
  expect(await refusedOnly.state()).toBe('paused: canary')
})

test('what was held with the run waits for one of the first few, too', async () => {
  const { desk, hears, step, state } = await openFirstFew(20)
  desk.pass(arrivesWithinMs)
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  for (const index of [0, 1, 2]) await hears(index, 'failed')
  desk.pass(60_000)
  await desk.resume()
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await state()).toBe('canary')
  await hears(4, 'delivered')
  expect(await step()).toMatchObject({ sent: 20 })
})

test('gone on with by a clock that was put back, it does not wait for what it holds itself', async () => {
  const { desk, state } = await openFirstFew(20)
  desk.pass(arrivesWithinMs)
  await desk.advance()
  await desk.store.write('pauseRuns', { why: 'late', now: desk.at() })
  desk.pass(-600_000)
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(6)
  desk.pass(arrivesWithinMs)
  await desk.finish()
  expect(await state()).toBe('done')
  expect(desk.sent).toHaveLength(20)
})

test('a clock that is put back as somebody has it go on lets no more of it leave than the first few', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of [0, 1, 2]) await hears(index, 'failed')
  await step()
  desk.pass(60_000)
  await desk.resume()
  desk.pass(-5_000)
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  for (const index of [3, 4, 5]) await hears(index, 'failed')
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await state()).toBe('paused: canary')
})

test('gone on with by a clock that was put back, what was lost before says nothing of what leaves now', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of [0, 1, 2]) await hears(index, 'failed')
  await step()
  expect(await state()).toBe('paused: canary')
  desk.pass(-180_000)
  await desk.resume()
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await state()).toBe('canary')
  await hears(4, 'delivered')
  expect(await step()).toMatchObject({ sent: 36 })
  expect(await state()).toBe('sending')
})

test('nor do refusals of the account', async () => {
  const { desk, step, state } = await openFirstFew(50)
  desk.pass(arrivesWithinMs)
  await desk.advance()
  const noCredit = { kind: 'refused', code: 'vonage-9', text: 'No credit.' } as const
  await desk.deliver(() => noCredit)
  await step()
  expect(await state()).toBe('paused: account')
  const before = desk.sent.length
  // Topped up, and the clock put right.
  desk.pass(-180_000)
  await desk.resume()
  expect(await step()).toMatchObject({ sent: before + 3 })
  expect(await step()).toMatchObject({ sent: before + 3 })
  expect(await state()).toBe('canary')
  desk.pass(arrivesWithinMs)
  await step()
  expect(await state()).toBe('sending')
})

test('put back further as it goes on, the clock makes nothing of what was lost before', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of [0, 1, 2]) await hears(index, 'failed')
  await step()
  desk.pass(60_000)
  await desk.resume()
  desk.pass(-180_000)
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  await hears(4, 'delivered')
  expect(await step()).toMatchObject({ sent: 36 })
  expect(await state()).toBe('sending')
})

test('killed while it waits, the rest still waits for one to arrive', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  await step()
  await desk.restart()
  expect(await state()).toBe('paused: restart')
  await desk.resume()
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await state()).toBe('canary')
  await hears(3, 'delivered')
  expect(await step()).toMatchObject({ sent: 36 })
  expect(new Set(desk.sent).size).toBe(36)
})

test('whatever is heard of its texts, in whatever order, a run comes to its end or says that it waits for a person', {
  timeout: 60_000,
}, async () => {
  const acts = [
    'advance',
    'deliver',
    'refuse',
    'doubt',
    'arrives',
    'is lost',
    'pause',
    'resume',
    'restart',
    'wait',
  ] as const
  const act = fc.record({ what: fc.constantFrom(...acts), of: fc.nat(9) })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (all) => {
      const { desk, hears } = await openFirstFew(10)
      for (const { what, of } of all) {
        if (what === 'advance') await desk.advance()
        else if (what === 'deliver') await desk.deliver()
        else if (what === 'refuse') await desk.deliver(() => refused)
        else if (what === 'doubt') await desk.deliver(() => unknown)
        else if (what === 'arrives' && desk.sent.includes(number(of))) await hears(of, 'delivered')
        else if (what === 'is lost' && desk.sent.includes(number(of))) await hears(of, 'failed')
        else if (what === 'pause') await desk.store.write('pauseRun', { run: 1 })
        else if (what === 'resume') await desk.resume()
        else if (what === 'restart') await desk.restart()
        else desk.pass(arrivesWithinMs / 2)
        await desk.look()
      }
      // From wherever that has led: each round somebody has it go on, and the time passes in which a receipt may come.
      let rounds = 0
      for (; (await desk.look()).run.state !== 'done'; rounds += 1) {
        expect(rounds).toBeLessThan(10)
        if ((await desk.look()).run.state === 'paused') await desk.resume()
        await desk.finish()
        desk.pass(arrivesWithinMs)
        await desk.finish()
      }
      expect(new Set(desk.sent).size).toBe(10)
      expect(desk.sent).toHaveLength(10)
    }),
    { numRuns: 8, seed: 20_261_130 },
  )
})

test('gone on with after most of them were lost, a few go first again, although one of them may have arrived', async () => {
  const { desk, hears, step, state } = await openFirstFew()
  for (const index of [0, 1]) await hears(index, 'failed')
  await step()
  desk.pass(arrivesWithinMs)
  await step()
  expect(await state()).toBe('paused: canary')
  desk.pass(60_000)
  await desk.resume()
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await step()).toMatchObject({ sent: 6 })
  expect(await state()).toBe('canary')
})

test('held because it got too late for them, the first few are not done, and the rest stays where it is', async () => {
  for (const count of [3, 50]) {
    const desk = await openRunDesk()
    await desk.make(draft(count))
    desk.pass(10_000)
    await desk.advance()
    desk.pass(3 * 3_600_000)
    // As the dispatcher claims after a gap in which nothing could leave.
    await desk.store.write('claim', { now: desk.at(), limit: 10, notFrom: [], steadySince: desk.at() })
    expect((await desk.look()).rows.filter(({ text }) => text?.state === 'held')).toHaveLength(3)
    await desk.advance()
    await desk.deliver()
    expect([(await desk.look()).run.state, desk.sent]).toEqual(['canary', []])
  }
})
