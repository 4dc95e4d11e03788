import { type OutcomeKind, outcomes, type Run, type RunRow } from '../../../src/shared/run.ts'

/** A run number `number` of as many customers as are given, as the desk tells of it. */
export const aRun = (number: number, change: Partial<Run> = {}): Run => ({
  id: `run${number}`,
  name: `Wed ${number} · North`,
  questionId: 'delivery',
  options: [
    { digit: '1', label: 'tomorrow', date: null },
    { digit: '2', label: '{weekday}', date: null },
    { digit: '3', label: 'deliver to post office', date: null },
  ],
  state: 'sending',
  why: null,
  madeAt: '2026-11-25T08:03:00.000Z',
  until: null,
  quietUntil: null,
  chase: null,
  closing: null,
  startsAt: '2026-11-25T08:03:10.000Z',
  rows: 3,
  outcomes: { ...(Object.fromEntries(outcomes.map((kind) => [kind, 0])) as Record<OutcomeKind, number>), waiting: 3 },
  chosen: { 1: 0, 2: 0, 3: 0 },
  changed: 0,
  texts: { queued: 0, accepted: 3, delivered: 0, failed: 0, unsure: 0 },
  dropped: 0,
  replied: 0,
  defaulted: 0,
  exportedAt: null,
  ...change,
})

export const aRow = (place: number, change: Partial<RunRow> = {}): RunRow => ({
  runId: 'run1',
  place,
  customer: `4477009001${String(place).padStart(2, '0')}` as RunRow['customer'],
  name: `Customer ${place}`,
  about: {},
  outcome: 'waiting',
  chasedAt: null,
  defaultedAt: null,
  option: null,
  date: null,
  digits: null,
  why: null,
  settledAs: null,
  filed: null,
  changed: false,
  said: null,
  text: {
    messageId: `m${place}`,
    state: 'submitted',
    at: '2026-11-25T08:03:11.000Z',
    problem: null,
    problemCode: null,
  },
  again: false,
  ...change,
})

/** What the customer wrote `minute` minutes after the run began. */
export const saying = (place: number, minute: number, text = 'hm'): Partial<RunRow> => ({
  said: { messageId: `m${1000 + place}`, text, at: new Date(Date.UTC(2026, 10, 25, 9, minute)).toISOString() },
})
