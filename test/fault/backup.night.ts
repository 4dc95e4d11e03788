import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type DeskProcess, eventually, freePort } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { backUp, webhooksAtRate } from './backup-load.ts'
import { liveDesk } from './damages.ts'

let running: DeskProcess
let load: ReturnType<typeof webhooksAtRate>
afterEach(async () => {
  await load?.stop()
  await running?.end()
})

test('60 copies under 200 webhooks a second: each passes and holds all that was answered before it', async () => {
  const folder = freshFolder()
  running = await liveDesk(folder, await freePort())
  load = webhooksAtRate(running, 200)
  await eventually(() => expect(load.answered.length).toBeGreaterThan(50), 30_000)
  for (let copy = 0; copy < 60; copy += 1) {
    expect(await backUp(running, load.answered)).toMatchObject({ missing: 0, integrity: 'ok', foreignKeys: 0 })
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  const { refused, answered, p99Ms } = await load.stop()
  console.log(`60 copies under ${answered} webhooks; refused ${refused}, p99 ${Math.round(p99Ms)} ms.`)
  expect(refused).toBe(0)
  // All of one day: 24, of which the first is the day's; around midnight one more.
  expect(readdirSync(join(folder, 'live', 'backups')).length).toBeLessThanOrEqual(26)
})
