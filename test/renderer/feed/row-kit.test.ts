import { expect, test } from 'vitest'
import { belongs } from '../../../src/renderer/feed/merge.ts'
import { canReopen, isAnswered, toneOf } from '../../../src/renderer/feed/row-kit.ts'
import type { Message } from '../../../src/shared/message.ts'
import { inbound, outbound } from '../messages.ts'

const doneAt = '2026-11-22T11:00:00.000Z'
const answer: Message['answer'] = {
  id: 'm9',
  state: 'delivered',
  at: doneAt,
  problem: null,
  problemCode: null,
  text: 'Yes, at 4.',
}
const asks = { because: { rule: 'person', why: 'asks a question' } } as const

test.each<{ label: string; row: Message; tone: string; reopens: boolean; answered: boolean; listed: string[] }>([
  {
    label: 'a reply that waits',
    row: inbound(1, { ...asks, needsPerson: true }),
    tone: 'need',
    reopens: false,
    answered: false,
    listed: ['all', 'needs-person', 'replies'],
  },
  {
    label: 'one that somebody answered',
    row: inbound(1, { ...asks, answer }),
    tone: '',
    reopens: true,
    answered: true,
    listed: ['all', 'replies'],
  },
  {
    label: 'one whose answer did not arrive',
    row: inbound(1, { ...asks, needsPerson: true, answer: { ...answer, state: 'failed' } }),
    tone: 'need',
    reopens: false,
    answered: false,
    listed: ['all', 'needs-person', 'replies'],
  },
  {
    label: 'one that is done',
    row: inbound(1, { ...asks, doneAt }),
    tone: '',
    reopens: true,
    answered: false,
    listed: ['all', 'replies'],
  },
  {
    label: 'a filed one that was answered too',
    row: inbound(1, { answer }),
    tone: '',
    reopens: false,
    answered: false,
    listed: ['all', 'replies'],
  },
  {
    label: 'a text that failed',
    row: outbound(1, { state: 'failed' }),
    tone: 'lost',
    reopens: false,
    answered: false,
    listed: ['all', 'failed'],
  },
  {
    label: 'one that somebody is done with',
    row: outbound(1, { state: 'failed', doneAt }),
    tone: '',
    reopens: true,
    answered: false,
    listed: ['all'],
  },
  {
    label: 'one of which nothing is known',
    row: outbound(1, { state: 'unknown' }),
    tone: 'need',
    reopens: false,
    answered: false,
    listed: ['all', 'failed'],
  },
])('$label', ({ row, tone, reopens, answered, listed }) => {
  expect(toneOf(row)).toBe(tone)
  expect(canReopen(row)).toBe(reopens)
  expect(isAnswered(row)).toBe(answered)
  const views = (['all', 'needs-person', 'replies', 'failed'] as const).filter((view) => belongs(view, row))
  expect(views).toEqual(listed)
})
