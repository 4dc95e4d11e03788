import { describe, expect, test } from 'vitest'
import { ann, ben, cem, lose, openThreads, refuse } from '../../support/threads.ts'

const day = 86_400_000

describe('a thread’s status', () => {
  test('is what is true first: somebody is needed, a text failed, a question is open, nothing is', () => {
    const { ask, says, status, queue, leave, write, at } = openThreads()
    ask(ann)
    expect(status(ann)).toBe('waiting')
    queue(ann)
    const [failed = 0] = leave(refuse)
    expect(status(ann)).toBe('failed')
    const question = says(ann, 'can you come after 3?')
    expect(status(ann)).toBe('needs-you')
    write.closeReply({ seq: question, now: at() })
    expect(status(ann)).toBe('failed')
    write.closeText({ seq: failed, now: at() })
    expect(status(ann)).toBe('waiting')
    says(ann, '2')
    expect(status(ann)).toBe('done')
  })

  test.each([
    ['the question was not delivered', ({ carrierSays, newest }) => carrierSays(newest(), 'failed'), 'failed'],
    ['it opted out', ({ says }) => says(ann, 'STOP'), 'done'],
    ['it opted out and in again', ({ says }) => [says(ann, 'STOP'), says(ann, 'START')], 'waiting'],
    ['a month has passed', ({ pass }) => pass(31 * day), 'done'],
    ['four weeks have passed', ({ pass }) => pass(28 * day), 'waiting'],
    ['it wrote something else', ({ says }) => says(ann, 'which day?'), 'needs-you'],
  ] as [string, (desk: ReturnType<typeof openThreads>) => unknown, string][])('%s', (_, happens, status) => {
    const desk = openThreads()
    desk.ask(ann)
    happens(desk)
    expect(desk.status(ann)).toBe(status)
  })

  test('a question that failed and was sent again waits; one that nobody sends again is done with the failure', () => {
    const desk = openThreads()
    desk.ask(ann)
    desk.carrierSays(desk.newest(), 'failed')
    desk.write.closeText({ seq: desk.newest(), now: desk.at() })
    expect(desk.status(ann)).toBe('done')
    desk.ask(ann)
    expect(desk.status(ann)).toBe('waiting')
  })

  test('an unknown number needs somebody, and small talk after an answer nobody', () => {
    const { ask, says, thread } = openThreads()
    says(ben, 'hello')
    expect(thread(ben)).toMatchObject({ status: 'needs-you', needs: { why: 'no open question', messages: 1 } })
    ask(ann)
    says(ann, '2')
    says(ann, 'ok thx')
    expect(thread(ann)).toMatchObject({
      status: 'done',
      needs: null,
      last: { text: 'ok thx', because: { rule: 'none', why: 'settled, small talk' } },
    })
  })

  test('another answer than before is filed and thanked for, and somebody looks; the same once more is nothing', () => {
    const desk = openThreads()
    desk.ask(ann)
    desk.says(ann, '2')
    desk.says(ann, '2')
    expect(desk.status(ann)).toBe('done')
    expect(desk.thread(ann).filedAs).toEqual({
      digit: '2',
      label: 'Thursday',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    const other = desk.says(ann, '3')
    const [message] = desk.read.bySeqs([other])
    expect(message).toMatchObject({
      needsPerson: false,
      because: { option: '3', was: '2' },
      thanks: { state: 'queued' },
    })
    const since = new Date(desk.at()).toISOString()
    expect(desk.thread(ann)).toMatchObject({
      status: 'needs-you',
      needs: { since, why: 'changed the answer', messages: 0 },
    })
    expect(desk.read.counts().needsPerson).toBe(0)
    expect(desk.read.threadsNeedYou(desk.at())).toBe(1)
  })

  test('a text of unknown fate is not one that did not arrive, and of those the newest says why', () => {
    const desk = openThreads()
    desk.queue(ann)
    const [unsure = 0] = desk.leave(lose)
    expect(desk.thread(ann)).toMatchObject({ status: 'failed', failed: 1, unsure: 1, failure: null })
    desk.ask(ann)
    desk.carrierSays(desk.newest(), 'failed')
    desk.queue(ann)
    const [refused = 0] = desk.leave(refuse)
    expect(desk.thread(ann)).toMatchObject({
      failed: 3,
      unsure: 1,
      failure: { problem: 'No credit.', problemCode: 'vonage-9' },
    })
    for (const seq of [unsure, refused]) desk.write.closeText({ seq, now: desk.at() })
    expect(desk.thread(ann)).toMatchObject({ failed: 1, unsure: 0, failure: { problemCode: 'carrier-3' } })
    expect(desk.tab('failed').threads).toEqual([desk.thread(ann)])
    desk.write.closeThread({ customer: ann, upTo: desk.newest(), now: desk.at() })
    expect(desk.thread(ann)).toMatchObject({ failed: 0, unsure: 0, failure: null })
  })

  test('a held text needs somebody, until it is sent or taken back', () => {
    const { queue, write, pass, thread, at, status } = openThreads()
    const seq = queue(ann)
    pass(day)
    write.claim({ now: at(), limit: 1, notFrom: [], steadySince: at() })
    expect(thread(ann)).toMatchObject({ status: 'needs-you', needs: { why: 'held', messages: 1 } })
    expect(write.closeThread({ customer: ann, upTo: seq, now: at() })).toEqual({ kind: 'closed', seqs: [] })
    expect(status(ann)).toBe('needs-you')
    write.cancelText(seq)
    expect(status(ann)).toBe('done')
  })

  test('a question that was settled by telephone waits no longer, and does again when that is taken back', () => {
    const { ask, db, status } = openThreads()
    ask(ann)
    db.exec(`INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at)
      VALUES ('North', '{}', '', 'r', '1', 'done', 1, 1);
      INSERT INTO run_rows (run, place, customer, name, about, fields, state, message, notice)
      SELECT 1, 1, customer, 'Ann', '{}', '{}', 'queued', seq, notice FROM messages WHERE kind = 'notice'`)
    db.exec("UPDATE run_rows SET settled_at = 1, settled_as = 'home'")
    expect(status(ann)).toBe('done')
    db.exec('UPDATE run_rows SET settled_at = NULL, settled_as = NULL')
    expect(status(ann)).toBe('waiting')
  })
})

describe('the list', () => {
  test('has who needs somebody oldest first, and every other tab newest first', () => {
    const { ask, says, customers, counts } = openThreads()
    for (const customer of [ann, ben, cem]) ask(customer)
    says(ben, 'which day?')
    says(ann, 'where?')
    says(ben, 'please say')
    expect(customers('needs-you')).toEqual([ben, ann])
    expect(customers('all')).toEqual([ben, ann, cem])
    expect(customers('waiting')).toEqual([cem])
    expect(customers('done')).toEqual([])
    expect(counts()).toEqual({ needsYou: 2, snoozed: 0, drafts: 0, waiting: 1, failed: 0 })
  })

  test('shows name, newest text, draft and consent, the words cut to 200 characters', () => {
    const { says, write, at, thread, newest, db } = openThreads()
    const long = '好'.repeat(300)
    says(ann, long)
    db.exec(`INSERT INTO runs (name, question, body, submission, ours, state, made_at, starts_at)
      VALUES ('a', '{}', '', 'r1', '1', 'done', 1, 1), ('b', '{}', '', 'r2', '1', 'done', 1, 1), ('c', '{}', '', 'r3', '1', 'done', 1, 1);
      INSERT INTO run_rows (run, place, customer, name, about, fields, state) VALUES
      (1, 1, '${ann}', 'A. Old', '{}', '{}', 'planned'), (2, 1, '${ann}', 'Ann New', '{}', '{}', 'planned'),
      (3, 1, '${ann}', '', '{}', '{}', 'planned')`)
    expect(thread(ann)).toMatchObject({ name: 'Ann New', draft: null, optedOut: false })
    write.savePerson({ customer: ann, name: 'Mrs Novak', now: at() })
    write.saveDraft({ customer: ann, text: long })
    says(ann, 'STOP')
    expect(thread(ann)).toMatchObject({
      name: 'Mrs Novak',
      draft: '好'.repeat(200),
      optedOut: true,
      last: { id: `m${newest()}`, seq: newest(), direction: 'inbound', text: 'STOP', state: 'received', kind: null },
    })
    write.savePerson({ customer: ann, name: null, now: at() })
    write.saveDraft({ customer: ann, text: '' })
    expect(thread(ann)).toMatchObject({ name: 'Ann New', draft: null })
  })

  test('who was only written about is not in it, until there is a text', () => {
    const { write, at, customers, says } = openThreads()
    write.savePerson({ customer: ann, note: 'back door', now: at() })
    expect(customers('all')).toEqual([])
    says(ann, 'hello')
    expect(customers('needs-you')).toEqual([ann])
  })

  test.each(['needs-you', 'all'] as const)('%s by pages has everybody once, in order', (tab) => {
    const { says, write, at, tab: list, customers } = openThreads()
    for (let each = 0; each < 23; each += 1) says(String(447700900200 + each), 'hello')
    // Raised at the same moment: nothing but the number tells them apart.
    for (let each = 0; each < 5; each += 1) {
      const customer = String(447700900200 + each)
      write.closeThread({ customer, upTo: 99, now: at() })
      write.raiseThread({ customer, now: at() })
    }
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const { threads, next } = list(tab, 4, after)
      seen.push(...threads.map(({ customer }) => customer))
      if (next === null) break
      after = next
    }
    expect(seen).toEqual(customers(tab))
    expect(new Set(seen).size).toBe(23)
  })

  test('a thread that moves to the top between two pages is not on both, and the others are all there', () => {
    const { says, tab: list } = openThreads()
    const numbers = Array.from({ length: 6 }, (_, each) => String(447700900200 + each))
    for (const customer of numbers) says(customer, 'hello')
    const first = list('all', 3)
    says(numbers[4] ?? '', 'and one more')
    const second = list('all', 3, first.next ?? undefined)
    const seen = [...first.threads, ...second.threads].map(({ customer }) => customer)
    expect(seen).toEqual(numbers.toReversed())
  })

  test('the threads of changed messages, of named people and of a run’s rows are told, each once', () => {
    const { says, read, at } = openThreads()
    const seqs = [says(ann, 'one'), says(ann, 'two'), says(ben, 'three')]
    const told = read.threadChanges({ seqs, customers: [ben, cem], moved: [{ run: 1, places: [1] }], now: at() })
    expect(told.map(({ customer }) => customer).toSorted()).toEqual([ann, ben])
  })
})
