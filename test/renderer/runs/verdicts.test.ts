import { expect, test } from 'vitest'
import { guessColumns, readTable } from '../../../src/renderer/runs/read-table.ts'
import { judge, typedNumbers } from '../../../src/renderer/runs/verdicts.ts'
import { readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'

const optedOut = '447700900009'
const waiting = '447700900008'
const ours = '447700900000'
const check = (typed: string): NumberCheck => {
  const read = readNumber(typed, 'GB')
  if (!read.ok) return read
  const { msisdn, shown } = read
  return {
    ok: true,
    msisdn,
    shown,
    optedOut: msisdn === optedOut,
    waiting: msisdn === waiting,
    ours: msisdn === ours,
  }
}
function judged(text: string, over: { values?: Record<string, string>; mended?: Map<number, string> } = {}) {
  const table = readTable(text)
  const columns = guessColumns(table, deliveryQuestion)
  const typed = typedNumbers(table, columns, over.mended ?? new Map())
  return judge({
    table,
    columns,
    typed,
    checks: typed.map(check),
    values: over.values ?? { weekday: 'Thursday' },
    column: (index) => `Column ${index + 1}`,
  })
}

test('every line has a verdict, and the first of two that are the same counts', () => {
  const lines = judged(
    [
      'name,phone,address',
      'Anna,07700 900123,1 High St',
      'Anna,+44 7700 900123,1 High St',
      'Ben,0044 7700 900123,2 High St',
      'Cleo,not a number,3 High St',
      'Dan,07700 900009,',
      'Eva,07700 900008,',
      'Us,07700 900000,',
      'Fay,,4 High St',
    ].join('\n'),
  )
  expect(lines.map(({ verdict }) => verdict)).toEqual([
    'ok',
    'duplicate',
    'other-name',
    'bad-number',
    'opted-out',
    'waiting',
    'ours',
    'bad-number',
  ])
  expect(lines[2]?.sameAs).toBe(1)
  expect(lines[0]).toMatchObject({
    shown: '+44 7700 900123',
    about: { address: '1 High St' },
    fields: { weekday: 'Thursday' },
  })
  expect(lines[4]?.about).toEqual({})
})

test('a number is mended by hand, and the line is judged anew', () => {
  expect(judged('Anna,7700', { mended: new Map([[1, '07700 900124']]) })[0]).toMatchObject({
    verdict: 'ok',
    shown: '+44 7700 900124',
  })
})

test('an empty field keeps a line back', () => {
  expect(judged('07700900123', { values: {} })[0]?.verdict).toBe('field-missing')
  expect(judged('phone,weekday\n07700900123,\n07700900124,Friday').map(({ verdict }) => verdict)).toEqual([
    'field-missing',
    'ok',
  ])
})
