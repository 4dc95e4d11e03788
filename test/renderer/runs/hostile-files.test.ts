import { describe, expect, test } from 'vitest'
import { kindOfNumber } from '../../../src/main/number-kind.ts'
import { guessColumns } from '../../../src/renderer/runs/columns.ts'
import { aboutOf } from '../../../src/renderer/runs/judge.ts'
import { decodeList, fileBytesMost, notAList } from '../../../src/renderer/runs/read-file.ts'
import { readTable } from '../../../src/renderer/runs/read-table.ts'
import { sumUp } from '../../../src/renderer/runs/sums.ts'
import { readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'
import { judgeAll } from './judge-all.ts'

/** What is made of a file, as the screen does it: its lines, or the sentence that refuses it. */
function take(file: Uint8Array | string) {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const other = notAList(bytes)
  if (bytes.length > fileBytesMost) return { refused: 'fileLarge' }
  if (other !== null) return { refused: other }
  const table = readTable(decodeList(bytes))
  const columns = guessColumns(table, deliveryQuestion)
  const optedOut = '447700900199'
  const checks = new Map<string, NumberCheck>()
  const check = (typed: string): NumberCheck => {
    const found = checks.get(typed) ?? look(typed)
    checks.set(typed, found)
    return found
  }
  const look = (typed: string): NumberCheck => {
    const read = readNumber(typed, 'GB')
    return read.ok
      ? {
          ...read,
          optedOut: read.msisdn === optedOut,
          waiting: false,
          taken: [],
          ours: false,
          ...kindOfNumber(read.msisdn),
        }
      : read
  }
  const judged = judgeAll(table, { columns, check })
  const { ready, out } = sumUp(judged, new Map())
  return {
    /** What goes, and what does not by why: together the list. */
    sum: [...out.values()].reduce((sum, each) => sum + each, ready.length),
    besides: table.besides,
    header: table.header,
    lines: judged.map(({ shown, typed, name, verdict }) => [verdict, shown ?? typed, name] as const),
    about: table.lines.map((cells) => aboutOf(cells, table, columns, (index) => `#${index + 1}`)),
  }
}

const anna = ['ok', '+44 7700 900123', 'Anna'] as const
const ben = ['ok', '+44 7700 900124', 'Ben'] as const
const both = [anna, ben]
const plain = 'Name,Mobile\nAnna,07700900123\nBen,07700900124\n'

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))
const wide = (text: string, isLittle: boolean) =>
  [...text].flatMap((character) => {
    const unit = character.charCodeAt(0)
    return isLittle ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff]
  })
const file = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : part)))
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n')

/** `rows`: of a file whose line ends are not all ends of a row. */
const files: { label: string; file: Uint8Array | string; is: unknown; rows?: number }[] = [
  // Encodings.
  { label: 'UTF-8', file: plain, is: { lines: both } },
  {
    label: 'UTF-8 with its mark',
    file: file([0xef, 0xbb, 0xbf], plain),
    is: { header: ['Name', 'Mobile'], lines: both },
  },
  {
    label: 'two marks',
    file: file([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], plain),
    is: { header: ['Name', 'Mobile'], lines: both },
  },
  { label: 'UTF-16 little, with its mark', file: file([0xff, 0xfe], wide(plain, true)), is: { lines: both } },
  { label: 'UTF-16 big, with its mark', file: file([0xfe, 0xff], wide(plain, false)), is: { lines: both } },
  { label: 'UTF-16 little, without', file: file(wide(plain, true)), is: { lines: both } },
  { label: 'UTF-16 big, without', file: file(wide(plain, false)), is: { lines: both } },
  {
    label: 'UTF-16 cut in the middle of a character',
    file: file([0xff, 0xfe], wide(plain, true), [0x41]),
    rows: 4,
    is: { lines: { length: 3 } },
  },
  { label: 'Windows-1252', file: file('M', [0xfc], 'ller,07700900123'), is: { lines: [['ok', anna[1], 'Müller']] } },
  {
    label: 'Windows-1252 quotes and dash',
    file: file([0x93], 'Anna', [0x94], ';07700', [0x96], '900123'),
    is: { lines: [['ok', anna[1], '“Anna”']] },
  },
  { label: 'GB18030', file: file([0xcd, 0xf5, 0xb7, 0xbc], ',07700900123'), is: { lines: [['ok', anna[1], '王芳']] } },
  { label: 'broken UTF-8', file: file('Ann', [0xc3], ',07700900123'), is: { lines: [['ok', anna[1], 'AnnÃ']] } },
  { label: 'a zero between', file: 'An\0na,07700\u0000900123', is: { lines: [anna] } },
  // Line ends and delimiters.
  { label: 'CR alone', file: plain.replaceAll('\n', '\r'), is: { lines: both } },
  { label: 'CRLF', file: plain.replaceAll('\n', '\r\n'), is: { lines: both, besides: { header: 1, blank: 0 } } },
  {
    label: 'all three mixed',
    file: 'Anna,07700900123\r\nBen,07700900124\rCleo,07700900125\nDan,07700900126',
    is: { lines: { length: 4 } },
  },
  {
    label: 'the line separator of Unicode',
    file: 'Anna,07700900123\u2028Ben,07700900124',
    rows: 2,
    is: { lines: both },
  },
  { label: 'no line end at the end', file: plain.trimEnd(), is: { lines: both, besides: { header: 1, blank: 0 } } },
  { label: 'empty lines at the end', file: `${plain}\n\n\n`, is: { lines: both, besides: { header: 1, blank: 3 } } },
  {
    label: 'lines of nothing but delimiters',
    file: `${plain},\n , \n`,
    is: { lines: both, besides: { header: 1, blank: 2 } },
  },
  { label: 'tabs', file: plain.replaceAll(',', '\t'), is: { lines: both } },
  { label: 'semicolons', file: plain.replaceAll(',', ';'), is: { lines: both } },
  { label: 'pipes', file: plain.replaceAll(',', '|'), is: { lines: both } },
  {
    label: 'lines of different lengths',
    file: 'Anna,07700900123\nBen,07700900124,1,2,3\nCleo',
    is: { lines: [anna, ben, ['no-number', '', 'Cleo']] },
  },
  // Quotes.
  { label: 'quotes around everything', file: '"Anna","07700900123"\n"Ben","07700900124"', is: { lines: both } },
  {
    label: 'a line end within quotes',
    rows: 2,
    file: 'Anna,07700900123,"1 High St\nLeeds"\nBen,07700900124,x',
    is: { lines: both, about: [{ '#3': '1 High St Leeds' }, { '#3': 'x' }] },
  },
  {
    label: 'a quote that nobody closed',
    file: 'Anna,07700900123\n"Ben,07700900124\nCleo,07700900125',
    is: { lines: [anna, ['ok', ben[1], '"Ben'], ['ok', '+44 7700 900125', 'Cleo']] },
  },
  { label: 'nothing but quotes', file: '""""\n""\n"', is: { lines: { length: 3 } } },
  {
    label: 'a quote in the middle of a cell',
    file: 'Anna "Nan" B,07700900123',
    is: { lines: [['ok', anna[1], 'Anna "Nan" B']] },
  },
  // Shapes.
  { label: 'an empty file', file: '', is: { lines: [] } },
  { label: 'white space alone', file: ' \n\t\n', is: { lines: [] } },
  { label: 'a header alone', file: 'Name,Mobile\n', is: { lines: [], besides: { header: 1, blank: 0 } } },
  { label: 'one cell', file: '07700900123', is: { lines: [['ok', anna[1], '']] } },
  {
    label: 'one column of 100,000 characters',
    file: `Anna,07700900123\n${'x'.repeat(100_000)},07700900124`,
    is: { lines: [anna, ['ok', ben[1], 'x'.repeat(200)]] },
  },
  {
    label: 'a number of 100,000 digits',
    file: `Anna,07700900123\nBen,${'0'.repeat(100_000)}`,
    is: { lines: [anna, ['bad-number', '0'.repeat(100_000), 'Ben']] },
  },
  {
    label: '300 columns',
    file: `Name,Mobile,${many(298, (at) => `c${at}`).replaceAll('\n', ',')}\nAnna,07700900123${',1'.repeat(298)}`,
    is: { lines: [anna], header: { length: 300 } },
  },
  { label: '3,000 lines', file: many(3_000, (at) => `x,0770090${1000 + (at % 50)}`), is: { lines: { length: 3_000 } } },
  {
    label: 'two headers of one name',
    file: 'Name,Note,Note,Mobile\nAnna,a,b,07700900123',
    is: { lines: [anna], about: [{ Note: 'a', 'Note (2)': 'b' }] },
  },
  {
    label: 'empty headers',
    file: 'Name,,Mobile,\nAnna,a,07700900123,b',
    is: { lines: [anna], about: [{ '#2': 'a', '#4': 'b' }] },
  },
  {
    label: 'a header that is longer than the rest',
    file: 'Name,Mobile,Address,Ref\nAnna,07700900123',
    is: { lines: [anna], header: { length: 4 } },
  },
  {
    label: 'headers that every object inherits',
    file: 'Name,Mobile,constructor,toString\nAnna,07700900123,a,b',
    is: { lines: [anna], about: [{ constructor: 'a', toString: 'b' }] },
  },
  // Cells.
  {
    label: 'a formula',
    file: 'Anna,07700900123,=1+1\nBen,07700900124,@SUM(A1)',
    is: { lines: both, about: [{ '#3': '=1+1' }, { '#3': '@SUM(A1)' }] },
  },
  {
    label: 'a formula for a number',
    file: 'Anna,07700900123\nBen,"=HYPERLINK(""http://x"")"',
    is: { lines: [anna, ['bad-number', '=HYPERLINK("http://x")', 'Ben']] },
  },
  {
    label: 'numbers as formulas that keep a zero',
    file: 'Anna,="07700900123"\nBen,=447700900124',
    is: { lines: both },
  },
  { label: 'a leading apostrophe', file: "Anna,'07700900123\nBen,'+447700900124", is: { lines: both } },
  {
    label: 'scientific notation',
    file: 'Anna,4.47701E+11\nBen,"4,47701E+11"\nCleo,4e11',
    is: {
      lines: [
        ['digits-lost', '4.47701E+11', 'Anna'],
        ['digits-lost', '4,47701E+11', 'Ben'],
        ['digits-lost', '4e11', 'Cleo'],
      ],
    },
  },
  { label: 'no-break spaces', file: 'Anna,07700\u00a0900\u202f123\u00a0\nBen,\u00a007700900124', is: { lines: both } },
  {
    label: 'full-width digits',
    file: 'Anna,０７７００９００１２３\nBen,＋４４７７００９００１２４',
    is: { lines: both },
  },
  { label: 'Arabic digits', file: 'Anna,٠٧٧٠٠٩٠٠١٢٣\nBen,۰۷۷۰۰۹۰۰۱۲۴', is: { lines: both } },
  {
    label: 'marks of direction around a number',
    file: 'Anna,\u202a07700900123\u202c\nBen,\u200e07700900124',
    is: { lines: both },
  },
  { label: 'a name that turns the line around', file: 'A\u202enna,07700900123', is: { lines: [anna] } },
  { label: 'controls in a name', file: 'An\u0007na\u001b,07700900123', is: { lines: [anna] } },
  { label: 'a name from right to left', file: 'נועה,07700900123', is: { lines: [['ok', anna[1], 'נועה']] } },
  {
    label: 'markup',
    file: 'Name,Mobile\n<img src=x onerror=alert(1)>,07700900123',
    is: { lines: [['ok', anna[1], '<img src=x onerror=alert(1)>']] },
  },
  {
    label: 'two numbers in a cell',
    file: 'Anna,07700900123 / 07700900124',
    is: { lines: [['bad-length', '07700900123 / 07700900124', 'Anna']] },
  },
  { label: 'a decimal point behind a number', file: 'Anna,447700900123.0', is: { lines: { length: 1 } } },
  { label: 'a landline', file: 'Anna,020 7946 0991', is: { lines: [['landline', '+44 20 7946 0991', 'Anna']] } },
  // Lists that say something twice, or of somebody who is not to be asked.
  {
    label: 'the same number again, written otherwise',
    file: 'Anna,07700900123\nAnna,+44 7700 900123\nBen,07700900124',
    is: { lines: [anna, ['duplicate', anna[1], 'Anna'], ben] },
  },
  {
    label: 'the same number under another name',
    file: 'Anna,07700900123\nBen,07700900123',
    is: {
      lines: [
        ['other-name', anna[1], 'Anna'],
        ['other-name', anna[1], 'Ben'],
      ],
    },
  },
  {
    label: 'somebody who has opted out, hidden among spaces',
    file: 'Anna,07700900123\nBen,\u2003+44(0)7700 900199 ',
    is: { lines: [anna, ['opted-out', '+44 7700 900199', 'Ben']] },
  },
  {
    label: 'the whole file twice, its header too',
    file: `${plain}${plain}`,
    is: {
      lines: [
        anna,
        ben,
        ['bad-number', 'Mobile', 'Name'],
        ['duplicate', anna[1], 'Anna'],
        ['duplicate', ben[1], 'Ben'],
      ],
    },
  },
  {
    label: 'nothing but one number, 2,000 times',
    file: many(2_000, () => 'Anna,07700900123'),
    is: { lines: { length: 2_000 } },
  },
  // No lists.
  { label: 'a workbook', file: file('PK', [3, 4]), is: { refused: 'fileXlsx' } },
  { label: 'an old workbook', file: file([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), is: { refused: 'fileXlsx' } },
  { label: 'a PDF', file: '%PDF-1.7', is: { refused: 'fileOther' } },
  { label: 'a PNG', file: file([0x89], 'PNG\r\n'), is: { refused: 'fileOther' } },
  { label: 'a JPEG', file: file([0xff, 0xd8, 0xff, 0xe0]), is: { refused: 'fileOther' } },
  { label: 'a packed file', file: file([0x1f, 0x8b, 8]), is: { refused: 'fileOther' } },
  { label: 'a text document', file: '{\\rtf1 x}', is: { refused: 'fileOther' } },
  { label: '60 MB', file: new Uint8Array(60 * 1024 * 1024), is: { refused: 'fileLarge' } },
]

describe('hostile files', () => {
  test.each(files)('$label', ({ file, is }) => {
    const { lines: expected, header, ...rest } = is as { lines?: unknown; header?: unknown }
    const taken = take(file)
    expect(taken).toMatchObject(rest)
    if (Array.isArray(expected)) expect(taken.lines).toEqual(expected)
    else if (expected !== undefined) expect(taken.lines).toMatchObject(expected as object)
    if (Array.isArray(header)) expect(taken.header).toEqual(header)
    else if (header !== undefined) expect(taken.header).toMatchObject(header as object)
  })

  test('a header named __proto__ is a column like any other, and changes no object', () => {
    const { lines, about } = take('Name,Mobile,__proto__\nAnna,07700900123,polluted')
    expect(lines).toEqual([anna])
    expect(Object.keys(about?.[0] ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(about?.[0])).toBe(Object.prototype)
  })
})

test('no line of any of them is lost: what goes, what does not, and what is said to be besides is all of the file', () => {
  expect(files.length).toBeGreaterThanOrEqual(60)
  for (const { label, file: source, rows } of files) {
    const taken = take(source)
    if (taken.lines === undefined) continue
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
    const ends = decodeList(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
    const written = ends === '' ? 0 : ends.split('\n').length - (ends.endsWith('\n') ? 1 : 0)
    expect(taken.sum, label).toBe(taken.lines.length)
    expect(taken.sum + taken.besides.header + taken.besides.blank, label).toBe(rows ?? written)
  }
})
