import { expect, test } from 'vitest'
import { makeCallNotes } from '../../../src/renderer/runs/call-notes.ts'

const said = { messageId: 'm7', text: 'Who is this?', at: '2026-11-24T08:07:00.000Z' }

test('what was typed of a call is kept with what had been seen, of each line alone, and nothing of an empty box', () => {
  const notes = makeCallNotes()
  notes.keep('run1', 2, { text: 'Rang, no', said })
  notes.keep('run1', 3, { text: 'Left word', said: null })
  expect(notes.of('run1', 2)).toEqual({ text: 'Rang, no', said })
  expect(notes.of('run2', 2)).toBeNull()
  notes.keep('run1', 2, { text: '', said })
  expect(notes.of('run1', 2)).toBeNull()
  expect(notes.of('run1', 3)?.text).toBe('Left word')
  notes.forget()
  expect(notes.of('run1', 3)).toBeNull()
})
