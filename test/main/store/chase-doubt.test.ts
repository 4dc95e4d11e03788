import { expect, test } from 'vitest'
import { accepted, openRunDesk } from '../../support/run-desk.ts'
import { draft, number, start } from '../../support/run-draft.ts'
import { inboundText, receipt } from '../../support/store.ts'

const hour = 3_600_000
const chase = { at: start + 4 * hour, text: 'Still there? 1, 2 or 3', defaultAt: start + 6 * hour, option: '3' }

async function openChase(count: number, over = {}) {
  const desk = await openRunDesk()
  await desk.make(draft(count, { chase, ...over }))
  desk.pass(10_000)
  await desk.finish()
  const first = desk.sent.length
  const seconds = () => desk.sent.slice(first)
  /** Second texts that have left, apart from thanks. */
  const chased = async () =>
    (await desk.store.ask('list', { direction: 'outbound', limit: 200 })).flatMap(({ kind, customer, state }) =>
      kind === 'text' && state === 'submitted' ? [customer] : [],
    )
  return { desk, seconds, chased }
}
type Desk = Awaited<ReturnType<typeof openRunDesk>>
const wait = (desk: Desk, at: number) => desk.pass(at - desk.at())
const to = async (desk: Desk, at: number) => {
  wait(desk, at)
  await desk.finish()
}
const says = (customer: string, text: string, at: number) =>
  inboundText({ customer, text, providerId: `${customer}-${text}`, arrivedAt: at })

test('after a break of hours a second text that was begun is not gone on with', async () => {
  const { desk, seconds } = await openChase(500)
  wait(desk, chase.at)
  await desk.advance()
  await desk.deliver()
  const begun = seconds().length
  expect(begun).toBeGreaterThan(0)
  await desk.restart()
  await to(desk, chase.at + 9 * hour)
  expect(seconds()).toHaveLength(begun)
  expect((await desk.look()).run.chase).toMatchObject({ second: { done: 'done' }, byDefault: { done: 'skipped' } })
})

test.each([
  { label: 'a stretch in which replies could not arrive is still asked about', what: 'gap' },
  { label: 'a webhook that came since cannot be read', what: 'raw' },
  { label: 'half of somebody’s long text is there', what: 'part' },
])('while $label, their silence is not believed', async ({ what }) => {
  const { desk, seconds } = await openChase(3)
  const { store } = desk
  if (what === 'gap') {
    await store.write('gapBegins', { why: 'unreachable', at: start + hour })
    await store.write('gapEnds', { at: start + 3 * hour })
  } else if (what === 'raw')
    await store.write('keep', {
      why: 'signature',
      method: 'POST',
      target: '/',
      contentType: 'application/json',
      body: new Uint8Array([1]),
      arrivedAt: start + hour,
    })
  else
    for (const index of [0, 1, 2])
      await store.write(
        'receive',
        inboundText({
          customer: number(index),
          text: 'I would like',
          providerId: `part-${index}`,
          arrivedAt: start + hour,
          part: { ref: '7', total: 2, number: 1 },
        }),
      )
  await to(desk, chase.at)
  await to(desk, chase.at + hour)
  await to(desk, chase.defaultAt)
  await to(desk, chase.defaultAt + hour)
  expect(seconds()).toEqual([])
  expect((await desk.look()).run.outcomes.option).toBe(0)
})

test('who writes, or is rung, while the second text waits does not get it any more', async () => {
  const { desk, chased } = await openChase(3)
  wait(desk, chase.at)
  await desk.advance()
  await desk.store.write('receive', says(number(0), '2', desk.at()))
  await desk.store.write('settleRow', { run: 1, place: 2, as: 'at home', now: desk.at() })
  await desk.deliver()
  expect(await chased()).toEqual([number(2)])
})

test('a pause holds the second texts too; thrown away, also of a run that is done, they never leave', async () => {
  const { desk, seconds } = await openChase(5)
  wait(desk, chase.at)
  await desk.advance()
  expect(await desk.store.write('discardRun', { run: 1 })).toMatchObject({ kind: 'moved' })
  await to(desk, chase.at + 60_000)
  await to(desk, chase.defaultAt)
  expect(seconds()).toEqual([])
  expect((await desk.look()).run).toMatchObject({
    outcomes: { waiting: 5 },
    chase: { second: { done: 'left-out', customers: 0 }, byDefault: { done: 'left-out' } },
  })

  // One of unknown fate holds the run in the middle.
  const other = await openRunDesk()
  await other.make(draft(5, { chase }))
  other.pass(10_000)
  await other.advance()
  await other.deliver()
  await other.advance()
  wait(other, chase.at)
  await other.advance()
  await other.store.write('pauseRun', { run: 1 })
  const sent = other.sent.length
  await other.finish()
  expect(other.sent).toHaveLength(sent)
})

test('whose first text turns out never to have arrived has not chosen anything', async () => {
  const { desk } = await openChase(2)
  await to(desk, chase.at)
  await to(desk, chase.defaultAt)
  expect((await desk.look()).run.chosen).toMatchObject({ 3: 2 })
  const [, row] = (await desk.look()).rows
  const text = (await desk.store.ask('list', { customer: number(1), direction: 'outbound' })).at(-1)
  await desk.store.write('receipt', receipt({ providerId: text?.providerIds[0] ?? '', status: 'expired' }))
  expect(row?.outcome).toBe('option')
  expect((await desk.look()).run).toMatchObject({ chosen: { 3: 1 }, outcomes: { unreachable: 1 } })
})

test('asked a moment ago, nobody is asked again yet, and nobody’s silence counts', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(5, { chase }))
  desk.pass(10_000)
  await desk.store.write('pauseRun', { run: 1 })
  wait(desk, chase.at - 60_000)
  await desk.resume()
  await desk.finish()
  await to(desk, chase.at)
  expect(desk.sent).toHaveLength(5)
  expect((await desk.look()).run.chase?.second).toMatchObject({ customers: 0 })
})

test('after a retry, what they wrote before it still speaks', async () => {
  const { desk, seconds } = await openChase(1, { entries: draft(1).entries })
  const text = (await desk.store.ask('list', { direction: 'outbound' }))[0]
  await desk.store.write('receive', says(number(0), 'which van?', desk.at()))
  await desk.store.write('receipt', receipt({ providerId: text?.providerIds[0] ?? '', status: 'failed' }))
  await desk.store.write('queue', {
    submissionId: 'by-hand',
    customer: number(0),
    ours: '447700900000',
    text: 'Again: 1, 2 or 3',
    now: desk.at(),
    notice: null,
    again: Number(text?.id.slice(1)),
    anyway: true,
  })
  await desk.deliver(() => accepted())
  const sent = desk.sent.length
  await to(desk, chase.at)
  await to(desk, chase.defaultAt)
  expect(desk.sent).toHaveLength(sent)
  expect(seconds()).toHaveLength(1)
  expect((await desk.look()).run.chosen).toMatchObject({ 3: 0 })
})
