import { expect, test } from 'vitest'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number, start } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

const hour = 3_600_000
const chase = {
  at: start + 4 * hour,
  text: 'We have not heard from you: 1, 2 ({weekday}) or 3?',
  defaultAt: start + 6 * hour,
  option: '3',
}

/** A run of six that has left: one answered, one asks back, one wants no more texts, one is rung; two say nothing. */
async function openChase(over = {}) {
  const desk = await openRunDesk()
  await desk.make(draft(6, { chase: { ...chase, ...over } }))
  desk.pass(10_000)
  await desk.finish()
  for (const [index, text] of ['2', 'which van?', 'STOP'].entries())
    await desk.store.write(
      'receive',
      inboundText({ customer: number(index), text, providerId: `in-${index}`, arrivedAt: desk.at() }),
    )
  await desk.store.write('settleRow', { run: 1, place: 4, as: 'at home', now: desk.at() })
  const sentFrom = desk.sent.length
  const texts = async () => {
    const rows = await desk.store.ask('list', { direction: 'outbound', limit: 200 })
    return rows.filter(({ kind }) => kind === 'text')
  }
  return { desk, texts, chased: () => desk.sent.slice(sentFrom) }
}
const to = async (desk: Awaited<ReturnType<typeof openRunDesk>>, at: number) => {
  desk.pass(at - desk.at())
  await desk.finish()
}

test('who has said nothing by then is texted once more, and nobody else; later their silence counts', async () => {
  const { desk, texts } = await openChase()
  expect((await desk.advance()).nextAt).toBe(chase.at)
  await to(desk, chase.at - 60_000)
  expect(await texts()).toEqual([])
  await to(desk, chase.at)
  expect((await texts()).map(({ customer, text, state }) => ({ customer, text, state })).toSorted()).toEqual(
    [number(5), number(4)].map((customer) => ({
      customer,
      text: 'We have not heard from you: 1, 2 (Thursday) or 3?',
      state: 'submitted',
    })),
  )
  // One of the two answers the second text: it is the question's answer.
  await desk.store.write(
    'receive',
    inboundText({ customer: number(4), text: '1', providerId: 'in-4', arrivedAt: desk.at() }),
  )
  await to(desk, chase.defaultAt)
  const { run, rows } = await desk.look()
  expect(run).toMatchObject({
    chosen: { 1: 1, 2: 1, 3: 1 },
    replied: 3,
    defaulted: 1,
    outcomes: { option: 3, person: 1, 'opted-out': 1, settled: 1 },
    chase: { second: { done: 'done', customers: 2 }, byDefault: { done: 'done', customers: 1, option: '3' } },
  })
  expect(rows.map(({ defaultedAt }) => defaultedAt !== null)).toEqual([false, false, false, false, false, true])
  await to(desk, chase.defaultAt + 2 * hour)
  expect(await texts()).toHaveLength(2)
  // Whoever answers after all is heard.
  await desk.store.write(
    'receive',
    inboundText({ customer: number(5), text: '2', providerId: 'in-5', arrivedAt: desk.at() }),
  )
  expect((await desk.look()).run).toMatchObject({ chosen: { 1: 1, 2: 2, 3: 0 }, replied: 4, defaulted: 0 })
})

test.each([
  { label: 'slept through', pass: 31 * 60_000, reachable: true, slept: false },
  {
    label: 'due while replies cannot arrive, and half an hour later still',
    pass: 31 * 60_000,
    reachable: false,
    slept: false,
  },
  { label: 'due as the computer wakes, or its clock is put forward', pass: 60_000, reachable: true, slept: true },
])('a step that is $label is skipped, and said', async ({ pass, reachable, slept }) => {
  const { desk, texts } = await openChase()
  Object.assign(desk, { reachable, slept })
  if (!slept) await to(desk, chase.at - 60_000)
  for (const at of [chase.at, chase.defaultAt]) {
    if (!slept && pass > 60_000 && !reachable) {
      await to(desk, at + 60_000)
      expect((await desk.look()).run.chase).toMatchObject({ second: { done: at === chase.at ? null : 'skipped' } })
    }
    await to(desk, at + pass)
  }
  expect(await texts()).toEqual([])
  expect((await desk.look()).run).toMatchObject({
    outcomes: { waiting: 2 },
    chase: { second: { done: 'skipped' }, byDefault: { done: 'skipped' } },
  })
})

test('left out by a person, while the run leaves or after it, nothing is done, and it is said who did it', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(40, { chase }))
  desk.pass(10_000)
  await desk.advance()
  await desk.store.write('leaveOutChase', { run: 1 })
  await to(desk, chase.defaultAt)
  expect(desk.sent).toHaveLength(40)
  expect((await desk.look()).run).toMatchObject({
    state: 'done',
    outcomes: { waiting: 40 },
    chase: { second: { done: 'left-out' }, byDefault: { done: 'left-out' } },
  })

  const { desk: after, texts } = await openChase()
  await to(after, chase.at)
  expect(await texts()).toHaveLength(2)
  await after.store.write('leaveOutChase', { run: 1 })
  await to(after, chase.defaultAt)
  expect((await after.look()).run.chase).toMatchObject({ second: { done: 'done' }, byDefault: { done: 'left-out' } })
})

test('a second text that was on its way while it was left out does not leave when it comes back', async () => {
  const { desk } = await openChase()
  desk.pass(chase.at - desk.at())
  await desk.advance()
  const claim = () => desk.store.write('claim', { now: desk.at(), limit: 10, notFrom: [], steadySince: 0 })
  const { claimed } = await claim()
  expect(claimed.length).toBeGreaterThan(1)
  await desk.store.write('leaveOutChase', { run: 1 })
  for (const { seq, attempts } of claimed) {
    const outcome = {
      kind: 'not-sent',
      dueAt: desk.at(),
      code: 'throttled',
      text: 'Later.',
      attempt: attempts,
    } as const
    await desk.store.write('settle', { seq, outcome, now: desk.at() })
  }
  // What thanks somebody has nothing to do with it.
  const again = (await claim()).claimed.filter(({ text }) => !text.startsWith('Thank you'))
  expect(again).toEqual([])
  expect((await desk.look()).run.chase).toMatchObject({ second: { done: 'left-out', customers: 0 } })
})

test('nothing is done before it is known whether replies can arrive', async () => {
  const { desk, texts } = await openChase()
  desk.reachable = null
  desk.pass(chase.at - desk.at())
  expect(await desk.advance()).toMatchObject({ moved: [], waits: true })
  expect(await texts()).toEqual([])
})

test('where it is quiet then, nobody is texted; a run that is paused or thrown away chases nobody', async () => {
  const { desk, texts } = await openChase({ defaultAt: null, option: null })
  desk.quiet = { hours: { from: '00:00', to: '08:00' }, home: 'Europe/London' }
  await to(desk, chase.at) // 01:26 in London.
  expect(await texts()).toEqual([])
  expect((await desk.look()).run.chase).toMatchObject({ second: { done: 'done', customers: 0 }, byDefault: null })

  const other = await openRunDesk()
  await other.make(draft(40, { chase }))
  other.pass(10_000)
  await other.advance()
  await other.deliver()
  await other.store.write('stopRun', { run: 1 })
  await to(other, chase.at)
  await other.store.write('discardRun', { run: 1 })
  await to(other, chase.defaultAt)
  expect(other.sent).toHaveLength(3)
  expect((await other.look()).run.outcomes).toMatchObject({ waiting: 3, option: 0 })
})

test('a hundred silent customers are texted once each, also over a crash in between', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(100, { chase }))
  desk.pass(10_000)
  await desk.finish()
  desk.pass(chase.at - desk.at())
  await desk.advance()
  await desk.advance()
  await desk.restart()
  await desk.finish()
  expect(desk.sent).toHaveLength(200)
  expect(new Set(desk.sent).size).toBe(100)
})

test('of who has begun to write a long text the second one stays here', async () => {
  const { desk, texts } = await openChase()
  desk.pass(chase.at - desk.at())
  await desk.advance()
  const part = { ref: '1', number: 1, total: 2 }
  await desk.store.write(
    'receive',
    inboundText({ customer: number(4), text: 'I will be', part, sentAt: desk.at(), arrivedAt: desk.at() }),
  )
  await desk.finish()
  expect(Object.fromEntries((await texts()).map(({ customer, state }) => [customer, state]))).toEqual({
    [number(4)]: 'cancelled',
    [number(5)]: 'submitted',
  })
})

test('half of a long reply of some days ago says nothing of this run: its customer is silent like others', async () => {
  const desk = await openRunDesk()
  const ago = start - 27 * hour
  const part = { ref: '1', number: 1, total: 2 }
  await desk.store.write(
    'receive',
    inboundText({ customer: number(1), text: 'I will be', part, sentAt: ago, arrivedAt: ago }),
  )
  await desk.store.write('showIncompleteSince', ago + hour)
  await desk.make(draft(2, { chase }))
  desk.pass(10_000)
  await desk.finish()
  await to(desk, chase.at)
  expect((await desk.look()).run.chase?.second.customers).toBe(2)
  await to(desk, chase.defaultAt)
  expect((await desk.look()).run).toMatchObject({ defaulted: 2 })
})

test('taken back with all that waits, a second text does not count as one that left', async () => {
  const { desk, texts } = await openChase()
  desk.pass(chase.at - desk.at())
  await desk.advance()
  const { waiting } = await desk.store.ask('failed', { ours: '447700900000', now: desk.at() })
  expect(await desk.store.write('cancelWaiting', waiting.upTo)).toBe(2)
  await desk.finish()
  expect((await texts()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  expect((await desk.look()).run.chase?.second).toMatchObject({ customers: 0 })
})
