import { afterEach, expect, test } from 'vitest'
import type { Run, RunRow } from '../../src/shared/run.ts'
import {
  type DeskProcess,
  eventually,
  type PretendProcess,
  startDeskProcess,
  startPretendProcess,
} from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'

let vonage: PretendProcess
let running: DeskProcess
let folder: string
afterEach(async () => {
  await running?.end()
  await vonage?.end()
})

const number = (index: number) => `4477009${String(10_000 + index)}`
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: `+${number(index)}`,
    name: `Customer ${index}`,
    about: { stop: String(index + 1) },
    fields: { weekday: 'Thursday' },
  }))

async function start() {
  running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder })
  await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
}
async function live() {
  vonage = await startPretendProcess('--retry-first-ms', '100')
  folder = freshFolder('runs')
  await start()
}
/** As an account that may send faster: a day's tour is soon through. */
async function fast() {
  await live()
  await vonage.set({ ratePerSecond: 1_000, balance: 1_000 })
  await running.desk.saveSettings({ textsPerSecond: 200 })
}
async function look(runId = 'run1'): Promise<{ run: Run; rows: RunRow[] }> {
  const found = await running.desk.getRun({ runId })
  if (!found.ok) throw new Error(found.problem.text)
  const sum = Object.values(found.value.run.outcomes).reduce((total, each) => total + each, 0)
  expect(sum).toBe(found.value.run.rows)
  return found.value
}
/** Numbers that the provider was asked to text, in its own record. */
const texted = async () =>
  (await vonage.record()).requests.map(({ body }) => String((body as Record<string, unknown>).to))

test('a run of 200 leaves by itself, each once; answers, a doubt and a STOP are on the board, and the window hears of it', {
  timeout: 120_000,
}, async () => {
  await fast()
  const events = running.desk.events()
  await events.open
  const made = await running.desk.createRun({
    submissionId: 'list-1',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: rows(200),
  })
  expect(made).toMatchObject({
    ok: true,
    value: {
      run: { id: 'run1', state: 'held', rows: 200, options: [{ label: 'tomorrow' }, { label: 'Thursday' }, {}] },
    },
  })
  expect(await texted()).toEqual([])
  // Pressed twice, or again after a lost answer: one run.
  const again = await running.desk.createRun({
    submissionId: 'list-1',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: rows(200),
  })
  expect(again).toMatchObject({ ok: true, value: { run: { id: 'run1' } } })
  await eventually(async () => expect((await look()).run.state).toBe('done'), 80_000)
  await eventually(
    async () =>
      expect((await look()).run.texts).toEqual({ queued: 0, accepted: 0, delivered: 200, failed: 0, unsure: 0 }),
    20_000,
  )
  const asked = await texted()
  expect(asked).toHaveLength(200)
  expect(new Set(asked).size).toBe(200)

  // The same list once more, as another run: nobody is asked again by accident.
  const twice = { submissionId: 'list-2', name: 'Wed 12, North', questionId: 'delivery', rows: rows(200) }
  expect(await running.desk.createRun(twice)).toMatchObject({
    problem: { code: 'already-asked', text: expect.stringMatching(/^Line 1: .* Nothing was sent\.$/) },
  })

  for (let index = 0; index < 20; index += 1)
    await vonage.text({ from: number(index), text: String((index % 3) + 1), wait: true })
  await vonage.text({ from: number(20), text: 'can you come after 3?', wait: true })
  await vonage.text({ from: number(21), text: 'STOP', wait: true })
  const settled = await running.desk.settleRow({ runId: 'run1', place: 23, as: 'At home on Friday' })
  expect(settled).toMatchObject({ ok: true, value: { run: { outcomes: { settled: 1 } } } })
  expect((await look()).run).toMatchObject({
    outcomes: { option: 20, person: 1, 'opted-out': 1, settled: 1, waiting: 177 },
    chosen: { 1: 7, 2: 7, 3: 6 },
  })
  await eventually(async () => {
    const told = events.seen.filter(({ name }) => name === 'run').flatMap(({ data }) => data as { rows: RunRow[] }[])
    const moved = new Map(told.flatMap(({ rows }) => rows).map((row) => [row.place, row.outcome]))
    expect([moved.get(1), moved.get(21), moved.get(22), moved.get(23)]).toEqual([
      'option',
      'person',
      'opted-out',
      'settled',
    ])
  })
  events.close()
})

test.each([
  { phase: 'the hold', when: 0 },
  { phase: 'the first few', when: 1 },
  { phase: 'the rest', when: 20 },
])(
  'killed during $phase, it asks before it goes on, and texts nobody twice',
  { timeout: 120_000 },
  async ({ when }) => {
    await fast()
    await running.desk.createRun({ submissionId: 'l', name: 'Run', questionId: 'delivery', rows: rows(60) })
    await eventually(async () => expect((await texted()).length).toBeGreaterThanOrEqual(when), 30_000)
    await running.end('SIGKILL')
    const before = (await texted()).length
    await start()
    expect((await look()).run).toMatchObject({ state: 'paused', why: 'restart' })
    // It waits for a person, however long.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect((await texted()).length).toBe(before)
    await running.desk.resumeRun({ runId: 'run1' })
    await eventually(async () => expect((await look()).run.state).toBe('done'), 40_000)
    const asked = await texted()
    expect(new Set(asked).size).toBe(asked.length)
    // What was leaving in the moment of the kill may be of unknown fate; everybody else was texted.
    const unknown = (await look()).rows.filter(({ text }) => text?.state === 'unknown').map(({ customer }) => customer)
    expect(new Set([...asked, ...unknown]).size).toBe(60)
  },
)

test('a list that cannot be right is refused with its line, and nothing is sent', async () => {
  await live()
  const make = (change: object[]) =>
    running.desk.createRun({
      submissionId: 'x',
      name: 'Run',
      questionId: 'delivery',
      rows: [...rows(2), ...change] as never,
    })
  expect(await make([{ to: 'nobody', fields: { weekday: 'x' } }])).toMatchObject({
    ok: false,
    problem: { code: 'number-not-read', text: expect.stringMatching(/^Line 3: .* Nothing was sent\.$/) },
  })
  expect(await make([{ to: `00${number(0)}`, fields: { weekday: 'x' } }])).toMatchObject({
    problem: { code: 'number-twice', text: expect.stringContaining('Lines 1 and 3') },
  })
  expect(await make([{ to: `+${number(9)}`, fields: {} }])).toMatchObject({ problem: { code: 'field-missing' } })
  const checked = await running.desk.checkNumbers({ numbers: ['07700 900123', 'x', vonage.ready.number] })
  expect(checked).toMatchObject({
    ok: true,
    value: { numbers: [{ ok: true, msisdn: '447700900123' }, { ok: false }, { ok: true, ours: true }] },
  })
  expect(await running.desk.listRuns({})).toEqual({ ok: true, value: { runs: [] } })
  expect(await texted()).toEqual([])
})

test('who was not reached is texted again once, and only they; what arrived is counted at each customer', {
  timeout: 90_000,
}, async () => {
  await live()
  // Texts leave in the order of the list: the second and the fifth are refused, the sixth fails on its way.
  const usual = {}
  const refuse = { statuses: ['6'] }
  await vonage.next(usual, refuse, usual, usual, refuse, {
    receipts: [{ status: 'failed', afterMs: 10, errCode: '2' }],
  })
  await running.desk.createRun({ submissionId: 'l', name: 'Run', questionId: 'delivery', rows: rows(8) })
  const unreachable = async () =>
    (await look()).rows.filter(({ outcome }) => outcome === 'unreachable').map(({ place }) => place)
  await eventually(async () => expect((await look()).run.texts).toMatchObject({ delivered: 5, failed: 3 }), 40_000)
  const places = await unreachable()
  const retry = () => running.desk.retryRows({ submissionId: 'again', runId: 'run1', places: [1, ...places] })
  // Pressed three times at once, as a browser or a hand does.
  const answers = await Promise.all([retry(), retry(), retry()])
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { marked: 3 } })
  await eventually(async () => expect((await look()).run.texts).toMatchObject({ delivered: 8, failed: 0 }), 40_000)
  expect((await look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 8, unreachable: 0 } })
  const { requests } = await vonage.record()
  const asked = (place: number) =>
    requests.filter(({ body }) => (body as Record<string, unknown>).to === number(place - 1)).length
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(asked)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((place) => (places.includes(place) ? 2 : 1)),
  )
  const counts = await running.desk.getDesk({})
  expect(counts).toMatchObject({ ok: true, value: { counts: { failed: 0 } } })
})
