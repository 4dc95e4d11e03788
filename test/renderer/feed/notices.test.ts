import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { freshSettings } from '../../../src/main/settings-file.ts'
import { Notices } from '../../../src/renderer/feed/Notices.tsx'
import { WordsContext } from '../../../src/renderer/words/use-words.ts'
import { type Language, makeWords } from '../../../src/renderer/words/words.ts'
import type { DeskState } from '../../../src/shared/desk-state.ts'

const quiet: DeskState = {
  mode: 'live',
  shell: 'desktop',
  desktop: null,
  number: '447700900000',
  country: 'GB',
  settings: freshSettings,
  settingsTrouble: null,
  questions: [],
  savedReplies: [],
  reach: {
    state: 'reachable',
    since: '2026-11-29T08:00:00.000Z',
    why: 'tunnel-open',
    text: '',
    url: null,
    provenAt: null,
  },
  counts: { needsPerson: 0, threadsNeedYou: 0, failed: 0, queued: 0, unreadable: 0, messagesApi: 0, badlySigned: 0 },
  balance: null,
  balanceAt: null,
  stop: null,
  sendingStopped: null,
  gap: null,
  restoredAt: null,
  handedOver: null,
  takenOver: null,
  backupTrouble: null,
  keyRing: null,
  account: null,
  heardAt: null,
  link: null,
  variables: [],
  practice: null,
  requests: null,
  erasures: 0,
  seq: 0,
}

function shown(requests: DeskState['requests'], language: Language = 'en'): string {
  const nothing = async () => {}
  const notices = createElement(Notices, {
    state: { ...quiet, requests },
    lostSince: null,
    stopSwitch: { goOn: () => {} } as Parameters<typeof Notices>[0]['stopSwitch'],
    loadProblem: null,
    now: Date.parse('2026-11-29T09:00:00.000Z'),
    onRetry: () => {},
    onGapRead: nothing,
    onGapGone: () => {},
  })
  return renderToStaticMarkup(createElement(WordsContext, { value: makeWords(language) }, notices))
}

test.each([
  { label: 'half of ngrok’s requests', used: 'half', count: 10_123, tone: 'need', says: '10,123 of 20,000' },
  { label: 'most of ngrok’s requests', used: 'most', count: 16_123, tone: 'bad', says: 'Only 3,877 of 20,000' },
  { label: 'more than all', used: 'most', count: 20_123, tone: 'bad', says: 'Only 0 of 20,000' },
] as const)('$label used up is said across the feed', ({ used, count, tone, says }) => {
  const requests = { month: '2026-11', count, quota: 20_000, used }
  expect(shown(requests)).toContain(`class="notice ${tone}"`)
  expect(shown(requests)).toContain(says)
  expect(shown(requests, 'zh')).toMatch(/\p{Script=Han}/u)
})

test('without ngrok, before half of them, and on a paid plan nothing is said', () => {
  const requests = { month: '2026-11', count: 9_000, quota: 20_000, used: null }
  for (const each of [null, requests, { ...requests, count: 90_000, quota: null }]) expect(shown(each)).toBe('')
})
