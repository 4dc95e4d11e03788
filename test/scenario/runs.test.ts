import { afterEach, expect, test } from 'vitest'
import { eventually } from '../support/processes.ts'
import {
  atItsBeginning,
  killedRun,
  number,
  openRunStory,
  phases,
  type RunStory,
  rows,
  wholeRun,
} from '../support/run-story.ts'

let story: RunStory
afterEach(() => story?.end())

test('a run of 200 leaves by itself, each once; answers, a doubt and a STOP are on the board, and the window hears of it', {
  timeout: 120_000,
}, async () => {
  story = await openRunStory()
  await story.fast()
  await wholeRun(story, 200)
})

// Of the others tell killed-runs.test.ts and killed-stop.test.ts.
test.each(phases.filter(({ phase }) => atItsBeginning.has(phase)))(
  'killed during $phase, it asks before it goes on, and texts nobody twice',
  { timeout: 120_000 },
  async (phase) => {
    story = await openRunStory()
    await story.fast()
    await killedRun(story, phase, 60)
  },
)

test('a list that cannot be right is refused with its line, and nothing is sent', async () => {
  story = await openRunStory()
  const make = (change: object[]) =>
    story.desk.createRun({
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
  const checked = await story.desk.checkNumbers({ numbers: ['07700 900123', 'x', story.vonage.ready.number] })
  expect(checked).toMatchObject({
    ok: true,
    value: { numbers: [{ ok: true, msisdn: '447700900123' }, { ok: false }, { ok: true, ours: true }] },
  })
  expect(await story.desk.listRuns({})).toEqual({ ok: true, value: { runs: [] } })
  expect(await story.texted()).toEqual([])
})

test('who was not reached is texted again once, and only they; what arrived is counted at each customer', {
  timeout: 90_000,
}, async () => {
  story = await openRunStory()
  // Texts leave in the order of the list: the second and the fifth are refused, the sixth fails on its way.
  const usual = {}
  const refuse = { statuses: ['6'] }
  await story.vonage.next(usual, refuse, usual, usual, refuse, {
    receipts: [{ status: 'failed', afterMs: 10, errCode: '2' }],
  })
  await story.desk.createRun({ submissionId: 'l', name: 'Run', questionId: 'delivery', rows: rows(8) })
  const unreachable = async () =>
    (await story.look()).rows.filter(({ outcome }) => outcome === 'unreachable').map(({ place }) => place)
  await eventually(
    async () => expect((await story.look()).run.texts).toMatchObject({ delivered: 5, failed: 3 }),
    40_000,
  )
  const places = await unreachable()
  const retry = () => story.desk.retryRows({ submissionId: 'again', runId: 'run1', places: [1, ...places] })
  // Pressed three times at once, as a browser or a hand does.
  const answers = await Promise.all([retry(), retry(), retry()])
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { marked: 3 } })
  await eventually(
    async () => expect((await story.look()).run.texts).toMatchObject({ delivered: 8, failed: 0 }),
    40_000,
  )
  expect((await story.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 8, unreachable: 0 } })
  const { requests } = await story.vonage.record()
  const asked = (place: number) =>
    requests.filter(({ body }) => (body as Record<string, unknown>).to === number(place - 1)).length
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(asked)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((place) => (places.includes(place) ? 2 : 1)),
  )
  const counts = await story.desk.getDesk({})
  expect(counts).toMatchObject({ ok: true, value: { counts: { failed: 0 } } })
})
