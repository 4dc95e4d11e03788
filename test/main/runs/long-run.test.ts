import { expect, test } from 'vitest'
import { makeExport } from '../../../src/main/runs/make-export.ts'
import { readRows } from '../../../src/main/runs/read-rows.ts'
import { rowsAtOnce } from '../../../src/shared/run.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

const count = 8 * rowsAtOnce

test('replies that come while a long run is made, read and taken out are stored in between, not after it', async () => {
  const desk = await openRunDesk()
  const order: string[] = []
  const busy = async (what: string, work: () => Promise<unknown>) => {
    let done = false
    const working = work().then(() => {
      done = true
      order.push(`${what} is done`)
    })
    let between = 0
    for (let replies = 1; !done; replies += 1) {
      const text = { customer: number(90_000 + order.length), text: 'hi', providerId: `${what}-${replies}` }
      await desk.store.write('receive', inboundText(text))
      if (!done) between += 1
      await desk.store.ask('counts', undefined)
    }
    await working
    return between
  }
  /** What is read in a few milliseconds may be done before the disk is, now and then. */
  const soon = async (what: string, work: () => Promise<unknown>) => {
    for (let tries = 0; tries < 10; tries += 1) if ((await busy(what, work)) > 0) return true
    return false
  }
  // In one transaction, and in one read, none would be.
  expect(await busy('made', () => desk.make(draft(count)))).toBeGreaterThan(5)
  expect(await soon('read', () => readRows(desk.store, 1, { after: 0, limit: count }))).toBe(true)
  const file = { run: 1, since: 'start', now: desk.at() } as const
  expect(await soon('taken out', () => makeExport(desk.store, file))).toBe(true)
  expect((await desk.look()).run.rows).toBe(count)
})

test.each([
  { after: 0, limit: 5, places: [1, 2, 3, 4, 5], more: true },
  { after: 5, limit: 3, places: [6, 7, 8], more: true },
  { after: 8, limit: 4, places: [9, 10, 11, 12], more: false },
  { after: 12, limit: 4, places: [], more: false },
])('of 12 rows, $limit after $after', async ({ places, more, ...page }) => {
  const desk = await openRunDesk()
  await desk.make(draft(12))
  const read = await readRows(desk.store, 1, page)
  expect([read.rows.map(({ place }) => place), read.more]).toEqual([places, more])
})

test('somebody who is erased while a file is put together is not in what it says', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(3))
  const said = { 1: ['a', 'waiting', null], 2: ['b', 'waiting', null], 9: ['c', 'waiting', null] } as never
  const id = await desk.store.write('keepExport', { run: 1, said, now: desk.at() })
  await desk.store.write('takeExport', { run: 1, id })
  expect(Object.keys(JSON.parse((await desk.store.ask('lastExport', 1))?.rows ?? ''))).toEqual(['1', '2'])
})
