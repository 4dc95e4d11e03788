import type { Message } from '../../src/shared/message.ts'

/** An inbound text number `seq`, as the desk sends it to the window. */
export const inbound = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  seq,
  direction: 'inbound',
  customer: '447700900123',
  ours: '447700900000',
  text: '2',
  state: 'received',
  at: new Date(Date.UTC(2026, 10, 22, 10, 0, seq)).toISOString(),
  oddTime: false,
  reference: null,
  providerIds: [`p${seq}`],
  problem: null,
  problemCode: null,
  because: { rule: 'option', option: '2', label: 'Thursday', heard: '2', why: 'starts with the digit' },
  kind: null,
  inReplyTo: null,
  needsPerson: false,
  options: [
    { digit: '1', label: 'tomorrow', date: null },
    { digit: '2', label: 'Thursday', date: null },
  ],
  questions: [],
  thanks: null,
  noThanks: null,
  recovered: false,
  doneAt: null,
  answer: null,
  textedAgain: null,
  triedBefore: null,
  parts: null,
  ...change,
})

export const outbound = (seq: number, change: Partial<Message> = {}): Message =>
  inbound(seq, {
    direction: 'outbound',
    state: 'submitted',
    text: 'When?',
    because: null,
    kind: 'notice',
    options: [],
    reference: `r${seq}`,
    ...change,
  })
