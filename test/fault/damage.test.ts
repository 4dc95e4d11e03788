import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { randomNumbers } from '../bench/seed.ts'
import { damages, liveDesk, post, survives, usedFolders } from './damages.ts'

let used: Awaited<ReturnType<typeof usedFolders>>
beforeAll(async () => {
  used = await usedFolders()
})

test.each(damages)('$label: no fresh start, nothing overwritten, and the backup comes back', async (damage) => {
  await survives(damage, used, randomNumbers(18))
})

test('control: without what was written beside it a file that is gone is a fresh start, and answers 200', async () => {
  const folder = used.copyOf('closed')
  for (const name of ['desk.db', 'desk.made', 'desk.mark', 'backups'])
    rmSync(join(folder, 'live', name), { recursive: true })
  const running = await liveDesk(folder, used.port)
  try {
    expect(await running.desk.getDesk({})).toMatchObject({ ok: true })
    expect((await post(running.ready.inbound, 'fresh')).status).toBe(200)
    expect(new URL(running.ready.inbound).pathname).not.toBe(used.path)
  } finally {
    await running.end()
  }
})
