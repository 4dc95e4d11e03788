import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InboundText } from '../../../src/main/store/records.ts'
import { inboundText } from '../../support/store.ts'
import { ann, openThreads, start } from '../../support/threads.ts'

const minute = 60_000
const written = start + minute
/** When the desk was there again, and asked. */
const backAt = written + 60 * minute
const words = [
  'Leave it at number 14 please, the lane is clo',
  'sed for the fair, and ring tw',
  '2',
  ' times at the old mill',
]
const whole = (total: number) => words.slice(0, total).join('')

type Desk = ReturnType<typeof openThreads>

function openWithGap(): Desk {
  const desk = openThreads()
  desk.write.gapBegins({ why: 'not-running', at: start })
  return desk
}

/** The same long text, part by part, as it comes by either way. */
function longText(total: number, customer: string = ann) {
  const text = (number: number, over: Partial<InboundText>) =>
    inboundText({ customer, providerId: `${customer}-${number}`, text: words[number - 1] ?? '', ...over })
  return {
    record: (number: number, how: 'piece' | 'withheld' | 'all' = 'piece') =>
      text(number, {
        ...(how === 'withheld' && { text: '' }),
        sentAt: written + number,
        arrivedAt: written + number,
        recovered: { gap: 1, at: backAt, words: how },
      }),
    /** A repeated one says when it was sent, not when the text was. */
    webhook: (number: number, over: Partial<InboundText> = {}) =>
      text(number, {
        part: { ref: '08', total, number },
        sentAt: backAt + minute,
        arrivedAt: backAt + minute,
        ...over,
      }),
  }
}

const inbound = ({ read }: Desk, customer: string = ann) => read.list({ direction: 'inbound', customer })
const textsOut = ({ read }: Desk, customer: string = ann) =>
  read.list({ direction: 'outbound', customer }).filter(({ kind }) => kind === 'thanks')

describe('a long text that was recovered in pieces', () => {
  test('is one row once its webhooks have come, in the place of the first, with every id', () => {
    const desk = openWithGap()
    desk.ask(ann)
    const { record, webhook } = longText(4)
    for (const number of [1, 2, 3, 4]) desk.write.receive(record(number))
    const pieces = inbound(desk)
    expect(pieces).toHaveLength(4)
    for (const number of [3, 1, 4, 2]) expect(desk.write.receive(webhook(number))).toBe('stored')
    expect(inbound(desk)).toMatchObject([
      {
        id: pieces.at(-1)?.id,
        text: whole(4),
        state: 'received',
        parts: null,
        providerIds: [1, 2, 3, 4].map((number) => `${ann}-${number}`),
        recovered: true,
        at: new Date(written + 1).toISOString(),
        because: { rule: 'person' },
        needsPerson: true,
      },
    ])
    for (const number of [3, 1, 4, 2]) expect(desk.write.receive(webhook(number))).toBe('repeat')
    for (const number of [1, 2, 3, 4]) expect(desk.write.receive(record(number))).toBe('repeat')
    expect(inbound(desk)).toHaveLength(1)
    expect(desk.read.counts()).toMatchObject({ needsPerson: 1 })
    expect(desk.read.thread({ customer: ann, now: desk.at() })).toMatchObject({ last: { id: pieces.at(-1)?.id } })
  })

  test('is filed and thanked for once by what all of it says, two minutes after it was had', () => {
    const desk = openWithGap()
    desk.ask(ann)
    const ref = { ref: '9', total: 2 }
    const answer = { customer: ann, sentAt: written, arrivedAt: written }
    const pieces = ['post off', 'ice'].map((text, at) => inboundText({ ...answer, text, providerId: `a${at}` }))
    for (const piece of pieces) desk.write.receive({ ...piece, recovered: { gap: 1, at: backAt, words: 'piece' } })
    expect(textsOut(desk)).toEqual([])
    for (const times of [1, 2])
      for (const [at, piece] of pieces.entries())
        desk.write.receive({ ...piece, arrivedAt: backAt + times, part: { ...ref, number: at + 1 } })
    expect(inbound(desk)).toMatchObject([{ text: 'post office', because: { rule: 'option', option: '3' } }])
    expect(textsOut(desk)).toHaveLength(1)
    const due = (now: number) => desk.write.claim({ now, limit: 9, notFrom: [], steadySince: 0 }).claimed
    expect(due(backAt + 2 * minute)).toEqual([])
    expect(due(backAt + 2 * minute + 1)).toHaveLength(1)
  })

  test.each([
    { what: 'more than a day old', noThanks: 'late', hadAt: written + (24 * 60 + 2) * minute, restoredAt: 0 },
    { what: 'older than a backup that was restored', noThanks: 'restored', hadAt: backAt, restoredAt: written + 1 },
  ])('and is $what is filed and not thanked for', ({ noThanks, hadAt, restoredAt }) => {
    const before = openWithGap()
    before.ask(ann)
    before.write.setMeta({ key: 'restored-at', value: String(restoredAt) })
    before.close()
    const desk = openThreads(before.folder)
    for (const [number, text] of ['post off', 'ice'].entries()) {
      const part = inboundText({ customer: ann, text, sentAt: written, arrivedAt: written, providerId: `b${number}` })
      desk.write.receive({ ...part, recovered: { gap: 1, at: hadAt, words: 'piece' } })
      desk.write.receive({ ...part, arrivedAt: hadAt + 1, part: { ref: '9', total: 2, number: number + 1 } })
    }
    expect(inbound(desk)).toMatchObject([{ because: { option: '3' }, thanks: null, noThanks }])
  })

  test.each([
    { label: 'before the whole is there', order: ['2', '2b', '1'] },
    { label: 'after', order: ['1', '2', '2b'] },
  ])('a part that is on record twice, under two ids, $label', ({ order }) => {
    const desk = openWithGap()
    const { record, webhook } = longText(2)
    const again = { providerId: 'again' }
    const [pieces, webhooks] = [
      [{ ...record(2), ...again }, record(1), record(2)],
      { 1: webhook(1), 2: webhook(2), '2b': webhook(2, again) } as Record<string, InboundText>,
    ]
    for (const piece of pieces) desk.write.receive(piece)
    for (const one of order) desk.write.receive(webhooks[one] as InboundText)
    for (const one of order) expect(desk.write.receive(webhooks[one] as InboundText)).toBe('repeat')
    expect(inbound(desk)).toMatchObject([{ text: whole(2), state: 'received', recovered: true }])
  })

  test('whoever asks for the rows that went is told that they are gone', () => {
    const desk = openWithGap()
    const { record, webhook } = longText(2)
    for (const number of [1, 2]) desk.write.receive(record(number))
    const [second, first] = inbound(desk)
    desk.touched.clear()
    for (const number of [2, 1]) desk.write.receive(webhook(number))
    expect([...desk.touched].toSorted()).toEqual([first?.seq, second?.seq])
    expect(desk.read.bySeqs([first?.seq ?? 0, second?.seq ?? 0])).toMatchObject([{ id: first?.id }])
    // The number of the row that went is given to nobody else.
    expect(desk.says(ann, 'and one more')).toBeGreaterThan(second?.seq ?? 0)
  })
})

/** What comes of the parts, in any order; every webhook comes in the end. */
const steps = (total: number) => {
  const numbers = Array.from({ length: total }, (_, at) => at + 1)
  const records = fc.subarray(numbers.map((number) => ({ does: 'record' as const, number })))
  const webhooks = fc.constant(numbers.map((number) => ({ does: 'webhook' as const, number })))
  const others = fc.array(
    fc.oneof(
      fc.record({ does: fc.constantFrom('record' as const, 'webhook' as const), number: fc.constantFrom(...numbers) }),
      fc.record({
        does: fc.constantFrom('wait' as const, 'wait' as const, 'restart' as const),
        number: fc.constant(0),
      }),
    ),
    { maxLength: 4 },
  )
  return fc
    .tuple(records, webhooks, others)
    .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length }))
}

describe('however its parts come', () => {
  test('it is one row with all of its words, where the first stood; nothing was filed or texted by a piece', () => {
    let desk = openWithGap()
    let texts = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }).chain((total) => fc.tuple(fc.constant(total), steps(total))),
        fc.constantFrom('piece' as const, 'withheld' as const),
        ([total, comes], how) => {
          texts += 1
          const customer = `44770090${String(texts).padStart(4, '0')}`
          desk.ask(customer)
          const { record, webhook } = longText(total, customer)
          const rows = new Set<number>()
          const [known, recovered] = [new Set<number>(), new Set<number>()]
          for (const { does, number } of comes) {
            if (does === 'restart') {
              desk.close()
              desk = openThreads(desk.folder)
            } else if (does === 'wait') desk.write.showIncompleteSince(backAt + 60 * minute)
            else desk.write.receive(does === 'record' ? record(number, how) : webhook(number))
            if (does === 'record' && !known.has(number)) recovered.add(number)
            known.add(number)
            for (const { seq } of inbound(desk, customer)) rows.add(seq)
          }
          const shown = inbound(desk, customer)
          expect(shown).toMatchObject([
            {
              seq: Math.min(...rows),
              text: whole(total),
              state: 'received',
              providerIds: words.slice(0, total).map((_, at) => `${customer}-${at + 1}`),
              recovered: recovered.size > 0,
              because: { rule: 'person' },
              needsPerson: true,
            },
          ])
          expect(shown[0]?.because?.why).not.toBe('may be a piece')
          expect(textsOut(desk, customer)).toEqual([])
          expect(desk.write.index({ forMs: 1_000 })).toEqual({ left: 0 })
          for (const word of ['lane', 'fair'])
            expect(desk.read.search({ query: `${word} ${customer}` })).toMatchObject([{ text: whole(total) }])
          expect(desk.read.thread({ customer, now: desk.at() })).toMatchObject({
            last: { seq: Math.max(...desk.read.list({ customer }).map(({ seq }) => seq)) },
            needs: { messages: 1 },
          })
          expect(desk.db.pragma('foreign_key_check')).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  test('control: where a webhook of a known id is a repeat and nothing else, it stays in pieces', () => {
    const desk = openWithGap()
    const { record, webhook } = longText(3)
    for (const number of [1, 2, 3]) desk.write.receive(record(number))
    const isKnown = desk.db.prepare('SELECT 1 FROM inbound_ids WHERE provider_id = ?').pluck()
    for (const number of [1, 2, 3])
      if (isKnown.get(`${ann}-${number}`) === undefined) desk.write.receive(webhook(number))
    expect(inbound(desk)).toHaveLength(3)
  })
})

describe('what a person decided in between stays', () => {
  function pieces(total: number, how?: 'all') {
    const desk = openWithGap()
    desk.ask(ann)
    const parts = longText(total)
    for (let number = 1; number <= total; number += 1) desk.write.receive(parts.record(number, how))
    const seqs = inbound(desk)
      .map(({ seq }) => seq)
      .toReversed()
    const webhooks = (...numbers: number[]) => {
      for (const number of numbers) desk.write.receive(parts.webhook(number))
    }
    return { desk, seqs, webhooks }
  }

  test('a piece that was filed by hand: the whole is there to be read, and nothing is texted for it again', () => {
    const { desk, seqs, webhooks } = pieces(3)
    const filing = { submissionId: 'form', seq: seqs[1] ?? 0, option: '3', now: backAt }
    expect(desk.write.fileReply(filing)).toEqual({ kind: 'filed' })
    const [, filed] = inbound(desk).toReversed()
    webhooks(2, 3, 1, 2)
    expect(inbound(desk).toReversed()).toMatchObject([
      { seq: seqs[0], text: whole(3), because: { rule: 'person', why: 'dealt with in part' }, needsPerson: true },
      filed,
    ])
    expect(textsOut(desk)).toMatchObject([{ inReplyTo: filed?.id }])
  })

  test('a piece that was answered, or all of them', () => {
    const { desk, seqs, webhooks } = pieces(2)
    desk.queue(ann, { inReplyTo: seqs[0] ?? 0 })
    webhooks(1)
    // The one that was answered says all that there is.
    desk.write.showIncompleteSince(backAt + 60 * minute)
    expect(inbound(desk)).toHaveLength(2)
    desk.queue(ann, { inReplyTo: seqs[1] ?? 0 })
    const before = inbound(desk)
    webhooks(2, 1, 2)
    desk.write.showIncompleteSince(backAt + 60 * minute)
    expect(inbound(desk)).toEqual(before)
    expect(desk.read.counts()).toMatchObject({ needsPerson: 0 })
  })

  test('what a person answered while parts were missing: nothing more is texted for it', () => {
    const desk = openWithGap()
    desk.ask(ann)
    const said = { customer: ann, sentAt: written, arrivedAt: written }
    const pieces = ['post off', 'ice'].map((text, at) => inboundText({ ...said, text, providerId: `c${at}` }))
    for (const piece of pieces) desk.write.receive({ ...piece, recovered: { gap: 1, at: backAt, words: 'piece' } })
    const webhook = (at: number) => {
      const [text, part] = [pieces[at] as InboundText, { ref: '9', total: 2, number: at + 1 }]
      desk.write.receive({ ...text, arrivedAt: backAt, part })
    }
    webhook(1)
    const [shown] = inbound(desk)
    expect(shown).toMatchObject({ state: 'incomplete', text: '… ice' })
    desk.queue(ann, { inReplyTo: shown?.seq ?? 0 })
    webhook(0)
    expect(inbound(desk)).toMatchObject([
      { id: shown?.id, text: 'post office', because: { why: 'dealt with in part' }, needsPerson: true },
    ])
    expect(textsOut(desk)).toEqual([])
  })

  test.each([
    { done: [1, 2, 3], needsPerson: false },
    { done: [1, 3], needsPerson: true },
  ])('"done" of pieces $done', ({ done, needsPerson }) => {
    const { desk, seqs, webhooks } = pieces(3)
    for (const number of done) desk.write.closeReply({ seq: seqs[number - 1] ?? 0, now: backAt })
    webhooks(3, 1, 2)
    expect(inbound(desk)).toMatchObject([{ seq: seqs[0], text: whole(3), needsPerson }])
    expect(inbound(desk)[0]?.doneAt === null).toBe(needsPerson)
    expect(textsOut(desk)).toEqual([])
  })

  test('and so does what the desk itself took a lone part for: then a person reads the whole', () => {
    const desk = openWithGap()
    desk.ask(ann)
    const { record, webhook } = longText(3)
    desk.write.receive(record(3, 'all'))
    const [filed] = inbound(desk)
    expect(filed).toMatchObject({ text: '2', because: { rule: 'option' } })
    for (const number of [1, 3, 2]) desk.write.receive(webhook(number))
    expect(inbound(desk)).toMatchObject([
      { text: whole(3), recovered: true, because: { why: 'dealt with in part' }, needsPerson: true },
      filed,
    ])
    expect(textsOut(desk)).toHaveLength(1)
  })

  test.each([
    { last: 'STOP', isOne: false },
    { last: '. Please stop texting me.', isOne: true },
  ])('a STOP in a piece, "$last": for as long as the whole may be one', ({ last, isOne }) => {
    const desk = openWithGap()
    const { record, webhook } = longText(2)
    desk.write.receive(record(1))
    desk.write.receive({ ...record(2), text: last })
    expect(desk.read.optOut(ann)).not.toBeNull()
    desk.write.receive(webhook(1))
    expect(desk.read.optOut(ann)).not.toBeNull()
    desk.write.receive(webhook(2, { text: last }))
    const [piece, all] = inbound(desk)
    expect([piece?.text, all?.text]).toEqual([last, `${words[0]}${last}`])
    if (isOne) {
      expect(desk.read.optOut(ann)).not.toBeNull()
      expect(piece?.because).toMatchObject({ rule: 'opt-out' })
      return
    }
    expect(desk.read.optOut(ann)).toBeNull()
    expect(piece).toMatchObject({ because: { rule: 'none', why: 'a part read as STOP' }, needsPerson: false })
    expect(all).toMatchObject({ because: { rule: 'person', why: 'a part read as STOP' }, needsPerson: true })
  })

  test('a STOP in a piece of a text that is none takes no other STOP with it: one before it, behind it, or of no row', () => {
    for (const said of ['before', 'behind', 'nowhere', 'in another piece']) {
      const desk = openWithGap()
      const { record, webhook } = longText(2)
      const late = { sentAt: backAt + 2 * minute, arrivedAt: backAt + 2 * minute }
      if (said === 'before') desk.says(ann, 'STOP', { sentAt: start, arrivedAt: start })
      // As it is taken over from another file.
      if (said === 'nowhere') desk.db.prepare('INSERT INTO opt_outs VALUES (?, NULL, ?)').run(ann, start)
      desk.write.receive(record(1))
      desk.write.receive({ ...record(2), text: 'stop.' })
      if (said === 'behind') desk.says(ann, 'STOP', late)
      if (said === 'in another piece')
        desk.write.receive({ ...record(3), text: 'STOP', sentAt: written + minute, arrivedAt: written + minute })
      desk.write.receive(webhook(1))
      desk.write.receive(webhook(2, { text: 'stop.' }))
      const out = desk.read.optOut(ann)
      expect(out, said).toEqual({ since: expect.any(String), words: said === 'nowhere' ? null : 'STOP' })
      const piece = inbound(desk).find(({ text }) => text === 'stop.')
      expect(piece, said).toMatchObject({ because: { rule: 'none' }, needsPerson: false })
    }
  })

  test('control: a STOP that a START has undone does not come back in its place', () => {
    const desk = openWithGap()
    const { record, webhook } = longText(2)
    desk.says(ann, 'STOP', { sentAt: start, arrivedAt: start })
    desk.says(ann, 'START', { sentAt: start + 1_000, arrivedAt: start + 1_000 })
    desk.write.receive(record(1))
    desk.write.receive({ ...record(2), text: 'stop.' })
    expect(desk.read.optOut(ann)).not.toBeNull()
    desk.write.receive(webhook(1))
    desk.write.receive(webhook(2, { text: 'stop.' }))
    expect(desk.read.optOut(ann)).toBeNull()
  })
})

test('erased with its customer, nothing of it is left, and nothing comes back', () => {
  const desk = openWithGap()
  const { record, webhook } = longText(3)
  for (const number of [1, 2, 3]) desk.write.receive(record(number))
  desk.write.index({ forMs: 1_000 })
  for (const number of [2, 1]) desk.write.receive(webhook(number))
  const now = backAt + 60 * minute
  expect(desk.write.erase({ submissionId: 'form', customer: ann, now })).toMatchObject({ kind: 'erased', texts: 2 })
  while (desk.write.mergeWords());
  for (const number of [1, 2, 3]) {
    expect(desk.write.receive(webhook(number))).toBe('repeat')
    expect(desk.write.receive(record(number))).toBe('repeat')
  }
  const tables = desk.db.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  )
  for (const table of tables.pluck().all() as string[]) {
    const rows = JSON.stringify(desk.db.prepare(`SELECT * FROM "${table}"`).all(), (_, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('latin1') : value,
    )
    for (const trace of [ann, 'lane', 'fair', String(written + 1), String(written + 3)])
      expect(rows, `${table} has ${trace}`).not.toContain(trace)
  }
})
