import { afterEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../src/main/store/store.ts'
import { freshFolder, inboundText, openFreshStore } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const start = 1_780_000_000_000

let store: Store
const folder = freshFolder('gaps')
const open = async (where = freshFolder()) => {
  store = (await openFreshStore(where)).store
}
afterEach(() => store.close())

const openGaps = () => store.ask('openGaps', undefined)
const newest = async () => (await store.ask('list', {}))[0]

describe('the ledger', () => {
  test('has nothing for a first start, and the time between the last sign of life and the next start', async () => {
    await open(folder)
    await store.write('deskStarted', { now: start })
    expect(await openGaps()).toEqual([])
    await store.write('alive', { now: start + minute })
    // Ends without another word, as after a kill.
    await store.close()
    await open(folder)
    await store.write('deskStarted', { now: start + hour })
    expect(await openGaps()).toEqual([{ id: 1, beganAt: start + minute, endedAt: null, askedUntil: null }])
    await store.write('gapEnds', { at: start + hour + 5 })
    expect(await openGaps()).toMatchObject([{ endedAt: start + hour + 5 }])
  })

  test('where the last proof of the way in was old, begins at that proof', async () => {
    const where = freshFolder()
    await open(where)
    await store.write('deskStarted', { now: start })
    await store.write('alive', { now: start + 9 * hour, provenUntil: start + hour })
    await store.close()
    await open(where)
    await store.write('deskStarted', { now: start + 10 * hour })
    expect(await openGaps()).toMatchObject([{ beganAt: start + hour, endedAt: null }])
    await store.write('gapEnds', { at: start + 10 * hour })
    // A start is a sign that stands for itself.
    await store.write('deskStarted', { now: start + 11 * hour })
    expect(await openGaps()).toMatchObject([{}, { beganAt: start + 10 * hour }])
  })

  test('a gap that lasts when the desk dies goes on, as one', async () => {
    await open()
    await store.write('deskStarted', { now: start })
    await store.write('gapBegins', { why: 'unreachable', at: start + minute })
    await store.write('alive', { now: start + 5 * minute })
    await store.write('deskStarted', { now: start + hour })
    await store.write('gapEnds', { at: start + 2 * hour })
    expect(await openGaps()).toEqual([{ id: 1, beganAt: start + minute, endedAt: start + 2 * hour, askedUntil: null }])
  })

  test('a line that flaps is one gap, one that drops an hour later another', async () => {
    await open()
    for (let flap = 0; flap < 5; flap += 1) {
      await store.write('gapBegins', { why: 'unreachable', at: start + flap * 10_000 })
      await store.write('gapEnds', { at: start + flap * 10_000 + 5000 })
    }
    await store.write('gapBegins', { why: 'unreachable', at: start + hour })
    expect(await openGaps()).toMatchObject([{ beganAt: start, endedAt: start + 45_000 }, { beganAt: start + hour }])
  })

  test('a clock that was put back makes no gap that ends before it began', async () => {
    await open()
    await store.write('gapBegins', { why: 'unreachable', at: start })
    await store.write('gapEnds', { at: start - day })
    expect(await openGaps()).toMatchObject([{ beganAt: start, endedAt: start }])
  })

  test('where the clock was ahead at the last sign of life, a day before this start is asked for', async () => {
    await open()
    await store.write('alive', { now: start + 5 * day })
    await store.write('deskStarted', { now: start })
    expect(await openGaps()).toMatchObject([{ beganAt: start - day, endedAt: null }])
    // This start is a sign by the clock that is right.
    await store.write('gapEnds', { at: start + minute })
    await store.write('deskStarted', { now: start + hour })
    expect(await openGaps()).toMatchObject([{}, { beganAt: start }])
  })

  test('or what came since the newest reply that the clock of now can have seen', async () => {
    await open()
    await store.write('receive', inboundText({ providerId: 'before', arrivedAt: start - 4 * day, sentAt: null }))
    await store.write('receive', inboundText({ providerId: 'ahead', arrivedAt: start + 3 * day, sentAt: null }))
    await store.write('alive', { now: start + 5 * day })
    await store.write('deskStarted', { now: start })
    expect(await openGaps()).toMatchObject([{ beganAt: start - 4 * day }])
  })

  test('a gap that a clock began that was ahead, and that lasts, begins no later than this start', async () => {
    await open()
    await store.write('gapBegins', { why: 'unreachable', at: start + 4 * day })
    await store.write('alive', { now: start + 5 * day })
    expect(await store.write('deskStarted', { now: start })).toBe(start - day)
    expect(await openGaps()).toMatchObject([{ beganAt: start - day, endedAt: null }])
  })

  test('is told while there is something to say, until somebody has read it', async () => {
    const gap = () => store.ask('gap', undefined)
    await open()
    await store.write('gapBegins', { why: 'unreachable', at: start })
    await store.write('gapEnds', { at: start + hour })
    expect(await gap()).toBeNull()
    await store.write('gapFailed', { id: 1, code: 'reports-refused', text: 'Refused.' })
    expect(await gap()).toMatchObject({
      id: 1,
      why: 'unreachable',
      since: new Date(start).toISOString(),
      until: new Date(start + hour).toISOString(),
      recovered: 0,
      problem: { code: 'reports-refused', text: 'Refused.' },
    })
    expect(await store.write('dismissGap', { id: 7, now: start })).toBe('no-such-gap')
    expect(await store.write('dismissGap', { id: 1, now: start })).toBe('dismissed')
    expect(await gap()).toBeNull()
    // What was read said less than this.
    await store.write('receive', { ...inboundText(), recovered: { gap: 1, at: start + hour, words: 'all' } })
    await store.write('gapAsked', { id: 1, until: start + hour, records: 4, unread: 0, found: 1 })
    expect(await gap()).toMatchObject({ recovered: 1, records: 4, problem: null })
    await store.write('dismissGap', { id: 1, now: start })
    await store.write('gapAsked', { id: 1, until: start + hour, records: 4, unread: 0, found: 0 })
    expect(await gap()).toBeNull()
    await store.write('gapAsked', { id: 1, until: start + hour, records: 4, unread: 2, found: 1 })
    await store.write('gapAsked', { id: 1, until: start + hour, records: 4, unread: 0, found: 0 })
    expect(await gap()).toMatchObject({
      problem: { code: 'reports-some-unread', text: expect.stringMatching(/^2 of/) },
    })
    await store.write('gapSettled', { id: 1, now: start })
    expect(await openGaps()).toEqual([])
  })

  const gap = () => store.ask('gap', undefined)
  /** One that lasted an hour, so many days after the start. */
  async function lasted(days: number) {
    await store.write('gapBegins', { why: 'unreachable', at: start + days * day })
    await store.write('gapEnds', { at: start + days * day + hour })
  }
  const refused = (id: number) => store.write('gapFailed', { id, code: 'reports-refused', text: 'Refused.' })
  const recovered = (id: number) =>
    store.write('receive', {
      ...inboundText({ providerId: `of-${id}` }),
      recovered: { gap: id, at: start, words: 'all' },
    })

  test('one whose replies may be missing is told until it is read itself, whatever comes after it', async () => {
    await open()
    for (const days of [0, 1, 2]) await lasted(days)
    await refused(1)
    await refused(2)
    await recovered(3)
    // Those of which replies may be missing first, then what is good news; of two the newer.
    for (const id of [2, 1, 3]) {
      expect(await gap()).toMatchObject({ id })
      await store.write('dismissGap', { id, now: start })
    }
    expect(await gap()).toBeNull()
  })

  test('one is told behind any number of newer ones of which there is nothing to say', async () => {
    await open()
    for (let days = 0; days < 25; days += 1) await lasted(days)
    await refused(1)
    expect(await gap()).toMatchObject({ id: 1 })
  })
})

test('a text that is not known is found by when it left', async () => {
  await open()
  const queued = await store.write('queue', {
    submissionId: 'one',
    customer: '447700900123',
    ours: '447700900000',
    text: 'On our way',
    now: start,
    notice: null,
  })
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  await store.write('claim', { now: start + hour, limit: 1, notFrom: [], steadySince: 0 })
  await store.write('resume', { now: start + 2 * hour })
  const [lost] = await store.ask('lostTexts', { after: start, before: start + 2 * hour })
  expect(lost).toMatchObject({ leftAt: start + hour, reference: (await newest())?.reference })
  expect(await store.ask('lostTexts', { after: start, before: start + hour })).toEqual([])
})
