import { expect, test } from 'vitest'
import { needYou, tooltipOf } from '../../../src/main/electron/need-you.ts'
import { shellWords } from '../../../src/main/electron/shell-words.ts'

const waiting = (threadsNeedYou: number) => ({
  counts: {
    threadsNeedYou,
    needsPerson: threadsNeedYou + 5,
    failed: 7,
    queued: 3,
    unreadable: 1,
    messagesApi: 0,
    badlySigned: 2,
  },
})

test.each([
  { state: null, en: 'Dispatch Desk receives replies' },
  { state: waiting(0), en: 'Dispatch Desk receives replies' },
  { state: waiting(1), en: 'Dispatch Desk receives replies\n1 customer needs you' },
  { state: waiting(12), en: 'Dispatch Desk receives replies\n12 customers need you' },
])('$en', ({ state, en }) => {
  expect(tooltipOf(state, shellWords.en)).toBe(en)
  expect(tooltipOf(state, shellWords.zh).split('\n')).toHaveLength(en.split('\n').length)
  if (state !== null) expect(needYou(state)).toBe(state.counts.threadsNeedYou)
})
