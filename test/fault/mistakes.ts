/** A mistake of one line that somebody may make one day, and the tests that must notice. */
export interface Mistake {
  name: string
  file: string
  /** Stands in the file exactly once. */
  right: string
  wrong: string
  project: 'unit' | 'scenario'
  tests: string
}

const unit = (test: string) => ({ project: 'unit', tests: `test/main/${test}.test.ts` }) as const

export const mistakes: readonly Mistake[] = [
  {
    name: 'a reply is answered before it is committed',
    file: 'src/main/inbound/hot-route.ts',
    right: 'return (await stored(() => storeWebhook(needs.store, webhook, readWebhook(webhook, fields)))) ? 200 : 503',
    wrong: 'return stored(() => storeWebhook(needs.store, webhook, readWebhook(webhook, fields))) ? 200 : 503',
    ...unit('inbound/hot-route'),
  },
  {
    name: 'the desk hands a reply to the store without waiting for it',
    file: 'src/main/desk.ts',
    right: "void (await store.write('receive', text))",
    wrong: "void store.write('receive', text)",
    project: 'scenario',
    tests: 'test/fault/durability.test.ts',
  },
  {
    name: 'the database is opened with synchronous=NORMAL',
    file: 'src/main/store/open.ts',
    right: "db.pragma('synchronous = FULL')",
    wrong: "db.pragma('synchronous = NORMAL')",
    ...unit('store/open'),
  },
  {
    name: 'a reply that Vonage repeats is taken for a new one',
    file: 'src/main/store/inbox.ts',
    right: "function receive(text: InboundText): 'stored' | 'repeat' {",
    wrong:
      "function receive(text: InboundText): 'stored' | 'repeat' { text = { ...text, providerId: crypto.randomUUID() }",
    ...unit('store/store'),
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
    file: 'src/main/store/inbox.ts',
    right: 'recovered === undefined ? thanksAt : thanksAt + restComesInMs,',
    wrong: 'thanksAt,',
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
    ...unit('store/store'),
  },
  {
    name: 'what was leaving when the desk died is queued again',
    file: 'src/main/store/outbox.ts',
    right: "move.run('unknown', 'interrupted', interrupted, seq)",
    wrong: "requeue.run(now, 'interrupted', interrupted, seq)",
    ...unit('store/store'),
  },
  {
    name: 'a send that was not answered in time is tried again',
    file: 'src/main/outbound/classify.ts',
    right: "? unknown('timeout', 'Vonage did not answer in 15 seconds.')",
    wrong: "? again(attempts, now, null, 'timeout', 'Vonage did not answer in 15 seconds.')",
    ...unit('outbound/sending'),
  },
  {
    name: 'a text that waits in the queue goes out after a STOP',
    file: 'src/main/store/outbox.ts',
    right: 'if (isOut(text.customer)) cancel.run(',
    wrong: 'if (isOut(text.ours)) cancel.run(',
    ...unit('store/store'),
  },
  {
    name: 'a customer who has opted out is thanked',
    file: 'src/main/store/inbox.ts',
    right: "const silenced = rule !== 'opt-in' &&",
    wrong: "const silenced = rule === 'opt-in' &&",
    ...unit('store/store'),
  },
  {
    name: 'the parts of a long reply are joined in the order they came in',
    file: 'src/main/store/parts.ts',
    right: 'AND complete = 0 ORDER BY number',
    wrong: 'AND complete = 0 ORDER BY id',
    ...unit('store/store'),
  },
  {
    name: 'any signature of the right length passes',
    file: 'src/main/inbound/signature.ts',
    right: 'return right.length === given.length && timingSafeEqual(right, given)',
    wrong: 'return right.length === given.length || timingSafeEqual(right, given)',
    ...unit('inbound/signature'),
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
