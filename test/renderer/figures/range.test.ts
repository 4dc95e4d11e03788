import { expect, test } from 'vitest'
import { howLong } from '../../../src/renderer/figures/how-long.ts'
import { askedRange, dayAfter } from '../../../src/renderer/figures/range.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'

const noon = new Date(2026, 10, 22, 12).getTime()

test.each([
  [{ days: 7 }, { from: '2026-11-16', before: '2026-11-23' }],
  [{ days: 30 }, { from: '2026-10-24', before: '2026-11-23' }],
  [
    { from: '2026-11-01', last: '2026-11-01' },
    { from: '2026-11-01', before: '2026-11-02' },
  ],
  [{ from: '', last: '2026-11-01' }, null],
  [{ from: '2026-11-01', last: '' }, null],
] as const)('%j', (range, asked) => {
  expect(askedRange(range, noon)).toEqual(asked)
})

test('a day later is a day later on the calendar, over nights of the clock and ends of a year too', () => {
  expect(dayAfter('2026-03-28', 2)).toBe('2026-03-30')
  expect(dayAfter('2026-10-25', 1)).toBe('2026-10-26')
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29')
})

test.each([
  [0, '1 min', '1 分钟'],
  [12.4, '12 min', '12 分钟'],
  [89.4, '89 min', '89 分钟'],
  [90, '1 h 30 min', '1 小时 30 分钟'],
  [47 * 60 + 59, '47 h 59 min', '47 小时 59 分钟'],
  [52 * 60, '2 d 4 h', '2 天 4 小时'],
])('%d minutes', (minutes, english, chinese) => {
  expect(howLong(minutes, makeWords('en'))).toBe(english)
  expect(howLong(minutes, makeWords('zh'))).toBe(chinese)
})
