import { expect, test } from 'vitest'
import { countOf, type LaneId, lanesOf, type Move, moveTo, partition } from '../../../src/renderer/runs/lanes.ts'
import type { RunRow } from '../../../src/shared/run.ts'
import { aRow, aRun, saying } from './runs.ts'

test('lanes stand in one order, and one for who was left out only where there is somebody', () => {
  const run = aRun(1)
  expect(lanesOf(run)).toEqual([
    'waiting',
    'option-1',
    'option-2',
    'option-3',
    'person',
    'unreachable',
    'opted-out',
    'settled',
  ])
  expect(lanesOf(aRun(1, { outcomes: { ...run.outcomes, 'left-out': 1 } })).at(-1)).toBe('left-out')
})

test('the heads count every customer once', () => {
  const run = aRun(1, {
    outcomes: {
      'not-sent': 5,
      waiting: 4,
      option: 3,
      person: 2,
      unreachable: 1,
      'opted-out': 1,
      settled: 1,
      'left-out': 1,
    },
    chosen: { 1: 2, 3: 1 },
  })
  const counts = lanesOf(run).map((lane) => countOf(run, lane))
  expect(counts).toEqual([9, 2, 0, 1, 2, 1, 1, 1, 1])
})

test('who waits stands in the order of the list, everybody else in the order in which they wrote', () => {
  const rows = [
    aRow(1, { outcome: 'person', ...saying(1, 9) }),
    aRow(2, { outcome: 'not-sent' }),
    aRow(3, { outcome: 'waiting', ...saying(3, 1) }),
    aRow(4, { outcome: 'person', ...saying(4, 2) }),
    aRow(5, { outcome: 'option', option: '2', ...saying(5, 3) }),
  ]
  const lanes = partition(rows, null)
  const places = (lane: LaneId) => lanes.get(lane)?.map(({ place }) => place)
  expect(places('waiting')).toEqual([2, 3])
  expect(places('person')).toEqual([4, 1])
  expect(places('option-2')).toEqual([5])
  const held = partition(rows, new Map([[4, 'waiting']]))
  expect(held.get('waiting')?.map(({ place }) => place)).toEqual([2, 3, 4])
})

const wrote = saying(1, 1, '2 pls')
test.each<{ label: string; row: Partial<RunRow>; lane: LaneId; move: Move }>([
  { label: 'its own lane', row: { outcome: 'not-sent' }, lane: 'waiting', move: { kind: 'none' } },
  {
    label: 'words into an option',
    row: { outcome: 'person', ...wrote },
    lane: 'option-2',
    move: { kind: 'file', digit: '2' },
  },
  {
    label: 'another option',
    row: { outcome: 'option', option: '1', ...wrote },
    lane: 'option-3',
    move: { kind: 'file', digit: '3' },
  },
  {
    label: 'the same option',
    row: { outcome: 'option', option: '1', ...wrote },
    lane: 'option-1',
    move: { kind: 'none' },
  },
  {
    label: 'nothing said',
    row: { outcome: 'waiting' },
    lane: 'option-1',
    move: { kind: 'refused', why: 'silent', offer: 'settle' },
  },
  {
    label: 'a STOP',
    row: { outcome: 'opted-out', ...wrote },
    lane: 'option-1',
    move: { kind: 'refused', why: 'stopped', offer: 'settle' },
  },
  { label: 'rung up', row: { outcome: 'unreachable' }, lane: 'settled', move: { kind: 'settle' } },
  {
    label: 'back to waiting',
    row: { outcome: 'person', ...wrote },
    lane: 'waiting',
    move: { kind: 'refused', why: 'waiting', offer: null },
  },
  { label: 'settled taken back', row: { outcome: 'settled' }, lane: 'waiting', move: { kind: 'unsettle' } },
  {
    label: 'settled into an option',
    row: { outcome: 'settled', ...wrote },
    lane: 'option-1',
    move: { kind: 'refused', why: 'settled', offer: 'unsettle' },
  },
  {
    label: 'out of reach by hand',
    row: { outcome: 'waiting' },
    lane: 'unreachable',
    move: { kind: 'refused', why: 'unreachable', offer: 'settle' },
  },
])('a card into $label', ({ row, lane, move }) => expect(moveTo(aRow(1, row), lane)).toEqual(move))
