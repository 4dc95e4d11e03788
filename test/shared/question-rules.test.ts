import { describe, expect, test } from 'vitest'
import { deliveryQuestion, type QuestionDraft } from '../../src/shared/question.ts'
import { questionProblems, tidyDraft } from '../../src/shared/question-rules.ts'

const option = (digit: string, label: string, over: Partial<QuestionDraft['options'][number]> = {}) => ({
  digit,
  label,
  synonyms: [],
  acknowledgement: 'Thanks.',
  ...over,
})
const draft = (over: Partial<QuestionDraft> = {}): QuestionDraft => ({
  name: 'Gate',
  text: 'Hello {name}. Which gate? 1 (north) or 2 (south)',
  options: [option('1', 'north'), option('2', 'south')],
  ...over,
})
const wrong = (over: Partial<QuestionDraft>) =>
  questionProblems(tidyDraft(draft(over)), ['Delivery']).map(({ at, code }) => `${at} ${code}`)

test('what may be kept has nothing wrong with it, the desk’s own question too', () => {
  expect(questionProblems(draft(), ['Delivery'])).toEqual([])
  expect(questionProblems(deliveryQuestion, [])).toEqual([])
  expect(wrong({ text: '回复1（北门）或2（南门）', options: [option('1', '北门'), option('2', '南门')] })).toEqual([])
  expect(
    wrong({ text: 'All fine? Answer yes.', options: [option('1', 'Yes', { synonyms: ['y', 'ok {digit}'] })] }),
  ).toEqual([])
})

const two = (over: Partial<QuestionDraft['options'][number]>) => [option('1', 'north'), option('2', 'south', over)]

describe('what is wrong is named by its place', () => {
  test.each<[string, Partial<QuestionDraft>, string[]]>([
    ['no name', { name: '  ' }, ['name question-name']],
    ['a long name', { name: 'x'.repeat(61) }, ['name question-name']],
    ['a name that is taken', { name: ' delivery ' }, ['name question-name-twice']],
    ['no text', { text: ' ' }, ['text question-text']],
    ['a text too long', { text: `1 2 ${'x'.repeat(1000)}` }, ['text question-text']],
    ['an empty field', { text: '1 or 2, {}?' }, ['text question-field']],
    ['a field of signs', { text: '1 or 2, {a.b}?' }, ['text question-field']],
    ['the digit of no option', { text: '1 or 2, {digit}?' }, ['text question-field']],
    ['no option', { options: [] }, ['options question-options']],
    ['ten', { options: Array.from({ length: 10 }, () => option('1', 'north')) }, ['options question-options']],
    ['two digits', { options: two({ digit: '22' }) }, ['1.digit question-digit']],
    ['a nought', { options: two({ digit: '0' }) }, ['1.digit question-digit']],
    ['the same digit', { options: two({ digit: '1' }) }, ['1.digit question-digit-twice']],
    ['no label', { options: two({ label: '' }) }, ['1.label question-label']],
    ['an option nobody is told of', { options: two({ digit: '3', label: 'west' }) }, ['1.label question-unsaid']],
    [
      'its digit only within a number',
      { text: 'north 1, south 25?', options: two({ label: 'west' }) },
      ['1.label question-unsaid'],
    ],
    ['the same label', { options: two({ label: 'NORTH' }) }, ['1.label question-word-twice']],
    ['a word of another option', { options: two({ synonyms: ['up', ' North '] }) }, ['1.synonyms question-word-twice']],
    ['the digit of another option', { options: two({ synonyms: ['1'] }) }, ['1.synonyms question-word-twice']],
    ['too long a word', { options: two({ synonyms: ['x'.repeat(41)] }) }, ['1.synonyms question-synonyms']],
    ['no thanks', { options: two({ acknowledgement: ' ' }) }, ['1.acknowledgement question-thanks']],
    [
      'a field that the text has not',
      { options: two({ acknowledgement: 'Thanks {nmae}' }) },
      ['1.acknowledgement question-field-unknown'],
    ],
    ['such a one in a word', { options: two({ synonyms: ['{gate}'] }) }, ['1.synonyms question-field-unknown']],
    ['nothing to ask again', { reask: { text: '', most: 1 } }, ['reask question-reask']],
    ['asked again with a digit', { reask: { text: '{digit}?', most: 1 } }, ['reask question-field-unknown']],
    ['no hour', { closing: { hours: 0, late: 'person' } }, ['closing question-closing']],
    ['half an hour', { closing: { hours: 0.5, late: 'person' } }, ['closing question-closing']],
    ['no time', { closing: { at: '24:00', late: 'person' } }, ['closing question-closing']],
  ])('%s', (_, over, expected) => expect(wrong(over)).toEqual(expected))

  test('in a sentence that says what to do', () => {
    for (const { text } of questionProblems(draft({ name: '', text: '{}', options: [] }), []))
      expect(text).toMatch(/^[A-Z“].*\.$/)
  })
})

test('kept without space around, and no word twice or empty', () => {
  const options = [option(' 1 ', ' north ', { synonyms: [' up ', 'UP', ' ', 'top'], acknowledgement: ' Thanks. ' })]
  expect(tidyDraft({ name: ' Gate ', text: ' 1 ', options })).toEqual({
    name: 'Gate',
    text: '1',
    options: [option('1', 'north', { synonyms: ['up', 'top'] })],
    reask: null,
    closing: null,
  })
})
