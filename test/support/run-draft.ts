import type { RunDraft } from '../../src/main/runs/make-run.ts'
import { deliveryQuestion } from '../../src/shared/question.ts'

export const start = 1_780_000_000_000
export const ours = '447700900000'
export const number = (index: number) => String(447700901000 + index)

export const draft = (count: number, over: Partial<RunDraft> = {}): RunDraft => ({
  submissionId: 'one',
  name: 'Wed 12, North',
  question: deliveryQuestion,
  ours,
  entries: Array.from({ length: count }, (_, index) => ({
    customer: number(index),
    name: `Customer ${index}`,
    about: { stop: String(index) },
    fields: { weekday: 'Thursday' },
    country: 'GB',
    anyway: false,
  })),
  now: start,
  startsAt: start + 10_000,
  until: null,
  asked: {},
  chase: null,
  ...over,
})
