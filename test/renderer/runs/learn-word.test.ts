import { expect, test } from 'vitest'
import { withWord, wordToLearn } from '../../../src/renderer/runs/learn-word.ts'
import { deliveryQuestion, type KeptQuestion } from '../../../src/shared/question.ts'
import { aRow } from './runs.ts'

const own: KeptQuestion = { ...deliveryQuestion, id: 'q7', name: 'Evening', version: 3 }
const said = (text: string) =>
  aRow(1, { outcome: 'person', said: { messageId: 'm5', text, at: '2026-11-25T08:05:00.000Z' } })

test.each([
  { label: 'words of the neighbourhood', text: '  The Depot \n', word: 'the depot' },
  { label: 'Chinese', text: '放驿站', word: '放驿站' },
  { label: 'a digit: somebody meant another', text: '2', word: null },
  { label: 'digits alone, however they are written', text: '2 2.', word: null },
  { label: 'a digit among words: it meant another option', text: '1 please', word: null },
  { label: 'a word it has already, written otherwise', text: 'Ｐost   Office', word: null },
  { label: 'a word it has already', text: 'Post office', word: null },
  { label: 'the name of the option', text: 'Deliver to post office', word: null },
  { label: 'a word of another option', text: 'tmrw', word: null },
  { label: 'a whole sentence', text: 'no, then bring it round to us', word: null },
  { label: 'two lines', text: 'the depot\nthanks', word: null },
  { label: 'more than a synonym holds', text: 'x'.repeat(41), word: null },
  { label: 'what would be several words, or a field', text: 'depot, {weekday}', word: null },
  { label: 'a question', text: 'the depot?', word: null },
])('$label: $word', ({ text, word }) => {
  expect(wordToLearn(said(text), '3', own)).toBe(word)
})

test('nothing is learned for the question of the desk, one that is gone, or an option that it does not have any more', () => {
  expect(wordToLearn(said('the depot'), '3', { ...own, id: 'delivery' })).toBeNull()
  expect(wordToLearn(said('the depot'), '3', undefined)).toBeNull()
  expect(wordToLearn(said('the depot'), '4', own)).toBeNull()
  const full = own.options.map((option) => ({ ...option, synonyms: Array.from({ length: 30 }, (_, at) => `w${at}`) }))
  expect(wordToLearn(said('the depot'), '3', { ...own, options: full })).toBeNull()
})

test('the word is one more of that option, and all else of the question stays', () => {
  const { id: _, version: __, fields: ___, ...draft } = own
  const learned = withWord(own, '3', 'the depot')
  expect(learned.options[2]?.synonyms).toEqual([...(own.options[2]?.synonyms ?? []), 'the depot'])
  expect({ ...learned, options: learned.options.with(2, own.options[2] as never) }).toEqual(draft)
})
