import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { allMessages } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { startTwiceAtOnce } from './two-starts.ts'

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('two desks started in one folder at once, 3 times: one stays, the other says so and ends, and nobody is texted twice', () =>
  startTwiceAtOnce(3, ends))

test('control: with the lock taken away a second desk takes what the first is sending for lost', async () => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.next({ afterMs: 5000, receipts: 'none' })
  const first = await startDeskProcess(vonage.env)
  ends.push(() => first.end('SIGKILL'))
  await first.desk.sendSms({ submissionId: 'one', to: '+447700900123', text: 'On our way' })
  await eventually(async () => expect((await vonage.record()).requests).toHaveLength(1))
  rmSync(join(first.folder, 'live', 'desk.lock'))
  const second = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: first.folder })
  ends.push(() => second.end('SIGKILL'))
  expect((await allMessages(first.desk, 'outbound'))[0]).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
})
