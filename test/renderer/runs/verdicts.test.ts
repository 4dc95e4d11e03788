import { expect, test } from 'vitest'
import { kindOfNumber } from '../../../src/main/number-kind.ts'
import { guessColumns } from '../../../src/renderer/runs/columns.ts'
import { aboutOf, typedNumber } from '../../../src/renderer/runs/judge.ts'
import { readTable } from '../../../src/renderer/runs/read-table.ts'
import { sumUp } from '../../../src/renderer/runs/sums.ts'
import { type Decisions, decide, isLeftOut, type Line } from '../../../src/renderer/runs/verdicts.ts'
import { type Msisdn, readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion, type Question } from '../../../src/shared/question.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'
import { judgeAll } from './judge-all.ts'

const optedOut = '447700900009'
const waiting = '447700900008'
const ours = '447700900000'
const listed = '447700900007'
const answered = '447700900006'
const check = (typed: string): NumberCheck => {
  const read = readNumber(typed, 'GB')
  if (!read.ok) return read
  const { msisdn, shown, national } = read
  return {
    ok: true,
    msisdn,
    shown,
    national,
    optedOut: msisdn === optedOut,
    waiting: msisdn === waiting || msisdn === listed,
    ...(msisdn === listed ? { listedIn: 'North' } : {}),
    ...(msisdn === answered ? { lately: ['delivery'] } : {}),
    taken: msisdn === waiting ? ['1', '2', '3'] : [],
    ours: msisdn === ours,
    ...kindOfNumber(msisdn),
  }
}
function judged(
  text: string,
  over: {
    check?: (typed: string) => NumberCheck
    values?: Record<string, string>
    mended?: Map<number, string>
    plain?: boolean
    question?: Question
  } = {},
): Line[] {
  const table = readTable(text)
  const columns = guessColumns(table, deliveryQuestion)
  const { mended, ...rest } = over
  return judgeAll(table, {
    columns,
    check,
    typed: (index) => mended?.get(index + 1) ?? typedNumber(table.lines[index] ?? [], columns.phones),
    ...rest,
  })
}
const verdicts = (lines: readonly Line[]) => lines.map(({ verdict }) => verdict)
const [none]: [Decisions] = [new Map()]

test('who waits for us may be asked with other digits, or not at all', () => {
  const list = 'phone\n07700 900123\n07700 900008'
  expect(verdicts(judged(list))).toEqual(['ok', 'waiting'])
  const question = { ...deliveryQuestion, text: 'With 2 men on {weekday}: 1, 2 or 3?' }
  expect(verdicts(judged(list, { question }))).toEqual(['ok', 'no-digits'])
})

test('who was asked the same a few hours ago, and has answered, is asked again only by a press', () => {
  const list = 'phone\n07700 900123\n07700 900006'
  const [, once] = judged(list)
  if (once === undefined) throw new Error('a line')
  expect(once).toMatchObject({ verdict: 'asked', concerns: ['asked'] })
  expect(isLeftOut(once, none)).toBe(true)
  expect(isLeftOut(once, decide(once, none))).toBe(false)
  // Something else they may be asked at once.
  expect(verdicts(judged(list, { question: { ...deliveryQuestion, id: 'other' } }))).toEqual(['ok', 'ok'])
})

test('a run takes 10,000; the others are told as the next run’s, and the same list holds them then', () => {
  const numbers = Array.from({ length: 10_003 }, (_, at) => `07${700_000_000 + at}`)
  const first = judged(`phone\n${numbers.join('\n')}`)
  const { ready, out } = sumUp(first, none)
  expect([ready.length, [...out]]).toEqual([10_000, [['next-run', 3]]])
  const all = {
    ok: true,
    ours: false,
    optedOut: false,
    national: true,
    landline: false,
    country: 'GB',
  } as const
  const isOld = (typed: string) => numbers.indexOf(typed) < 10_000
  const again = judged(`phone\n${numbers.join('\n')}`, {
    check: (typed) => ({
      ...all,
      taken: [],
      msisdn: `44${typed.slice(1)}` as Msisdn,
      shown: typed,
      // Half of them have answered by then, and no question waits for them any more.
      waiting: isOld(typed) && Number(typed) % 2 === 0,
      ...(isOld(typed) ? { lately: ['delivery'] } : {}),
    }),
  })
  const next = sumUp(again, none)
  expect(next.ready.map(({ place }) => place)).toEqual([10_001, 10_002, 10_003])
  expect([...next.out].toSorted()).toEqual([
    ['asked', 5000],
    ['waiting', 5000],
  ])
})

test('who is about to be asked by a run is asked only by a press, and it is said by which', () => {
  const [once, twice] = judged('phone\n07700 900007\n07700 900007')
  expect(once).toMatchObject({ verdict: 'listed', concerns: ['listed'], listedIn: 'North' })
  expect(twice?.verdict).toBe('duplicate')
  expect(once === undefined || isLeftOut(once, none)).toBe(true)
})

test('every line has a verdict, and the first of two that are the same counts', () => {
  const lines = judged(
    [
      'name,phone,address',
      'Anna,07700 900123,1 High St',
      'Anna,+44 7700 900123,1 High St',
      'Cleo,not a number,3 High St',
      'Dan,07700 900009,',
      'Eva,07700 900008,',
      'Us,07700 900000,',
      'Fay,,4 High St',
      'Gina,020 7946 0991,',
      'Hal,4.47701E+11,',
      'Ivo,07700 900123 07700 900124,',
    ].join('\n'),
  )
  expect(verdicts(lines)).toEqual([
    'ok',
    'duplicate',
    'bad-number',
    'opted-out',
    'waiting',
    'ours',
    'no-number',
    'landline',
    'digits-lost',
    'bad-length',
  ])
  expect(lines[1]?.sameAs).toBe(1)
  expect(lines[0]).toMatchObject({ shown: '+44 7700 900123', country: 'GB', fields: { weekday: 'Thursday' }, parts: 2 })
})

test('whatever else the list knows goes along, by its column’s name', () => {
  const table = readTable('name,phone,address,\nAnna,07700900123,1 High St,x')
  const columns = guessColumns(table, deliveryQuestion)
  expect(aboutOf(table.lines[0] ?? [], table, columns, (index) => `Column ${index + 1}`)).toEqual({
    address: '1 High St',
    'Column 4': 'x',
  })
})

test('a number is mended by hand, and the line is judged anew', () => {
  expect(judged('Anna,7700', { mended: new Map([[1, '07700 900124']]) })[0]).toMatchObject({
    verdict: 'ok',
    shown: '+44 7700 900124',
  })
})

test('an empty field keeps a line back, and so does one that is too long; it is named', () => {
  expect(judged('07700900123', { values: { weekday: ' ' } })[0]).toMatchObject({
    verdict: 'field-missing',
    field: 'weekday',
    parts: 0,
  })
  expect(verdicts(judged(`phone,weekday\n07700900123,\n07700900124,Friday\n07700900125,${'x'.repeat(201)}`))).toEqual([
    'field-missing',
    'ok',
    'field-long',
  ])
})

test('of one telephone under several names a person chooses one, and another choice takes the first back', () => {
  const [rose, colin, again, ann] = judged(
    'Rose,07700 900214\nColin,07700 900214\nrose,07700 900214\nAnn,07700 900214',
  ) as [Line, Line, Line, Line]
  expect(verdicts([rose, colin, again, ann])).toEqual(['other-name', 'other-name', 'duplicate', 'other-name'])
  expect([rose.sameAs, colin.sameAs, again.sameAs]).toEqual([2, 1, 1])
  const out = (decisions: Decisions) => [rose, colin, ann].map((line) => isLeftOut(line, decisions))
  expect(out(none)).toEqual([true, true, true])
  const first = decide(rose, none)
  expect(out(first)).toEqual([false, true, true])
  const second = decide(ann, first)
  expect(out(second)).toEqual([true, true, false])
  expect(out(decide(ann, second))).toEqual([true, true, true])
})

test('a press is of what was seen: what turns up later is asked about again', () => {
  const [gina] = judged('Gina,020 7946 0991') as [Line]
  const taken = decide(gina, none)
  expect(isLeftOut(gina, taken)).toBe(false)
  expect(isLeftOut({ ...gina, concerns: ['landline', 'waiting'] }, taken)).toBe(true)
  expect(isLeftOut({ ...gina, concerns: [] }, taken)).toBe(false)
})

test('somebody who waits, and whose number stands there under another name too, is asked only when both were seen', () => {
  const [eva] = judged('Eva,07700 900008\nEd,07700 900008') as [Line, Line]
  expect(eva.concerns).toEqual(['other-name', 'waiting'])
})

test('plain characters are written into the fields, and only there', () => {
  const text = 'phone,weekday\n07700900123,“Thursday”'
  const [asIs] = judged(text) as [Line]
  const [plain] = judged(text, { plain: true }) as [Line]
  expect([asIs.fields.weekday, plain.fields.weekday]).toEqual(['“Thursday”', '"Thursday"'])
  expect(asIs.parts).toBeGreaterThan(plain.parts)
})

test('what somebody decided of a line stands when its verdict changes, and is not taken for its opposite', () => {
  const [anna, eva] = judged('Anna,07700 900123\nEva,07700 900008') as [Line, Line]
  const asked: Line = { ...anna, verdict: 'waiting', concerns: ['waiting'] }
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
  const taken = decide(eva, none)
  expect(isLeftOut(eva, taken)).toBe(false)
  expect(isLeftOut({ ...eva, typed: '07700 900007' }, taken)).toBe(true)
})

test('a line says by which characters its text is dearer, and what it would be without them', () => {
  const question: Question = { ...deliveryQuestion, text: 'Hello {name}, 1, 2 or 3?', fields: [{ name: 'name' }] }
  const columns = { phones: [0], name: null, fields: { name: 1 } }
  const long = 'x'.repeat(150)
  const table = readTable(
    [`07700900120,Łukasz “Luk”`, `07700900121,${'ł'.repeat(60)}`, `07700900122,Ann`, `07700900123,${long}`].join('\n'),
  )
  const lines = judgeAll(table, { columns, check, question, values: { name: '' } })
  expect(lines.map(({ parts, plainParts, beyond }) => [parts, plainParts, beyond.join('')])).toEqual([
    [1, 1, 'Ł“”'],
    [2, 1, 'ł'],
    [1, 1, ''],
    [2, 2, ''],
  ])
  expect(sumUp(lines, none).dearer).toEqual({
    least: 1,
    lines: 2,
    characters: new Map([['ł', 1]]),
    plainable: 0,
    long: 1,
  })
  const quoted = judgeAll(readTable(`07700900124,“${'a'.repeat(60)}”\n07700900125,Ann`), {
    columns,
    check,
    question,
    values: { name: '' },
  })
  expect(sumUp(quoted, none).dearer).toMatchObject({ lines: 1, plainable: 1 })
  // The question’s own words are no line’s fault.
  const polish = { ...question, text: 'Dzień dobry {name}, 1, 2 or 3?' }
  const [ann] = judgeAll(readTable('07700900122,Ann'), { columns, check, question: polish, values: { name: '' } })
  expect(ann).toMatchObject({ parts: 1, plainParts: 1, beyond: [] })
})

test('a national number is told from one that says its country, and without a country it is asked about', () => {
  const list = 'Anna,07700 900123\nBen,+44 7700 900124\nCleo,447700900125\nDan,0033 6 39 98 01 23'
  const american = 'Eve,(312) 555-0123'
  expect(judged(list).map(({ national }) => national)).toEqual([true, false, false, false])
  const table = readTable(`${list}\n${american}`)
  const nowhere = (typed: string) => {
    const read = readNumber(typed, '')
    return read.ok ? check(`+${read.msisdn}`) : read
  }
  const lines = judgeAll(table, { columns: guessColumns(table, deliveryQuestion), check: nowhere })
  expect(verdicts(lines)).toEqual(['no-country', 'ok', 'ok', 'ok', 'no-country'])
  // Also one that no leading zero shows: where the country is chosen stands as long as a line needs one.
  expect(sumUp(lines, none).national).toBe(2)
})
