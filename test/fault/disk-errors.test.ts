import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { eventually, run, startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { changedDesk } from './changed-desk.ts'
import { sweepFaults } from './disk-errors.ts'
import type { Ends } from './kill-receiving.ts'
import { injectFaults, straceMissing } from './strace.ts'
import { nobody } from './texting.ts'

if (straceMissing !== null) console.warn(`NOT RUN: what the desk does when a disk fails, because ${straceMissing}.`)

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test.skipIf(straceMissing !== null)(
  'a disk that fails once, or for a while, gives 503s and no crash; well again, the file holds what was acknowledged and nothing that was refused',
  { timeout: 120_000 },
  () => sweepFaults(['fsync:error=EIO:when=1', 'fsync:error=EIO:when=2+', 'pwrite64:error=ENOSPC:when=3+'], 1500, ends),
)

test.skipIf(straceMissing !== null)('control: a desk that never knows whether a text was kept is noticed', async () => {
  const unsure = changedDesk([/\w+\.maybeKept(?<then>\?[\w.]+\(`maybe-stored`,`The disk failed, so)/, '!0$<then>'])
  ends.push(unsure.remove)
  await expect(sweepFaults(['fsync:error=EIO:when=2+'], 1000, ends, unsure.script)).rejects.toThrow('surely not kept')
})

/** How often this process has the database open. */
const timesOpen = (pid: number) =>
  readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).endsWith('/desk.db')
    } catch {
      // Closed since.
      return false
    }
  }).length

/** The calls from the sync that failed to the next 200, with their files. */
async function untilAcknowledged(script?: string): Promise<string[]> {
  const running = await startDeskProcess(nobody, script === undefined ? {} : { script })
  ends.push(() => running.end('SIGKILL'))
  const reply = async (messageId: string) => {
    const body = new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId, text: messageId })
    return (await fetch(running.ready.inbound, { method: 'POST', body })).status
  }
  expect(await reply('before')).toBe(200)
  // The last one that closes the database moves its log into the file by itself: here the reader still has it open.
  await eventually(async () => {
    await running.desk.listMessages({})
    expect(timesOpen(running.ready.pid)).toBeGreaterThan(1)
  })
  const seen = ['ftruncate', 'write', 'writev', 'sendto', 'sendmsg']
  // Now and then it hits a sync of another file, which says nothing of the log.
  for (let round = 0; round < 10; round += 1) {
    const clear = await injectFaults(running.ready.pid, ['fsync:error=EIO:when=1'], seen)
    await eventually(async () => expect(await reply(`after-${round}`)).toBe(200))
    const lines = await clear()
    const from = lines.findIndex((line) => line.includes('(INJECTED)'))
    if (lines[from]?.includes('desk.db-wal') !== true) continue
    const to = lines.findIndex((line, index) => index > from && line.includes('"HTTP/1.1 200'))
    return lines.slice(from, to)
  }
  throw new Error('No sync of the log was hit')
}
/** All that was in the log is in the file and synced there, and the log begins anew. */
const movedIntoFile = (lines: readonly string[]) =>
  lines.some((line) => /\bfsync\(\d+<[^>]*desk\.db>/.test(line)) &&
  lines.some((line) => /\bftruncate\(\d+<[^>]*desk\.db-wal>, 0/.test(line))

test.skipIf(straceMissing !== null)(
  'after a sync that failed, nothing is acknowledged before all of the log is on the disk',
  async () => {
    const lines = await untilAcknowledged()
    expect(movedIntoFile(lines), lines.join('\n')).toBe(true)
  },
)

test.skipIf(straceMissing !== null)(
  'control: a desk that only opens its file again acknowledges upon a log of which nobody knows whether it is there',
  async () => {
    const careless = changedDesk([/(?<when>\w+\s*&&\s*)settleLog\(\w+,\s*\w+\)/, '$<when>0'])
    ends.push(careless.remove)
    expect(movedIntoFile(await untilAcknowledged(careless.script))).toBe(false)
  },
)

test.skipIf(straceMissing !== null)(
  'control: of commits that SQLite reports as failed some are there, for one who takes its word for it',
  async () => {
    const file = join(freshFolder(), 'control.db')
    const child = await run<{ pid: number }>(['test/fault/commits.ts', file, 'FULL'], {})
    ends.push(() => child.end('SIGKILL'))
    let said = ''
    child.child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
    })
    // The last one: what follows on the same connection would be written over it.
    const clear = await injectFaults(child.ready.pid, ['fsync:error=EIO:when=50+'])
    await child.end('SIGTERM')
    await clear()
    const { failed } = JSON.parse(said) as { failed: string[] }
    const db = new Database(file)
    ends.push(() => db.close())
    const there = db.prepare('SELECT text FROM kept').pluck().all() as string[]
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.filter((text) => there.includes(text))).not.toEqual([])
  },
)
