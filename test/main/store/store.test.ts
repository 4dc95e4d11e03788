import { afterEach, describe, expect, test } from 'vitest'
import type { Draft } from '../../../src/main/store/outbox.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { inboundText, openFreshStore, receipt } from '../../support/store.ts'

const now = 1_780_000_000_000
const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
if (!filled.ok) throw new Error('the starter question must fill')
const asked = { questionId: 'delivery', options: filled.options }
const draft = (over: Partial<Draft> = {}): Draft => ({
  submissionId: crypto.randomUUID(),
  customer: '447700900123',
  ours: '447700900000',
  text: filled.text,
  now,
  notice: asked,
  ...over,
})

let store: Store
const open = async () => {
  const opened = await openFreshStore()
  store = opened.store
  return store
}
afterEach(() => store.close())

const messages = async () => store.ask('list', {})
const inbound = async () => (await messages()).filter(({ direction }) => direction === 'inbound')
const outbound = async () => (await messages()).filter(({ direction }) => direction === 'outbound')

async function sent(over: Partial<Draft> = {}, ids = ['p1']) {
  const queued = await store.write('queue', draft(over))
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  const { claimed } = await store.write('claim', { now, limit: 4 })
  for (const { seq } of claimed)
    await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: ids }, now })
  return queued.seq
}

describe('a reply', () => {
  test('is stored, understood, filed and thanked for in one step', async () => {
    await open()
    await sent()
    expect(await store.write('receive', inboundText({ text: ' 2. ' }))).toBe('stored')
    const [thanks, reply] = await messages()
    expect(reply).toMatchObject({
      direction: 'inbound',
      state: 'received',
      text: ' 2. ',
      because: { rule: 'option', option: '2', label: 'Thursday' },
      needsPerson: false,
      at: new Date(1_780_000_000_000).toISOString(),
      thanks: { state: 'queued' },
    })
    expect(thanks).toMatchObject({
      kind: 'thanks',
      state: 'queued',
      inReplyTo: reply?.id,
      text: 'Thank you for picking option 2. Your delivery is now fully scheduled in.',
    })
  })

  test('that comes twice is stored once, and thanked for once', async () => {
    await open()
    await sent()
    const reply = inboundText()
    const verdicts = await Promise.all([reply, reply, reply].map((each) => store.write('receive', each)))
    expect(verdicts.toSorted()).toEqual(['repeat', 'repeat', 'stored'])
    expect(await inbound()).toHaveLength(1)
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(1)
  })

  test('with the same id and other words keeps the first, and the second beside it', async () => {
    await open()
    const first = inboundText({ text: '1' })
    await store.write('receive', first)
    await store.write('receive', { ...first, text: '3' })
    expect(await inbound()).toMatchObject([{ text: '1' }])
    expect(await store.ask('counts', undefined)).toMatchObject({ unreadable: 1 })
  })

  test('with the same words and another id is a second reply, thanked for once', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: '2' }))
    await store.write('receive', inboundText({ text: '2' }))
    expect(await inbound()).toMatchObject([
      { because: { why: 'same answer again' }, thanks: null },
      { thanks: { state: 'queued' } },
    ])
  })

  test('that differs from the first replaces it and says so', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: '2' }))
    await store.write('receive', inboundText({ text: '3' }))
    expect((await inbound())[0]).toMatchObject({ because: { option: '3', was: '2' }, thanks: { state: 'queued' } })
  })

  test('is answered by at most 3 automatic texts an hour; the fourth says why not', async () => {
    await open()
    await sent()
    for (const [index, text] of ['1', '2', '3', '1'].entries())
      await store.write('receive', inboundText({ text, arrivedAt: now + index * 1000 }))
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(3)
    expect((await inbound())[0]).toMatchObject({ because: { option: '1' }, noThanks: 'limit', thanks: null })
    await store.write('receive', inboundText({ text: '2', arrivedAt: now + 3_700_000 }))
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(4)
  })

  test('from a number that was not asked needs a person', async () => {
    await open()
    await store.write('receive', inboundText({ customer: '447700900777', text: 'hello' }))
    expect(await inbound()).toMatchObject([{ because: { rule: 'person', why: 'no open question' }, needsPerson: true }])
    expect(await outbound()).toEqual([])
  })

  test('STOP is recorded, never thanked, and later texts to that number are refused', async () => {
    await open()
    await sent()
    const waiting = await store.write('queue', draft({ text: 'On our way' }))
    await store.write('receive', inboundText({ text: 'STOP' }))
    expect(await inbound()).toMatchObject([{ because: { rule: 'opt-out' }, thanks: null, needsPerson: false }])
    expect(await store.write('queue', draft())).toEqual({ kind: 'opted-out' })
    const { claimed } = await store.write('claim', { now, limit: 4 })
    expect(claimed).toEqual([])
    expect(waiting.kind).toBe('queued')
    expect((await outbound())[0]).toMatchObject({ text: 'On our way', state: 'cancelled', problemCode: 'opted-out' })
    await store.write('receive', inboundText({ text: '2' }))
    expect((await inbound())[0]).toMatchObject({ because: { rule: 'option' }, thanks: null, noThanks: 'opted-out' })
    await store.write('receive', inboundText({ text: 'START', sentAt: now + 1000 }))
    expect(await store.write('queue', draft())).toMatchObject({ kind: 'queued' })
  })
})

describe('parts', () => {
  const part = (number: number, text: string, over = {}) =>
    inboundText({ text, part: { ref: '08B5', total: 3, number }, customer: '447700900221', ...over })

  test('in any order, repeated, become one text with every id', async () => {
    await open()
    const [one, two, three] = [part(1, 'If nobody is in le'), part(2, 'ave it at 14, the code'), part(3, ' is 4471')]
    for (const each of [two, three, two, one, three]) await store.write('receive', each)
    expect(await inbound()).toMatchObject([
      {
        text: 'If nobody is in leave it at 14, the code is 4471',
        state: 'received',
        parts: null,
        providerIds: [one.providerId, two.providerId, three.providerId],
      },
    ])
  })

  test('whose others are missing appear as incomplete and are completed in place', async () => {
    await open()
    await store.write('receive', part(1, 'Leave it at 14, the ', { arrivedAt: now }))
    await store.write('receive', part(3, 'is 4471', { arrivedAt: now }))
    expect(await inbound()).toEqual([])
    expect(await store.write('showIncompleteSince', now)).toBe(1)
    const [shown] = await inbound()
    expect(shown).toMatchObject({
      state: 'incomplete',
      text: 'Leave it at 14, the  … is 4471',
      parts: { have: 2, total: 3 },
      needsPerson: true,
      because: { rule: 'person', why: 'parts are missing' },
    })
    expect(await store.write('showIncompleteSince', now + 60_000)).toBe(0)
    await store.write('receive', part(2, 'code ', { arrivedAt: now }))
    expect(await inbound()).toMatchObject([
      { id: shown?.id, state: 'received', text: 'Leave it at 14, the code is 4471', parts: null },
    ])
    expect(await store.search('code', undefined)).toMatchObject([{ id: shown?.id }])
  })

  test('and one of them again under another id changes nothing', async () => {
    await open()
    for (const number of [1, 2, 3]) await store.write('receive', part(number, `piece ${number} `, { arrivedAt: now }))
    expect(await store.write('receive', part(2, 'piece 2 ', { arrivedAt: now + 60_000 }))).toBe('repeat')
    expect(await store.write('showIncompleteSince', now + 90_000)).toBe(0)
    expect(await inbound()).toMatchObject([{ state: 'received', text: 'piece 1 piece 2 piece 3 ' }])
    // Another text under a reference that returned is no repeat, also where it begins with the same words.
    const later = { arrivedAt: now + 60_000, sentAt: now + 50_000 }
    expect(await store.write('receive', part(1, 'piece 1 ', later))).toBe('stored')
    expect(await store.write('receive', part(2, 'other ', later))).toBe('stored')
  })

  test('with one reference of two customers, or of next week, are not mixed', async () => {
    await open()
    await store.write('receive', part(1, 'mine ', { part: { ref: '4', total: 2, number: 1 } }))
    await store.write(
      'receive',
      part(2, 'yours', { part: { ref: '4', total: 2, number: 2 }, customer: '447700900222' }),
    )
    await store.write(
      'receive',
      part(1, 'other ', { part: { ref: '4', total: 2, number: 1 }, customer: '447700900222' }),
    )
    await store.write('receive', part(2, 'too', { part: { ref: '4', total: 2, number: 2 } }))
    expect((await inbound()).map(({ text }) => text)).toEqual(['mine too', 'other yours'])
    await store.write('receive', part(1, 'again ', { part: { ref: '4', total: 2, number: 1 } }))
    await store.write('receive', part(2, 'me', { part: { ref: '4', total: 2, number: 2 } }))
    expect((await inbound())[0]?.text).toBe('again me')
  })
})

describe('a text out', () => {
  test('is queued once however often its request is repeated, and another text under its id is refused', async () => {
    await open()
    const once = draft()
    const [first, ...rest] = await Promise.all(Array.from({ length: 20 }, () => store.write('queue', once)))
    expect(first?.kind).toBe('queued')
    expect(rest.every(({ kind }) => kind === 'repeated')).toBe(true)
    expect(await store.write('queue', { ...once, text: 'something else' })).toEqual({ kind: 'other-text' })
    expect(await outbound()).toHaveLength(1)
    expect((await outbound())[0]?.reference).toHaveLength(40)
  })

  test('that was leaving when the desk died becomes unknown, and a receipt with our reference settles it', async () => {
    await open()
    await store.write('queue', draft())
    const { claimed } = await store.write('claim', { now, limit: 4 })
    await store.write('resume', { now })
    expect((await outbound())[0]).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
    expect((await store.write('claim', { now: now + 86_400_000, limit: 4 })).claimed).toEqual([])
    expect(await store.write('receipt', receipt({ providerId: 'a', reference: claimed[0]?.reference ?? '' }))).toBe(
      'ours',
    )
    expect((await outbound())[0]?.state).toBe('submitted')
    await store.write('receipt', receipt({ providerId: 'b', reference: claimed[0]?.reference ?? '' }))
    expect((await outbound())[0]).toMatchObject({ state: 'delivered', problem: null })
  })

  test('is delivered only when all its parts are, and failed when any is', async () => {
    await open()
    const seq = await sent({}, ['a', 'b'])
    const state = async () => (await store.ask('bySeqs', [seq]))[0]
    await store.write('receipt', receipt({ providerId: 'a' }))
    expect((await state())?.state).toBe('submitted')
    await store.write('receipt', receipt({ providerId: 'b', status: 'failed', errorCode: '3' }))
    expect(await state()).toMatchObject({ state: 'failed', problemCode: 'carrier-3' })
    await store.write('receipt', receipt({ providerId: 'b', status: 'delivered' }))
    expect((await state())?.state).toBe('failed')
  })

  test('takes a receipt that comes before the send call returned', async () => {
    await open()
    await store.write('queue', draft())
    const { claimed } = await store.write('claim', { now, limit: 1 })
    const [text] = claimed
    for (const id of ['a', 'b'])
      await store.write('receipt', receipt({ providerId: id, reference: text?.reference ?? '' }))
    expect((await outbound())[0]?.state).toBe('sending')
    await store.write('settle', { seq: text?.seq ?? 0, outcome: { kind: 'accepted', providerIds: ['a', 'b'] }, now })
    expect((await outbound())[0]?.state).toBe('delivered')
  })

  test('keeps to the allowed moves: the database refuses every other', async () => {
    await open()
    const seq = await sent()
    await expect(
      store.write('settle', { seq, outcome: { kind: 'refused', code: 'vonage-7', text: 'barred' }, now }),
    ).rejects.toThrow('may not make this move')
    expect((await outbound())[0]?.state).toBe('submitted')
  })

  test('is settled by a receipt that names our reference and no id', async () => {
    await open()
    await sent()
    const [text] = await outbound()
    expect(await store.write('receipt', receipt({ reference: text?.reference ?? '' }))).toBe('ours')
    expect((await outbound())[0]?.state).toBe('delivered')
    expect(await store.write('receipt', receipt({ reference: 'not ours' }))).toBe('ignored')
  })

  test('of somebody else: its receipt is foreign and changes nothing', async () => {
    await open()
    await sent()
    expect(await store.write('receipt', receipt({ providerId: 'elsewhere', reference: 'not ours' }))).toBe('foreign')
    expect((await outbound())[0]?.state).toBe('submitted')
  })
})

describe('a person', () => {
  test('files a reply by hand, and the customer is thanked once a submission', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: 'the day after is better' }))
    const [reply] = await inbound()
    expect(reply).toMatchObject({
      needsPerson: true,
      options: [{ digit: '1' }, { digit: '2', label: 'Thursday' }, { digit: '3' }],
    })
    const by = { submissionId: 'file-1', seq: reply?.seq ?? 0, option: '2', now }
    await Promise.all([store.write('fileReply', by), store.write('fileReply', by)])
    expect(await inbound()).toMatchObject([
      {
        needsPerson: false,
        because: { rule: 'option', option: '2', why: 'filed by hand' },
        thanks: { state: 'queued' },
      },
    ])
    expect((await outbound()).filter(({ kind }) => kind === 'thanks')).toHaveLength(1)
    expect(await store.write('fileReply', { ...by, submissionId: 'file-2', option: '9' })).toEqual({
      kind: 'no-such-option',
    })
  })

  test('is done with a reply that needed no answer; nothing else clears it', async () => {
    await open()
    await store.write('receive', inboundText({ customer: '447700900777', text: 'hello?' }))
    const [reply] = await inbound()
    await messages()
    expect((await store.ask('counts', undefined)).needsPerson).toBe(1)
    await store.write('closeReply', { seq: reply?.seq ?? 0, now })
    expect((await store.ask('counts', undefined)).needsPerson).toBe(0)
  })
})

describe('reading', () => {
  test('pages newest first, with an exclusive before, by customer and direction', async () => {
    await open()
    for (let index = 0; index < 25; index += 1)
      await store.write('receive', inboundText({ text: `text ${index}`, customer: `44770090010${index % 2}` }))
    const first = await store.ask('list', { limit: 10 })
    expect(first.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, index) => `text ${24 - index}`))
    const next = await store.ask('list', { limit: 10, before: first.at(-1)?.seq })
    expect(next[0]?.text).toBe('text 14')
    expect(await store.ask('list', { customer: '447700900100', limit: 200 })).toHaveLength(13)
    expect(await store.ask('list', { direction: 'outbound' })).toEqual([])
  })

  test('finds every piece of every text, one character and Chinese included', async () => {
    await open()
    for (const text of ['1', '明天下午好吗', 'Już jadę', 'post office please', '2，谢谢'])
      await store.write('receive', inboundText({ text }))
    const hits = async (query: string) => (await store.search(query, undefined)).map(({ text }) => text)
    expect(await hits('1')).toEqual(['1'])
    for (const piece of ['明', '天下', '下午好', '吗', '明天下午好吗'])
      expect(await hits(piece)).toEqual(['明天下午好吗'])
    expect(await hits('谢')).toEqual(['2，谢谢'])
    expect(await hits('jade')).toEqual(['Już jadę'])
    expect(await hits('off pos')).toEqual(['post office please'])
    expect(await hits('900123')).toHaveLength(5)
    for (const odd of ['"', '*', 'AND', '-', '(', '', '   ', 'NEAR(', "'; DROP TABLE messages; --"])
      await expect(hits(odd)).resolves.toBeDefined()
  })

  test('tells what changed after an event, and null when that is unknown', async () => {
    await open()
    await store.write('receive', inboundText())
    const { event } = await store.ask('counts', undefined)
    expect(await store.ask('changesAfter', event)).toEqual({ messages: [], event })
    await store.write('receive', inboundText({ text: 'later' }))
    expect(await store.ask('changesAfter', event)).toMatchObject({ messages: [{ text: 'later' }], event: event + 1 })
    expect(await store.ask('changesAfter', 99_999)).toBeNull()
  })
})

describe('what a review found', () => {
  test('a question that never reached the customer catches no reply', async () => {
    await open()
    await sent()
    const monday = fillQuestion(deliveryQuestion, { weekday: 'Monday' })
    if (!monday.ok) throw new Error('must fill')
    const later = await store.write(
      'queue',
      draft({ text: monday.text, notice: { questionId: 'delivery', options: monday.options } }),
    )
    await store.write('claim', { now, limit: 4 })
    const seq = later.kind === 'queued' ? later.seq : 0
    await store.write('settle', { seq, outcome: { kind: 'refused', code: 'vonage-9', text: 'no credit' }, now })
    await store.write('receive', inboundText({ text: '2' }))
    expect((await inbound())[0]).toMatchObject({ because: { option: '2', label: 'Thursday' } })
  })

  test('with two questions open that a digit answers differently, a person decides', async () => {
    await open()
    await sent()
    const monday = fillQuestion(deliveryQuestion, { weekday: 'Monday' })
    if (!monday.ok) throw new Error('must fill')
    await sent({ text: monday.text, notice: { questionId: 'delivery', options: monday.options } }, ['p2'])
    await store.write('receive', inboundText({ text: '2' }))
    expect((await inbound())[0]).toMatchObject({
      because: { rule: 'person', why: 'two questions are open' },
      thanks: null,
    })
    await store.write('receive', inboundText({ text: '1' }))
    expect((await inbound())[0]).toMatchObject({ because: { rule: 'option', label: 'tomorrow' } })
  })

  test('a STOP in an incomplete text counts', async () => {
    await open()
    await store.write(
      'receive',
      inboundText({ text: 'STOP texting me.', part: { ref: '7', total: 2, number: 1 }, arrivedAt: now }),
    )
    await store.write('showIncompleteSince', now)
    expect(await store.write('queue', draft())).toEqual({ kind: 'opted-out' })
  })

  test('a part that comes a month later begins a new text', async () => {
    await open()
    const part = (number: number, text: string, arrivedAt: number) =>
      inboundText({ text, arrivedAt, part: { ref: '8', total: 2, number } })
    await store.write('receive', part(1, 'old ', now))
    await store.write('receive', part(2, 'ends', now + 30 * 86_400_000))
    await store.write('receive', part(1, 'new ', now + 30 * 86_400_000))
    expect((await inbound()).map(({ text, state }) => [text, state])).toEqual([
      ['new ends', 'received'],
      ['old  …', 'incomplete'],
    ])
  })

  test('a reply that was written before the question was asked does not answer it', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: '3', arrivedAt: now - 60_000, sentAt: now - 61_000 }))
    expect((await inbound())[0]).toMatchObject({
      needsPerson: true,
      because: { why: 'no open question' },
      thanks: null,
    })
  })

  test('an older answer that comes late does not override the newer one, and somebody looks', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: '3', sentAt: now + 60_000 }))
    await store.write('receive', inboundText({ text: '2', sentAt: now + 1_000 }))
    const [late, newer] = await inbound()
    expect(newer).toMatchObject({ text: '3', because: { rule: 'option', option: '3' } })
    expect(late).toMatchObject({ needsPerson: true, because: { why: 'came after a newer answer' }, thanks: null })
    await store.write('receive', inboundText({ text: '1', sentAt: now + 120_000 }))
    expect((await inbound())[0]).toMatchObject({ because: { rule: 'option', option: '1', was: '3' } })
  })

  test('filing an older reply does not override the newer answer', async () => {
    await open()
    await sent()
    await store.write('receive', inboundText({ text: '2 but leave it next door' }))
    await store.write('receive', inboundText({ text: '3' }))
    const seq = (await inbound())[1]?.seq ?? 0
    expect(await store.write('fileReply', { submissionId: 'late', seq, option: '2', now })).toEqual({
      kind: 'newer-answer',
      option: '3',
    })
  })
})
