import { expect } from 'vitest'
import type { Argument } from '../../src/shared/desk-api.ts'
import { canaryRows, type Run, type RunRow } from '../../src/shared/run.ts'
import { pass } from './passed-time.ts'
import { type DeskProcess, eventually, startDeskProcess, startPretendProcess } from './processes.ts'
import { freshFolder } from './store.ts'

export const number = (index: number) => `4477009${String(10_000 + index)}`
export const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: `+${number(index)}`,
    name: `Customer ${index}`,
    about: { stop: String(index + 1) },
    fields: { weekday: 'Thursday' },
  }))

/**
 * A live desk and a pretend Vonage that keeps its own record: both real processes.
 *
 * @param env the desk's alone: its time zone, its clock
 */
export async function openRunStory(env: Record<string, string> = {}) {
  const vonage = await startPretendProcess('--retry-first-ms', '100')
  const folder = freshFolder('runs')
  let running: DeskProcess
  const start = async () => {
    running = await startDeskProcess({ ...vonage.env, ...env, DESK_DATA_DIR: folder })
    await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  }
  await start()
  const story = {
    vonage,
    folder,
    get desk() {
      return running.desk
    },
    /** As an account that may send faster: a day's tour is soon through. */
    async fast() {
      await vonage.set({ ratePerSecond: 1_000, balance: 10_000 })
      await running.desk.saveSettings({ textsPerSecond: 200 })
    },
    async kill() {
      await running.end('SIGKILL')
    },
    start,
    async look(runId = 'run1'): Promise<{ run: Run; rows: RunRow[] }> {
      const found = await running.desk.getRun({ runId })
      if (!found.ok) throw new Error(found.problem.text)
      const sum = Object.values(found.value.run.outcomes).reduce((total, each) => total + each, 0)
      expect(sum).toBe(found.value.run.rows)
      return found.value
    },
    /** Numbers that the provider was asked to text, in its own record. */
    texted: async () => (await vonage.record()).requests.map(({ body }) => String((body as { to?: string }).to)),
    make: (count: number, over: Partial<Argument<'createRun'>> = {}) =>
      running.desk.createRun({
        submissionId: 'list-1',
        name: 'Wed 12, North',
        questionId: 'delivery',
        rows: rows(count),
        ...over,
      }),
    async end() {
      await running?.end()
      await vonage.end()
    },
  }
  return story
}
export type RunStory = Awaited<ReturnType<typeof openRunStory>>

/** The story of a whole run: it leaves by itself, each once; answers, a doubt and a STOP are on the board. */
export async function wholeRun({ vonage, desk, look, texted, make }: RunStory, count: number): Promise<void> {
  const events = desk.events()
  await events.open
  expect(await make(count)).toMatchObject({
    ok: true,
    value: {
      run: { id: 'run1', state: 'held', rows: count, options: [{ label: 'tomorrow' }, { label: 'Thursday' }, {}] },
    },
  })
  expect(await texted()).toEqual([])
  // Pressed twice, or again after a lost answer: one run.
  expect(await make(count)).toMatchObject({ ok: true, value: { run: { id: 'run1' } } })
  await eventually(async () => expect((await look()).run.state).toBe('done'), 80_000 + 400 * count)
  await eventually(
    async () =>
      expect((await look()).run.texts).toEqual({ queued: 0, accepted: 0, delivered: count, failed: 0, unsure: 0 }),
    20_000 + 100 * count,
  )
  const asked = await texted()
  expect(asked).toHaveLength(count)
  expect(new Set(asked).size).toBe(count)

  // The same list once more, as another run: nobody is asked again by accident.
  expect(await make(count, { submissionId: 'list-2' })).toMatchObject({
    problem: { code: 'already-asked', text: expect.stringMatching(/^Line 1: .* Nothing was sent\.$/) },
  })

  for (let index = 0; index < 20; index += 1)
    await vonage.text({ from: number(index), text: String((index % 3) + 1), wait: true })
  await vonage.text({ from: number(20), text: 'can you come after 3?', wait: true })
  await vonage.text({ from: number(21), text: 'STOP', wait: true })
  const settled = await desk.settleRow({ runId: 'run1', place: 23, as: 'At home on Friday' })
  expect(settled).toMatchObject({ ok: true, value: { run: { outcomes: { settled: 1 } } } })
  expect((await look()).run).toMatchObject({
    outcomes: { option: 20, person: 1, 'opted-out': 1, settled: 1, waiting: count - 23 },
    chosen: { 1: 7, 2: 7, 3: 6 },
  })
  await eventually(async () => {
    const told = events.seen.filter(({ name }) => name === 'run').flatMap(({ data }) => data as { rows: RunRow[] }[])
    const moved = new Map(told.flatMap(({ rows }) => rows).map((row) => [row.place, row.outcome]))
    expect([1, 21, 22, 23].map((place) => moved.get(place))).toEqual(['option', 'person', 'opted-out', 'settled'])
  })
  events.close()
}

/** Where a run may be killed: each is come to from a fresh desk, and says how many texts a customer may get. */
export interface Phase {
  phase: string
  /** Brings the run to where it is killed. */
  reach: (story: RunStory, count: number) => Promise<void>
  /** Paused before the kill: that stays as it was. */
  why?: Run['why']
  /** Stopped before the kill. */
  stopped?: true
  /** Customers who are to be texted twice: their first text was lost. */
  again?: (count: number) => number
}
const until = (story: RunStory, texts: number) =>
  eventually(async () => expect((await story.texted()).length).toBeGreaterThanOrEqual(texts), 60_000)
const made = async (story: RunStory, count: number) => {
  expect(await story.make(count)).toMatchObject({ ok: true })
}
/** So that some are left when somebody pauses or stops it. */
const slowly = (story: RunStory) => story.desk.saveSettings({ textsPerSecond: 25 })
/** Without the ten seconds of its hold: as far as its file tells, they are over. */
export const madeNow = async (story: RunStory, ...of: Parameters<RunStory['make']>) => {
  expect(await story.make(...of)).toMatchObject({ ok: true })
  pass(story, 0.2)
  // Settings that are kept have it look at its runs.
  await story.fast()
}

export const phases: Phase[] = [
  { phase: 'the hold', reach: made },
  {
    phase: 'the first few',
    reach: async (story, count) => {
      await madeNow(story, count)
      await until(story, 1)
    },
  },
  {
    phase: 'the wait for one of them to arrive',
    reach: async (story, count) => {
      await story.vonage.next({ receipts: 'none', times: canaryRows })
      await madeNow(story, count)
      await eventually(async () => expect((await story.look()).run.texts.accepted).toBe(canaryRows), 60_000)
      expect((await story.look()).run.state).toBe('canary')
    },
  },
  {
    phase: 'the rest',
    reach: async (story, count) => {
      await madeNow(story, count)
      await until(story, 20)
    },
  },
  {
    phase: 'a pause',
    why: 'person',
    reach: async (story, count) => {
      await madeNow(story, count)
      await slowly(story)
      await until(story, 20)
      await story.desk.pauseRun({ runId: 'run1' })
    },
  },
  {
    phase: 'a stop',
    stopped: true,
    reach: async (story, count) => {
      await madeNow(story, count)
      await slowly(story)
      await until(story, 20)
      await story.desk.stopRun({ runId: 'run1' })
    },
  },
  {
    phase: 'its being made',
    reach: async (story, count) => {
      // Killed with the list on its way in: nobody hears the answer, and the same request is sent again.
      const lost = story.make(count).catch(() => null)
      await new Promise((resolve) => setTimeout(resolve, 150))
      await story.kill()
      await lost
      await story.start()
      await story.fast()
      await made(story, count)
    },
  },
  {
    phase: 'texting those again who were not reached',
    again: (count) => Math.floor(count / 2),
    reach: async (story, count) => {
      const lost = Math.floor(count / 2)
      await story.vonage.next(...Array.from({ length: count }, (_, at) => (at % 2 === 1 ? { statuses: ['6'] } : {})))
      await madeNow(story, count)
      await eventually(async () => expect((await story.look()).run.state).toBe('done'), 60_000 + 400 * count)
      const places = (await story.look()).rows.flatMap(({ outcome, place }) =>
        outcome === 'unreachable' ? [place] : [],
      )
      expect(places).toHaveLength(lost)
      expect(await story.desk.retryRows({ submissionId: 'again', runId: 'run1', places })).toMatchObject({
        value: { marked: lost },
      })
      await until(story, count + 5)
    },
  },
]

export const atItsBeginning: ReadonlySet<string> = new Set(['its being made', 'the hold', 'the first few', 'the rest'])

/** Killed there it asks before it goes on, and texts nobody more often than somebody said. */
export async function killedRun(story: RunStory, { reach, why, stopped, again }: Phase, count: number): Promise<void> {
  const { look, texted } = story
  await reach(story, count)
  await story.kill()
  const before = (await texted()).length
  await story.start()
  const stands = stopped === true ? { state: 'stopped', why: null } : { state: 'paused', why: why ?? 'restart' }
  expect((await look()).run).toMatchObject({ ...stands, rows: count })
  // It waits for a person, however long.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect((await texted()).length).toBe(before)
  await story.fast()
  await story.desk.resumeRun({ runId: 'run1' })
  await eventually(async () => expect((await look()).run.state).toBe('done'), 40_000 + 400 * count)
  const asked = await texted()
  const twice = again?.(count) ?? 0
  expect(asked.length).toBeLessThanOrEqual(count + twice)
  for (const to of new Set(asked))
    expect(asked.filter((each) => each === to).length).toBeLessThanOrEqual(twice > 0 ? 2 : 1)
  // What was leaving in the moment of the kill may be of unknown fate; everybody else was texted.
  const unknown = (await look()).rows.filter(({ text }) => text?.state === 'unknown')
  expect(new Set([...asked, ...unknown.map(({ customer }) => String(customer))]).size).toBe(count)
  expect(asked.length + unknown.length).toBeGreaterThanOrEqual(count + twice)
}
