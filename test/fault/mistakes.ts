/** A mistake of one line that somebody may make one day, and the tests that must notice. */
export interface Mistake {
  name: string
  file: string
  /** Stands in the file exactly once. */
  right: string
  wrong: string
  project: 'unit' | 'scenario' | 'fault'
  tests: string
}

const unit = (test: string) => ({ project: 'unit', tests: `test/main/${test}.test.ts` }) as const

export const mistakes: readonly Mistake[] = [
  {
    name: 'a reply is answered before it is committed',
    file: 'src/main/inbound/hot-route.ts',
    right: 'const kept = await stored(() => storeWebhook(',
    wrong: 'const kept = stored(() => storeWebhook(',
    ...unit('inbound/hot-route'),
  },
  {
    name: 'the desk hands a reply to the store without waiting for it',
    file: 'src/main/desk.ts',
    right: "void (await store.write('receive', text))",
    wrong: "void store.write('receive', text)",
    project: 'fault',
    tests: 'test/fault/durability.test.ts',
  },
  {
    name: 'the database is opened with synchronous=NORMAL',
    file: 'src/main/store/open.ts',
    right: "db.pragma('synchronous = FULL')",
    wrong: "db.pragma('synchronous = NORMAL')",
    ...unit('store/connection'),
  },
  {
    name: 'after a disk that failed, replies are acknowledged upon a log that may not be on it',
    file: 'src/main/store/open.ts',
    right: 'if (unclean) settleLog(db, file)',
    wrong: 'if (unclean && file === undefined) settleLog(db, file)',
    project: 'fault',
    tests: 'test/fault/disk-errors.test.ts',
  },
  {
    name: 'hearing of an attempt once more calls back the next one',
    file: 'src/main/store/outbox.ts',
    right: 'problem = ? WHERE seq = ? AND attempts = ?',
    wrong: 'problem = ? WHERE seq = ? AND 0 < ?',
    ...unit('store/texts-out'),
  },
  {
    name: 'a reply that Vonage repeats is taken for a new one',
    file: 'src/main/store/inbox.ts',
    right: "function receive(text: InboundText): 'stored' | 'repeat' {",
    wrong:
      "function receive(text: InboundText): 'stored' | 'repeat' { text = { ...text, providerId: crypto.randomUUID() }",
    ...unit('store/replies'),
  },
  {
    name: 'recovery: a reply that came by webhook is taken for another one',
    file: 'src/main/store/inbox.ts',
    right: "return known.get(providerId, account) ?? (recovered === undefined ? undefined : known.get(providerId, ''))",
    wrong: 'return recovered === undefined ? known.get(providerId, account) : undefined',
    ...unit('store/gaps'),
  },
  {
    name: 'recovery: replies are thanked for before the STOP that follows them is on record',
    file: 'src/main/store/automatic.ts',
    right: 'sendAt(reply) + (reply.recovered === undefined ? 0 : restComesInMs)',
    wrong: 'sendAt(reply)',
    ...unit('store/gaps'),
  },
  {
    name: 'recovery: the last piece of a long text is taken for an answer',
    file: 'src/main/recovery/pieces.ts',
    right: 'pieces.add(one.providerId).add(other.providerId)',
    wrong: 'pieces.add(one.providerId)',
    ...unit('recovery/recovery'),
  },
  {
    name: 'recovery: a page of records is taken for all of them',
    file: 'src/main/recovery/reports.ts',
    right: 'next = page.next\n',
    wrong: 'next = null\n',
    ...unit('recovery/reports'),
  },
  {
    name: 'a text is taken out of the queue without writing down that it is leaving',
    file: 'src/main/store/outbox.ts',
    right: "UPDATE messages SET state = 'sending', attempts = attempts + 1, left_at = ? WHERE seq = ?",
    wrong: 'UPDATE messages SET attempts = attempts + 1, left_at = ? WHERE seq = ?',
    ...unit('store/texts-out'),
  },
  {
    name: 'what was leaving when the desk died is queued again',
    file: 'src/main/store/outbox.ts',
    right: "move.run('unknown', 'interrupted', interrupted, seq)",
    wrong: "requeue.run(0, 'interrupted', interrupted, seq)",
    ...unit('store/texts-out'),
  },
  {
    name: 'a text that has arrived meanwhile is sent again without asking',
    file: 'src/main/store/queue.ts',
    right: "if (text.state === 'delivered') return 'delivered-meanwhile'",
    wrong: "if (text.state === '') return 'delivered-meanwhile'",
    ...unit('store/again'),
  },
  {
    name: 'a text is called missing after one look at Vonage’s records',
    file: 'src/main/store/unrecorded.ts',
    right: 'if (isFirst || text.askedAt === null || text.askedAt > now) asked.run(now, text.seq)',
    wrong: 'if (text.askedAt === null) asked.run(now, text.seq), conclude.run(text.seq)',
    ...unit('store/again'),
  },
  {
    name: 'a clock that is put forward empties the quarantine',
    file: 'src/main/store/raw.ts',
    right: 'surely = { at: Math.min(now, before), tick: performance.now() }',
    wrong: 'surely = { at: Math.max(now, before), tick: performance.now() }',
    ...unit('store/quarantine'),
  },
  {
    name: 'a send that was not answered in time is tried again',
    file: 'src/main/outbound/classify.ts',
    right: "? unknown('timeout', 'Vonage did not answer in 15 seconds.')",
    wrong: "? again(attempts, now, null, 'timeout', 'Vonage did not answer in 15 seconds.')",
    ...unit('outbound/sending'),
  },
  {
    name: 'a late receipt writes over a final one',
    file: 'src/main/store/receipts.ts',
    right: "state = CASE state WHEN 'submitted' THEN excluded.state ELSE state END`",
    wrong: 'state = excluded.state`',
    ...unit('store/receipts'),
  },
  {
    name: 'a text that waits in the queue goes out after a STOP',
    file: 'src/main/store/outbox.ts',
    right: 'const stopped = stoppedAt.get(customer)',
    wrong: "const stopped = stoppedAt.get('')",
    ...unit('store/opt-out'),
  },
  {
    name: 'a customer who has opted out is thanked',
    file: 'src/main/store/automatic.ts',
    right: "text === null ? null : isOut ? 'opted-out'",
    wrong: "text === null ? null : isOut && rule === 'help' ? 'opted-out'",
    ...unit('store/opt-out'),
  },
  {
    name: 'any thanks may go to a customer who has just opted out, and not the confirmation alone',
    file: 'src/main/store/outbox.ts',
    right: "if (!confirms) return stopped === undefined ? null : 'opted-out'",
    wrong: "if (kind !== 'thanks') return stopped === undefined ? null : 'opted-out'",
    ...unit('store/consent'),
  },
  {
    name: 'a START that was held up undoes a newer STOP',
    file: 'src/main/store/inbox.ts',
    right: "if (rule === 'opt-in') return stopSince.get(customer, saidAt) !== undefined",
    wrong: "if (rule === 'opt-in') return false",
    ...unit('store/consent'),
  },
  {
    name: 'the parts of a long reply are joined in the order they came in',
    file: 'src/main/store/parts.ts',
    right: 'AND complete = 0 ORDER BY number',
    wrong: 'AND complete = 0 ORDER BY id',
    ...unit('store/parts'),
  },
  {
    name: 'forged webhooks are kept as fast as they come',
    file: 'src/main/inbound/hot-route.ts',
    right: "if (!failures.take()) return refuse(503, 'flood')",
    wrong: 'if (!failures.take()) failures.waitMs()',
    ...unit('inbound/limits'),
  },
  {
    name: 'any signature of the right length passes',
    file: 'src/main/inbound/signature.ts',
    right: 'return right.length === given.length && timingSafeEqual(right, given)',
    wrong: 'return right.length === given.length || timingSafeEqual(right, given)',
    ...unit('inbound/signature'),
  },
  {
    name: 'log: a customer’s number is written as it is',
    file: 'src/main/log/fields.ts',
    right: "return typeof value === 'string' ? maskCustomer(value, key) : other",
    wrong: "return typeof value === 'string' ? value : other",
    ...unit('log/log'),
  },
  {
    name: 'log: a clock that leaps deletes what is not old',
    file: 'src/main/log/file.ts',
    right: 'if (drift > limits.ageMs / 10) return',
    wrong: 'if (drift > limits.ageMs / 10) await Promise.resolve()',
    ...unit('log/file'),
  },
  {
    name: 'where NODE_DEBUG is set Node prints the address that webhooks come to',
    file: 'src/main/quiet.ts',
    right: 'if (environment.NODE_DEBUG) stderr.write = () => true',
    wrong: 'if (environment.NODE_DEBUG) stderr.write(String())',
    project: 'scenario',
    tests: 'test/fault/canary.test.ts',
  },
  {
    name: 'any name is a field’s name, and hides others',
    file: 'src/main/inbound/fields.ts',
    right: "if (!isName(name)) return 'bad-name'",
    wrong: "if (name === '') return 'bad-name'",
    ...unit('inbound/forged'),
  },
  {
    name: 'any token opens the browser shell',
    file: 'src/main/browser/doors.ts',
    right: 'return given !== undefined && timingSafeEqual(digest(given), digest(expected))',
    wrong: 'return given !== undefined || timingSafeEqual(digest(expected), digest(expected))',
    ...unit('browser/doors'),
  },
  {
    name: 'the browser shell answers under any name',
    file: 'src/main/browser/doors.ts',
    right: 'hostIsOurs: (request: IncomingMessage) => request.headers.host ===',
    wrong: "hostIsOurs: (request: IncomingMessage) => request.headers.host !== '' ||",
    ...unit('browser/doors'),
  },
  {
    name: 'any window may call the desk',
    file: 'src/main/electron/sender.ts',
    right: 'event.sender === window &&',
    wrong: 'event.sender !== null &&',
    ...unit('electron/sender'),
  },
]
