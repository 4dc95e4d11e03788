import { afterAll, describe, expect, test } from 'vitest'
import { dateOf, dateWords, isSameDay, type OptionDay } from '../../src/shared/option-day.ts'
import { fillQuestion, type Question } from '../../src/shared/question.ts'
import { questionProblems, tidyDraft } from '../../src/shared/question-rules.ts'

const before = process.env.TZ
afterAll(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

describe('a date is a day of the calendar where the desk is', () => {
  const days = (count: number): OptionDay => ({ after: count })
  const next = (weekday: number): OptionDay => ({ weekday })
  test.each([
    { zone: 'Europe/London', left: '2026-11-29T18:00:00Z', day: days(0), date: '2026-11-29' },
    { zone: 'Europe/London', left: '2026-11-29T18:00:00Z', day: days(1), date: '2026-11-30' },
    { zone: 'Europe/London', left: '2026-12-31T23:59:59Z', day: days(1), date: '2027-01-01' },
    { zone: 'Europe/London', left: '2028-02-28T12:00:00Z', day: days(1), date: '2028-02-29' },
    // A second before and a second after midnight, where the desk is and nowhere else.
    { zone: 'Europe/Berlin', left: '2026-11-29T22:59:59Z', day: days(1), date: '2026-11-30' },
    { zone: 'Europe/Berlin', left: '2026-11-29T23:00:01Z', day: days(1), date: '2026-12-01' },
    { zone: 'America/New_York', left: '2026-11-29T23:00:01Z', day: days(1), date: '2026-11-30' },
    { zone: 'Asia/Kathmandu', left: '2026-11-29T18:20:00Z', day: days(0), date: '2026-11-30' },
    // Days of 25 and of 23 hours, and a midnight that there was not.
    { zone: 'Europe/London', left: '2026-10-24T23:30:00Z', day: days(1), date: '2026-10-26' },
    { zone: 'Europe/London', left: '2026-10-25T23:30:00Z', day: days(1), date: '2026-10-26' },
    { zone: 'Europe/London', left: '2026-03-28T23:30:00Z', day: days(1), date: '2026-03-29' },
    { zone: 'Europe/London', left: '2026-03-28T23:30:00Z', day: days(30), date: '2026-04-27' },
    { zone: 'Africa/Cairo', left: '2026-04-23T12:00:00Z', day: days(1), date: '2026-04-24' },
    // From a Wednesday: the same weekday is a week away, never the day itself.
    { zone: 'Europe/London', left: '2026-11-25T10:00:00Z', day: next(1), date: '2026-11-30' },
    { zone: 'Europe/London', left: '2026-11-25T10:00:00Z', day: next(3), date: '2026-12-02' },
    { zone: 'Europe/London', left: '2026-11-25T10:00:00Z', day: next(4), date: '2026-11-26' },
    { zone: 'Europe/London', left: '2026-11-25T10:00:00Z', day: next(7), date: '2026-11-29' },
    // From a Sunday.
    { zone: 'Europe/London', left: '2026-11-29T10:00:00Z', day: next(1), date: '2026-11-30' },
    { zone: 'Europe/London', left: '2026-11-29T10:00:00Z', day: next(7), date: '2026-12-06' },
  ])('$zone, $left: $day is $date', ({ zone, left, day, date }) => {
    process.env.TZ = zone
    expect(dateOf(day, Date.parse(left))).toBe(date)
  })

  test('a day ends at the desk’s midnight', () => {
    process.env.TZ = 'Europe/Berlin'
    const midnight = Date.parse('2026-11-29T23:00:00Z')
    expect(isSameDay(midnight - 1000, midnight - 3_600_000)).toBe(true)
    expect(isSameDay(midnight - 1000, midnight)).toBe(false)
  })
})

test('a date reads the same on every system', () => {
  expect(dateWords('2026-11-25', 'en')).toBe('Wed 25 Nov')
  expect(dateWords('2026-09-06', 'en')).toBe('Sun 6 Sep')
  expect(dateWords('2026-11-25', 'zh')).toBe('11月25日周三')
})

const gate: Question = {
  id: 'q',
  name: 'Q',
  text: 'Which day? 1 (tomorrow, {date1}), 2 ({date2}) or 3 (depot)',
  fields: [],
  options: [
    { digit: '1', label: 'tomorrow', synonyms: ['{date}'], acknowledgement: '{digit}: {date}.', day: { after: 1 } },
    { digit: '2', label: '{date}', synonyms: [], acknowledgement: '{date}, not {date1}.', day: { weekday: 4 } },
    { digit: '3', label: 'depot', synonyms: [], acknowledgement: 'Ours.' },
  ],
  reask: { text: 'Reply {1}, {2} or {3}: {date1}, {date2}?', most: 1 },
}
const wednesday = new Date(2026, 10, 25, 10).getTime()

describe('dates in a question', () => {
  test('stand in the text, in labels, in thanks and in what is asked again', () => {
    expect(fillQuestion(gate, {}, { leavesAt: wednesday })).toEqual({
      ok: true,
      text: 'Which day? 1 (tomorrow, Thu 26 Nov), 2 (Thu 26 Nov) or 3 (depot)',
      options: [
        {
          digit: '1',
          label: 'tomorrow',
          synonyms: ['Thu 26 Nov'],
          acknowledgement: '1: Thu 26 Nov.',
          date: '2026-11-26',
        },
        {
          digit: '2',
          label: 'Thu 26 Nov',
          synonyms: [],
          acknowledgement: 'Thu 26 Nov, not Thu 26 Nov.',
          date: '2026-11-26',
        },
        { digit: '3', label: 'depot', synonyms: [], acknowledgement: 'Ours.' },
      ],
      handling: { reask: { text: 'Reply 1, 2 or 3: Thu 26 Nov, Thu 26 Nov?', most: 1 }, closing: null },
    })
  })
  test('are Chinese in a Chinese text', () =>
    expect(fillQuestion({ ...gate, text: '明天 1 ({date1})' }, {}, { leavesAt: wednesday })).toMatchObject({
      text: '明天 1 (11月26日周四)',
    }))
  test.each([
    ['Thursday', '2026-11-26', 'Thu 26 Nov'],
    ['thurs.', '2026-11-26', 'Thu 26 Nov'],
    ['Mittwoch', '2026-12-02', 'Wed 2 Dec'],
    ['Śr', '2026-12-02', 'Wed 2 Dec'],
    ['星期日', '2026-11-29', 'Sun 29 Nov'],
    ['terça-feira', '2026-12-01', 'Tue 1 Dec'],
    // Either of two, and one that says itself which day it is.
    ['next Thursday', null, 'next Thursday'],
    ['Thursday 3 Dec', null, 'Thursday 3 Dec'],
    ['any day', null, 'any day'],
    ['constructor', null, 'constructor'],
  ])('are of the weekday that a field names: %s', (said, date, words) => {
    const asks: Question = {
      ...gate,
      text: 'Reply 1 (yes) or 2 ({weekday}), {date2}.',
      fields: [{ name: 'weekday' }],
      options: [
        { digit: '1', label: 'yes', synonyms: [], acknowledgement: 'Ok.' },
        { digit: '2', label: '{weekday}', synonyms: [], acknowledgement: '{date}!', day: { field: 'weekday' } },
      ],
      reask: null,
    }
    const filled = fillQuestion(asks, { weekday: said }, { leavesAt: wednesday })
    if (!filled.ok) throw new Error('It has all its fields')
    expect(filled.text).toBe(`Reply 1 (yes) or 2 (${said}), ${words}.`)
    expect(filled.options[1]).toEqual({
      ...{ digit: '2', label: said, synonyms: [], acknowledgement: `${words}!` },
      ...(date === null ? {} : { date }),
    })
    expect(questionProblems(tidyDraft(asks), [])).toEqual([])
  })
  test('give way to a field of that name where there is no date to stand for', () => {
    const asks: Question = {
      ...gate,
      text: 'On {date}? 1 (yes)',
      fields: [{ name: 'date' }],
      options: [{ digit: '1', label: 'yes', synonyms: [], acknowledgement: 'See you on {date}.' }],
      reask: null,
    }
    expect(fillQuestion(asks, { date: 'the 5th' })).toMatchObject({
      text: 'On the 5th? 1 (yes)',
      options: [{ acknowledgement: 'See you on the 5th.' }],
    })
    expect(questionProblems(tidyDraft(asks), [])).toEqual([])
  })
  test('that an older question has as fields are fields', () => {
    const old: Question = { ...gate, text: '{1} or {date1}', fields: [{ name: '1' }, { name: 'date1' }], options: [] }
    expect(fillQuestion(old, { 1: 'this', date1: 'that' })).toMatchObject({ text: 'this or that' })
  })
})

describe('the rules', () => {
  const codes = (change: Partial<Question>) =>
    questionProblems(tidyDraft({ ...gate, ...change }), []).map(({ at, code }) => `${at} ${code}`)
  const [first, second, third] = gate.options as [
    Question['options'][0],
    Question['options'][0],
    Question['options'][0],
  ]
  test.each([
    ['as it is', {}, []],
    ['a digit of no option', { text: '{4} 1 2 3' }, ['text question-no-option']],
    ['the date of an option without one', { text: '1 2 3 {date3}' }, ['text question-no-date']],
    ['its own date', { options: [first, second, { ...third, label: '{date}' }] }, ['2.label question-no-date']],
    [
      'in thanks',
      { options: [first, second, { ...third, acknowledgement: '{date}' }] },
      ['2.acknowledgement question-no-date'],
    ],
    ['asked again', { reask: { text: '{date3}?', most: 1 as const } }, ['reask question-no-date']],
    ['asked again, its own', { reask: { text: '{date}?', most: 1 as const } }, ['reask question-field-unknown']],
    ['31 days', { options: [{ ...first, day: { after: 31 } }, second, third] }, ['0.day question-day']],
    ['half a day', { options: [{ ...first, day: { after: 0.5 } }, second, third] }, ['0.day question-day']],
    ['no weekday', { options: [{ ...first, day: { weekday: 8 } }, second, third] }, ['0.day question-day']],
    [
      'a day that no field names',
      { options: [{ ...first, day: { field: 'weekday' } }, second, third] },
      ['0.day question-day-field'],
    ],
    [
      'two labels that are dates',
      { text: '{date1} {date2} 3', options: [{ ...first, label: '{date}' }, second, third] },
      [],
    ],
    ['{digit} in the text', { text: '{digit} 1 2 3' }, ['text question-field']],
  ] as const)('%s', (_, change, expected) => expect(codes(change as Partial<Question>)).toEqual(expected))
})
