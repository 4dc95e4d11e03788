import { expect, test } from 'vitest'
import { carrierWordIn } from '../../../src/renderer/questions/carrier-word.ts'
import {
  blankForm,
  blankOption,
  dayIn,
  draftOf,
  formOf,
  isSame,
  isUntouched,
} from '../../../src/renderer/questions/question-form.ts'
import { deliveryQuestion, questionOfDraft } from '../../../src/shared/question.ts'

test('a question that is opened and saved unchanged is the same question', () => {
  const { id, name, text, options } = deliveryQuestion
  for (const rules of [
    { reask: null, closing: null },
    { reask: { text: 'Reply 1, 2 or 3.', most: 2 as const }, closing: { hours: 4, late: 'counts' as const } },
    { reask: null, closing: { at: '18:00', late: 'person' as const } },
  ]) {
    const draft = { name, text, options, ...rules }
    expect(draftOf(formOf(draft))).toEqual(draft)
    const question = questionOfDraft(id, draft)
    expect(isUntouched(formOf(question), question)).toBe(true)
  }
})

test('a space that is typed is a change, although it is not kept', () => {
  const typed = { ...formOf(deliveryQuestion), name: 'Delivery ' }
  expect(isUntouched(typed, deliveryQuestion)).toBe(false)
  expect(isSame(typed, deliveryQuestion)).toBe(true)
  expect(isSame({ ...typed, name: 'Other' }, deliveryQuestion)).toBe(false)
})

test('the day of an option is kept as it was chosen; what is no number of days is refused', () => {
  const [first, ...rest] = deliveryQuestion.options
  if (first === undefined) throw new Error('an option')
  for (const day of [{ after: 0 }, { after: 30 }, { weekday: 7 }, { field: 'weekday' }]) {
    const draft = { ...deliveryQuestion, options: [{ ...first, day }, ...rest] }
    expect(draftOf(formOf(draft)).options[0]).toEqual({ ...first, day })
  }
  expect(dayIn({ day: 'after', after: 'two' })).toEqual({ after: -1 })
  // What an older window was writing knows of no days.
  expect(dayIn({})).toBeNull()
})

test('words are parted by the commas of either language', () => {
  const [first] = blankForm().options
  if (first === undefined) throw new Error('an option')
  const draft = draftOf({ ...blankForm(), options: [{ ...first, synonyms: 'up, top，上面、 北；upper' }] })
  expect(draft.options[0]?.synonyms).toEqual(['up', 'top', '上面', '北', 'upper'])
})

test('what is no number of hours is no hour, and what is not chosen is not kept', () => {
  const form = { ...blankForm(), hours: 'six', reask: 'Again?' }
  expect(draftOf({ ...form, closes: 'hours' }).closing).toEqual({ hours: 0, late: 'person' })
  expect(draftOf(form)).toMatchObject({ reask: null, closing: null })
})

test('a new option takes the lowest free digit, and the thanks of the one before', () => {
  const { options } = blankForm()
  expect(options.map(({ digit }) => digit)).toEqual(['1', '2'])
  const thanks = options.map((option) => ({ ...option, acknowledgement: 'Noted.' }))
  expect(blankOption(thanks.slice(1), '9')).toMatchObject({ key: '9', digit: '1', acknowledgement: 'Noted.' })
})

test('a word that carriers have a meaning of their own for is told, alone and however written', () => {
  expect(carrierWordIn({ label: 'Yes', synonyms: '' })).toBe('Yes')
  expect(carrierWordIn({ label: 'ok', synonyms: 'sure， YES ' })).toBe('YES')
  expect(carrierWordIn({ label: 'yes please', synonyms: 'yesterday' })).toBeNull()
})
