import { expect, test } from 'vitest'
import { readDay } from '../../src/shared/find-day.ts'
import { numbersIn, readFind } from '../../src/shared/find-query.ts'

/** A Sunday. */
const today = '2026-11-29'

const said = (typed: string) => {
  const { words, filters } = readFind(typed, today)
  return [words, ...filters.map(({ kind, value, day }) => `${kind}=${day ?? value}`)].join(' | ')
}

test.each([
  ['', ''],
  ['tomorrow', 'tomorrow'],
  ['  leave   it ', 'leave it'],
  ['run:North', ' | run=North'],
  ['RUN:north gate', 'gate | run=north'],
  ['run:"Wed 12" gate', 'gate | run=Wed 12'],
  ['gate run:“Wed 12”', 'gate | run=Wed 12'],
  // Half typed.
  ['run:', 'run:'],
  ['run:"', 'run:"'],
  ['run:"Wed 1', ' | run=Wed 1'],
  ['run: North', 'run: North'],
  ['run:-', 'run:-'],
  ['option:2', ' | option=2'],
  ['option:', 'option:'],
  ['option:two', ' | option=two'],
  ['option:"post office" gate', 'gate | option=post office'],
  ['option:-', 'option:-'],
  ['yes option:1 option:2', 'yes | option=1 | option=2'],
  ['failed:', ' | failed='],
  ['failed:landline', ' | failed=landline'],
  ['failed: landline', 'landline | failed='],
  ['failed', 'failed'],
  ['from:2026-11-28', ' | from=2026-11-28'],
  ['from:2026-11', 'from:2026-11'],
  ['from:soon', 'from:soon'],
  ['from:yesterday before:today', ' | from=2026-11-28 | before=2026-11-29'],
  ['before:Wed', ' | before=2026-11-25'],
  ['person:Ann gate', 'gate | person=Ann'],
  ['person:"Ann Lee"', ' | person=Ann Lee'],
  ['person:+447700900123', ' | person=+447700900123'],
  // Chinese names of filters, Chinese colons, and digits of full width.
  ['批次:北区', ' | run=北区'],
  ['批次：“周三 12” 门口', '门口 | run=周三 12'],
  ['选项：２', ' | option=2'],
  ['选项：“明天下午”', ' | option=明天下午'],
  ['失败：', ' | failed='],
  ['自:昨天 早于:今天', ' | from=2026-11-28 | before=2026-11-29'],
  ['客户:王', ' | person=王'],
  // No filters.
  ['to:me', 'to:me'],
  ['http://run:8080', 'http://run:8080'],
  ['prerun:North', 'prerun:North'],
  ['constructor:x', 'constructor:x'],
  ['"run:North"', '"run:North"'],
  ['::', '::'],
])('%s', (typed, expected) => expect(said(typed)).toBe(expected))

test('where a filter stands is told, so that it can be taken out', () => {
  const typed = 'gate run:"Wed 12" now'
  const [filter] = readFind(typed, today).filters
  expect(typed.slice(filter?.start, filter?.end)).toBe('run:"Wed 12"')
})

test.each([
  ['2026-11-28', '2026-11-28'],
  ['2026/1/5', '2026-01-05'],
  ['28/11', '2026-11-28'],
  ['28/11/2025', '2025-11-28'],
  ['28.11.25', '2025-11-28'],
  ['28.11.', '2026-11-28'],
  // The day first, unless there is no such month.
  ['3/4', '2026-04-03'],
  ['11/28', '2026-11-28'],
  // Not in the future.
  ['24/12', '2025-12-24'],
  ['29/2', '2024-02-29'],
  ['today', '2026-11-29'],
  ['Yesterday', '2026-11-28'],
  ['sunday', '2026-11-29'],
  ['mon', '2026-11-23'],
  ['Thurs', '2026-11-26'],
  ['今天', '2026-11-29'],
  ['前天', '2026-11-27'],
  ['周三', '2026-11-25'],
  ['星期天', '2026-11-29'],
  ['礼拜六', '2026-11-28'],
  ['11月28日', '2026-11-28'],
  ['2025年3月1日', '2025-03-01'],
  ['２０２６-１１-２８', '2026-11-28'],
  ['31/2', null],
  ['30/2/2026', null],
  ['2026-13-01', null],
  ['0/0', null],
  ['1/1/1900', null],
  ['su', null],
  ['28', null],
  ['', null],
])('the day %s', (typed, expected) => expect(readDay(typed, today)).toBe(expected))

test.each([
  ['07700 900123', ['07700900123']],
  ['+44 7700-900123', ['+447700900123']],
  ['+44 (0)7700 900123', ['+447700900123']],
  ['0044 7700 900123', ['+447700900123']],
  ['(07700) 900.123', ['07700900123']],
  ['gate 900123 please', ['900123']],
  ['0123', ['0123']],
  ['14', []],
  ['PO-1234', []],
  ['12:30', []],
  ['x900123', []],
  ['900123x', []],
])('numbers in %s', (typed, expected) => expect(numbersIn(typed).map(({ digits }) => digits)).toEqual(expected))
