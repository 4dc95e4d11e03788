import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { fileNameOf } from '../../../src/renderer/app/save-file.ts'
import { callFile, changeSummary, runFile } from '../../../src/renderer/runs/run-file.ts'
import { localIso } from '../../../src/renderer/words/time.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import type { ExportedRow } from '../../../src/shared/run.ts'
import { aRow, aRun, saying } from './runs.ts'

const en = makeWords('en')
const zh = makeWords('zh')
const row = (place: number, change: Partial<ExportedRow> = {}): ExportedRow => ({
  ...aRow(place),
  was: null,
  ...change,
})
const read = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true }).data
const failed = {
  text: { messageId: 'm2', state: 'failed', at: '2026-11-25T08:03:11.000Z', problem: 'Off.', problemCode: 'carrier-2' },
} as const

const rows = [
  row(1, {
    about: { Address: '3 High Street', Window: '8–10' },
    outcome: 'option',
    option: '1',
    why: 'a word it knows',
    ...saying(1, 0, '=1+1 tomorrow'),
  }),
  row(2, { about: { Window: '10–12', Gate: '4' }, outcome: 'unreachable', ...failed }),
  row(3, {
    outcome: 'settled',
    why: 'Rang, comes Friday',
    settledAs: 'Rang, comes Friday',
    was: { outcome: 'option', option: '2' },
  }),
  row(4, { outcome: 'left-out', why: 'fields', text: null }),
  row(5, { outcome: 'not-sent', again: true, ...failed }),
]

test('a line for each customer: the list’s own columns, the outcome in words and as a code, what was said and when', () => {
  const [one, two, three, four, five] = read(runFile({ run: aRun(1), rows }, en))
  expect(Object.keys(one ?? {})).toEqual([
    'No.',
    'Name',
    'Number',
    'Address',
    'Window',
    'Gate',
    'Outcome',
    'Outcome code',
    'Outcome before',
    'Option',
    'Chosen',
    'Customer’s words',
    'Answered at',
    'Our text',
    'Reason',
    'Settled as',
    'Why',
  ])
  expect(one).toMatchObject({
    Name: 'Customer 1',
    Number: '(+44) 7700 900101',
    Address: '3 High Street',
    Outcome: 'Option 1',
    'Outcome code': 'option',
    Option: '1',
    Chosen: 'Tomorrow',
    'Customer’s words': "'=1+1 tomorrow",
    'Answered at': localIso('2026-11-25T09:00:00.000Z'),
    Why: 'a word it knows',
  })
  expect(two).toMatchObject({ Outcome: 'Not reached', 'Our text': 'Failed', Reason: 'Off.', Why: '', Gate: '4' })
  expect(three).toMatchObject({
    Outcome: 'Settled by phone',
    'Settled as': 'Rang, comes Friday',
    'Outcome before': 'Option 2',
    Why: '',
  })
  expect(four).toMatchObject({
    Outcome: 'Left out',
    'Our text': 'Not sent yet',
    Why: 'A field of the question was empty',
  })
  expect(five).toMatchObject({ Outcome: 'Not sent', 'Our text': 'To be texted again' })
})

test('in Chinese the words are Chinese, and the codes stay', () => {
  const [, two] = read(runFile({ run: aRun(1), rows }, zh))
  expect(two).toMatchObject({
    姓名: 'Customer 2',
    结果: '联系不上',
    结果代码: 'unreachable',
    我们的短信: '失败',
    原因: '手机关机或不在服务区。请稍后再发。',
  })
})

test('without anything said before there is no column for it', () => {
  expect(runFile({ run: aRun(1), rows: [row(1)] }, en)).not.toContain('Outcome before')
})

test('who is to be rung, with an empty column for what comes of it', () => {
  expect(read(callFile([rows[1] ?? row(2)], en))).toMatchObject([
    { Number: '(+44) 7700 900102', Window: '10–12', Outcome: 'Not reached', Reason: 'Off.', 'Came of it': '' },
  ])
})

test('a local time has its zone, and is the same moment', () => {
  expect(localIso('2026-11-25T09:00:00.000Z')).toMatch(/^2026-11-2\dT\d\d:\d\d:00[+-]\d\d:\d\d$/)
  expect(Date.parse(localIso('2026-07-25T09:00:00.000Z'))).toBe(Date.parse('2026-07-25T09:00:00.000Z'))
  expect(localIso('never')).toBe('')
})

test.each([
  ['Wed 12, North.csv', 'Wed 12, North.csv'],
  ['a/b\\c: "d" <e>|?*.csv', 'a b c d e .csv'],
  ['../../etc/passwd', 'etc passwd'],
  ['\u202egnp.exe\n', 'gnp.exe'],
  ['周三，北区.csv', '周三，北区.csv'],
])('a file’s name that every system takes: %j', (name, taken) => expect(fileNameOf(name)).toBe(taken))

test('an answer that was changed or came late has a column that says so, where there is one', () => {
  const filed = { byHand: false, heard: '2', at: '2026-11-25T09:00:00.000Z', was: '1', late: true }
  const answered = { outcome: 'option', option: '2' } as const
  const [one, two, three] = read(
    runFile(
      {
        run: aRun(1),
        rows: [row(1, { ...answered, filed }), row(2), row(3, { ...answered, filed: { ...filed, byHand: true } })],
      },
      en,
    ),
  )
  expect(one?.['Look at']).toBe('Changed from 1 · Came after closing, and counts')
  // What a person changed they know.
  expect([two?.['Look at'], three?.['Look at']]).toEqual(['', ''])
})

test('what has changed is said in a few words, most first', () => {
  const was = { outcome: 'waiting', option: null } as const
  const changes = [
    row(1, { outcome: 'opted-out', was }),
    row(2, { outcome: 'option', option: '3', was }),
    row(3, { outcome: 'option', option: '3', was: { outcome: 'option', option: '1' } }),
    row(4, { outcome: 'person', was: { outcome: 'person', option: null } }),
  ]
  expect(changeSummary(changes, en)).toBe('Option 3: 2 · Opted out: 1 · More words or another reason: 1')
})
