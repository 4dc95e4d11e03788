import { expect, test } from 'vitest'
import { makeQuestionDrafts } from '../../../src/renderer/questions/question-drafts.ts'
import { blankForm } from '../../../src/renderer/questions/question-form.ts'

function openStorage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value
    },
  }
}
const edited = { form: { ...blankForm(), name: 'Gate' }, version: 2 }

test('what is being written is there again after a reload, until it is dropped', () => {
  const storage = openStorage()
  const open = () => makeQuestionDrafts({ storage, key: 'questions-live' })
  const drafts = open()
  const heard: number[] = []
  drafts.subscribe(() => heard.push(Object.keys(drafts.getSnapshot()).length))
  drafts.keep('gate', edited)
  drafts.keep('roof', { ...edited, version: 0 })
  expect(open().getSnapshot()).toEqual({ gate: edited, roof: { ...edited, version: 0 } })
  expect(makeQuestionDrafts({ storage, key: 'questions-practice' }).getSnapshot()).toEqual({})
  drafts.drop('gate')
  expect(Object.keys(open().getSnapshot())).toEqual(['roof'])
  expect(heard).toEqual([1, 2, 1])
})

test.each(['', 'null', '[]', '{"gate":null}', '{"gate":{"version":1}}', '{"gate":{"form":{},"version":1}}'])(
  'a storage that holds %s is no draft',
  (value) => expect(makeQuestionDrafts({ storage: openStorage({ q: value }), key: 'q' }).getSnapshot()).toEqual({}),
)

test('without a storage it lasts as long as the window', () => {
  const storage = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full')
    },
  }
  const drafts = makeQuestionDrafts({ storage, key: 'q' })
  drafts.keep('gate', edited)
  expect(drafts.getSnapshot()).toEqual({ gate: edited })
})
