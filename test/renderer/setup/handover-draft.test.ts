import { expect, test } from 'vitest'
import { draftSummary } from '../../../src/renderer/setup/handover-draft.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'

const nothing = { needsYou: 0, snoozed: 0, drafts: 0, failed: 0, queued: 0 }
const { t } = makeWords('en')

test('the proposed summary counts who needs somebody, who is put off, and what is begun', () => {
  expect(draftSummary({ ...nothing, needsYou: 1, snoozed: 2, drafts: 1, failed: 3 }, [], t).split('\n')).toEqual([
    '1 customer needs a person.',
    '2 customers are put off until later.',
    '1 text is begun and not sent.',
    '3 texts did not arrive, or nobody knows.',
  ])
  expect(draftSummary(nothing, [], t)).toBe('Nothing is open.')
})
