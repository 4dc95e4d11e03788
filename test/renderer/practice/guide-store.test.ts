import { expect, test } from 'vitest'
import { advance, noProgress, stepOf } from '../../../src/renderer/practice/guide-store.ts'
import type { Message } from '../../../src/shared/message.ts'
import { inbound, outbound } from '../messages.ts'

const after = (...messages: Message[]) => stepOf(messages.reduce(advance, noProgress))

const asking = inbound(3, { needsPerson: true, because: { rule: 'person' } })

test.each([
  { label: 'nothing happened', messages: [], step: 'ask' },
  { label: 'a plain text is no question', messages: [outbound(1, { kind: 'text' })], step: 'ask' },
  { label: 'a question went out', messages: [outbound(1)], step: 'answer' },
  { label: 'it was answered', messages: [outbound(1), inbound(2)], step: 'difficult' },
  {
    label: 'a person is needed',
    messages: [outbound(1), inbound(2), inbound(3, { needsPerson: true, because: { rule: 'person' } })],
    step: 'file',
  },
  {
    label: 'filed by hand',
    messages: [
      outbound(1),
      inbound(2),
      inbound(3, {
        because: { rule: 'option', option: '1', why: 'filed by hand', filedAt: '2026-11-22T10:00:00.000Z' },
      }),
    ],
    step: 'number',
  },
  {
    label: 'the reply that needed a person is done',
    messages: [outbound(1), inbound(2), asking, inbound(3, { because: { rule: 'none' } })],
    step: 'number',
  },
  {
    label: 'somebody was done with a difficult reply before the window opened',
    messages: [outbound(1), inbound(2), { ...asking, needsPerson: false, doneAt: '2026-11-22T10:00:00.000Z' }],
    step: 'number',
  },
  {
    label: 'its customer got words of our own',
    messages: [outbound(1), inbound(2), asking, outbound(4, { kind: 'text' })],
    step: 'number',
  },
  {
    label: 'another customer, thanks, and an older text answer nothing',
    messages: [
      outbound(1),
      inbound(2),
      asking,
      outbound(4, { kind: 'text', customer: '447700900124' }),
      outbound(5, { kind: 'thanks' }),
      outbound(1, { kind: 'text', state: 'delivered' }),
    ],
    step: 'file',
  },
])('$label: $step', ({ messages, step }) => expect(after(...messages)).toBe(step))

test('a skipped step is passed, and the words heard are the newest ones', () => {
  expect(stepOf({ ...noProgress, skipped: ['ask', 'answer'] })).toBe('difficult')
  expect([outbound(1), inbound(2, { text: '2 pls' })].reduce(advance, noProgress).heard).toBe('2 pls')
})
