import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readHandedOver } from '../../../src/main/store/handed-over.ts'
import { sweepHandovers } from '../../../src/main/store/handover-files.ts'
import { openForWriting } from '../../../src/main/store/open.ts'
import { fileName, handedAt, incomingId, openDeskFolder, passphrase } from '../../support/handover.ts'
import { builtModule, killedAt } from '../../support/killed-at.ts'
import { freshFolder, inboundText } from '../../support/store.ts'

let desk: Awaited<ReturnType<typeof openDeskFolder>>
afterEach(() => desk?.store.close())

const steps = ['renameSync', 'fsyncSync']

test('killed at each of its steps, what is made is whole or not there, and no copy of the texts stays', {
  timeout: 120_000,
}, async () => {
  desk = await openDeskFolder()
  await desk.store.write('receive', inboundText({ text: 'is anybody there' }))
  await desk.store.write('handOver', { submission: 'over', fileName, now: handedAt })
  await desk.store.close()
  const order = { fileName, number: '447700900000', mode: 'live', summary: '', now: handedAt, logN: 1 }
  const work = `
    const { makeHandover } = await import(${builtModule('make-handover')})
    const order = ${JSON.stringify(order)}
    const passphrase = Buffer.from(${JSON.stringify(passphrase)})
    console.log(await makeHandover(${JSON.stringify(desk.folder)}, { ...order, passphrase }))`
  const seen = new Set<string>()
  for (let step = 1; ; step += 1) {
    const ended = killedAt(step, steps, work)
    sweepHandovers(desk.folder)
    const left = readdirSync(join(desk.folder, 'handovers'))
    expect([[], [fileName]]).toContainEqual(left)
    if (left.length > 0) {
      desk.bring(desk.file)
      expect(desk.read()).toMatchObject({ kind: 'read', preview: { texts: 1 } })
    }
    seen.add(ended ? 'ended' : left.length > 0 ? 'whole' : 'none')
    if (ended) break
    rmSync(desk.file, { force: true })
  }
  expect(seen).toEqual(new Set(['none', 'whole', 'ended']))
  // The mark came first: it has stopped the desk all along.
  expect((await (await desk.open()).ask('counts', undefined)).handedOver).toMatchObject({ submission: 'over' })
})

test('killed at each of its steps, one that is taken over is here, or what was here before', {
  timeout: 120_000,
}, async () => {
  desk = await openDeskFolder()
  await desk.store.write('receive', inboundText({ text: 'handed over' }))
  await desk.handOver()
  await desk.store.write('receive', inboundText({ text: 'came meanwhile', sentAt: handedAt, arrivedAt: handedAt }))
  await desk.store.close()
  const fresh = join(freshFolder('kept'), 'live')
  cpSync(desk.folder, fresh, { recursive: true })
  const work = `
    const { takeHandover } = await import(${builtModule('take-handover')})
    const { understand } = await import(${builtModule('understand')})
    const passphrase = Buffer.from(${JSON.stringify(passphrase)})
    const by = { id: ${JSON.stringify(incomingId)}, passphrase, now: ${handedAt + 60_000} }
    takeHandover(${JSON.stringify(desk.folder)}, by, understand)`
  const seen = new Set<string>()
  for (let step = 1; ; step += 1) {
    rmSync(desk.folder, { recursive: true })
    cpSync(fresh, desk.folder, { recursive: true })
    desk.bring(join(fresh, 'handovers', fileName))
    const ended = killedAt(step, steps, work)
    const db = openForWriting(desk.folder)
    const handedOver = readHandedOver(db)()
    // Either way the reply that came meanwhile is there.
    expect(db.prepare('SELECT text FROM messages ORDER BY text').pluck().all()).toEqual([
      'came meanwhile',
      'handed over',
    ])
    db.close()
    sweepHandovers(desk.folder)
    expect(existsSync(join(desk.folder, 'desk.db.restoring'))).toBe(false)
    seen.add(`${ended ? 'ended' : 'killed'}, ${handedOver === null ? 'works here' : 'handed over'}`)
    if (ended) break
  }
  expect(seen).toEqual(new Set(['killed, handed over', 'killed, works here', 'ended, works here']))
})
