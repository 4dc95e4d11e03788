import { expect, test } from 'vitest'
import { openRunDesk, refused } from '../../support/run-desk.ts'
import { draft, number, start } from '../../support/run-draft.ts'

const hour = 3_600_000
const night = { hours: { from: '22:00', to: '08:00' }, home: 'Europe/London' }
type Desk = Awaited<ReturnType<typeof openRunDesk>>

async function begun(count: number, over = {}) {
  const desk = await openRunDesk()
  await desk.make(draft(count, over))
  desk.pass(10_000)
  return desk
}
/** The first three have left, and the rest waits in the queue or in the list. */
async function underWay(count: number) {
  const desk = await begun(count)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  return desk
}

/** Ways in which texts of a run begin to leave: each is left as it stands the moment before. */
const beginnings: { label: string; open: () => Promise<Desk>; all: number; first: number }[] = [
  { label: 'the first of a run', all: 40, first: 0, open: () => begun(40) },
  {
    label: 'those after a pause',
    all: 40,
    first: 3,
    open: async () => {
      const desk = await underWay(40)
      await desk.store.write('pauseRun', { run: 1 })
      await desk.resume()
      return desk
    },
  },
  {
    label: 'those after a restart',
    all: 40,
    first: 3,
    open: async () => {
      const desk = await underWay(40)
      await desk.restart()
      await desk.resume()
      return desk
    },
  },
  {
    label: 'those of the morning',
    all: 40,
    first: 33,
    open: async () => {
      const desk = await underWay(40)
      desk.quiet = night
      desk.pass(3 * hour)
      await desk.finish()
      desk.pass(12 * hour)
      return desk
    },
  },
  {
    label: 'those who are texted again',
    all: 42,
    first: 40,
    open: async () => {
      const desk = await begun(40)
      const lost = new Set([number(7), number(8)])
      await desk.finish((customer) => (lost.delete(customer) ? refused : { kind: 'accepted', providerIds: [customer] }))
      desk.pass(hour)
      const retry = { run: 1, submissionId: 'again', places: [8, 9], alsoUnsure: false, now: desk.at() }
      expect(await desk.store.write('retryRows', retry)).toMatchObject({ marked: 2 })
      return desk
    },
  },
]

test.each(beginnings)('$label leave once it is proven that replies can arrive', async ({ open, first, all }) => {
  const desk = await open()
  desk.reachable = null
  expect(await desk.advance()).toMatchObject({ moved: [], waits: true })
  await desk.deliver()
  expect(desk.sent).toHaveLength(first)
  desk.reachable = true
  await desk.advance()
  // From here on it is under way: nothing more is asked.
  desk.reachable = null
  await desk.finish()
  expect(desk.sent).toHaveLength(all)
  expect((await desk.look()).run.state).toBe('done')
})

test.each(beginnings)('$label do not leave while replies cannot arrive, unless somebody says so', async (each) => {
  const desk = await each.open()
  desk.reachable = false
  await desk.finish()
  expect(desk.sent).toHaveLength(each.first)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'unreachable' })
  await desk.resume()
  await desk.finish()
  expect(desk.sent).toHaveLength(each.all)
})

test.each([
  { restart: true, more: 0 },
  // The control.
  { restart: false, more: 10 },
])('while replies cannot arrive, a second text that was begun goes on: after a restart %o', async (each) => {
  const chase = { at: start + 2 * hour, text: 'Still there?', defaultAt: null, option: null }
  const desk = await begun(40, { chase })
  await desk.finish()
  desk.pass(chase.at - desk.at())
  await desk.advance()
  await desk.deliver()
  const first = desk.sent.length
  expect(first).toBe(70)
  if (each.restart) await desk.restart()
  desk.reachable = false
  await desk.finish()
  expect(desk.sent).toHaveLength(first + each.more)
  desk.reachable = true
  await desk.finish()
  expect(desk.sent).toHaveLength(80)
})
