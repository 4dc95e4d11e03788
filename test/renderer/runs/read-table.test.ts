import { expect, test } from 'vitest'
import { guessColumns, rankPhones, sampleOf } from '../../../src/renderer/runs/columns.ts'
import { decodeList } from '../../../src/renderer/runs/read-file.ts'
import { readTable } from '../../../src/renderer/runs/read-table.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'

const phonesOf = (text: string) => {
  const table = readTable(text)
  const { phones } = guessColumns(table, deliveryQuestion)
  return table.lines.map((line) => phones.map((column) => line[column]))
}

test.each([
  {
    label: 'numbers alone, a line each',
    text: '+44 7700 900123\n07700 900124\n',
    phones: ['+44 7700 900123', '07700 900124'],
  },
  { label: 'cells of a spreadsheet', text: 'Name\tMobile\nAnna\t07700900123\n', phones: ['07700900123'] },
  { label: 'a comma file with quotes', text: 'name,phone\r\n"Novak, A.",07700900123\r\n', phones: ['07700900123'] },
  {
    label: 'semicolons, as Excel writes them',
    text: 'Kunde;Telefon\nMüller;+49 30 123456\n',
    phones: ['+49 30 123456'],
  },
  { label: 'pipes', text: 'a|07700900123\nb|07700900124', phones: ['07700900123', '07700900124'] },
  { label: 'no header', text: 'Anna,07700 900123,12 High St\n', phones: ['07700 900123'] },
  {
    label: 'a line break within quotes',
    text: 'name,phone,address\nAnna,07700900123,"1 High St\nLeeds"\n',
    phones: ['07700900123'],
  },
  { label: 'empty lines between', text: '07700900123\n\n \n07700900124\n', phones: ['07700900123', '07700900124'] },
  { label: 'Chinese headers', text: '姓名,手机\n王芳,13800138000\n', phones: ['13800138000'] },
])('$label', ({ text, phones }) => {
  expect(phonesOf(text).map(([first]) => first)).toEqual(phones)
})

test('of several phone columns the mobile comes first', () => {
  const table = readTable('Customer,Phone,Mobile\nAnna,020 7946 0123,07700 900123\n')
  expect(guessColumns(table, deliveryQuestion)).toEqual({ phones: [2, 1], name: 0, fields: { weekday: null } })
})

test('a column with the name of a field of the question fills it', () => {
  const table = readTable('phone,Weekday,name\n07700900123,Friday,Anna\n')
  expect(guessColumns(table, deliveryQuestion)).toEqual({ phones: [0], name: 2, fields: { weekday: 1 } })
})

test.each([
  {
    label: 'the name after it',
    text: 'phone,Name,Ref\n07700900123,Anna,x1\n',
    columns: { name: 1, fields: { name: 1 } },
  },
  {
    label: 'another column before it',
    text: 'phone,Client,Name\n07700900123,ACME,Anna\n',
    columns: { name: 1, fields: { name: 2 } },
  },
])('a column that fills a field may also say who it is, $label', ({ text, columns }) => {
  expect(guessColumns(readTable(text), { fields: [{ name: 'name' }] })).toEqual({ phones: [0], ...columns })
})

test('a column of words that fills a field is nobody’s name', () => {
  const table = readTable('phone,Weekday\n07700900123,Friday\n07700900124,Monday\n')
  expect(guessColumns(table, deliveryQuestion).name).toBeNull()
})

test('a column of prices or dates is no telephone', () => {
  const table = readTable('phone,price,date\n07700900123,12.50,2026-11-29\n07700900124,9.99,2026-11-30\n')
  expect(guessColumns(table, deliveryQuestion).phones[0]).toBe(0)
})

test('nothing is dropped: every line of the list is one of its lines, or counted besides them', () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `${index},Customer ${index}`)
  expect(readTable(lines.join('\n')).lines).toHaveLength(5_000)
  expect(readTable('').lines).toEqual([])
  const { lines: read, besides } = readTable('name,phone\n\nAnna,07700900123\n , \n\nBen,07700900124\n')
  expect([read.length, besides]).toEqual([2, { header: 1, blank: 3 }])
})

test('a quote that nobody closed swallows no line', () => {
  expect(readTable('Anna,07700900123\n"Ben,07700900124\nCleo,07700900125').lines).toHaveLength(3)
  expect(readTable('"Novak, A.",07700900123\n"12"" pipe",07700900124').lines.map(([first]) => first)).toEqual([
    'Novak, A.',
    '12" pipe',
  ])
})

test('telephone columns are ranked by hand, and a sample tells what stands in each', () => {
  const table = readTable('Customer,Phone,Mobile\n,020 7946 0123,07700 900123\nBen,,\n')
  expect([0, 1, 2].map((column) => sampleOf(table, column))).toEqual(['Ben', '020 7946 0123', '07700 900123'])
  expect(rankPhones([2, 1], 0, 1)).toEqual([1, 2])
  expect(rankPhones([2, 1], 1, 0)).toEqual([2, 0])
  expect(rankPhones([2, 1], 0, null)).toEqual([1])
  expect(rankPhones([], 0, 4)).toEqual([4])
  expect(rankPhones([2], 1, 1)).toEqual([2, 1])
})

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)))

test.each([
  { label: 'UTF-8', file: bytes('Müller'), text: 'Müller' },
  { label: 'UTF-8 with a mark', file: bytes([0xef, 0xbb, 0xbf], 'Müller'), text: 'Müller' },
  { label: 'UTF-16 little', file: bytes([0xff, 0xfe, 0x4d, 0, 0xfc, 0]), text: 'Mü' },
  { label: 'UTF-16 big', file: bytes([0xfe, 0xff, 0, 0x4d, 0, 0xfc]), text: 'Mü' },
  { label: 'Windows-1252', file: bytes('M', [0xfc], 'ller,Z', [0xfc], 'rich'), text: 'Müller,Zürich' },
  // 王芳，北京
  { label: 'GB18030', file: bytes([0xcd, 0xf5, 0xb7, 0xbc], ',', [0xb1, 0xb1, 0xbe, 0xa9]), text: '王芳,北京' },
])('a file in $label is read', ({ file, text }) => {
  expect(decodeList(file)).toBe(text)
})
