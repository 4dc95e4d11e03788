import { describe, expect, test } from 'vitest'
import { digitsBeside, openDigits, withOpenDigits } from '../../src/shared/other-digits.ts'
import { deliveryQuestion, fillQuestion, type Question, type QuestionOption } from '../../src/shared/question.ts'

const options: QuestionOption[] = ['north', 'south', '{day}'].map((label, index) => ({
  digit: String(index + 1),
  label,
  synonyms: [],
  acknowledgement: 'Option {digit}.',
}))
const asks = (text: string, change: Partial<Question> = {}): Question => ({
  id: 'q',
  name: 'Q',
  text,
  fields: [{ name: 'day' }],
  options,
  ...change,
})

describe('a figure stands for an option only where it is said as one', () => {
  test.each([
    ['1 (north), 2 (south) or 3 ({day})', '{1} (north), {2} (south) or {3} ({day})'],
    ['1 north, 2: South. 3 = {day}', '{1} north, {2}: South. {3} = {day}'],
    ['1 for north, 2 for south, 3 for {day}', '{1} for north, {2} for south, {3} for {day}'],
    ['north (1), south (2), {day} (3)', 'north ({1}), south ({2}), {day} ({3})'],
    ['Reply 1, 2 or 3', 'Reply {1}, {2} or {3}'],
    ['Reply 1 / 2 / 3.', 'Reply {1} / {2} / {3}.'],
    ['请回复 1（north）、2（south）或 3（{day}）', '请回复 {1}（north）、{2}（south）或 {3}（{day}）'],
    // None of them is a figure by itself.
    ['8am, 2pm, A1, 2.50, 10:30, 1,000: 1, 2 or 3', '8am, 2pm, A1, 2.50, 10:30, 1,000: {1}, {2} or {3}'],
    ['In {2} hours with 2 men? {1}, {2}, {3}, 24 h', 'In {2} hours with 2 men? {1}, {2}, {3}, 24 h'],
    ['{1} (north), 2 (south), 3 ({day})', '{1} (north), {2} (south), {3} ({day})'],
    // A figure that is no option's, or there twice, or not said as an option.
    ['With 4 men: 1 (north), 2 (south), 3 ({day})', null],
    ['With 2 men: 1 (north), 2 (south), 3 ({day})', null],
    ['With 2 men: 1 (north), south or 3 ({day})', null],
    ['By 12: 1, 2 or 3', null],
    ['With 2 men 1 (north), 3 ({day})', null],
    ['2 or 3 men come: 1 (north), south, {day}', null],
    ['{1} (north), 1 (north), 2 (south), 3 ({day})', null],
  ])('%s', (text, expected) => expect(openDigits(text, options)).toBe(expected))
})

test('a question is asked with others only when each of its parts is sure', () => {
  const text = '1 (north), 2 (south) or 3 ({day})'
  const [first, ...rest] = options as [QuestionOption, ...QuestionOption[]]
  expect(withOpenDigits(asks(text))).not.toBeNull()
  expect(withOpenDigits(deliveryQuestion)).not.toBeNull()
  const not = [
    asks('1 (north), 2 (south) or {day}'),
    asks(text, { reask: { text: 'With 5 men?', most: 1 } }),
    asks(text, { options: [{ ...first, acknowledgement: 'Thank you for picking option 1.' }, ...rest] }),
    asks(text, { options: [{ ...first, synonyms: ['4'] }, ...rest] }),
    asks(text, { fields: [{ name: 'day' }, { name: '1' }] }),
  ]
  for (const question of not) expect(withOpenDigits(question), question.text).toBeNull()
})

test.each([
  [[], null],
  [['4', '5'], null],
  [['1'], { 1: '2', 2: '3', 3: '4' }],
  [['3'], { 1: '4', 2: '5', 3: '6' }],
  [['1', '2', '3'], { 1: '4', 2: '5', 3: '6' }],
  [[...'123456'], { 1: '7', 2: '8', 3: '9' }],
  [['1', '8'], { 1: '2', 2: '3', 3: '4' }],
  [[...'1234567'], undefined],
])('beside %j: %j', (taken, expected) => {
  expect(digitsBeside(asks('{1} {2} {3} {day}'), taken)).toEqual(expected)
})

test('with other digits everything that names one follows', () => {
  const question = withOpenDigits(
    asks('1 (north), 2 (south) or 3 ({day})', { reask: { text: 'Reply 1, 2 or 3: {2}?', most: 1 } }),
  )
  expect(question).toBeNull()
  const open = withOpenDigits(
    asks('1 (north), 2 (south) or 3 ({day})', { reask: { text: 'Reply 1, 2 or 3.', most: 1 } }),
  )
  expect(
    open === null ? null : fillQuestion(open, { day: '1 May' }, { digits: { 1: '4', 2: '5', 3: '6' } }),
  ).toMatchObject({
    text: '4 (north), 5 (south) or 6 (1 May)',
    options: [
      { digit: '4', own: '1', label: 'north', acknowledgement: 'Option 4.' },
      { digit: '5', own: '2' },
      { digit: '6', own: '3', label: '1 May' },
    ],
    handling: { reask: { text: 'Reply 4, 5 or 6.' } },
  })
})
