import { type Mistake, unit } from './mistake.ts'

/** What an answer to a text is taken for, and what a receipt says of it. */
export const mistakesInSending: readonly Mistake[] = [
  {
    name: 'an answer that says nothing of a text is taken for a refusal of it',
    file: 'src/main/outbound/vonage-sms.ts',
    right: '!messages.every(isPart)',
    wrong: '!messages.every(isRecord)',
    ...unit('outbound/sending'),
  },
  {
    name: 'a request that something on the way gave up waiting for is called refused',
    file: 'src/main/outbound/classify.ts',
    right: 'if (refusing.has(answer.status))',
    wrong: 'if (answer.status >= 400 && answer.status < 500)',
    ...unit('outbound/sending'),
  },
  {
    name: 'a text is called refused although a receipt says that it has left',
    file: 'src/main/store/outbox.ts',
    right: "outcome.kind === 'refused' && hasReceipt(seq)",
    wrong: "outcome.kind === 'refused' && seq < 0",
    ...unit('store/receipts'),
  },
  {
    name: 'a receipt with a status that nobody lists is thrown away',
    file: 'src/main/store/receipts.ts',
    right: 'if (state === undefined && (byOurs === null || ',
    wrong: 'if (state === undefined || (byOurs === null && ',
    ...unit('store/receipts'),
  },
  {
    name: 'the last try of a text that is throttled says nothing of the others',
    file: 'src/main/outbound/dispatcher.ts',
    right: "outcome.kind === 'refused' ? (outcome.restUntil ?? null) : null",
    wrong: 'null',
    ...unit('outbound/throttled'),
  },
  {
    name: 'a text waits for as long as an answer says, and leaves at once after a restart',
    file: 'src/main/outbound/classify.ts',
    right: 'Math.min(Math.max(waitMs ?? 0, backoffMs), longestWaitMs)',
    wrong: 'Math.max(waitMs ?? 0, backoffMs)',
    ...unit('outbound/throttled'),
  },
  {
    name: 'a line that never became secure is taken for one that broke',
    file: 'src/main/outbound/post-once.ts',
    right: "isSecure ? 'secureConnect' : 'connect'",
    wrong: "'connect'",
    ...unit('outbound/line'),
  },
  {
    name: 'a text that left over a line which then broke is taken for one that did not',
    file: 'src/main/outbound/post-once.ts',
    right: 'isUp = true',
    wrong: 'isUp = false',
    ...unit('outbound/line'),
  },
  {
    name: 'texts share a connection, which the other side may end just then',
    file: 'src/main/outbound/post-once.ts',
    right: 'agent: false }',
    wrong: 'agent: undefined }',
    ...unit('outbound/line'),
  },
  {
    name: 'a text of unknown fate may go back to the queue',
    file: 'src/shared/message.ts',
    right: "unknown: ['submitted', ",
    wrong: "unknown: ['queued', 'submitted', ",
    ...unit('store/moves'),
  },
  {
    name: 'a released migration is changed along with the words of today',
    file: 'src/main/store/released-words.ts',
    right: "  'unknown>submitted',",
    wrong: "  'unknown>queued',\n  'unknown>submitted',",
    ...unit('store/migrations'),
  },
  {
    name: 'receipts of other software are kept for as long as the desk runs',
    file: 'src/main/store/receipts.ts',
    right: 'dropForeign.run(oldest)',
    wrong: 'foreign.delete(oldest)',
    ...unit('store/receipts'),
  },
]
