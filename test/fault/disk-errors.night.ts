import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually, startDeskProcess } from '../support/processes.ts'
import { sweepFaults } from './disk-errors.ts'
import { diskMissing, mountDisk, newDisk } from './disk-image.ts'
import { doubled, storedReplies } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { ofTheNight } from './night.ts'
import { type Fault, straceMissing } from './strace.ts'
import { nobody } from './texting.ts'

if (straceMissing !== null) console.warn(`NOT RUN: failing calls to the disk, because ${straceMissing}.`)
const missing = diskMissing()
if (missing !== null) console.warn(`NOT RUN: a disk that the system makes read-only, because ${missing}.`)

// Their controls run with the short form, in disk-errors.test.ts.

const ends: Ends = []
afterEach(async () => {
  await ends.splice(0).reduceRight<Promise<unknown>>((before, end) => before.then(end, end), Promise.resolve())
})

const calls = ['fsync:error=EIO', 'pwrite64:error=EIO', 'pwrite64:error=ENOSPC', 'pwrite64:error=EROFS'] as const

test.skipIf(straceMissing !== null).each(calls)(
  'whichever call it is, once or from then on: %s gives 503s and no crash, and the file holds what was said',
  async (call) => {
    const nths = Array.from({ length: ofTheNight(20) }, (_, index) => index + 1)
    const faults = nths.flatMap((nth): Fault[] => [`${call}:when=${nth}`, `${call}:when=${nth}+`])
    await sweepFaults(faults, 1500, ends)
  },
)

test.skipIf(missing !== null)(
  'a disk that the system makes read-only gives 503s and a sentence; mounted again, it holds what was acknowledged',
  async () => {
    const image = newDisk()
    let disk = mountDisk(image)
    ends.push(() => disk.close())
    const running = await startDeskProcess({ ...nobody, DESK_DATA_DIR: join(disk.folder, 'desk') })
    ends.push(() => running.end('SIGKILL'))
    const acknowledged: string[] = []
    const reply = async (messageId: string) => {
      const body = new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId, text: messageId })
      const { status } = await fetch(running.ready.inbound, { method: 'POST', body })
      if (status === 200) acknowledged.push(messageId)
      return status
    }
    for (let count = 0; count < 100; count += 1) expect(await reply(`before-${count}`)).toBe(200)
    // What ext4 does when it finds its own structures damaged. While nothing is being synced: a sync that is under way
    // then was seen to return as if all were well, without its data (Linux 6.18), and no program can know better.
    writeFileSync(`/sys/fs/ext4/${basename(disk.device())}/trigger_fs_error`, 'a test\n')
    expect(readFileSync('/proc/mounts', 'utf8')).toMatch(new RegExp(`${disk.folder} ext4 (ro,|.*emergency_ro)`))
    const failedAt = performance.now()
    await eventually(async () => {
      const state = await running.desk.getDesk({})
      expect(state.ok && state.value.sendingStopped).toMatchObject({ code: 'store-trouble' })
    }, 5000)
    const toldMs = performance.now() - failedAt
    const statuses = new Set<number>()
    for (let count = 0; count < 60; count += 1) {
      statuses.add(await reply(`after-${count}`))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect([...statuses]).toEqual([503])
    expect(running.child.exitCode).toBeNull()
    expect(await running.end()).toBe(0)

    disk.unmount()
    disk = mountDisk(image)
    const { ids, integrity } = storedReplies(join(disk.folder, 'desk', 'live'))
    const there = new Set(ids)
    console.log(`Read-only: told after ${Math.round(toldMs)} ms; ${acknowledged.length} acknowledged before it.`)
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    expect(doubled(ids)).toEqual([])
    expect(integrity).toBe('ok')
  },
)
