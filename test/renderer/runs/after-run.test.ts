import { expect, test } from 'vitest'
import { callOrder, isToRing, windowColumn, windowStart } from '../../../src/renderer/runs/call-order.ts'
import { lostGroups } from '../../../src/renderer/runs/lost.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import type { OutcomeKind, RunRow } from '../../../src/shared/run.ts'
import { aRow, saying } from './runs.ts'

test.each([
  ['8–10', 480],
  ['08:00-10:00', 480],
  ['8.30 – 10', 510],
  ['8 to 10', 480],
  ['1pm-3pm', 780],
  ['1–3 pm', 780],
  ['11–1 pm', 660],
  ['12am - 2am', 0],
  ['14:30', 870],
  ['２至４', 120],
  ['8', null],
  ['14', null],
  ['99-100', null],
  ['8:75–9', null],
  ['morning', null],
  ['', null],
  ['3 High Street', null],
])('a time window %j begins at %j', (cell, start) => expect(windowStart(cell)).toBe(start))

const windows = (...cells: (string | null)[]) =>
  cells.map((cell, index) =>
    aRow(index + 1, { about: { Stop: String(index), ...(cell === null ? {} : { Slot: cell }) } }),
  )

test('the earliest window is rung first, those without one last; without windows the list’s order stays', () => {
  const rows = windows('10–12', null, '8–10', '10–12', '8–10')
  expect(windowColumn(rows)).toBe('Slot')
  expect(callOrder(rows, 'Slot').map(({ place }) => place)).toEqual([3, 5, 1, 4, 2])
  const none = windows('soon', 'late', '8–10', null)
  expect(windowColumn(none)).toBeNull()
  expect(callOrder(none.toReversed(), null).map(({ place }) => place)).toEqual([1, 2, 3, 4])
})

test('to be rung are those who are silent, and those who were not reached', () => {
  const outcomes: OutcomeKind[] = [
    'not-sent',
    'waiting',
    'option',
    'person',
    'unreachable',
    'opted-out',
    'settled',
    'left-out',
  ]
  expect(outcomes.filter((outcome) => isToRing(aRow(1, { outcome })))).toEqual(['waiting', 'unreachable'])
})

const lost = (place: number, code: string, change: Partial<RunRow> = {}) =>
  aRow(place, {
    outcome: 'unreachable',
    text: { messageId: `m${place}`, state: 'failed', at: '', problem: `Because ${code}.`, problemCode: code },
    ...change,
  })

test('who was not reached stands by reason, the many first; hopeless and unsure ones apart and last', () => {
  const unsure = { messageId: 'm9', state: 'unknown', at: '', problem: 'Not known.', problemCode: 'timeout' } as const
  const groups = lostGroups(
    [
      aRow(1),
      lost(2, 'carrier-3'),
      lost(3, 'carrier-2'),
      lost(4, 'vonage-9'),
      lost(5, 'carrier-2'),
      // Has written since, somebody has rung, and one has opted out.
      lost(6, 'carrier-2', saying(6, 1)),
      lost(7, 'carrier-2', { outcome: 'settled' }),
      lost(8, 'carrier-2', { outcome: 'opted-out' }),
      aRow(9, { outcome: 'person', text: unsure }),
      aRow(10, { outcome: 'person', ...saying(10, 1) }),
    ],
    makeWords('en'),
  )
  expect(groups.map(({ code, kind, rows }) => [code, kind, rows.map(({ place }) => place)])).toEqual([
    ['carrier-2', 'again', [3, 5]],
    ['vonage-9', 'again', [4]],
    ['carrier-3', 'hopeless', [2]],
    ['timeout', 'unsure', [9]],
  ])
  expect(groups[0]?.reason).toBe('Because carrier-2.')
})
