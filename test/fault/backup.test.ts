import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type DeskProcess, eventually, freePort } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { backUp, copyByHand, webhooksAtRate } from './backup-load.ts'
import { liveDesk } from './damages.ts'

let running: DeskProcess
let load: ReturnType<typeof webhooksAtRate>
afterEach(async () => {
  await load?.stop()
  await running?.end()
})

test('each copy made under a stream of webhooks holds all that was answered before it; a plain copy does not', async () => {
  const folder = freshFolder()
  running = await liveDesk(folder, await freePort())
  load = webhooksAtRate(running, 100)
  await eventually(() => expect(load.answered.length).toBeGreaterThan(50), 30_000)
  const plain: number[] = []
  for (let copy = 0; copy < 5; copy += 1) {
    const { held, ...found } = await backUp(running, load.answered)
    expect(held).toBeGreaterThan(0)
    expect(found).toEqual({ missing: 0, integrity: 'ok', foreignKeys: 0 })
    plain.push(copyByHand(running, load.answered, join(folder, `plain-${copy}.db`)).missing)
  }
  const { refused, answered } = await load.stop()
  console.log(`5 copies under ${answered} webhooks held all; plain copies of the file lacked ${plain.join(', ')}.`)
  expect(refused).toBe(0)
  expect(plain.every((missing) => missing > 0)).toBe(true)
  const kept = readdirSync(join(folder, 'live', 'backups'))
  expect(kept).toHaveLength(5)
  expect(kept.map((name) => statSync(join(folder, 'live', 'backups', name)).mode & 0o777)).toEqual(
    kept.map(() => 0o600),
  )
})
