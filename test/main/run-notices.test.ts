import { describe, expect, test } from 'vitest'
import type { Notice } from '../../src/main/notices.ts'
import { makeRunNotices } from '../../src/main/run-notices.ts'
import type { PauseWhy, Run } from '../../src/shared/run.ts'
import { aRun } from '../renderer/runs/runs.ts'

/** Of 41 customers 10 have been texted. */
const run = (change: Partial<Run> = {}) =>
  aRun(7, {
    rows: 41,
    outcomes: { ...aRun(7).outcomes, waiting: 10, 'not-sent': 31 },
    texts: { queued: 0, accepted: 10, delivered: 0, failed: 0, unsure: 0 },
    ...change,
  })
const paused = (why: PauseWhy) => run({ state: 'paused', why })
const step = { at: '2026-11-25T16:00:00.000Z', done: null, customers: 0 }
const chased = (second: Partial<typeof step> | { done: 'skipped' | 'done' }, byDefault: object = {}) =>
  run({ chase: { second: { ...step, ...second }, byDefault: { ...step, option: '1', ...byDefault } } })

function desktop(looks = false) {
  const screen = new Map<string, Notice>()
  let rang = 0
  let isLookedAt = looks
  const notices = makeRunNotices({
    isLookedAt: () => isLookedAt,
    show: (notice) => {
      expect(screen.has(notice.id), 'what is shown again was taken back first').toBe(false)
      screen.set(notice.id, notice)
      rang += 1
    },
    withdraw: (id) => expect(screen.delete(id), id).toBe(true),
  })
  return {
    rang: () => rang,
    news: () => [...screen.values()].map((notice) => [notice.id, notice.kind === 'run' && notice.news]),
    runs: (runs: Run[], texts = 'live') => notices.take({ texts, runs }),
    look: (on: boolean) => {
      isLookedAt = on
    },
    dismiss: (id: string) => {
      screen.delete(id)
      expect(notices.dismissed(id)).toBe(true)
      expect(notices.dismissed(id)).toBe(false)
    },
  }
}

/** All but a person's. */
const byItself: Record<Exclude<PauseWhy, 'person'>, true> = {
  canary: true,
  restart: true,
  late: true,
  account: true,
  unreachable: true,
  until: true,
  quiet: true,
}
test.each(Object.keys(byItself) as (keyof typeof byItself)[])(
  'a run that stops by itself (%s) is told of once, and no more once it goes on',
  (why) => {
    const desk = desktop()
    desk.runs([run()])
    desk.runs([paused(why)])
    desk.runs([paused(why)])
    expect(desk.news()).toEqual([['run-run7', [{ what: 'paused', why, left: 10, toGo: 31 }]]])
    expect(desk.rang()).toBe(1)
    desk.runs([run()])
    expect(desk.news()).toEqual([])
    // The next time it is again.
    desk.runs([paused(why)])
    expect(desk.rang()).toBe(2)
  },
)

test('not told of: what a person paused, or looks at, and what was so before this start', () => {
  const desk = desktop()
  desk.runs([run(), aRun(8, { state: 'paused', why: 'account' })])
  desk.runs([paused('person')])
  desk.runs([run()])
  desk.look(true)
  desk.runs([paused('account')])
  desk.look(false)
  desk.runs([paused('account')])
  expect(desk.rang()).toBe(0)
})

test('what stopped since the desk was closed is told of at the start', () => {
  const desk = desktop()
  desk.runs([paused('restart')])
  expect(desk.news()).toEqual([['run-run7', [{ what: 'paused', why: 'restart', left: 10, toGo: 31 }]]])
})

describe('what a run does by itself at its times', () => {
  test('an answer that was taken for granted, in the words of the list', () => {
    const desk = desktop()
    desk.runs([chased({ done: 'done' })])
    // It is taken a few at a time: told of is the whole.
    desk.runs([chased({ done: 'done' }, { customers: 7 })])
    expect(desk.rang()).toBe(0)
    desk.runs([chased({ done: 'done' }, { customers: 12, done: 'done' })])
    desk.runs([chased({ done: 'done' }, { customers: 12, done: 'done' })])
    expect(desk.news()).toEqual([['run-run7', [{ what: 'default', customers: 12, option: '1 tomorrow' }]]])
    expect(desk.rang()).toBe(1)
  })

  test('not one that nobody was left for; and a label with a field in it is its digit', () => {
    const desk = desktop()
    desk.runs([chased({ done: 'done' }, { option: '2' })])
    desk.runs([chased({ done: 'done' }, { option: '2', done: 'done' })])
    expect(desk.rang()).toBe(0)
    desk.runs([chased({ done: 'done' }, { option: '2' })])
    desk.runs([chased({ done: 'done' }, { option: '2', done: 'done', customers: 1 })])
    expect(desk.news()).toEqual([['run-run7', [{ what: 'default', customers: 1, option: '2' }]]])
  })

  test('both steps that were skipped are one notice, and with a pause still one', () => {
    const desk = desktop()
    desk.runs([chased({})])
    desk.runs([chased({ done: 'skipped' })])
    desk.runs([chased({ done: 'skipped' }, { done: 'skipped' })])
    const skipped = [{ what: 'second-skipped' }, { what: 'default-skipped' }]
    expect(desk.news()).toEqual([['run-run7', skipped]])
    const { chase } = chased({ done: 'skipped' }, { done: 'skipped' })
    desk.runs([{ ...paused('late'), chase }])
    expect(desk.news()).toEqual([['run-run7', [...skipped, { what: 'paused', why: 'late', left: 10, toGo: 31 }]]])
    // That it waits goes; what it did stays until somebody has seen it.
    desk.runs([{ ...run(), chase }])
    expect(desk.news()).toEqual([['run-run7', skipped]])
    desk.dismiss('run-run7')
    desk.runs([{ ...run(), chase, state: 'done' }])
    expect([desk.news(), desk.rang()]).toEqual([[], 4])
  })
})

test('of another desk nothing stays, and a run of the same number is another one', () => {
  const desk = desktop()
  desk.runs([run()])
  desk.runs([paused('account')])
  desk.runs([paused('account')], 'practice')
  expect(desk.news()).toEqual([])
  desk.runs([run()], 'practice')
  desk.runs([paused('canary')], 'practice')
  expect(desk.news()).toMatchObject([['run-run7', [{ why: 'canary' }]]])
})
