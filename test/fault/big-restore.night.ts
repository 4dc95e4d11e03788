import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { seed, seededMessages } from '../bench/seed.ts'
import { overwrite } from '../support/overwrite.ts'
import { freePort } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { liveDesk } from './damages.ts'
import { ofTheNight } from './night.ts'

const withinMs = 2 * 60_000
const messages = ofTheNight(seededMessages)

let running: Awaited<ReturnType<typeof liveDesk>> | null = null
afterEach(async () => {
  await running?.end('SIGKILL')
})

test('a million texts are back within two minutes of asking for their backup', async () => {
  const folder = seed(freshFolder('big-restore'), messages)
  const file = join(folder, 'live', 'desk.db')
  running = await liveDesk(folder, await freePort())
  const asked = performance.now()
  const made = await running.desk.makeBackup({})
  const copiedMs = performance.now() - asked
  if (!made.ok || made.value.backup === null) throw new Error(JSON.stringify(made))
  expect(made.value.backup.texts).toBe(messages)
  await running.end()

  overwrite(file, 0, Buffer.alloc(100, 'garbage'))
  running = await liveDesk(folder, await freePort())
  // The control: it is damaged, so that nothing is shown before it was put back.
  expect(await running.desk.listMessages({ limit: 100 })).toMatchObject({ ok: false })
  const began = performance.now()
  const restored = await running.desk.restoreBackup({ backupId: made.value.backup.id })
  const shown = await running.desk.listMessages({ limit: 100 })
  const tookMs = performance.now() - began
  const mb = Math.round(statSync(file).size / 2 ** 20)
  console.log(
    `${messages} texts, ${mb} MB: copied in ${(copiedMs / 1000).toFixed(1)} s, back in ${(tookMs / 1000).toFixed(1)} s.`,
  )
  expect(restored).toMatchObject({ ok: true, value: { keptAs: expect.stringContaining('damaged') } })
  expect(shown.ok && shown.value.messages.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 100 }, (_, place) => messages - place),
  )
  expect(tookMs).toBeLessThanOrEqual(withinMs)
})
