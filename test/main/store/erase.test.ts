import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import type { InboundText, RawWebhook } from '../../../src/main/store/records.ts'
import type { Message } from '../../../src/shared/message.ts'
import { draft, now, openConversation, question } from '../../support/conversation.ts'
import { inboundText, openFreshStore, receipt } from '../../support/store.ts'

const minute = 60_000
const customer = '447700900123'
const other = '447700900124'
/** Well after everything that these tests' texts say of their time. */
const erasedAt = now + 60 * minute

async function open() {
  const conversation = await openConversation()
  const { store } = conversation
  return {
    ...conversation,
    erase: (over: { submissionId?: string; customer?: string; now?: number } = {}) =>
      store.erase({ submissionId: crypto.randomUUID(), customer, now: erasedAt, ...over }),
    receive: (over: Partial<InboundText> = {}) => store.write('receive', inboundText(over)),
    of: (whom: string) => store.ask('list', { customer: whom, limit: 200 }),
  }
}

/** Written and arrived some minutes after the erasure. */
const later = (minutes: number, over: Partial<InboundText> = {}): Partial<InboundText> => ({
  sentAt: erasedAt + minutes * minute,
  arrivedAt: erasedAt + minutes * minute,
  ...over,
})

describe('erasing one person', () => {
  test('takes every text of theirs, and nobody else’s; a repeated request erases nothing that came since', async () => {
    const { store, erase, receive, of, send, replyOf } = await open()
    await replyOf('can you come after 3?')
    await receive({ customer: other, text: 'kept' })
    await send({ customer: other, ...question })
    const kept = await of(other)
    const submissionId = 'form-1'
    expect(await erase({ submissionId })).toEqual({ kind: 'erased', texts: 2, keptOptOut: false })
    expect(await of(customer)).toEqual([])
    expect(await of(other)).toEqual(kept)
    expect(await store.search('after 3', 10)).toEqual([])
    expect(await store.search(customer, 10)).toEqual([])
    expect(await store.ask('texts', customer)).toEqual({ texts: 0, since: null })
    await receive(later(1, { text: 'hello again' }))
    expect(await erase({ submissionId })).toEqual({ kind: 'erased', texts: 2, keptOptOut: false })
    expect(await of(customer)).toMatchObject([{ text: 'hello again' }])
  })

  test('what waits to be sent is never sent; while a text is leaving nothing is erased', async () => {
    const { store, erase, queue, of } = await open()
    await queue()
    const claimed = await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
    expect(await erase()).toEqual({ kind: 'leaving' })
    expect(await of(customer)).toHaveLength(1)
    const [leaving] = claimed.claimed
    const outcome: SendOutcome = { kind: 'accepted', providerIds: ['p1'] }
    await store.write('settle', { seq: leaving?.seq ?? 0, outcome, now })
    await queue({ text: 'Never sent' })
    expect(await erase()).toMatchObject({ texts: 2 })
    expect(await store.write('claim', { now, limit: 9, notFrom: [], steadySince: 0 })).toMatchObject({ claimed: [] })
  })

  test('a form that was sent is not sent again by the same press', async () => {
    const { store, erase, queue } = await open()
    const pressed = { submissionId: 'pressed', text: 'On our way' }
    await queue(pressed)
    await erase()
    expect(await store.write('queue', draft(pressed))).toEqual({ kind: 'erased' })
    expect(await store.write('queue', draft({ ...pressed, submissionId: 'anew' }))).toMatchObject({ kind: 'queued' })
  })

  test('a number is never given to a second message, and events go on counting', async () => {
    const { store, erase, receive, messages, counts } = await open()
    await receive({ customer: other })
    for (let text = 0; text < 3; text += 1) await receive()
    const [newest] = await messages()
    const before = await counts()
    await erase()
    const after = await counts()
    expect(after.event).toBeGreaterThan(before.event)
    expect([before.erasures, after.erasures]).toEqual([0, 1])
    // Twice, the second time with nothing of theirs above the last.
    await erase()
    await receive(later(1, { text: 'newest word' }))
    const [next] = await messages()
    expect(next?.seq).toBeGreaterThan(newest?.seq ?? 0)
    expect(await store.search('newest word', 10)).toMatchObject([{ seq: next?.seq }])
    expect((await store.ask('changesAfter', after.event))?.messages).toMatchObject([{ seq: next?.seq }])
  })

  test('windows hear of it', async () => {
    const { store, erase, receive } = await open()
    await receive()
    const heard: readonly number[][] = []
    store.onChange(({ seqs }) => (heard as number[][]).push([...seqs]))
    await erase()
    expect(heard).toEqual([[0]])
  })
})

describe('nothing of before comes back', () => {
  test('neither the same webhook, nor one that was held up, nor a record of the provider’s', async () => {
    const { erase, receive, of } = await open()
    const first = { providerId: 'first', text: 'mine' }
    await receive(first)
    await erase()
    expect(await receive({ ...first, arrivedAt: erasedAt + minute })).toBe('repeat')
    // Its provider says no more when it was written: the id does.
    expect(await receive({ ...first, sentAt: null, arrivedAt: erasedAt + minute, account: '' })).toBe('repeat')
    expect(await receive({ text: 'held up', sentAt: erasedAt - 3 * minute, arrivedAt: erasedAt + minute })).toBe(
      'repeat',
    )
    const recovered = { gap: 1, at: erasedAt + minute, words: 'all' } as const
    expect(await receive({ text: 'on record', sentAt: now, arrivedAt: now, recovered })).toBe('repeat')
    expect(await of(customer)).toEqual([])
  })

  test('control: of somebody who was not erased each of them is kept', async () => {
    const { store, receive, of, erase } = await open()
    await erase({ customer: other })
    await store.write('gapBegins', { why: 'unreachable', at: now })
    await receive({ text: 'held up', sentAt: erasedAt - 3 * minute, arrivedAt: erasedAt + minute })
    const recovered = { gap: 1, at: erasedAt + minute, words: 'all' } as const
    await receive({ text: 'on record', sentAt: now, arrivedAt: now, recovered })
    expect(await of(customer)).toHaveLength(2)
  })

  test('what may be new is kept: written since, by a clock a little behind, without a time, or with ours set back', async () => {
    const { erase, receive, of } = await open()
    await receive()
    await erase()
    for (const [index, times] of [
      later(1),
      { sentAt: erasedAt - minute, arrivedAt: erasedAt + 1000 },
      { sentAt: null, arrivedAt: erasedAt + minute },
      { sentAt: erasedAt - 50 * minute, arrivedAt: erasedAt - 50 * minute },
    ].entries())
      expect(await receive({ ...times, text: `new ${index}` })).toBe('stored')
    expect(await of(customer)).toHaveLength(4)
  })

  test('a receipt of an erased text is taken and kept nowhere', async () => {
    const { store, erase, send, messageOf } = await open()
    const { seq, providerId } = await send()
    const { reference } = await messageOf(seq)
    await erase()
    expect(await store.write('receipt', receipt({ providerId }))).toBe('ignored')
    expect(await store.write('receipt', receipt({ providerId: 'late', reference }))).toBe('ignored')
    expect(await store.write('receipt', receipt({ providerId: 'somebody’s' }))).toBe('foreign')
  })

  test('a webhook kept as bytes goes when it names the number, and is kept no second time', async () => {
    const { store, erase, counts } = await open()
    const raw = (target: string, body = ''): RawWebhook => ({
      ...{ why: 'unreadable', method: 'POST', target, contentType: '', arrivedAt: now },
      body: new TextEncoder().encode(body),
    })
    const theirs = [
      raw('/x?msisdn=447700900123&to=447700900000'),
      raw('/x?from=%2B44+7700+900123'),
      raw('/x', '{"message_uuid":"u","from":"447700900123","text":"hi"}'),
      raw('/x', 'from=07700%20900%20123'),
      raw('/x', 'msisdn=00447700900123&text=caf%E9'),
    ]
    const others = [raw('/x?msisdn=4477009001234'), raw('/x', 'msisdn=447700900124'), raw('/x', 'id=1447700900123')]
    for (const webhook of [...theirs, ...others]) expect(await store.write('keep', webhook)).toBe(true)
    const besides = await store.ask('besides', customer)
    expect(besides.unread.map(({ target }) => target)).toEqual(theirs.map(({ target }) => target))
    await erase()
    expect((await counts()).unreadable).toBe(others.length)
    for (const webhook of theirs) expect(await store.write('keep', webhook)).toBe(true)
    expect((await counts()).unreadable).toBe(others.length)
  })

  test('pieces of a long text go too, and a late one stays away', async () => {
    const { store, erase, receive, of } = await open()
    const part = (number: number) => ({ part: { ref: '7', total: 3, number }, providerId: `part-${number}` })
    await receive({ text: 'one ', ...part(1) })
    await receive({ text: 'two ', ...part(2) })
    expect((await store.ask('besides', customer)).parts).toHaveLength(2)
    await erase()
    await receive({ text: 'three', ...part(3), arrivedAt: erasedAt + minute })
    await receive({ text: 'one ', ...part(1), arrivedAt: erasedAt + minute })
    await store.write('showIncompleteSince', erasedAt + 60 * minute)
    expect(await of(customer)).toEqual([])
    expect((await store.ask('besides', customer)).parts).toEqual([])
  })
})

describe('a STOP outlives the texts', () => {
  const isOut = async (conversation: Awaited<ReturnType<typeof open>>) => {
    const queued = await conversation.store.write('queue', draft({ now: erasedAt + 10 * minute }))
    const known = await conversation.store.ask('optOut', customer)
    expect(known !== null).toBe(queued.kind === 'opted-out')
    return queued.kind === 'opted-out'
  }

  test('as a code, without its words; it is obeyed, and kept over a second erasure', async () => {
    const at = await open()
    await at.receive({ text: 'Stop texting me!' })
    expect(await at.erase()).toMatchObject({ keptOptOut: true })
    expect(await at.erase()).toMatchObject({ texts: 0, keptOptOut: true })
    expect(await at.store.ask('optOut', customer)).toEqual({ since: new Date(now).toISOString(), words: null })
    expect(await isOut(at)).toBe(true)
    expect(await at.of(customer)).toEqual([])
  })

  test('who writes again is still out, until a START', async () => {
    const at = await open()
    await at.receive({ text: 'STOP' })
    await at.erase()
    await at.receive(later(1, { text: 'where is my parcel?' }))
    expect(await isOut(at)).toBe(true)
    await at.receive(later(2, { text: 'START' }))
    expect(await isOut(at)).toBe(false)
    await at.receive(later(3, { text: 'where is it?' }))
    expect(await isOut(at)).toBe(false)
  })

  test('a START of before that was held up lifts nothing; a STOP of before that was held up still counts', async () => {
    const at = await open()
    await at.receive({ text: 'STOP' })
    await at.erase()
    await at.receive({ text: 'START', sentAt: erasedAt - 5 * minute, arrivedAt: erasedAt + minute })
    expect(await isOut(at)).toBe(true)
    for (const isKnownAgain of [false, true]) {
      const held = await open()
      await held.receive()
      await held.erase()
      if (isKnownAgain) await held.receive(later(1, { text: 'hello' }))
      const texts = await held.of(customer)
      await held.receive({ text: 'STOP', sentAt: erasedAt - 5 * minute, arrivedAt: erasedAt + 2 * minute })
      expect(await isOut(held)).toBe(true)
      expect(await held.of(customer)).toEqual(texts)
    }
  })

  test('a STOP of before that was held up undoes no START since', async () => {
    const at = await open()
    await at.receive()
    await at.erase()
    await at.receive(later(1, { text: 'START' }))
    await at.receive({ text: 'STOP', sentAt: erasedAt - 5 * minute, arrivedAt: erasedAt + 2 * minute })
    expect(await isOut(at)).toBe(false)
  })
})

test('erasing one of many leaves all others as they were, found by the same words', async () => {
  const { store } = await openFreshStore()
  onTestFinished(() => store.close())
  const words = ['parcel', 'ring', '后天', 'Thursday', '2', 'STOP', 'yes please']
  let round = 0
  const text = fc.record({ who: fc.nat(4), out: fc.boolean(), word: fc.constantFrom(...words), long: fc.nat(400) })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 25 }), fc.nat(4), async (texts, gone) => {
      round += 1
      const number = (who: number) => `4477${String(round * 10 + who).padStart(8, '0')}`
      for (const { who, out, word, long } of texts) {
        const said = `${word} ${'ab '.repeat(long)}`.trim()
        if (out) await store.write('queue', draft({ customer: number(who), text: said }))
        else await store.write('receive', inboundText({ customer: number(who), text: said }))
      }
      const all = async () => [
        await store.ask('list', { limit: 200 }),
        ...(await Promise.all(words.map((word) => store.search(word, 200)))),
      ]
      const others = (lists: Message[][]) => lists.map((list) => list.filter((each) => each.customer !== number(gone)))
      // Thanks and STOPs move texts on; nothing does between the two looks.
      const before = await all()
      await store.erase({ submissionId: crypto.randomUUID(), customer: number(gone), now: erasedAt })
      const after = await all()
      expect(after.flat().some((each) => each.customer === number(gone))).toBe(false)
      const oldest = (list: Message[]) => list.at(-1)?.seq ?? 0
      for (const [index, list] of others(before).entries()) {
        // Where a list was full, older ones come up from below.
        const seen = after[index]?.filter((each) => each.seq >= oldest(list)) ?? []
        expect(JSON.stringify(seen)).toBe(JSON.stringify(list))
      }
    }),
    { numRuns: 15 },
  )
})
