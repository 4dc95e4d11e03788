import { expect, test } from 'vitest'
import { makeExport } from '../../../src/main/runs/make-export.ts'
import { runMaker } from '../../../src/main/runs/make-run.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number, start } from '../../support/run-draft.ts'

type Desk = Awaited<ReturnType<typeof openRunDesk>>

/** As far as a desk came that ended in between: of a list of six, so many rows are in. */
async function partOf(desk: Desk, rows: number) {
  const { entries, asked: _, ...head } = draft(6)
  const begun = await desk.store.write('beginRun', { ...head, body: 'of another time' })
  if (begun.kind !== 'begun') throw new Error('It was there before')
  await desk.store.write('addRunRows', { run: begun.run, first: 1, entries: entries.slice(0, rows), now: start })
  return begun.run
}

test.each([0, 3, 6])('a run of which %i of 6 rows are in is no run: it is not seen, moved nor sent', async (rows) => {
  const desk = await openRunDesk()
  const run = await partOf(desk, rows)
  expect(await desk.store.ask('runs', undefined)).toEqual([])
  expect(await desk.store.ask('run', run)).toBeNull()
  expect(await desk.store.ask('runOfSubmission', 'one')).toBeNull()
  for (const move of ['pauseRun', 'stopRun', 'discardRun'] as const)
    expect(await desk.store.write(move, { run })).toEqual({ kind: 'not-now' })
  expect(await desk.store.write('resumeRun', { run, now: desk.at() })).toEqual({ kind: 'not-now' })
  expect(await makeExport(desk.store, { run, since: 'start', now: desk.at() })).toBeNull()
  desk.pass(3_600_000)
  await desk.finish()
  expect(desk.sent).toEqual([])
  // The control: finished, it leaves.
  await desk.store.write('finishRun', { run, now: desk.at() })
  desk.pass(10_000)
  await desk.finish()
  expect(desk.sent).toHaveLength(rows)
})

test.each([0, 3, 6])(
  'a desk that ended with %i of 6 rows in has no run of it, and asks those customers anew',
  async (rows) => {
    const desk = await openRunDesk()
    await partOf(desk, rows)
    expect((await desk.store.ask('known', [number(0)])).waiting).toEqual(rows === 0 ? [] : [number(0)])
    await desk.restart()
    expect((await desk.store.ask('known', [number(0)])).waiting).toEqual([])
    expect(await desk.make(draft(6))).toMatchObject({ kind: 'made' })
    const [run] = await desk.store.ask('runs', undefined)
    expect(run).toMatchObject({ rows: 6, state: 'held' })
  },
)

test('a list that was handed in in part is gone on with by the same request, and by no other', async () => {
  const desk = await openRunDesk()
  const { store } = desk
  let orders = 0
  // The disk fails while the third hundred is handed in.
  const write = (async (name: 'addRunRows', argument: never) => {
    orders += name === 'addRunRows' ? 1 : 0
    if (orders === 3) throw new Error('disk full')
    return store.write(name, argument)
  }) as typeof store.write
  const broken = runMaker({ store: { write }, now: () => start })
  await expect(broken(draft(250))).rejects.toThrow('disk full')
  expect(await store.ask('runs', undefined)).toEqual([])
  expect(await desk.make(draft(249))).toEqual({ kind: 'other-run' })
  expect(await desk.make(draft(250))).toEqual({ kind: 'made', run: 1 })
  expect((await desk.look()).run.rows).toBe(250)
  expect(await desk.make(draft(250))).toEqual({ kind: 'repeated', run: 1 })
})

test('what was handed in of another list makes way for a run', async () => {
  const desk = await openRunDesk()
  await partOf(desk, 4)
  expect(await desk.make(draft(5, { submissionId: 'two' }))).toMatchObject({ kind: 'made' })
  expect(await desk.store.ask('runs', undefined)).toHaveLength(1)
})

test('where somebody far down was asked already nothing is left of it', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(1, { submissionId: 'one', entries: draft(700).entries.slice(650, 651) }))
  expect(await desk.make(draft(700, { submissionId: 'two' }))).toEqual({ kind: 'already-asked', place: 651 })
  expect(await desk.store.ask('runs', undefined)).toHaveLength(1)
  expect((await desk.store.ask('known', [number(0)])).waiting).toEqual([])
})

test('its hold begins once the whole list is in', async () => {
  const desk = await openRunDesk()
  const slow = runMaker({ store: desk.store, now: () => start + 8_000 })
  await slow(draft(3))
  expect((await desk.look()).run).toMatchObject({ startsAt: new Date(start + 18_000).toISOString() })
  await slow(draft(3, { submissionId: 'two', entries: draft(9).entries.slice(3, 6), startsAt: start + 3_600_000 }))
  expect((await desk.look(2)).run.startsAt).toBe(new Date(start + 3_600_000).toISOString())
})
