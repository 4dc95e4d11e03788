import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { eventually, freePort } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import type { Ends } from './kill-receiving.ts'
import { draft, killWhileSending, startDesk, startVonage, twice, underWayAtOnce } from './kill-while-sending.ts'

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('killed 15 times while texts are leaving, no customer is texted twice and every text ends in a state that is true', () =>
  killWhileSending({ kills: 15, texts: 120 }, ends))

test('control: a desk that sends again what was leaving when it died texts customers twice', async () => {
  const vonage = await startVonage(ends)
  const folder = freshFolder()
  await vonage.next({ afterMs: 5000, receipts: 'none', times: underWayAtOnce })
  const running = await startDesk(vonage, folder, await freePort(), ends)
  for (let index = 0; index < underWayAtOnce; index += 1) await running.desk.sendSms(draft(index))
  await eventually(async () => expect((await vonage.record()).requests).toHaveLength(underWayAtOnce))
  await running.end('SIGKILL')

  const copy = freshFolder()
  cpSync(folder, copy, { recursive: true })
  const db = new Database(join(copy, 'live', 'desk.db'))
  db.exec("DROP TRIGGER messages_move; UPDATE messages SET state = 'queued' WHERE state = 'sending'")
  db.close()
  await startDesk(vonage, copy, await freePort(), ends)
  await eventually(async () => {
    const { references, phones } = twice((await vonage.record()).requests)
    expect(references).toHaveLength(underWayAtOnce)
    expect(phones).toHaveLength(underWayAtOnce)
  })
})
