import { describe, expect, test } from 'vitest'
import { deliveryQuestion, fillQuestion, type Question } from '../../src/shared/question.ts'

const question = (change: Partial<Question>): Question => ({
  id: 'q',
  name: 'Q',
  text: 'When? 1 ({day}) or 2 ({place})',
  fields: [{ name: 'day' }, { name: 'place' }],
  options: [
    { digit: '1', label: '{day}', synonyms: ['on {day}'], acknowledgement: 'Option {digit}: {day}.' },
    { digit: '2', label: '{place}', synonyms: [], acknowledgement: 'Option {digit}: {place}.' },
  ],
  ...change,
})

test('the delivery question reads as its template does', () => {
  const filled = fillQuestion(deliveryQuestion, { weekday: ' Thursday ' })
  expect(filled).toMatchObject({
    ok: true,
    text: 'Your delivery is scheduled for tomorrow between 8am and 2pm. If you wish to change the delivery date please reply by typing 1 (tomorrow), 2 (Thursday) or 3 (deliver to post office) below.',
    options: [
      { digit: '1', label: 'tomorrow' },
      { digit: '2', label: 'Thursday' },
      { digit: '3', label: 'deliver to post office' },
    ],
  })
  expect(filled.ok ? filled.options.map((option) => option.acknowledgement) : []).toEqual(
    ['1', '2', '3'].map((digit) => `Thank you for picking option ${digit}. Your delivery is now fully scheduled in.`),
  )
})

test('“tomorrow” of the delivery question is the day after its text leaves, its weekday the next of that name', () => {
  const leavesAt = new Date(2026, 10, 24, 23, 30).getTime()
  const dates = (weekday: string) => {
    const filled = fillQuestion(deliveryQuestion, { weekday }, { leavesAt })
    return filled.ok && filled.options.map(({ date }) => date)
  }
  expect(dates('Thursday')).toEqual(['2026-11-25', '2026-11-26', undefined])
  expect(dates('any other day')).toEqual(['2026-11-25', undefined, undefined])
})

test('fields are filled in text, label, synonyms and acknowledgement', () =>
  expect(fillQuestion(question({}), { day: 'Friday', place: 'depot' })).toEqual({
    ok: true,
    handling: null,
    text: 'When? 1 (Friday) or 2 (depot)',
    options: [
      { digit: '1', label: 'Friday', synonyms: ['on Friday'], acknowledgement: 'Option 1: Friday.' },
      { digit: '2', label: 'depot', synonyms: [], acknowledgement: 'Option 2: depot.' },
    ],
  }))

describe('what does not fit is named', () => {
  test.each([
    { values: {}, missing: ['day', 'place'], unknown: [] },
    { values: { day: 'Friday' }, missing: ['place'], unknown: [] },
    { values: { day: ' ', place: 'x' }, missing: ['day'], unknown: [] },
    { values: { day: 'a', place: 'b', weekday: 'c' }, missing: [], unknown: ['weekday'] },
    { values: { weekday: 'c' }, missing: ['day', 'place'], unknown: ['weekday'] },
  ])('$values', ({ values, missing, unknown }) =>
    expect(fillQuestion(question({}), values)).toEqual({ ok: false, missing, unknown }),
  )

  test('a field named like what every object inherits is missing until it is given', () => {
    const asks = question({ fields: [{ name: 'constructor' }], text: '{constructor}', options: [] })
    expect(fillQuestion(asks, {})).toEqual({ ok: false, missing: ['constructor'], unknown: [] })
    expect(fillQuestion(asks, { constructor: 'Ann' })).toMatchObject({ ok: true, text: 'Ann' })
  })
})

describe('values are only text', () => {
  const asks = question({ text: '{day}, {place}', options: [] })
  test.each(['$&', '$1', '{place}', '{digit}', '\\', '{day}'])('%s', (value) =>
    expect(fillQuestion(asks, { day: value, place: 'x' })).toMatchObject({ ok: true, text: `${value}, x` }),
  )
})

test('a field may have a name in any script', () =>
  expect(
    fillQuestion(
      question({ fields: [{ name: '星期' }, { name: 'delivery day' }], text: '{星期} {delivery day}', options: [] }),
      {
        星期: '周四',
        'delivery day': '13',
      },
    ),
  ).toMatchObject({ ok: true, text: '周四 13' }))

test('braces that name no field stay as they are, whatever they name', () => {
  const asks = question({ fields: [], text: '{x} {constructor} {__proto__} {} { } {{x}}', options: [] })
  expect(fillQuestion(asks, {})).toMatchObject({ ok: true, text: '{x} {constructor} {__proto__} {} { } {{x}}' })
})

test('what is asked again is filled like the rest, and goes with the closing time', () => {
  const closing = { hours: 4, late: 'person' as const }
  const asks = question({ reask: { text: 'Is it {day}? 1 or 2', most: 2 }, closing })
  expect(fillQuestion(asks, { day: 'Friday', place: 'depot' })).toMatchObject({
    handling: { reask: { text: 'Is it Friday? 1 or 2', most: 2 }, closing },
  })
  expect(fillQuestion(question({ closing }), { day: 'a', place: 'b' })).toMatchObject({
    handling: { reask: null, closing },
  })
})
