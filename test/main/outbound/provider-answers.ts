import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'

export const now = 1_780_000_000_000

/** What Vonage, or what stands in its place, does with one text, and what the desk must take it for. */
export interface ProviderAnswer {
  /** As docs/provider-answers.md has it. */
  label: string
  behaviour: Behaviour
  expected: { kind: SendOutcome['kind']; code?: string; dueAt?: number }
}

export const providerAnswers: ProviderAnswer[] = [
  {
    label: 'throttled by the account',
    behaviour: { answer: 'throttled' },
    expected: { kind: 'not-sent', code: 'throttled' },
  },
  {
    label: '429',
    behaviour: { answer: 'http', code: 429, retryAfterSeconds: 7 },
    expected: { kind: 'not-sent', dueAt: now + 7000 },
  },
  { label: 'too many connections (10)', behaviour: { statuses: ['10'] }, expected: { kind: 'not-sent' } },
  { label: 'wrong key (4)', behaviour: { statuses: ['4'] }, expected: { kind: 'refused', code: 'vonage-4' } },
  { label: '401', behaviour: { answer: 'http', code: 401 }, expected: { kind: 'refused', code: 'credentials' } },
  { label: 'missing field (2)', behaviour: { statuses: ['2'] }, expected: { kind: 'refused', code: 'vonage-2' } },
  { label: 'barred (7)', behaviour: { statuses: ['7'] }, expected: { kind: 'refused', code: 'vonage-7' } },
  { label: 'no credit (9)', behaviour: { statuses: ['9'] }, expected: { kind: 'refused', code: 'vonage-9' } },
  { label: 'too long (12)', behaviour: { statuses: ['12'] }, expected: { kind: 'refused', code: 'vonage-12' } },
  {
    label: 'sender not allowed (15)',
    behaviour: { statuses: ['15'] },
    expected: { kind: 'refused', code: 'vonage-15' },
  },
  {
    label: 'a status nobody lists',
    behaviour: { statuses: ['777'] },
    expected: { kind: 'refused', code: 'vonage-777' },
  },
  { label: '400', behaviour: { answer: 'http', code: 400 }, expected: { kind: 'refused', code: 'http-400' } },
  { label: '404', behaviour: { answer: 'http', code: 404 }, expected: { kind: 'refused', code: 'http-404' } },
  { label: '408', behaviour: { answer: 'http', code: 408 }, expected: { kind: 'unknown', code: 'http-408' } },
  { label: '409', behaviour: { answer: 'http', code: 409 }, expected: { kind: 'unknown', code: 'http-409' } },
  { label: '499', behaviour: { answer: 'http', code: 499 }, expected: { kind: 'unknown', code: 'http-499' } },
  { label: '511', behaviour: { answer: 'http', code: 511 }, expected: { kind: 'unknown', code: 'http-511' } },
  {
    label: 'platform error (5)',
    behaviour: { statuses: ['5'] },
    expected: { kind: 'unknown', code: 'provider-error' },
  },
  {
    label: 'one part taken, one not',
    behaviour: { statuses: ['0', '1'] },
    expected: { kind: 'unknown', code: 'mixed' },
  },
  { label: '503', behaviour: { answer: 'http', code: 503 }, expected: { kind: 'unknown', code: 'http-503' } },
  {
    label: '503 after taking it',
    behaviour: { answer: 'http', code: 503, accept: true },
    expected: { kind: 'unknown' },
  },
  { label: 'reset', behaviour: { answer: 'reset' }, expected: { kind: 'unknown', code: 'dropped' } },
  {
    label: 'reset after taking it',
    behaviour: { answer: 'reset', accept: true },
    expected: { kind: 'unknown', code: 'dropped' },
  },
  { label: 'a body cut in the middle', behaviour: { answer: 'cut', accept: true }, expected: { kind: 'unknown' } },
  {
    label: 'a hotel’s portal page',
    behaviour: { answer: 'html' },
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  { label: 'plain text', behaviour: { answer: 'plain-text' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
  { label: 'an empty 200', behaviour: { answer: 'empty' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
  { label: '{}', behaviour: { answer: 'braces' }, expected: { kind: 'unknown', code: 'not-an-answer' } },
  { label: '204', behaviour: { answer: 'http', code: 204 }, expected: { kind: 'unknown', code: 'http-204' } },
]

/** Answers in JSON that Vonage has no words for: nothing of its own sends them, so their elements are written out. */
export const oddAnswers: {
  label: string
  messages: Record<string, unknown>[]
  expected: ProviderAnswer['expected']
}[] = [
  { label: 'an element with nothing in it', messages: [{}], expected: { kind: 'unknown', code: 'not-an-answer' } },
  {
    label: 'an id without a status',
    messages: [{ 'message-id': 'A1' }],
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  {
    label: 'a status without an id',
    messages: [{ status: '0' }],
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  {
    label: 'a word for a status',
    messages: [{ status: 'OK', 'message-id': 'A1' }],
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  {
    label: 'a part refused and one with a word',
    messages: [{ status: '9' }, { status: 'OK' }],
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  {
    label: 'a status that is a list',
    messages: [{ status: ['9'] }],
    expected: { kind: 'unknown', code: 'not-an-answer' },
  },
  {
    label: 'no credit (9), and an id',
    messages: [{ status: '9', 'message-id': 'A1' }],
    expected: { kind: 'unknown', code: 'provider-error' },
  },
  {
    label: 'throttled, and an id',
    messages: [{ status: '1', 'message-id': 'A1' }],
    expected: { kind: 'unknown', code: 'provider-error' },
  },
  {
    label: 'no credit (9), as a number',
    messages: [{ status: 9 }],
    expected: { kind: 'refused', code: 'vonage-9' },
  },
  {
    label: 'status 0 as a number, and an id',
    messages: [{ status: 0, 'message-id': 'A1' }],
    expected: { kind: 'accepted' },
  },
]
