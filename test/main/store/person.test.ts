import { describe, expect, test } from 'vitest'
import { savedRepliesMost } from '../../../src/shared/thread.ts'
import { deliveryOn } from '../../support/conversation.ts'
import { draft as runDraft } from '../../support/run-draft.ts'
import { ann, ben, cem, lose, openThreads, refuse } from '../../support/threads.ts'

const hour = 3_600_000
const handling = (closing: { hours: number; late: 'person' | 'counts' }) => ({ reask: null, closing })

describe('what is known of a person', () => {
  test('is what somebody wrote about them and to them, each kept by itself, over a restart', () => {
    const { write, at, close, folder } = openThreads()
    write.savePerson({ customer: ann, name: 'Mrs Novak', note: 'Back door', now: at() })
    write.saveDraft({ customer: ann, text: 'We are on our' })
    write.saveNoteDraft({ customer: ann, text: 'gone with the' })
    write.savePerson({ customer: ann, note: null, now: at() })
    write.savePerson({ customer: ben, note: 'No bell', now: at() })
    write.saveNoteDraft({ customer: cem, text: 'Side gate, c' })
    close()
    const { read } = openThreads(folder)
    expect(read.person({ customer: ann, now: at() })).toEqual({
      ownName: 'Mrs Novak',
      note: null,
      draft: 'We are on our',
      noteDraft: '',
      outcomes: [],
    })
    expect(read.ownWords(ben)).toEqual({
      ownName: null,
      note: { text: 'No bell', at: new Date(at()).toISOString() },
      draft: '',
      noteDraft: '',
    })
    expect(read.ownWords(cem)).toMatchObject({ note: null, noteDraft: 'Side gate, c' })
    expect(read.ownWords('447700900999')).toEqual({ ownName: null, note: null, draft: '', noteDraft: '' })
  })

  test('is what each question came to, newest first, twenty at the most', () => {
    const desk = openThreads()
    const { ask, says, queue, leave, read, write, at } = desk
    for (let each = 0; each < 18; each += 1) {
      ask(ann)
      says(ann, '1')
    }
    ask(ann)
    says(ann, 'which day?')
    queue(ann, deliveryOn('Friday'))
    leave(refuse)
    queue(ann, deliveryOn('Friday'))
    leave(lose)
    const cancelled = queue(ann, deliveryOn('Friday'))
    write.cancelText(cancelled)
    const { outcomes } = read.person({ customer: ann, now: at() })
    expect(outcomes).toHaveLength(20)
    expect(outcomes.slice(0, 5)).toMatchObject([
      { outcome: 'not-sent', open: false, run: null, option: null, about: {} },
      { outcome: 'person', open: true },
      { outcome: 'unreachable', open: false },
      { outcome: 'person', open: true },
      {
        outcome: 'option',
        option: '1',
        open: true,
        closesAt: null,
        options: [{ digit: '1' }, { digit: '2', label: 'Thursday' }, { digit: '3' }],
      },
    ])
    expect(read.person({ customer: ann, now: at() + 31 * 24 * hour }).outcomes.some(({ open }) => open)).toBe(false)
  })

  test('says as what a question was settled by telephone', () => {
    const { ask, db, read, at } = openThreads()
    ask(ann)
    db.exec(`INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at)
      VALUES ('North', '{}', '', 'r', '1', 'done', 1, 1);
      INSERT INTO run_rows (run, place, customer, name, about, fields, state, message, notice)
      SELECT 1, 1, customer, 'Ann', '{}', '{}', 'queued', seq, notice FROM messages WHERE kind = 'notice'`)
    const came = () => read.person({ customer: ann, now: at() }).outcomes
    expect(came()).toMatchObject([{ outcome: 'waiting', settledAs: null }])
    db.exec("UPDATE run_rows SET settled_at = 1, settled_as = 'At home'")
    expect(came()).toMatchObject([{ outcome: 'settled', settledAs: 'At home' }])
  })

  test('says until when an answer is filed by itself, where there is such a time', () => {
    const { queue, leave, read, at } = openThreads()
    for (const late of ['person', 'counts'] as const) {
      const { text, notice } = deliveryOn('Thursday')
      if (notice !== null) queue(ann, { text, notice: { ...notice, handling: handling({ hours: 2, late }) } })
      leave()
    }
    const closes = (now: number) =>
      read.person({ customer: ann, now }).outcomes.map(({ open, closesAt }) => [open, closesAt !== null])
    expect(closes(at() + hour)).toEqual([
      [true, false],
      [true, true],
    ])
    expect(closes(at() + 3 * hour)).toEqual([
      [true, false],
      [false, true],
    ])
  })

  test('names the run that asked, and what its list knew, as the board has it', () => {
    const desk = openThreads()
    const { write, read, at, pass } = desk
    const { entries, asked: _, ...head } = runDraft(1)
    write.beginRun({ ...head, body: 'a list of one' })
    const rows = entries.map((entry) => ({ ...entry, customer: ann }))
    write.addRunRows({ run: 1, first: 1, entries: rows, now: at() })
    write.finishRun({ run: 1, now: at() })
    pass(11_000)
    write.advanceRuns({ now: at(), quiet: null, reachable: true, slept: false })
    desk.leave()
    desk.says(ann, '3')
    const [row] = read.runRows({ run: 1, after: 0, limit: 1 })
    const [outcome] = read.person({ customer: ann, now: at() }).outcomes
    expect(outcome).toMatchObject({
      run: { id: 'run1', name: 'Wed 12, North', place: 1 },
      outcome: row?.outcome ?? 'none',
      option: '3',
      about: { stop: '0' },
    })
    expect(desk.thread(ann).name).toBe('Customer 0')
  })
})

describe('saved replies', () => {
  test('are kept by name, changed in place, and deleted', () => {
    const { write, read } = openThreads()
    const keep = (id: string, name: string, text = 'On our way, {name}.') =>
      write.keepSavedReply({ id, name, text }).kind
    expect([keep('b', 'late'), keep('a', 'Hello'), keep('c', 'LATE'), keep('b', 'late', 'Ten minutes late.')]).toEqual([
      'kept',
      'kept',
      'name-twice',
      'kept',
    ])
    expect(read.savedReplies()).toEqual([
      { id: 'a', name: 'Hello', text: 'On our way, {name}.' },
      { id: 'b', name: 'late', text: 'Ten minutes late.' },
    ])
    for (const _ of 'twice') write.deleteSavedReply('a')
    expect(read.savedReplies().map(({ id }) => id)).toEqual(['b'])
  })

  test('are two hundred at the most', () => {
    const { write, db } = openThreads()
    db.transaction(() => {
      for (let each = 0; each < savedRepliesMost; each += 1)
        write.keepSavedReply({ id: `r${each}`, name: `reply ${each}`, text: 'x' })
    })()
    expect(write.keepSavedReply({ id: 'more', name: 'one more', text: 'x' })).toEqual({ kind: 'too-many' })
    expect(write.keepSavedReply({ id: 'r7', name: 'changed', text: 'x' })).toEqual({ kind: 'kept' })
  })
})

test('who is erased takes name, note and draft along, and their thread', () => {
  const { says, write, read, at, customers, db } = openThreads()
  says(ann, 'hello')
  says(ben, 'hello')
  write.savePerson({ customer: ann, name: 'Mrs Novak', note: 'Back door', now: at() })
  write.saveDraft({ customer: ann, text: 'We are' })
  write.erase({ submissionId: 'e', customer: ann, now: at() + hour })
  expect(read.ownWords(ann)).toEqual({ ownName: null, note: null, draft: '', noteDraft: '' })
  expect(customers('all')).toEqual([ben])
  expect(db.prepare('SELECT customer FROM threads').pluck().all()).toEqual([ben])
})
