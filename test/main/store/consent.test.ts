import { afterEach, describe, expect, test } from 'vitest'
import type { InboundText } from '../../../src/main/store/records.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

const now = 1_780_000_000_000
const second = 1000
const hour = 3_600_000
const customer = '447700900123'

let store: Store
const open = async () => {
  store = (await openFreshStore()).store
}
afterEach(() => store.close())

/** A text that the customer sent at a time and that came at another. */
const says = (text: string, sentAt: number | null, arrivedAt = now + 10 * second, over: Partial<InboundText> = {}) =>
  store.write('receive', inboundText({ text, customer, sentAt, arrivedAt, ...over }))
const isOut = async () => (await store.ask('optOut', customer)) !== null
const last = async () => (await store.ask('list', { limit: 1, direction: 'inbound' }))[0]

describe('of a STOP and a START the newer counts, by the customer’s own time', () => {
  const outranked = { needsPerson: true, because: { rule: 'person', why: 'a newer STOP or START counts' } }

  test('START after STOP opts in again', async () => {
    await open()
    await says('STOP', now)
    expect(await isOut()).toBe(true)
    await says('START', now + second)
    expect(await isOut()).toBe(false)
    expect(await last()).toMatchObject({ needsPerson: false, because: { rule: 'opt-in' } })
  })

  test('a START that was held up undoes no newer STOP, and a person looks', async () => {
    await open()
    await says('STOP', now + 2 * second)
    await says('please start texting me again', now)
    expect(await isOut()).toBe(true)
    expect(await last()).toMatchObject(outranked)
    await says('START', now + 3 * second)
    expect(await isOut()).toBe(false)
  })

  test('a START that is played again undoes nothing, under its own id or another', async () => {
    await open()
    const start = { providerId: 'start-1' }
    await says('START', now, now, start)
    await says('STOP', now + second)
    expect(await says('START', now, now + hour, start)).toBe('repeat')
    await says('START', now, now + hour, { providerId: 'start-2' })
    expect(await isOut()).toBe(true)
  })

  test('of the same second the STOP counts, whichever came first', async () => {
    await open()
    await says('STOP', now)
    await says('START', now)
    expect(await isOut()).toBe(true)
    expect(await last()).toMatchObject(outranked)
    await says('START', now + second)
    await says('STOP', now + second)
    expect(await isOut()).toBe(true)
  })

  test('a STOP that was held up undoes no newer START, and a person looks', async () => {
    await open()
    await says('START', now + 2 * second)
    await says('STOP', now + second)
    expect(await isOut()).toBe(false)
    expect(await last()).toMatchObject(outranked)
  })

  test('a START stamped years ahead keeps no STOP from counting, nor a STOP a START', async () => {
    await open()
    await says('START', now + 10_000 * hour, now)
    await says('STOP', now + second)
    expect(await isOut()).toBe(true)
    await says('START', now + 2 * second)
    expect(await isOut()).toBe(false)
    await says('STOP', now + 10_000 * hour, now + 10 * second)
    expect(await isOut()).toBe(true)
    await says('START', now + 20 * second, now + 21 * second)
    expect(await isOut()).toBe(false)
  })

  test('without a timestamp the arrival counts', async () => {
    await open()
    await says('STOP', null, now)
    await says('START', null, now + second)
    expect(await isOut()).toBe(false)
  })

  test('one customer’s START is no other’s', async () => {
    await open()
    await says('STOP', now)
    await says('START', now + second, now + second, { customer: '447700900124' })
    expect(await isOut()).toBe(true)
  })
})

const help = 'Questions? Ring us. Reply STOP to get no more texts.'
const stop = 'You will get no more texts from us.'
const minute = 60_000
const outbound = async () =>
  (await store.ask('list', { direction: 'outbound' })).map(({ text, state, problemCode }) => ({
    text,
    state,
    problemCode,
  }))
const claimAt = async (at: number) =>
  (await store.write('claim', { now: at, limit: 9, notFrom: [], steadySince: 0 })).claimed.map(({ text }) => text)

describe('HELP', () => {
  test('is answered once an hour and needs nobody; asked again, a person looks', async () => {
    await open()
    await store.write('setAnswers', { help, stop: null })
    await says('HELP', now, now)
    expect(await last()).toMatchObject({
      needsPerson: false,
      because: { rule: 'help', why: 'a word it knows' },
      thanks: { text: help },
    })
    await says('帮助', now + minute, now + minute)
    expect(await last()).toMatchObject({
      needsPerson: true,
      because: { why: 'help was not answered' },
      noThanks: 'limit',
    })
    expect(await claimAt(now + minute)).toEqual([help])
    await says('help', now + hour + 1, now + hour + 1)
    expect(await claimAt(now + hour + 1)).toEqual([help])
    await says('help', now, now, { customer: '447700900124' })
    expect(await claimAt(now + hour + 1)).toEqual([help])
  })

  test('with other words is answered, and a person looks all the same', async () => {
    await open()
    await store.write('setAnswers', { help, stop: null })
    await says('Help! Nobody came and I have to leave', now)
    expect(await last()).toMatchObject({
      needsPerson: true,
      because: { rule: 'help', heard: 'Help', why: 'asks for help and more' },
      thanks: { text: help },
    })
    await says('can you help me carry it upstairs', now)
    expect(await last()).toMatchObject({ needsPerson: true, because: { rule: 'person' }, thanks: null })
  })

  test('of a customer who has opted out is left to a person', async () => {
    await open()
    await store.write('setAnswers', { help, stop: null })
    await says('STOP', now)
    await says('HELP', now + second)
    expect(await last()).toMatchObject({ needsPerson: true, noThanks: 'opted-out', thanks: null })
    expect(await outbound()).toEqual([])
  })

  test('that was answered does not leave after a STOP', async () => {
    await open()
    await store.write('setAnswers', { help, stop: null })
    await says('HELP', now)
    await says('STOP', now + second)
    expect(await claimAt(now + 10 * second)).toEqual([])
    expect(await outbound()).toEqual([{ text: help, state: 'cancelled', problemCode: 'opted-out' }])
  })

  test('counts towards the three automatic texts an hour', async () => {
    await open()
    await store.write('setAnswers', { help, stop })
    for (const [index, text] of ['STOP', 'START', 'STOP', 'START', 'STOP', 'START', 'HELP'].entries())
      await says(text, now + index * second, now + index * second)
    expect(await outbound()).toHaveLength(3)
    expect(await last()).toMatchObject({ needsPerson: true, noThanks: 'limit' })
  })

  test('that the provider answers needs nobody, and nothing is sent', async () => {
    await open()
    await store.write('setAnswers', { help: null, stop: null })
    await says('HELP', now)
    expect(await last()).toMatchObject({ needsPerson: false, because: { rule: 'help' }, thanks: null, noThanks: null })
    await says('STOP', now + second)
    expect(await isOut()).toBe(true)
    expect(await outbound()).toEqual([])
  })

  test('waits for a person where nothing was set', async () => {
    await open()
    await says('HELP', now)
    expect(await last()).toMatchObject({ needsPerson: true, because: { why: 'help was not answered' } })
  })
})

describe('a text to somebody who is in the midst of a long one', () => {
  const half = (text: string) => says(text, now, now, { part: { ref: '9', total: 2, number: 1 } })
  const queue = async () => {
    const waiting = { customer, ours: '447700900000', text: 'On our way', now, notice: null }
    await store.write('queue', { ...waiting, submissionId: 'form-1' })
  }

  test('waits for the rest of it, and does not leave where it is a STOP', async () => {
    await open()
    await half('Please stop texting me. ')
    await queue()
    expect(await claimAt(now + second)).toEqual([])
    expect(await claimAt(now + 14 * second)).toEqual([])
    await store.write('showIncompleteSince', now + second)
    expect(await claimAt(now + 16 * second)).toEqual([])
    expect(await outbound()).toMatchObject([{ state: 'cancelled', problemCode: 'opted-out' }])
  })

  test('leaves once it is known to be none, and does not wait for ever', async () => {
    await open()
    await half('I shall be at my sister’s until noon, ')
    await queue()
    expect(await claimAt(now + second)).toEqual([])
    await says('then at home.', now, now + second, { part: { ref: '9', total: 2, number: 2 } })
    expect(await claimAt(now + 3 * second)).toEqual(['On our way'])
    await half('Hello ')
    await store.write('queue', {
      customer,
      ours: '447700900000',
      text: 'Here',
      now,
      notice: null,
      submissionId: 'form-2',
    })
    expect(await claimAt(now + 30 * second)).toEqual(['Here'])
  })
})

describe('the confirmation of a STOP', () => {
  const confirmed = async () => (await outbound()).filter(({ text }) => text === stop)

  test('is sent once, and nothing else is', async () => {
    await open()
    await store.write('setAnswers', { help, stop })
    await says('HELP', now, now)
    const waiting = { customer, ours: '447700900000', text: 'On our way', now, notice: null }
    await store.write('queue', { ...waiting, submissionId: 'form-1' })
    await says('STOP', now + second, now + second)
    await says('please stop texting me', now + 2 * second, now + 2 * second)
    expect(await claimAt(now + 3 * second)).toEqual([stop])
    expect((await outbound()).map(({ text, state }) => [text, state])).toEqual([
      [stop, 'sending'],
      ['On our way', 'cancelled'],
      [help, 'cancelled'],
    ])
    await says('STOP', now + hour, now + hour)
    expect(await confirmed()).toHaveLength(1)
    expect(await last()).toMatchObject({ because: { rule: 'opt-out' }, noThanks: null, needsPerson: false })
  })

  test('is off unless it is set', async () => {
    await open()
    await store.write('setAnswers', { help, stop: null })
    await says('STOP', now, now)
    expect(await outbound()).toEqual([])
  })

  test('leaves within five minutes of the STOP, or not at all', async () => {
    await open()
    await store.write('setAnswers', { help, stop })
    await says('STOP', now, now)
    expect(await claimAt(now + 5 * minute + 1)).toEqual([])
    expect(await confirmed()).toMatchObject([{ state: 'cancelled', problemCode: 'confirmation-stale' }])
    await says('STOP', now, now + 6 * minute, { customer: '447700900124' })
    expect(await confirmed()).toHaveLength(1)
    // Two minutes on its way, four in the queue.
    await says('STOP', now, now + 2 * minute, { customer: '447700900125' })
    expect(await claimAt(now + 6 * minute)).toEqual([])
  })

  test('does not leave after a START', async () => {
    await open()
    await store.write('setAnswers', { help, stop })
    await says('STOP', now, now)
    await says('START', now + second, now + second)
    expect(await claimAt(now + 2 * second)).toEqual([])
    expect(await confirmed()).toMatchObject([{ problemCode: 'confirmation-stale' }])
  })

  test('is sent for a long STOP whose rest came late', async () => {
    await open()
    await store.write('setAnswers', { help, stop })
    const part = (number: number) => ({ part: { ref: '9', total: 2, number } })
    await says('Stop texting me. ', now, now, part(1))
    await store.write('showIncompleteSince', now)
    expect(await isOut()).toBe(true)
    expect(await outbound()).toEqual([])
    await says('I never asked for this.', now, now + minute, part(2))
    expect(await claimAt(now + minute)).toEqual([stop])
  })
})
