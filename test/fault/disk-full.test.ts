import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually, freePort, run, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled, storedReplies } from './evidence.ts'
import { mountSmallDisk, smallDiskMissing } from './small-disk.ts'

const missing = smallDiskMissing()
if (missing !== null) console.warn(`NOT RUN: what the desk does when the disk is full, because ${missing}.`)

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  // One that fails must not keep the disk from being unmounted.
  await ends.splice(0).reduceRight((before, end) => before.then(end, end), Promise.resolve<unknown>(null))
})

test.skipIf(missing !== null)(
  'a full disk gives 503s and a sentence, never a crash; freed, the desk goes on and nothing acknowledged is lost',
  async () => {
    const disk = mountSmallDisk(8)
    ends.push(async () => disk.close())
    const vonage = await startPretendProcess()
    ends.push(() => vonage.end())
    const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: disk.folder })
    ends.push(() => running.end('SIGKILL'))
    const { desk } = running
    const acknowledged: string[] = []
    let count = 0
    const reply = async () => {
      count += 1
      const messageId = `full-${count}`
      const body = new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId, text: messageId })
      const response = await fetch(running.ready.inbound, { method: 'POST', body })
      if (response.ok) acknowledged.push(messageId)
      return response
    }
    const stopped = async () => {
      const state = await desk.getDesk({})
      return state.ok ? state.value.sendingStopped : state.problem
    }
    for (let before = 0; before < 20; before += 1) expect((await reply()).status).toBe(200)
    expect(await stopped()).toBeNull()

    const events = desk.events()
    ends.push(async () => events.close())
    await events.open
    disk.fill()
    expect(statfsSync(disk.folder).bavail).toBe(0)
    const fullAt = performance.now()
    await eventually(async () => expect(await stopped()).toMatchObject({ code: 'store-trouble' }), 5000)
    await eventually(
      () => expect(JSON.stringify(events.seen.filter(({ name }) => name === 'desk'))).toContain('store-trouble'),
      5000,
    )
    const toldMs = performance.now() - fullAt
    const refusals: Response[] = []
    // For longer than it takes until the file is opened again, more than once.
    while (performance.now() - fullAt < 4000) {
      disk.fill()
      refusals.push(await reply(), ...(await Promise.all([reply(), reply(), reply()])))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([503]))
    expect(refusals.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true)
    expect(await desk.sendSms({ submissionId: 'full', to: '+447700900123', text: 'hello' })).toMatchObject({
      ok: false,
      problem: { code: 'cannot-store' },
    })
    expect(await allMessages(desk, 'inbound')).toHaveLength(acknowledged.length)
    expect(await stopped()).toMatchObject({ code: 'store-trouble' })

    disk.free()
    const freedAt = performance.now()
    await eventually(async () => expect((await reply()).status).toBe(200), 5000)
    const againMs = performance.now() - freedAt
    await eventually(async () => expect(await stopped()).toBeNull(), 5000)
    for (let after = 0; after < 20; after += 1) expect((await reply()).status).toBe(200)
    expect(await desk.sendSms({ submissionId: 'full', to: '+447700900123', text: 'hello' })).toMatchObject({ ok: true })
    await eventually(async () => expect((await allMessages(desk, 'outbound'))[0]?.state).toBe('delivered'))
    console.log(
      `Full: told after ${Math.round(toldMs)} ms, ${refusals.length} of ${refusals.length} webhooks answered 503; freed: first 2xx after ${Math.round(againMs)} ms.`,
    )

    const shown = (await allMessages(desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
    expect(running.child.exitCode).toBeNull()
    expect(await running.end()).toBe(0)
    const { ids, integrity } = storedReplies(join(disk.folder, 'live'))
    expect(doubled(ids)).toEqual([])
    expect(acknowledged.filter((id) => !ids.includes(id) || !shown.includes(id))).toEqual([])
    expect(integrity).toBe('ok')
    expect((await vonage.record()).requests).toHaveLength(1)
  },
)

test.skipIf(missing !== null)(
  'control: a desk that answers first says 200 to what a full disk cannot take',
  async () => {
    const disk = mountSmallDisk(8)
    ends.push(async () => disk.close())
    const port = String(await freePort())
    const running = await run<{ inbound: string }>(['test/fault/ack-first.ts', join(disk.folder, 'live'), port], {})
    ends.push(() => running.end('SIGKILL'))
    disk.fill()
    const body = new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId: 'full', text: 'full' })
    expect((await fetch(running.ready.inbound, { method: 'POST', body })).status).toBe(200)
    // Until it has tried to store it.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await running.end('SIGKILL')
    disk.free()
    expect(storedReplies(join(disk.folder, 'live')).ids).toEqual([])
  },
)
