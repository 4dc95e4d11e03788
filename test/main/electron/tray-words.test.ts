import { expect, test } from 'vitest'
import { shellWords } from '../../../src/main/electron/shell-words.ts'
import { trayWords } from '../../../src/main/electron/tray-words.ts'
import { watchRuns } from '../../../src/main/electron/watch-runs.ts'
import type { DeskEvent } from '../../../src/main/events.ts'
import { done } from '../../../src/shared/result.ts'
import type { Run } from '../../../src/shared/run.ts'
import { aRun } from '../../renderer/runs/runs.ts'

const words = {
  receives: 'Receives',
  allStopped: 'Stopped',
  needYou: String,
  runCounts: (run: object) => Object.values(run).join(' '),
  runPaused: (run: object) => `paused ${Object.values(run).join(' ')}`,
  runAnswers: (run: object) => `answers ${Object.values(run).join(' ')}`,
}
/** Of 41 customers: 38 texts have left, 3 have not, 12 have answered, one was rung, and 2 need a person. */
const north = (change: Partial<Run> = {}) =>
  aRun(12, {
    name: 'Wed 12, North',
    rows: 41,
    texts: { queued: 2, accepted: 7, delivered: 29, failed: 1, unsure: 1 },
    outcomes: { ...aRun(12).outcomes, waiting: 22, 'not-sent': 3, option: 13, settled: 1, person: 2 },
    defaulted: 1,
    ...change,
  })
const counts = 'Wed 12, North 38 3 41 92 12 2'
const now = Date.parse('2026-11-25T12:00:00Z')
const stop = { why: 'person', since: '2026-11-25T08:03:00.000Z' } as never

test.each([
  {
    label: 'nothing under way',
    runs: [aRun(13, { state: 'done', outcomes: { ...aRun(1).outcomes, waiting: 0, option: 3 } })],
    run: null,
  },
  {
    label: 'one that is planned for another day',
    runs: [
      north({ state: 'held', startsAt: '2026-11-26T08:00:00.000Z', outcomes: { ...aRun(1).outcomes, waiting: 0 } }),
    ],
    run: null,
  },
  { label: 'a run that sends', runs: [north()], run: counts },
  { label: 'a run that is paused', runs: [north({ state: 'paused', why: 'restart' })], run: `paused ${counts}` },
  {
    label: 'an older one that is paused',
    runs: [aRun(13), north({ state: 'paused', why: 'person' })],
    run: `paused ${counts}`,
  },
  { label: 'a newer one that is done', runs: [aRun(13, { state: 'done' }), north(), aRun(1)], run: counts },
  {
    label: 'answers still to come',
    runs: [north({ state: 'done' }), aRun(1, { state: 'done' })],
    run: `answers ${counts}`,
  },
  {
    label: 'answers that hardly come any more',
    runs: [north({ state: 'done', startsAt: '2026-11-20T08:00:00.000Z' })],
    run: null,
  },
])('with $label the sign says $run', ({ runs, run }) => {
  expect(trayWords({ stop: null, needYou: 0, now, runs }, words)).toEqual({
    toolTip: run === null ? 'Receives' : `Receives\n${run}`,
    run,
  })
  expect(trayWords({ stop, needYou: 0, now, runs }, words).toolTip.split('\n')[0]).toBe('Stopped')
})

test('a long name leaves room for the figures', () => {
  const { run } = trayWords({ stop: null, needYou: 0, now, runs: [north({ name: '北'.repeat(100) })] }, words)
  expect(run).toBe(`${'北'.repeat(39)}… 38 3 41 92 12 2`)
})

test('runs are watched from the first answer on, and those of another desk take the place of the old ones', async () => {
  let hear: (events: DeskEvent[]) => void = () => {}
  let mode: 'practice' | 'live' = 'practice'
  let restoredAt: string | null = null
  const lists = { practice: [aRun(2), aRun(1)], live: [aRun(7)] }
  const seen: string[] = []
  const host = {
    onEvents: (listener: typeof hear) => {
      hear = listener
      return () => {}
    },
    mode: () => mode,
    calls: {
      getDesk: async () => done({ stop: null, restoredAt, erasures: 0 }),
      listRuns: async () => done({ runs: lists[mode] }),
    } as never,
  }
  watchRuns(
    host,
    ({ runs }) => seen.push(runs.map(({ id, state }) => `${id} ${state}`).join(', ')),
    (_, error) => {
      throw error
    },
  )
  // Heard before the list was there: it is newer.
  hear([{ name: 'run', data: [{ run: aRun(2, { state: 'done' }), rows: [] }], seq: 1 }])
  await expect.poll(() => seen.at(-1)).toBe('run2 done, run1 sending')
  lists.practice = [aRun(1)]
  restoredAt = '2026-11-25T08:03:00.000Z'
  hear([{ name: 'desk', data: { stop: null, restoredAt, erasures: 0 } as never, seq: 2 }])
  await expect.poll(() => seen.at(-1)).toBe('run1 sending')
  mode = 'live'
  hear([{ name: 'desk', data: { stop: null } as never, seq: 2 }])
  await expect.poll(() => seen.at(-1)).toBe('run7 sending')
})

test.each(['en', 'zh'] as const)('a large count is parted outside of the window too, %s', (language) => {
  const texts = { queued: 0, accepted: 0, delivered: 8_000, failed: 0, unsure: 0 }
  const outcomes = { ...aRun(12).outcomes, waiting: 5_500, 'not-sent': 2_000, option: 2_500 }
  const run = north({ rows: 10_000, texts, outcomes, defaulted: 0 })
  const tip = (change: Partial<Run>) =>
    trayWords({ stop: null, needYou: 1_200, now, runs: [{ ...run, ...change }] }, shellWords[language]).toolTip
  for (const change of [{}, { state: 'paused', why: 'restart' }, { state: 'done' }] as const)
    expect(tip(change).replace('Wed 12', '')).not.toMatch(/\d{4}/)
  expect(tip({})).toContain('1,200')
  expect(shellWords[language].sent({ left: 8_000, toGo: 2_000 })).not.toMatch(/\d{4}/)
  expect(shellWords[language].byDefault({ customers: 2_500, option: '1' })).toContain('2,500')
})
