import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { ago, answered, hour, reachable, recovering } from '../../support/recovering.ts'

const desk = recovering()
const { clock, open, start, now, customerWrote, inbound, asked } = desk

/** The number led here nine hours ago; eight hours later a customer wrote. */
async function wroteInTheMeantime() {
  await open()
  const recovery = await start()
  recovery.reach(reachable)
  recovery.leads('here')
  clock.ahead = 9 * hour
  customerWrote('2', new Date(now() - hour).toISOString())
  return recovery
}

test('what came while the number led elsewhere is asked for at once when it leads here again', async () => {
  const { leads } = await wroteInTheMeantime()
  leads('away')
  leads('here')
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2', recovered: true }]))
  await eventually(async () => expect(await desk.store.ask('gap', undefined)).toMatchObject({ recovered: 1 }))
})

test('control: while it leads here all the time nothing is asked for', async () => {
  const { leads } = await wroteInTheMeantime()
  leads('here')
  await desk.close()
  expect(asked()).toEqual([])
})

test('what another desk got while the number led there is asked for as it leads here, once', async () => {
  await open()
  const file = new Database(join(desk.folder, 'desk.db'))
  // As a desk that takes its texts back, and had asked for what came meanwhile before the number was linked anew.
  file.prepare("INSERT INTO meta VALUES ('linked-elsewhere', ?)").run(String(now() - 9 * hour))
  file
    .prepare("INSERT INTO gaps (why, restored, began_at, ended_at, settled_at) VALUES ('not-running', 1, ?, ?, ?)")
    .run(...[9, 8, 7].map((hours) => now() - hours * hour))
  file.close()
  customerWrote('2', ago(2 * hour))
  const { reach, leads } = await start()
  reach(reachable)
  await answered()
  expect(asked()).toEqual([])
  leads('here')
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2', recovered: true }]))
  const before = asked().length
  leads('here')
  await answered()
  expect(asked()).toHaveLength(before)
})
