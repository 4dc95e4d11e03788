import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makeExport } from '../../../src/main/runs/make-export.ts'
import { accepted, openRunDesk, refused } from '../../support/run-desk.ts'
import { draft, number } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

async function openExports() {
  const desk = await openRunDesk()
  await desk.make(draft(5))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) ? refused : accepted()))
  return {
    ...desk,
    async make(since: 'start' | 'last-export' = 'last-export') {
      const made = await makeExport(desk.store, { run: 1, since, now: desk.at() })
      if (made === null) throw new Error('There is no such run')
      return made
    },
    take: (id: string) => desk.store.write('takeExport', { run: 1, id: Number(id.slice(1)) }),
    say: (index: number, text: string) =>
      desk.store.write(
        'receive',
        inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }),
      ),
  }
}
const places = ({ rows }: { rows: { place: number }[] }) => rows.map(({ place }) => place)

test('the first file has everybody; the next what has changed since, and what was said before', async () => {
  const desk = await openExports()
  const first = await desk.make()
  expect(first).toMatchObject({ changed: 5, lastAt: null, run: { exportedAt: null } })
  expect(places(first)).toEqual([1, 2, 3, 4, 5])
  expect(first.rows[0]?.was).toBeNull()
  const madeAt = new Date(desk.at()).toISOString()
  desk.pass(1_000)
  expect(await desk.take(first.id)).toBe(true)
  expect((await desk.look()).run.exportedAt).toBe(madeAt)
  expect(await desk.make()).toMatchObject({ rows: [], changed: 0, lastAt: madeAt })

  await desk.say(2, '2')
  await desk.store.write('settleRow', { run: 1, place: 5, as: 'Rang', now: desk.at() })
  const next = await desk.make()
  expect(next.rows).toMatchObject([
    { place: 3, outcome: 'option', option: '2', was: { outcome: 'waiting', option: null } },
    { place: 5, outcome: 'settled', was: { outcome: 'waiting', option: null } },
  ])
  const all = await desk.make('start')
  expect(all).toMatchObject({ changed: 2 })
  expect(all.rows).toHaveLength(5)
  expect(all.rows[0]?.was).toBeNull()
})

test('what nobody has taken is no export: its changes come again', async () => {
  const desk = await openExports()
  await desk.take((await desk.make()).id)
  await desk.say(1, '1')
  expect(places(await desk.make())).toEqual([2])
  expect(places(await desk.make())).toEqual([2])
  const taken = await desk.make()
  // What happens between the making and the taking is not in the file.
  await desk.say(2, '3')
  await desk.take(taken.id)
  expect(places(await desk.make())).toEqual([3])
})

test('a receipt alone changes nothing, an answer filed otherwise does', async () => {
  const desk = await openExports()
  await desk.take((await desk.make()).id)
  const [text] = await desk.store.ask('list', { customer: number(1) })
  const receipt = { account: '', providerId: text?.providerIds[0] ?? '', reference: null, errorCode: null }
  await desk.store.write('receipt', { ...receipt, status: 'delivered', arrivedAt: desk.at() })
  expect((await desk.look()).rows[1]?.text?.state).toBe('delivered')
  expect(places(await desk.make())).toEqual([])
  await desk.say(1, '1')
  const answered = await desk.make()
  await desk.take(answered.id)
  await desk.store.write('fileReply', {
    submissionId: 'f',
    seq: Number(answered.rows[0]?.said?.messageId.slice(1)),
    option: '2',
    now: desk.at(),
  })
  expect((await desk.make()).rows).toMatchObject([{ place: 2, option: '2', was: { outcome: 'option', option: '1' } }])
})

test('two windows do not take each other’s file; one that is too old is gone', async () => {
  const desk = await openExports()
  const [one, other] = [await desk.make(), await desk.make()]
  expect(await desk.take(other.id)).toBe(true)
  expect(await desk.take(one.id)).toBe(true)
  expect(await desk.take(other.id)).toBe(true)
  for (let more = 0; more < 6; more += 1) await desk.make()
  const old = await desk.make()
  for (let more = 0; more < 5; more += 1) await desk.make()
  expect(await desk.take(old.id)).toBe(false)
  expect(await desk.store.write('takeExport', { run: 2, id: Number(other.id.slice(1)) })).toBe(false)
  expect((await desk.make()).changed).toBe(0)
})

function placesSaid(folder: string): string[] {
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  const said = db.prepare('SELECT key FROM run_exports, json_each(rows) ORDER BY key').pluck().all() as string[]
  db.close()
  return said
}

test('somebody who is erased is gone from what the files said, and no change is told of the others', async () => {
  const desk = await openExports()
  await desk.take((await desk.make()).id)
  expect(placesSaid(desk.folder)).toEqual(['1', '2', '3', '4', '5'])
  await desk.store.erase({ submissionId: 'e', customer: number(1), now: desk.at() })
  expect(placesSaid(desk.folder)).toEqual(['1', '3', '4', '5'])
  expect(await desk.make('start')).toMatchObject({
    changed: 0,
    rows: [{ place: 1 }, { place: 3 }, { place: 4 }, { place: 5 }],
  })
})
