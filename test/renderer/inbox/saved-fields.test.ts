import { expect, test } from 'vitest'
import { fieldsOf, fillReply, findReplies, slashAt } from '../../../src/renderer/inbox/saved-fields.ts'
import { localMinute, snoozeTimes } from '../../../src/renderer/inbox/snooze-times.ts'

test.each([
  { text: '/', caret: 1, slash: { at: 0, query: '' } },
  { text: '/gate', caret: 5, slash: { at: 0, query: 'gate' } },
  { text: 'Hello /ga rest', caret: 9, slash: { at: 6, query: 'ga' } },
  { text: 'two\n/x', caret: 6, slash: { at: 4, query: 'x' } },
  { text: 'and/or', caret: 6, slash: null },
  { text: '24/11', caret: 5, slash: null },
  { text: '/ then', caret: 6, slash: null },
  { text: '/gate', caret: 0, slash: null },
])('a slash in "$text" at $caret', ({ text, caret, slash }) => expect(slashAt(text, caret)).toEqual(slash))

test('a saved reply is filled with what is known of the person; what is not known stays to be typed', () => {
  const outcomes = [
    {
      run: null,
      askedAt: '',
      open: true,
      outcome: 'waiting' as const,
      option: null,
      options: [],
      settledAs: null,
      about: { Address: '8 Tanyard Lane', Window: ' ' },
      closesAt: null,
    },
  ]
  const person = { thread: null, ownName: null, note: null, draft: '', noteDraft: '', outcomes }
  const fields = fieldsOf(person, 'Hugh')
  expect(fillReply('{name}, at {ADDRESS} in {window}?', fields)).toEqual({
    text: 'Hugh, at 8 Tanyard Lane in {window}?',
    gaps: ['window'],
  })
  expect(fillReply('{name}', fieldsOf(null, null)).gaps).toEqual(['name'])
})

test('replies are found by their name before their words', () => {
  const reply = (name: string, text: string) => ({ id: name, name, text })
  const replies = [reply('late', 'The gate is shut'), reply('side gate', 'x'), reply('gate', 'x'), reply('other', 'x')]
  expect(findReplies(replies, 'Gate').map(({ name }) => name)).toEqual(['gate', 'side gate', 'late'])
  expect(findReplies(replies, '')).toHaveLength(4)
})

test('a thread is put off until a time that is still to come', () => {
  const at = (text: string) => snoozeTimes(new Date(text)).map(({ when, until }) => `${when} ${localMinute(until)}`)
  expect(at('2026-11-24T09:30:00')).toEqual([
    'hour 2026-11-24T10:30',
    'evening 2026-11-24T17:00',
    'morning 2026-11-25T08:00',
  ])
  expect(at('2026-11-24T17:00:00')).toEqual(['hour 2026-11-24T18:00', 'morning 2026-11-25T08:00'])
})
