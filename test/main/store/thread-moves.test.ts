import { describe, expect, test } from 'vitest'
import { accept, ann, ben, lose, openThreads, refuse } from '../../support/threads.ts'

const hour = 3_600_000

describe('"done" of a thread', () => {
  test('closes its replies and its failed texts, says which, and each can be taken back', () => {
    const { says, queue, leave, write, at, status, newest, read } = openThreads()
    const first = says(ann, 'where are you?')
    queue(ann)
    const [failed = 0] = leave(refuse)
    const second = says(ann, 'hello?')
    expect(write.closeThread({ customer: ann, upTo: newest(), now: at() })).toEqual({
      kind: 'closed',
      seqs: [first, second, failed],
    })
    expect(status(ann)).toBe('done')
    expect(read.bySeqs([first, failed]).map(({ doneAt }) => doneAt)).toEqual(
      Array(2).fill(new Date(at()).toISOString()),
    )
    for (const seq of [first, failed]) expect(write.reopen({ seq })).toEqual({ kind: 'settled' })
    expect(status(ann)).toBe('needs-you')
    write.closeReply({ seq: first, now: at() })
    expect(status(ann)).toBe('failed')
  })

  test('is of what somebody has seen: what came in while they pressed the key is not cleared', () => {
    const { says, write, at, thread, ask } = openThreads()
    ask(ben)
    const seen = says(ann, 'where are you?')
    const unseen = says(ann, 'never mind, come tomorrow')
    write.closeThread({ customer: ann, upTo: seen, now: at() })
    expect(thread(ann)).toMatchObject({ status: 'needs-you', needs: { messages: 1 }, last: { seq: unseen } })
    const before = says(ben, '2')
    says(ben, '3')
    write.closeThread({ customer: ben, upTo: before, now: at() })
    expect(thread(ben)).toMatchObject({ status: 'needs-you', needs: { why: 'changed the answer' } })
  })

  test('of another customer’s thread, or of nobody’s, changes nothing', () => {
    const { says, write, at, status } = openThreads()
    const seq = says(ann, 'where are you?')
    expect(write.closeThread({ customer: ben, upTo: seq, now: at() })).toEqual({ kind: 'no-such-thread' })
    says(ben, 'hello')
    write.closeThread({ customer: ben, upTo: 99, now: at() })
    expect(status(ann)).toBe('needs-you')
  })
})

describe('a thread that somebody raised', () => {
  const raised = () => {
    const desk = openThreads()
    const { ask, says, write, at } = desk
    ask(ann)
    const reply = says(ann, '2')
    write.raiseThread({ customer: ann, now: at() })
    expect(desk.thread(ann)).toMatchObject({
      status: 'needs-you',
      needs: { since: new Date(at()).toISOString(), why: null, messages: 0 },
    })
    return { ...desk, reply }
  }

  test('stays until "done", over a restart too', () => {
    const { folder, close } = raised()
    close()
    const { status, write, newest, at } = openThreads(folder)
    expect(status(ann)).toBe('needs-you')
    write.closeThread({ customer: ann, upTo: newest(), now: at() })
    expect(status(ann)).toBe('done')
  })

  test('stays until a reply is filed, and not when a reply is only closed', () => {
    const { write, reply, at, status, submission } = raised()
    write.closeReply({ seq: reply, now: at() })
    expect(status(ann)).toBe('needs-you')
    write.fileReply({ submissionId: submission(), seq: reply, option: '1', now: at() })
    expect(status(ann)).toBe('done')
  })

  test.each([
    ['arrives', accept, 'done'],
    ['is refused', refuse, 'needs-you'],
    ['may have arrived', lose, 'needs-you'],
  ] as const)('is answered when the answer %s', (_, outcome, status) => {
    const desk = raised()
    desk.leave()
    desk.queue(ann)
    expect(desk.status(ann)).toBe('done')
    desk.leave(outcome)
    expect(desk.status(ann)).toBe(status)
  })

  test('comes back when the answer is taken back, and is not answered by a run', () => {
    const { queue, write, status, db, at } = raised()
    write.cancelText(queue(ann, { holdMs: 5_000 }))
    expect(status(ann)).toBe('needs-you')
    db.exec(`INSERT INTO messages (direction, customer, ours, text, state, at, kind, reference, segments)
      VALUES ('outbound', '${ann}', '1', 'of a run', 'queued', ${at()}, 'notice', '${'r'.repeat(40)}', 1)`)
    expect(status(ann)).toBe('needs-you')
  })

  test('by another answer than before is not answered by a text that speaks of an earlier reply', () => {
    const { ask, says, queue, thread } = openThreads()
    ask(ann)
    const first = says(ann, '2')
    const other = says(ann, '3')
    queue(ann, { inReplyTo: first })
    queue(ann)
    expect(thread(ann)).toMatchObject({ status: 'needs-you', changedBy: `m${other}` })
    queue(ann, { inReplyTo: other })
    expect(thread(ann)).toMatchObject({ status: 'done', changedBy: null })
    says(ann, 'which day?')
    expect(thread(ann)).toMatchObject({ status: 'needs-you', changedBy: null })
  })

  test('by another answer than before names the reply until it is filed, also while it is put off', () => {
    const { ask, says, write, at, thread, submission } = openThreads()
    ask(ann)
    says(ann, '2')
    const other = says(ann, '3')
    write.snoozeThread({ customer: ann, until: at() + hour, now: at() })
    expect(thread(ann)).toMatchObject({ status: 'waiting', needs: null, changedBy: `m${other}` })
    write.fileReply({ submissionId: submission(), seq: other, option: '3', now: at() })
    expect(thread(ann)).toMatchObject({ status: 'done', changedBy: null })
    write.raiseThread({ customer: ann, now: at() })
    expect(thread(ann)).toMatchObject({ status: 'needs-you', changedBy: null })
  })
})

describe('a thread that was put off', () => {
  test('comes back at its time, over a restart too, and is under Waiting until then', () => {
    const { says, write, at, folder, close, counts, thread } = openThreads()
    says(ann, 'can you ring me?')
    const until = at() + hour
    write.snoozeThread({ customer: ann, until, now: at() })
    expect(thread(ann)).toMatchObject({ status: 'waiting', needs: null, snoozedUntil: new Date(until).toISOString() })
    expect(counts()).toEqual({ needsYou: 0, snoozed: 1, drafts: 0, waiting: 1, failed: 0 })
    close()
    const later = openThreads(folder)
    later.pass(until - later.at() - 1)
    expect(later.customers('needs-you')).toEqual([])
    expect(later.read.woken({ since: later.at(), now: later.at() })).toEqual({ customers: [], nextAt: until })
    later.pass(1)
    expect(later.customers('needs-you')).toEqual([ann])
    expect(later.customers('waiting')).toEqual([])
    expect(later.thread(ann)).toMatchObject({ status: 'needs-you', snoozedUntil: null })
    expect(later.read.woken({ since: until - 1, now: until })).toEqual({ customers: [ann], nextAt: null })
  })

  test('comes back with a reply that needs somebody, and not with small talk', () => {
    const { ask, says, write, at, status } = openThreads()
    ask(ann)
    says(ann, '2')
    write.raiseThread({ customer: ann, now: at() })
    write.snoozeThread({ customer: ann, until: at() + hour, now: at() })
    says(ann, 'ok thx')
    expect(status(ann)).toBe('waiting')
    says(ann, 'is it today?')
    expect(status(ann)).toBe('needs-you')
  })

  test('comes back with an answer that did not arrive, or with another answer of the customer', () => {
    const { ask, says, write, at, status, queue, leave } = openThreads()
    const put = (customer: string) => write.snoozeThread({ customer, until: at() + hour, now: at() })
    queue(ann, { inReplyTo: says(ann, 'can you ring me?') })
    put(ann)
    expect(status(ann)).toBe('waiting')
    leave(refuse)
    expect(status(ann)).toBe('needs-you')
    ask(ben)
    says(ben, '2')
    put(ben)
    expect(status(ben)).toBe('waiting')
    says(ben, '3')
    expect(status(ben)).toBe('needs-you')
  })

  test('that needed nobody comes back as one that somebody raised; "done" before ends it', () => {
    const { ask, says, write, at, pass, thread, status, newest } = openThreads()
    for (const customer of [ann, ben]) {
      ask(customer)
      says(customer, '2')
      write.snoozeThread({ customer, until: at() + hour, now: at() })
    }
    write.closeThread({ customer: ben, upTo: newest(), now: at() })
    pass(hour)
    expect(thread(ann)).toMatchObject({ status: 'needs-you', needs: { why: null } })
    expect(status(ben)).toBe('done')
    write.snoozeThread({ customer: ann, until: at() + hour, now: at() })
    write.snoozeThread({ customer: ann, until: null, now: at() })
    expect(status(ann)).toBe('needs-you')
  })
})

describe('a text that answers the whole thread', () => {
  const asked = () => {
    const desk = openThreads()
    const replies = ['where are you?', 'hello?', 'please ring'].map((text) => desk.says(ann, text))
    return { ...desk, replies, last: replies[2] ?? 0 }
  }
  const needing = ({ read, replies }: ReturnType<typeof asked>) =>
    read.bySeqs(replies).map(({ needsPerson }) => needsPerson)

  test('answers every reply up to the one that it names, and none that came since', () => {
    const desk = asked()
    const { queue, replies, says, thread, touched } = desk
    says(ben, 'hello?')
    const unseen = says(ann, 'never mind')
    touched.clear()
    queue(ann, { inReplyTo: desk.last, wholeThread: true })
    expect(needing(desk)).toEqual([false, false, false])
    expect(replies.every((seq) => touched.has(seq))).toBe(true)
    expect(thread(ann)).toMatchObject({ status: 'needs-you', needs: { messages: 1 }, last: { seq: unseen + 1 } })
    expect(desk.status(ben)).toBe('needs-you')
  })

  test('without it, a text answers the one reply', () => {
    const desk = asked()
    desk.queue(ann, { inReplyTo: desk.last })
    expect(needing(desk)).toEqual([true, true, false])
  })

  test.each([
    ['is refused', (desk: ReturnType<typeof asked>) => desk.leave(refuse)],
    ['may have arrived', (desk: ReturnType<typeof asked>) => desk.leave(lose)],
    ['is taken back', (desk: ReturnType<typeof asked>) => desk.write.cancelText(desk.newest())],
    [
      'is not delivered',
      (desk: ReturnType<typeof asked>) => {
        desk.leave()
        desk.carrierSays(desk.newest(), 'failed')
      },
    ],
  ])('brings each of them back when it %s', (_, fails) => {
    const desk = asked()
    desk.queue(ann, { inReplyTo: desk.last, wholeThread: true })
    desk.touched.clear()
    fails(desk)
    expect(needing(desk)).toEqual([true, true, true])
    expect(desk.replies.every((seq) => desk.touched.has(seq))).toBe(true)
    expect(desk.status(ann)).toBe('needs-you')
  })

  test('of unknown fate that arrived after all has answered them; one that was closed meanwhile stays closed', () => {
    const desk = asked()
    const seq = desk.queue(ann, { inReplyTo: desk.last, wholeThread: true })
    desk.leave(lose)
    desk.write.closeReply({ seq: desk.replies[0] ?? 0, now: desk.at() })
    const { reference } = desk.read.bySeqs([seq])[0] ?? {}
    desk.write.receipt({
      account: 'abcd1234',
      providerId: 'late',
      reference: reference ?? null,
      status: 'delivered',
      errorCode: '0',
      arrivedAt: desk.at(),
    })
    expect(needing(desk)).toEqual([false, false, false])
    expect(desk.status(ann)).toBe('done')
  })
})

describe('a text that is held for some seconds', () => {
  test('leaves after them and not before, over a restart too', () => {
    const { queue, leave, folder, close, at, pass, write } = openThreads()
    const seq = queue(ann, { holdMs: 5_000 })
    pass(4_999)
    expect(leave()).toEqual([])
    expect(write.claim({ now: at(), limit: 1, notFrom: [], steadySince: 0 }).nextDueAt).toBe(at() + 1)
    close()
    const later = openThreads(folder)
    later.write.resume({ now: later.at() })
    later.pass(at() - later.at())
    expect(later.leave()).toEqual([])
    later.pass(1)
    expect(later.leave()).toEqual([seq])
  })

  test('and taken back never leaves; whichever comes first, it is one of the two', () => {
    const { queue, leave, write, pass, read } = openThreads()
    for (const isTakenBackFirst of [true, false]) {
      const seq = queue(ann, { holdMs: 5_000 })
      pass(5_000)
      const takeBack = () => write.cancelText(seq).kind
      const [left, taken] = isTakenBackFirst ? [takeBack(), leave()].toReversed() : [leave(), takeBack()]
      expect([left, taken]).toEqual(isTakenBackFirst ? [[], 'cancelled'] : [[seq], 'too-late'])
      expect(read.bySeqs([seq])).toMatchObject([{ state: isTakenBackFirst ? 'cancelled' : 'submitted' }])
    }
  })

  test('waits as long as another one after a gap, counted from when it may leave', () => {
    const { queue, write, pass, at, read } = openThreads()
    const seq = queue(ann, { holdMs: 30_000, withinMs: 60_000 })
    pass(90_001)
    write.claim({ now: at(), limit: 1, notFrom: [], steadySince: at() })
    expect(read.bySeqs([seq])).toMatchObject([{ state: 'held', problemCode: 'late' }])
  })
})
