import { expect, test } from 'vitest'
import { makeDraftStore } from '../../../src/renderer/send/draft.ts'

/** A window's storage, and ids that count. */
function openStorage() {
  const kept = new Map<string, string>()
  let ids = 0
  return {
    kept,
    open: () =>
      makeDraftStore({
        storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
        key: 'draft-live',
        newId: () => {
          ids += 1
          return `s${ids}`
        },
        first: { to: '+44 7700 900001', questionId: 'delivery' },
      }),
  }
}

test('a reload keeps what was typed and the submission it belongs to', () => {
  const storage = openStorage()
  const draft = storage.open()
  draft.edit({ to: '07700 900123' })
  draft.editField('weekday', 'Friday')
  const again = storage.open().getSnapshot()
  expect(again).toEqual(draft.getSnapshot())
  expect(again.submissionId).toBe('s1')
})

test('only success makes a new submission; the question and its fields stay', () => {
  const draft = openStorage().open()
  draft.editField('weekday', 'Friday')
  draft.edit({ to: '1' })
  draft.edit({ to: '2' })
  expect(draft.getSnapshot().submissionId).toBe('s1')
  draft.finish(draft.getSnapshot())
  expect(draft.getSnapshot()).toMatchObject({
    submissionId: 's2',
    to: '',
    questionId: 'delivery',
    fields: { weekday: 'Friday' },
  })
})

test('what is typed while the text before it leaves is the next text', () => {
  const draft = openStorage().open()
  draft.edit({ to: '07700 900123' })
  const sent = draft.getSnapshot()
  draft.edit({ to: '07700 900124' })
  draft.finish(sent)
  expect(draft.getSnapshot()).toMatchObject({ submissionId: 's2', to: '07700 900124', questionId: 'delivery' })
})

test('a row that is answered while the text before it leaves keeps the form, and that text does not come back', () => {
  const draft = openStorage().open()
  draft.edit({ to: '07700 900123' })
  const sent = draft.getSnapshot()
  const about = { kind: 'reply', customer: '447700900001', unsure: false, inReplyTo: 'm7' } as const
  draft.begin(about, { to: '+44 7700 900001', text: 'half' })
  draft.finish(sent)
  expect(draft.getSnapshot()).toMatchObject({ to: '+44 7700 900001', text: 'half' })
  draft.drop()
  expect(draft.getSnapshot().to).toBe('')
})

test('what was typed before that row was answered comes back as the next text', () => {
  const draft = openStorage().open()
  draft.edit({ to: '07700 900123' })
  const sent = draft.getSnapshot()
  draft.edit({ to: '07700 900124' })
  const about = { kind: 'reply', customer: '447700900001', unsure: false, inReplyTo: 'm7' } as const
  draft.begin(about, { to: '+44 7700 900001', text: 'half' })
  draft.finish(sent)
  draft.drop()
  expect(draft.getSnapshot()).toMatchObject({ to: '07700 900124' })
  expect(draft.getSnapshot().submissionId).not.toBe(sent.submissionId)
})

test('a reply puts the draft aside, and sending or dropping it brings the draft back', () => {
  const storage = openStorage()
  const draft = storage.open()
  draft.edit({ to: '07700 900123', questionId: null, text: 'half written' })
  const written = draft.getSnapshot()
  draft.begin(
    { kind: 'reply', customer: '447700900001', unsure: false, inReplyTo: 'm7' },
    { to: '+44 7700 900001', text: '' },
  )
  draft.begin(
    { kind: 'again', customer: '447700900002', unsure: true, inReplyTo: null },
    { to: '+44 7700 900002', text: 'once more' },
  )
  expect(draft.getSnapshot()).toMatchObject({ to: '+44 7700 900002', questionId: null })
  expect(draft.hasAside()).toBe(true)
  const reloaded = storage.open()
  reloaded.finish(reloaded.getSnapshot())
  expect(reloaded.getSnapshot()).toEqual(written)
  draft.drop()
  expect(draft.getSnapshot()).toEqual(written)
})

test('a row brings its question and the words of its fields', () => {
  const draft = openStorage().open()
  draft.begin(
    { kind: 'correct', customer: '447700900001', unsure: false, inReplyTo: null },
    { to: '+44 7700 900001', text: '', questionId: 'delivery', fields: { weekday: 'Monday' } },
  )
  expect(draft.getSnapshot()).toMatchObject({ questionId: 'delivery', fields: { weekday: 'Monday' } })
})

test('storage that is broken or forbidden is as good as empty', () => {
  const storage = openStorage()
  storage.kept.set('draft-live', '{"draft":{"to":7}}')
  expect(storage.open().getSnapshot()).toMatchObject({ to: '+44 7700 900001' })
  storage.kept.set('draft-live', 'no JSON')
  expect(storage.open().getSnapshot().questionId).toBe('delivery')
})

test('a customer picked while a row is answered gets a clean question, and the answer comes back after it', () => {
  const storage = openStorage()
  const draft = storage.open()
  draft.edit({ questionId: null, text: 'half written' })
  const written = draft.getSnapshot()
  draft.begin(
    { kind: 'reply', customer: '447700900001', unsure: false, inReplyTo: 'm7' },
    { to: '+44 7700 900001', text: '' },
  )
  draft.edit({ text: 'half answered' })
  const answer = draft.getSnapshot()
  draft.address('+44 7700 900002')
  expect(draft.getSnapshot()).toMatchObject({
    to: '+44 7700 900002',
    questionId: 'delivery',
    text: '',
    about: null,
  })
  const reloaded = storage.open()
  reloaded.finish(reloaded.getSnapshot())
  expect(reloaded.getSnapshot()).toEqual(answer)
  reloaded.finish(reloaded.getSnapshot())
  expect(reloaded.getSnapshot()).toEqual(written)
})

test('a customer picked for what is being written only changes the number', () => {
  const draft = openStorage().open()
  draft.edit({ questionId: null, text: 'half written' })
  draft.address('+44 7700 900002')
  expect(draft.getSnapshot()).toMatchObject({ to: '+44 7700 900002', text: 'half written', submissionId: 's1' })
  expect(draft.hasAside()).toBe(false)
})

test('of a customer who was erased nothing written stays, in the form or put aside, however the number was typed', () => {
  const storage = openStorage()
  const draft = storage.open()
  const about = { kind: 'reply', customer: '447700900777', unsure: false, inReplyTo: 'm1' } as const
  draft.edit({ to: '07700 900777', text: 'to them' })
  draft.begin(about, { to: '+44 7700 900777', text: 'back to them' })
  draft.forget('447700900123', 'GB')
  expect(draft.getSnapshot().text).toBe('back to them')
  draft.forget('447700900777', 'GB')
  expect(draft.getSnapshot()).toMatchObject({ to: '', text: '', questionId: 'delivery' })
  expect(draft.hasAside()).toBe(false)
  expect([...storage.kept.values()].join()).not.toContain('900777')
  draft.edit({ to: '07700 900123', text: 'to another' })
  draft.begin(about, { to: '+44 7700 900777', text: 'back to them' })
  draft.forget('447700900777', 'GB')
  expect(draft.getSnapshot().text).toBe('to another')
})
