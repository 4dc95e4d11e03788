import { afterEach, describe, expect, test } from 'vitest'
import type { InboundText, Recovered } from '../../../src/main/store/records.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const start = 1_780_000_000_000
const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
if (!filled.ok) throw new Error('the starter question must fill')
const { text, options } = filled

let store: Store
afterEach(() => store.close())

const newest = async () => (await store.ask('list', {}))[0]
const inbound = () => store.ask('list', { direction: 'inbound' })

describe('a reply that was asked for', () => {
  const now = start + 10 * hour
  const had = (over: Partial<Recovered> = {}): Recovered => ({ gap: 1, at: now, words: 'all', ...over })
  /** Written at `at`, had `now`. */
  const reply = (at: number, over: Parameters<typeof inboundText>[0] = {}) =>
    inboundText({ sentAt: at, arrivedAt: at, recovered: had(), ...over })

  async function ask(customer = '447700900123', at = start) {
    const queued = await store.write('queue', {
      submissionId: crypto.randomUUID(),
      customer,
      ours: '447700900000',
      text,
      now: at,
      notice: { questionId: 'delivery', options },
    })
    if (queued.kind !== 'queued') throw new Error(queued.kind)
    const { claimed } = await store.write('claim', { now: at, limit: 4, notFrom: [], steadySince: 0 })
    for (const { seq } of claimed)
      await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: [crypto.randomUUID()] }, now: at })
  }
  const openWithGap = async () => {
    store = (await openFreshStore()).store
    await store.write('gapBegins', { why: 'not-running', at: start })
  }

  test('is filed like any other, marked, and thanked for two minutes later', async () => {
    await openWithGap()
    await ask()
    expect(await store.write('receive', reply(start + hour))).toBe('stored')
    expect((await inbound())[0]).toMatchObject({
      because: { rule: 'option', option: '2' },
      recovered: true,
      at: new Date(start + hour).toISOString(),
      thanks: { state: 'queued' },
    })
    expect((await store.write('claim', { now: now + 119_000, limit: 4, notFrom: [], steadySince: 0 })).claimed).toEqual(
      [],
    )
    expect(
      (await store.write('claim', { now: now + 120_000, limit: 4, notFrom: [], steadySince: 0 })).claimed,
    ).toHaveLength(1)
  })

  test('a STOP that is recovered after it silences the thanks', async () => {
    await openWithGap()
    await ask()
    await store.write('receive', reply(start + hour))
    await store.write('receive', reply(start + 2 * hour, { text: 'STOP' }))
    expect((await store.write('claim', { now: now + hour, limit: 4, notFrom: [], steadySince: 0 })).claimed).toEqual([])
    expect((await inbound())[1]?.thanks).toMatchObject({ state: 'cancelled' })
  })

  test('is filed and not thanked for when it is more than a day old', async () => {
    await openWithGap()
    await ask('447700900123', start - 3 * day)
    await store.write('receive', reply(now - day - 1))
    expect((await inbound())[0]).toMatchObject({
      because: { rule: 'option', option: '2' },
      thanks: null,
      noThanks: 'late',
      needsPerson: false,
    })
    expect(await store.ask('counts', undefined)).toMatchObject({ queued: 0 })
  })

  test('a HELP is answered two minutes later, and one more than a day old by a person', async () => {
    await openWithGap()
    await store.write('setAnswers', { help: 'Our shop, +44 7700 900000.', stop: null })
    await store.write('receive', reply(now - day - 1, { text: 'HELP' }))
    await store.write('receive', reply(now - day, { text: 'HELP', customer: '447700900124' }))
    const [fresh, old] = await inbound()
    expect(fresh).toMatchObject({ because: { rule: 'help' }, thanks: { state: 'queued' }, noThanks: null })
    expect(old).toMatchObject({
      because: { rule: 'help', why: 'help was not answered' },
      thanks: null,
      noThanks: 'late',
      needsPerson: true,
    })
    const due = async (at: number) =>
      (await store.write('claim', { now: at, limit: 4, notFrom: [], steadySince: 0 })).claimed
    expect(await due(now + 119_000)).toEqual([])
    expect(await due(now + 120_000)).toHaveLength(1)
  })

  test('a STOP counts however old it is, and is confirmed only when that leaves within five minutes of it', async () => {
    await openWithGap()
    await store.write('setAnswers', { help: null, stop: 'You are out.' })
    // Due two minutes after it was had.
    await store.write('receive', reply(now - 3 * minute - 1, { text: 'STOP' }))
    await store.write('receive', reply(now - 3 * minute, { text: 'STOP', customer: '447700900124' }))
    const [fresh, old] = await inbound()
    expect(fresh).toMatchObject({ because: { rule: 'opt-out' }, thanks: { state: 'queued' } })
    expect(old).toMatchObject({ because: { rule: 'opt-out' }, thanks: null, noThanks: null })
    const { claimed } = await store.write('claim', { now: now + 2 * minute, limit: 4, notFrom: [], steadySince: 0 })
    expect(claimed).toMatchObject([{ customer: '447700900124', text: 'You are out.' }])
  })

  test('answers no question that was asked after it was written', async () => {
    await openWithGap()
    await ask('447700900123', start + 5 * hour)
    await store.write('receive', reply(start + hour))
    expect((await inbound())[0]).toMatchObject({ because: { rule: 'person', why: 'no open question' }, thanks: null })
  })

  test('no more than three of an hour are thanked for, counted by when the thanks go', async () => {
    await openWithGap()
    for (const customer of ['447700900123', '447700900124']) await ask(customer)
    // Hours apart when they were written, at one time when they are thanked for.
    for (const [place, digit] of ['1', '2', '1', '2', '1'].entries())
      await store.write('receive', reply(start + (place + 1) * hour, { text: digit }))
    const replies = await inbound()
    expect(replies.filter(({ thanks }) => thanks !== null)).toHaveLength(3)
    expect(replies.filter(({ noThanks }) => noThanks === 'limit')).toHaveLength(2)
  })

  test.each([
    ['the webhook first', 'abcd1234', true],
    ['the records first', 'abcd1234', false],
    ['the webhook first, of an account that does not name itself', '', true],
    ['the records first, then a webhook that does not name the account', '', false],
  ])('%s: it is there once', async (_, account, webhookFirst) => {
    await openWithGap()
    const recovered = reply(start + hour)
    const { recovered: __, ...rest } = recovered
    const webhook = { ...rest, account, sentAt: start + 3 * hour, arrivedAt: now + 1 }
    const both = webhookFirst ? [webhook, recovered] : [recovered, webhook]
    const verdicts = await Promise.all(both.map((each) => store.write('receive', each)))
    expect(verdicts).toEqual(['stored', 'repeat'])
    expect(await inbound()).toHaveLength(1)
    expect(await store.ask('counts', undefined)).toMatchObject({ unreadable: 0 })
  })

  test('a part that came by webhook is known by its id, and the other way round', async () => {
    await openWithGap()
    const part = (number: number) => ({ ref: '4', total: 3, number })
    await store.write('receive', inboundText({ providerId: 'p1', text: 'a', part: part(1) }))
    expect(await store.write('receive', reply(start, { providerId: 'p1', text: 'a' }))).toBe('repeat')
    await store.write('receive', reply(start, { providerId: 'p2', text: 'b', recovered: had({ words: 'piece' }) }))
    expect(await inbound()).toMatchObject([{ text: 'b', because: { rule: 'person', why: 'may be a piece' } }])
    expect(await store.write('receive', inboundText({ providerId: 'p2', text: 'b', part: part(2) }))).toBe('stored')
    expect(await store.write('receive', inboundText({ providerId: 'p2', text: 'b', part: part(2) }))).toBe('repeat')
    expect(await inbound()).toMatchObject([
      { text: 'ab …', providerIds: ['p1', 'p2'], recovered: true, because: { why: 'parts are missing' } },
    ])
  })

  test('of a piece nothing is concluded but a STOP', async () => {
    await openWithGap()
    await ask()
    await store.write('receive', reply(start + hour, { text: '2', recovered: had({ words: 'piece' }) }))
    expect(await newest()).toMatchObject({ because: { rule: 'person', why: 'may be a piece' }, needsPerson: true })
    await store.write('receive', reply(start + hour, { text: 'STOP', recovered: had({ words: 'piece' }) }))
    expect(await store.ask('optOut', '447700900123')).not.toBeNull()
  })

  test('that only seemed to be a piece is read as what it is once its webhook says so, unless a person has', async () => {
    await openWithGap()
    await ask()
    const [one, other] = ['2', '3'].map((digit) =>
      reply(start + hour, { text: digit, recovered: had({ words: 'piece' }) }),
    ) as [InboundText, InboundText]
    for (const each of [one, other]) await store.write('receive', each)
    await store.write('closeReply', { seq: 3, now })
    for (const { recovered: _, ...webhook } of [one, other]) await store.write('receive', webhook)
    expect(await inbound()).toMatchObject([
      { text: '3', because: { rule: 'person' }, needsPerson: false, doneAt: expect.any(String) },
      { text: '2', because: { rule: 'option', option: '2' }, needsPerson: false },
    ])
  })

  test('whose words are withheld waits for a person, or for its webhook, which then counts', async () => {
    await openWithGap()
    await ask()
    const withheld = reply(start + hour, { text: 'REDACTED', recovered: had({ words: 'withheld' }) })
    await store.write('receive', withheld)
    expect(await newest()).toMatchObject({ because: { why: 'words withheld' }, needsPerson: true })
    const { recovered: _, ...webhook } = withheld
    expect(await store.write('receive', { ...webhook, text: '2', arrivedAt: now })).toBe('stored')
    expect(await inbound()).toMatchObject([{ text: '2', because: { rule: 'option', option: '2' }, needsPerson: false }])
    expect(await store.write('receive', { ...webhook, text: '2', arrivedAt: now })).toBe('repeat')
  })
})
