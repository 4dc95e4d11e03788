import { expect, test } from 'vitest'
import { makeNoteStore } from '../../../src/renderer/inbox/note-store.ts'
import { done } from '../../../src/shared/result.ts'
import { anna, ben } from './threads.ts'

function openNotes() {
  const kept: string[] = []
  let pauses: (() => void)[] = []
  const notes = makeNoteStore({
    desk: {
      saveNoteDraft: async ({ customer, text }) => {
        kept.push(`${customer.replace('+', '')} ${text}`)
        return done({})
      },
    },
    later: (run) => pauses.push(run),
  })
  const pause = async () => {
    for (const run of pauses.splice(0)) run()
    pauses = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { notes, kept, pause, of: (customer: string) => notes.getSnapshot().get(customer) }
}

test('a half written note is kept at the next pause, one for each person, and what the desk has is there again', async () => {
  const { notes, kept, pause, of } = openNotes()
  notes.edit(anna, 'Side')
  notes.edit(anna, 'Side gate')
  notes.edit(ben, 'Dog')
  await pause()
  expect(kept).toEqual([`${anna} Side gate`, `${ben} Dog`])
  // An answer that was on its way meanwhile is older than what was typed.
  notes.edit(anna, 'Side gate, code')
  notes.remember(anna, 'Side gate')
  expect(of(anna)).toBe('Side gate, code')
  const restarted = openNotes()
  restarted.notes.remember(anna, 'Side gate')
  expect(restarted.of(anna)).toBe('Side gate')
})

test('a note that is kept, or not wanted, is no draft any more; whoever is erased leaves none', async () => {
  const { notes, kept, pause, of } = openNotes()
  notes.edit(anna, 'Side gate')
  notes.end(anna)
  await pause()
  expect([of(anna), kept.at(-1)]).toEqual([undefined, `${anna} `])
  notes.edit(anna, 'Bell')
  notes.edit(ben, 'Dog')
  notes.forget(anna)
  await pause()
  expect([of(anna), of(ben), kept.at(-1)]).toEqual([undefined, 'Dog', `${ben} Dog`])
  // Somebody, only the desk knows who: what it has kept may be theirs.
  notes.forget(null)
  expect(of(ben)).toBeUndefined()
})
