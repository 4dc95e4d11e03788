import { expect, test } from 'vitest'
import { askedTimes, chaseOf, type When, wrongTime } from '../../../src/renderer/runs/when.ts'

const now = Date.parse('2026-11-29T10:00')
const plain: When = { isLater: false, startsAt: '', until: '', chase: null }
const usual = { at: '2026-11-29T14:00', text: null, defaultAt: '', option: '' }
const options = (digits: string) =>
  [...digits].map((digit) => ({ digit, label: digit, resolvesTo: digit, synonyms: [], acknowledgement: '' }))

test('the second text asks the question of the moment, unless somebody wrote another', () => {
  expect(chaseOf(usual, { options: options('12') }, 'Not yet heard. Which gate?').text).toBe(
    'Not yet heard. Which gate?',
  )
  expect(chaseOf({ ...usual, text: 'Hello?' }, { options: options('12') }, 'Not yet heard. Which gate?').text).toBe(
    'Hello?',
  )
})

test.each([
  { label: 'chosen and there', chosen: '2', digits: '12', option: '2' },
  { label: 'of another question', chosen: '3', digits: '12', option: '1' },
  { label: 'not chosen yet', chosen: '', digits: '45', option: '4' },
])('the answer that is taken for granted, $label', ({ chosen, digits, option }) => {
  expect(chaseOf({ ...usual, option: chosen }, { options: options(digits) }, '').option).toBe(option)
})

test('the desk is asked for the second text as it stands in the form', () => {
  const chase = chaseOf({ ...usual, defaultAt: '2026-11-29T18:00' }, { options: options('12') }, 'Which gate?')
  expect(askedTimes(plain, chase)).toEqual({
    chase: {
      at: new Date('2026-11-29T14:00').toISOString(),
      text: 'Which gate?',
      defaultAt: new Date('2026-11-29T18:00').toISOString(),
      option: '1',
    },
  })
  expect(askedTimes(plain, null)).toEqual({})
})

test.each([
  { label: 'now', when: {}, wrong: null },
  { label: 'a start that has passed', when: { isLater: true, startsAt: '2026-11-29T09:00' }, wrong: 'startsAt' },
  { label: 'an end that has passed', when: { until: '2026-11-29T09:00' }, wrong: 'until' },
  {
    label: 'an end before the start',
    when: { isLater: true, startsAt: '2026-11-30T09:00', until: '2026-11-30T08:00' },
    wrong: 'until',
  },
  {
    label: 'an end after the start',
    when: { isLater: true, startsAt: '2026-11-30T09:00', until: '2026-11-30T10:00' },
    wrong: null,
  },
  { label: 'a second text before the first', when: { chase: { ...usual, at: '2026-11-29T09:00' } }, wrong: 'chaseAt' },
  {
    label: 'an answer before the second text',
    when: { chase: { ...usual, defaultAt: '2026-11-29T13:00' } },
    wrong: 'defaultAt',
  },
])('the field that is wrong: $label', ({ when, wrong }) => {
  expect(wrongTime({ ...plain, ...when }, now)).toBe(wrong)
})
