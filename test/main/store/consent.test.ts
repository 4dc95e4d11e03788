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
