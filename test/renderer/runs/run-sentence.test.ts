import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RunSentence } from '../../../src/renderer/runs/RunSentence.tsx'
import { WordsContext } from '../../../src/renderer/words/use-words.ts'
import { type Language, makeWords } from '../../../src/renderer/words/words.ts'
import type { Run } from '../../../src/shared/run.ts'
import { aRun } from './runs.ts'

const none = aRun(1).outcomes
const texts = { queued: 0, accepted: 0, delivered: 0, failed: 0, unsure: 0 }
const said = (change: Partial<Run>, language: Language = 'en', stopped = false) =>
  renderToStaticMarkup(
    createElement(
      WordsContext.Provider,
      { value: makeWords(language) },
      createElement(RunSentence, { run: aRun(1, { rows: 50, ...change }), stopped }),
    ),
  )

test.each<{ label: string; run: Partial<Run>; says: string; zh: string }>([
  {
    label: 'the first three on their way, the rest waits',
    run: { state: 'canary', outcomes: { ...none, waiting: 3, 'not-sent': 47 }, texts: { ...texts, accepted: 3 } },
    says: 'The first 3 texts are on their way. The rest waits for one to arrive, half a minute at the most.',
    zh: '前 3 条已在路上。其余的等到有一条送达，最多再等半分钟。',
  },
  {
    label: 'a few more of them, after the first were lost',
    run: {
      state: 'canary',
      outcomes: { ...none, waiting: 1, unreachable: 3, 'not-sent': 46 },
      texts: { ...texts, accepted: 1, failed: 3 },
    },
    says: 'The first text is on its way. The rest waits for it to arrive, half a minute at the most.',
    zh: '前 1 条已在路上。其余的等到有一条送达，最多再等半分钟。',
  },
  {
    label: 'a list of three: nobody waits',
    run: { state: 'canary', rows: 3, outcomes: { ...none, waiting: 3 }, texts: { ...texts, accepted: 3 } },
    says: 'Sending: 3 sent, 0 not sent yet, 0 answered',
    zh: '发送中：已发 3 条，0 条未发，0 位已答复',
  },
  {
    label: 'the rest leaves, and no receipt has come',
    run: { state: 'sending', outcomes: { ...none, waiting: 33, 'not-sent': 17 }, texts: { ...texts, accepted: 33 } },
    says: 'Sending: 33 sent, 17 not sent yet. No receipt has come, so nobody knows whether they arrive.',
    zh: '发送中：已发 33 条，17 条未发。还没有收到回执，不知道是否送达。',
  },
  {
    label: 'the rest leaves, and one has answered',
    run: {
      state: 'sending',
      outcomes: { ...none, waiting: 32, option: 1, 'not-sent': 17 },
      texts: { ...texts, accepted: 33 },
    },
    says: 'Sending: 33 sent, 17 not sent yet, 1 answered',
    zh: '发送中：已发 33 条，17 条未发，1 位已答复',
  },
  {
    label: 'the first three lost',
    run: {
      state: 'paused',
      why: 'canary',
      outcomes: { ...none, unreachable: 3, 'not-sent': 47 },
      texts: { ...texts, failed: 3 },
    },
    says: 'Paused: the first 3 texts all failed, 47 not sent. Look at them, then go on or stop',
    zh: '已暂停：前 3 条全部失败，47 条未发。请查看，然后继续或停止',
  },
  {
    label: 'two lost, and of one nothing is known',
    run: {
      state: 'paused',
      why: 'canary',
      outcomes: { ...none, unreachable: 2, waiting: 1, 'not-sent': 47 },
      texts: { ...texts, failed: 2, accepted: 1 },
    },
    says: 'Paused: 2 texts failed, and of no other is it known that it arrived. 47 not sent. Look at them, then go on or stop',
    zh: '已暂停：2 条发送失败，其余的也都没有送达的消息，47 条未发。请查看，然后继续或停止',
  },
])('what a run says: $label', ({ run, says, zh }) => {
  expect([said(run), said(run, 'zh')]).toEqual([says, zh])
})
