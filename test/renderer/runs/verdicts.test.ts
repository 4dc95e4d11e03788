import { expect, test } from 'vitest'
import { guessColumns, readTable } from '../../../src/renderer/runs/read-table.ts'
import {
  type Decisions,
  decide,
  isLeftOut,
  judge,
  type Line,
  typedNumbers,
} from '../../../src/renderer/runs/verdicts.ts'
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
    country: 'GB',
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

test('what somebody decided of a line stands when its verdict changes, and is not taken for its opposite', () => {
  const [anna, eva] = judged('Anna,07700 900123\nEva,07700 900008') as [Line, Line]
  const asked: Line = { ...anna, verdict: 'waiting' }
  const none: Decisions = new Map()
  expect([isLeftOut(anna, none), isLeftOut(eva, none)]).toEqual([false, true])

  const left = decide(anna, none)
  expect([isLeftOut(anna, left), isLeftOut(asked, left)]).toEqual([true, true])
  // In again while ready is no word that somebody who waits be asked once more.
  const back = decide(anna, left)
  expect([isLeftOut(anna, back), isLeftOut(asked, back)]).toEqual([false, true])

  const taken = decide(eva, none)
  expect([isLeftOut(eva, taken), isLeftOut(eva, decide(eva, taken))]).toEqual([false, true])
})

test('what was decided is of the number that stood there', () => {
  const [eva] = judged('Eva,07700 900008') as [Line]
  const taken = decide(eva, new Map())
  expect(isLeftOut(eva, taken)).toBe(false)
  expect(isLeftOut({ ...eva, typed: '07700 900007' }, taken)).toBe(true)
})
