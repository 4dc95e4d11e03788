import { expect, test } from 'vitest'
import { choiceBy, choicesOf, sharedDigits } from '../../src/shared/choices.ts'
import type { MeantQuestion } from '../../src/shared/message.ts'

const options = (...digits: string[]) => digits.map((digit) => ({ digit, label: `option ${digit}`, date: null }))
const asked = (notice: string, ...digits: string[]): MeantQuestion => ({
  notice,
  name: 'Delivery',
  run: null,
  askedAt: '2026-11-22T10:00:00.000Z',
  options: options(...digits),
})

test('of one question each digit is its option, which needs no name of a question', () => {
  const message = { options: options('1', '2'), questions: [] }
  expect(choiceBy('2', message)).toEqual({ digit: '2', label: 'option 2', date: null, notice: null })
  expect(choiceBy('3', message)).toBeNull()
  expect(sharedDigits(message)).toEqual([])
  expect(choicesOf({ options: [], questions: [] })).toEqual([])
})

test('of several a digit that two of them have is neither’s, and any other names its question', () => {
  const message = { options: options('1', '4'), questions: [asked('n2', '1', '4'), asked('n1', '1', '2')] }
  expect(choiceBy('1', message)).toBe('several')
  expect(choiceBy('4', message)).toMatchObject({ digit: '4', notice: 'n2' })
  expect(choiceBy('2', message)).toMatchObject({ digit: '2', notice: 'n1' })
  expect(sharedDigits(message)).toEqual(['1'])
  expect(choicesOf(message).map(({ question }) => question?.notice)).toEqual(['n2', 'n1'])
})
