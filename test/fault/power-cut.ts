import { join } from 'node:path'
import { expect } from 'vitest'
import { eventually, freePort, startDeskProcess } from '../support/processes.ts'
import { changedDesk } from './changed-desk.ts'
import { mountDisk, newDisk } from './disk-image.ts'
import { allMessages, doubled, moment, storedReplies } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { nobody, startTexting } from './texting.ts'

const perSecond = 200
/** A cut counts when it falls on a desk that is answering: so many answers since the last one, at the least. */
const answeredBefore = 20

export interface Cuts {
  acknowledged: number
  /** Acknowledged replies that were missing for the first time: after each cut, and at the end. */
  lost: number[]
  integrity: unknown[]
  doubled: string[]
}

/**
 * Cuts the power at random moments while customers text, and starts the desk again on what the disk holds then.
 *
 * A cut: the desk is stopped, what the kernel has handed to its disk is copied, the desk is killed, and from then on the
 * copy is the disk. What was never synced is not in it. It cannot show a drive that says "written" and has not.
 *
 * @param script another build of the desk than the one under test
 */
export async function cutPower(cuts: number, ends: Ends, script?: string): Promise<Cuts> {
  const port = await freePort()
  let disk = mountDisk(newDisk())
  ends.push(() => disk.close())
  const live = () => join(disk.folder, 'desk', 'live')
  const start = async () => {
    const env = { ...nobody, DESK_DATA_DIR: join(disk.folder, 'desk'), DESK_WEBHOOK_PORT: String(port) }
    const started = await startDeskProcess(env, script === undefined ? {} : { script })
    ends.push(() => started.end('SIGKILL'))
    return started
  }
  const seen: Cuts = { acknowledged: 0, lost: [], integrity: [], doubled: [] }
  const missing = new Set<string>()
  const look = (ids: readonly string[], acknowledged: ReadonlySet<string>) => {
    const there = new Set(ids)
    const fresh = [...acknowledged].filter((id) => !there.has(id) && !missing.has(id))
    for (const id of fresh) missing.add(id)
    seen.doubled.push(...doubled(ids))
    return fresh.length
  }

  // What it makes once, as the address that it links, is on the disk before the first cut, for the control too.
  await (await start()).end()
  let running = await start()
  const customers = await startTexting(running.ready.inbound, perSecond)
  ends.push(customers.end)
  for (let cut = 1; cut <= cuts; cut += 1) {
    const before = customers.acknowledged().size
    await eventually(() => expect(customers.acknowledged().size).toBeGreaterThan(before + answeredBefore), 30_000)
    await moment(0, 1000)
    process.kill(running.ready.pid, 'SIGSTOP')
    const copy = disk.copy()
    await running.end('SIGKILL')
    disk.close()
    disk = mountDisk(copy)
    const { ids, integrity } = storedReplies(live())
    seen.lost.push(look(ids, customers.acknowledged()))
    seen.integrity.push(integrity)
    running = await start()
  }
  // What was under way at the last cut comes again; all that was acknowledged is on the API's pages.
  await customers.stop()
  const shown = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  const acknowledged = customers.acknowledged()
  seen.lost.push(look(shown, acknowledged))
  seen.acknowledged = acknowledged.size
  await running.end()
  seen.integrity.push(storedReplies(live()).integrity)
  return seen
}

/**
 * The desk and, beside it and on a disk of its own, the same desk with synchronous=NORMAL, which SQLite falls back to
 * unless it is told otherwise and which must lose in at least half of the cuts: a test that passes with it is broken.
 */
export async function comparePowerCuts(cuts: number, ends: Ends): Promise<void> {
  const normal = changedDesk(
    ['synchronous = FULL', 'synchronous = NORMAL'],
    // Else it would notice, and not start.
    [/(?<ask>pragma\(.synchronous.,\s*\{\s*simple:\s*(?:!0|true)\s*\}\)\s*!==\s*)2/, '$<ask>1'],
  )
  ends.push(normal.remove)
  const [ours, control] = await Promise.all([cutPower(cuts, ends), cutPower(cuts, ends, normal.script)])
  const of = ({ lost, acknowledged }: Cuts) =>
    `${lost.reduce((sum, each) => sum + each, 0)} of ${acknowledged} acknowledged replies lost, in ${lossy(lost)} of ${cuts} cuts`
  console.log(
    `Power cut under ${perSecond} replies a second: ${of(ours)}. Control with synchronous=NORMAL: ${of(control)}.`,
  )
  expect(ours.lost).toEqual(Array(cuts + 1).fill(0))
  expect(ours.doubled).toEqual([])
  expect(new Set(ours.integrity)).toEqual(new Set(['ok']))
  expect(lossy(control.lost)).toBeGreaterThanOrEqual(cuts / 2)
}

const lossy = (lost: readonly number[]) => lost.filter((each) => each > 0).length
