import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { chosenName } from '../../../src/renderer/figures/chosen-name.ts'
import { figureParts, figuresFile } from '../../../src/renderer/figures/figures-file.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import type { Figures, Minutes } from '../../../src/shared/figures.ts'

const none: Minutes = { answers: 0, lower: null, median: null, upper: null }
const figures: Figures = {
  from: '2026-11-21',
  before: '2026-11-23',
  sent: 7,
  texts: { accepted: 1, delivered: 4, failed: 2, unknown: 0 },
  kinds: { notice: 5, text: 1, thanks: 1 },
  failed: [
    { code: 'carrier-3', text: 'The number is not in use. Correct it, or ring the customer.', count: 1 },
    { code: 'vonage-99', text: '=HYPERLINK("x")', count: 1 },
  ],
  asked: 5,
  outcomes: { answered: 2, defaulted: 1, person: 1, waiting: 0, unreachable: 1, 'opted-out': 0, settled: 0 },
  options: [
    {
      questionId: 'own-1',
      questionName: '+Visit',
      digit: '2',
      label: '{weekday}',
      read: null,
      answered: 2,
      defaulted: 1,
    },
  ],
  minutes: { answers: 2, lower: 3, median: 4.5, upper: 6 },
  hours: Array.from({ length: 24 }, (_, hour) =>
    hour === 8 ? { answers: 3, lower: 1, median: 4.5, upper: 6 } : hour === 9 ? { ...none, answers: 2 } : none,
  ),
  euro: 0.1998,
  unpriced: 1,
  days: [
    { day: '2026-11-21', sent: 3, delivered: 2, failed: 1, answered: 1, euro: 0.0999, unpriced: 0 },
    { day: '2026-11-22', sent: 4, delivered: 2, failed: 1, answered: 1, euro: 0.0999, unpriced: 1 },
  ],
}
const read = (part: (typeof figureParts)[number], language: 'en' | 'zh' = 'en') =>
  Papa.parse<string[]>(figuresFile(part, figures, makeWords(language)).replace('\ufeff', ''), { skipEmptyLines: true })
    .data

test('each part is a table of plain numbers', () => {
  expect(read('texts').slice(0, 3)).toEqual([
    ['Figure', 'Count'],
    ['Sent', '7'],
    ['Accepted, no receipt', '1'],
  ])
  expect(read('texts').slice(-2)).toEqual([
    ['Cost, euro', '0.1998'],
    ['Texts of unknown cost', '1'],
  ])
  expect(read('options')[0]).toEqual(['Question', 'Option', 'Label', 'Answered', 'Taken by default'])
  expect(read('options')[1]?.slice(1)).toEqual(['2', 'Weekday of the text', '2', '1'])
  expect(read('hours')).toHaveLength(25)
  expect(read('hours').slice(9, 11)).toEqual([
    ['08:00', '3', '1', '4.5', '6'],
    ['09:00', '2', '', '', ''],
  ])
  expect(read('byDay')[2]).toEqual(['2026-11-22', '4', '2', '1', '1', '0.0999', '1'])
})

test('what a person or a carrier wrote does not run in a spreadsheet', () => {
  expect(read('reasons')[2]).toEqual(['vonage-99', '\'=HYPERLINK("x")', '1'])
  expect(read('options')[1]?.[0]).toBe("'+Visit")
})

test('every part has its heads in Chinese too', () => {
  for (const part of figureParts)
    for (const head of read(part, 'zh')[0] ?? []) expect(head, part).toMatch(/\p{Script=Han}/u)
})

test('an option is called what all read who chose it, else by what each read otherwise', () => {
  const words = makeWords('en')
  expect(chosenName({ label: '{weekday}', read: 'Thursday' }, words)).toBe('Thursday')
  expect(chosenName({ label: '{weekday}', read: null }, words)).toBe('Weekday of the text')
  expect(chosenName({ label: 'tomorrow', read: 'tomorrow' }, words)).toBe('Tomorrow')
})
