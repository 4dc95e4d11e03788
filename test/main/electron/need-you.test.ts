import { expect, test } from 'vitest'
import { needYou } from '../../../src/main/electron/need-you.ts'
import { shellWords } from '../../../src/main/electron/shell-words.ts'
import { trayWords } from '../../../src/main/electron/tray-words.ts'

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
  { count: 0, en: 'Dispatch Desk receives replies' },
  { count: 1, en: 'Dispatch Desk receives replies\n1 customer needs you' },
  { count: 12, en: 'Dispatch Desk receives replies\n12 customers need you' },
])('customers, not replies, are counted: $en', ({ count, en }) => {
  const says = { stop: null, runs: [], now: 0, needYou: needYou(waiting(count)) }
  expect(trayWords(says, shellWords.en).toolTip).toBe(en)
  expect(trayWords(says, shellWords.zh).toolTip.split('\n')).toHaveLength(en.split('\n').length)
})
