import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { run, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { readCalls, straceMissing, watchCalls } from './strace.ts'

if (straceMissing !== null)
  console.warn(`NOT RUN: that a reply is on the disk before it is acknowledged, because ${straceMissing}.`)

const replies = 50

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test.skipIf(straceMissing !== null)(
  'each of 50 replies is synced to the disk, and the answer leaves after that',
  async () => {
    const vonage = await startPretendProcess()
    ends.push(() => vonage.end())
    const running = await startDeskProcess(vonage.env)
    ends.push(() => running.end())
    const unwatch = await watchCalls(running.ready.pid, ['fsync', 'fdatasync', 'write', 'writev', 'sendto', 'sendmsg'])
    for (let reply = 0; reply < replies; reply += 1) {
      const body = new URLSearchParams({
        msisdn: '447700900123',
        to: '447700900000',
        messageId: `sync-${reply}`,
        text: `reply ${reply}`,
      })
      expect((await fetch(running.ready.inbound, { method: 'POST', body })).status).toBe(200)
    }
    const seen = readCalls(await unwatch())
    const syncs = seen.filter((each) => each === 'sync').length
    const answers = seen.length - syncs
    const unkept = seen.filter((each, index) => each === 'answer' && seen[index - 1] !== 'sync').length
    console.log(`${replies} replies one after another: ${syncs} syncs of the log, ${answers} answers.`)
    expect(answers).toBe(replies)
    expect(syncs).toBeGreaterThanOrEqual(replies)
    expect(unkept).toBe(0)
  },
)

test.skipIf(straceMissing !== null)(
  'control: with synchronous=NORMAL the same counting finds almost none',
  async () => {
    const counted: Record<string, number> = {}
    for (const synchronous of ['NORMAL', 'FULL']) {
      const child = await run<{ pid: number }>(
        ['test/fault/commits.ts', join(freshFolder(), 'control.db'), synchronous],
        {},
      )
      ends.push(() => child.end('SIGKILL'))
      const unwatch = await watchCalls(child.ready.pid, ['fsync', 'fdatasync'])
      expect(await child.end('SIGTERM')).toBe(0)
      counted[synchronous] = readCalls(await unwatch()).length
    }
    console.log(`Control: 50 commits made ${counted.NORMAL} syncs with NORMAL and ${counted.FULL} with FULL.`)
    expect(counted.NORMAL).toBeLessThan(5)
    expect(counted.FULL).toBeGreaterThanOrEqual(replies)
  },
)
