import { expect, test } from 'vitest'
import {
  costOf,
  dayAfterTomorrow,
  fieldValues,
  piecesOf,
  questionOf,
  sentTextOf,
  textOf,
} from '../../../src/renderer/send/preview.ts'
import { deliveryQuestion, fillQuestion, saying } from '../../../src/shared/question.ts'

test('the preview reads as the text that is sent', () => {
  const values = { weekday: ' Thursday ' }
  const filled = fillQuestion(deliveryQuestion, values)
  expect(filled).toMatchObject({ ok: true, text: textOf(piecesOf(deliveryQuestion.text, values)) })
  const [first] = deliveryQuestion.options
  expect(textOf(piecesOf(first?.acknowledgement ?? '', values, saying(deliveryQuestion), '1'))).toContain(
    'picking option 1.',
  )
  const beside = saying(deliveryQuestion, { digits: { 1: '4' } })
  expect(textOf(piecesOf(first?.acknowledgement ?? '', values, beside, '1'))).toContain('picking option 4.')
})

test('an empty field shows as a gap, and fields are told from words', () => {
  expect(piecesOf('On {weekday}.', { weekday: ' ' })).toMatchObject([
    { text: 'On ', filled: false, gap: false },
    { text: '…', filled: true, gap: true },
    { text: '.', filled: false, gap: false },
  ])
  expect(costOf(sentTextOf(piecesOf('On {weekday}.', { weekday: ' ' })))).toMatchObject({ encoding: 'GSM-7', units: 4 })
})

test('an untouched weekday follows the calendar, a typed one stays', () => {
  const friday = new Date(2026, 10, 20, 23, 59)
  expect(dayAfterTomorrow(friday)).toBe('Sunday')
  expect(fieldValues(deliveryQuestion, {}, friday)).toEqual({ weekday: 'Sunday' })
  expect(fieldValues(deliveryQuestion, { weekday: '' }, friday)).toEqual({ weekday: '' })
})

test.each([
  { label: 'plain', text: 'x'.repeat(160), cost: { forcedBy: null, segments: 1, plainSegments: null } },
  { label: 'one letter doubles', text: `${'x'.repeat(99)}ł`, cost: { forcedBy: 'ł', segments: 2, plainSegments: 1 } },
  { label: 'one letter, no dearer', text: 'ł', cost: { forcedBy: 'ł', segments: 1, plainSegments: 1 } },
  {
    label: 'all that force it, each once, and the ones that stay',
    text: `It’s “Łódź” – it’s ${'x'.repeat(60)}`,
    cost: { segments: 2, plainSegments: 1, forcing: ['’', '“', 'Ł', 'ó', 'ź', '”', '–'], staying: ['Ł', 'ó', 'ź'] },
  },
])('$label', ({ text, cost }) => expect(costOf(text)).toMatchObject(cost))

test('the question a text was made from is found whatever its fields said', () => {
  const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
  const text = filled.ok ? filled.text : ''
  expect(questionOf(text, [{ ...deliveryQuestion, id: 'other', text: 'Who {name}?' }, deliveryQuestion])).toEqual({
    question: deliveryQuestion,
    fields: { weekday: 'Thursday' },
  })
  expect(questionOf('Can we come at 4?', [deliveryQuestion])).toBeUndefined()
  // Asked beside another one, and on another day.
  const dated = {
    ...deliveryQuestion,
    text: 'On {date1}? 1 ({weekday}), 2 (depot)',
    options: [
      { digit: '1', label: '{weekday}', synonyms: [], acknowledgement: 'On {date}.', day: { after: 1 } },
      { digit: '2', label: 'depot', synonyms: [], acknowledgement: 'Ours.' },
    ],
  }
  for (const asked of ['On Wed 25 Nov? 1 (Monday), 2 (depot)', 'On Thu 26 Nov? 4 (Monday), 5 (depot)'])
    expect(questionOf(asked, [dated])).toMatchObject({ question: dated, fields: { weekday: 'Monday' } })
  expect(questionOf('On Thu 26 Nov? 12 (Monday), 5 (depot)', [dated])).toBeUndefined()
})

test.each([
  { template: '{name}, we come {day} or {other}.', fields: { name: 'Mia, dear', day: 'today', other: 'on 3 or 4' } },
  { template: 'We come {day}, yes {day}', fields: { day: 'Monday' } },
  { template: 'Ring us', fields: {} },
  { template: '{digit}Ring {who}', fields: { who: 'Bob' } },
])('the fields of "$template" are found again', ({ template, fields }) => {
  const names = [...new Set(Object.keys(fields))].map((name) => ({ name }))
  const question = { ...deliveryQuestion, text: template, fields: names, options: [] }
  const filled = fillQuestion(question, fields)
  const found = questionOf(filled.ok ? filled.text : '', [question])
  const again = found === undefined ? null : fillQuestion(found.question, found.fields)
  expect(again).toEqual(filled)
})

test('a question that has been reworded since, or whose fields touch, is not guessed', () => {
  expect(questionOf('Ring us today', [{ ...deliveryQuestion, text: 'Ring us', fields: [] }])).toBeUndefined()
  const touching = { ...deliveryQuestion, text: '{a}{b}', fields: [{ name: 'a' }, { name: 'b' }] }
  expect(questionOf('xy', [touching])).toBeUndefined()
})
