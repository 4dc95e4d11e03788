import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AgainDialog } from '../../../src/renderer/runs/AgainDialog.tsx'
import { RunProgress } from '../../../src/renderer/runs/RunProgress.tsx'
import type { RunStore } from '../../../src/renderer/runs/run-store.ts'
import { TimeDialog } from '../../../src/renderer/runs/TimeDialog.tsx'
import { WordsContext } from '../../../src/renderer/words/use-words.ts'
import { type Language, makeWords } from '../../../src/renderer/words/words.ts'
import type { Run } from '../../../src/shared/run.ts'
import { aRow, aRun } from './runs.ts'

const at = (hour: number) => new Date(2026, 10, 25, hour).getTime()
const closing = { at: '18:00', late: 'person' } as const
const nothing = () => {}
// Nothing is pressed here.
const store = {} as RunStore

const shown = (element: ReactElement, language: Language = 'en') =>
  renderToStaticMarkup(createElement(WordsContext.Provider, { value: makeWords(language) }, element))
const again = (change: Partial<Run>, now: number) => {
  const text = {
    messageId: 'm1',
    state: 'failed',
    at: '2026-11-25T08:03:11.000Z',
    problem: null,
    problemCode: null,
  } as const
  const rows = [aRow(1, { outcome: 'unreachable', text })]
  return createElement(AgainDialog, { run: aRun(1, change), rows, now, store, say: nothing, onClose: nothing })
}
const closed = 'The question closed at 18:00'

test('who is texted again after the question has closed is told to need a person', () => {
  expect(shown(again({ closing }, at(19)))).toContain(closed)
  expect(shown(again({ closing }, at(19)), 'zh')).toContain('18:00')
  expect(shown(again({ closing }, at(17)))).not.toContain(closed)
})

test.each([
  { label: 'late answers count', change: { closing: { at: '18:00', late: 'counts' } } },
  { label: 'its hours begin anew with the new text', change: { closing: { hours: 1, late: 'person' } } },
  { label: 'it never closes', change: { closing: null } },
] as const)('nothing is said of closing where $label', ({ change }) => {
  expect(shown(again(change, at(19)))).not.toContain('closed')
})

test('so is the rest of a run that waits for a person, and not one of which nothing is left', () => {
  const outcomes = { ...aRun(1).outcomes, waiting: 1, 'not-sent': 2 }
  const progress = (change: Partial<Run>) => {
    const now = at(19)
    const run = aRun(1, { closing, outcomes, ...change })
    const given = { run, store, now, stopped: false, onAgain: null, onTime: nothing, onList: null, perSecond: 30 }
    return shown(createElement(RunProgress, { ...given, desk: {} as never }))
  }
  expect(progress({ state: 'paused', why: 'person' })).toContain(closed)
  expect(progress({ state: 'stopped' })).toContain(closed)
  expect(progress({ state: 'sending' })).not.toContain(closed)
  expect(progress({ state: 'stopped', outcomes: { ...outcomes, waiting: 3, 'not-sent': 0 } })).not.toContain(closed)
})

test('a run that is put off until after its question has closed says so before it is saved', () => {
  const time = (startsAt: number) => {
    const run = aRun(1, { closing, state: 'held', startsAt: new Date(startsAt).toISOString() })
    return shown(createElement(TimeDialog, { run, store, now: at(8), say: nothing, onClose: nothing }))
  }
  expect(time(at(19))).toContain('The question closes at 18:00')
  expect(time(at(17))).not.toContain('closes at')
})
