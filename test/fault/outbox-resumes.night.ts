import { afterEach, expect, test } from 'vitest'
import { seed, seededMessages } from '../bench/seed.ts'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { changedDesk } from './changed-desk.ts'
import type { Ends } from './kill-receiving.ts'
import { twice } from './kill-while-sending.ts'
import { ofTheNight } from './night.ts'
import { injectFaults, straceMissing } from './strace.ts'

const leavesWithinMs = 1000
const readyWithinMs = 3000
const againWithinMs = 5000

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/**
 * Kills a desk with so many texts in its queue, and starts it again, so many times.
 *
 * @param needs.script another build of the desk, for what follows upon a kill
 * @returns after each, when the provider had the next text, in ms since "ready"; Infinity when it had none within 5 s
 */
async function resumeOutbox(needs: { history: number; queued: number; starts: number; script?: string }) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ ratePerSecond: 1000, balance: 10_000 })
  const env = { ...vonage.env, DESK_DATA_DIR: seed(freshFolder(), needs.history) }
  let running = await startDeskProcess(env)
  ends.push(() => running.end('SIGKILL'))
  await running.desk.stopSending({})
  for (let text = 0; text < needs.queued; text += 1) {
    const to = `+447700900${String(100 + (text % 900))}`
    expect(await running.desk.sendSms({ submissionId: `${text}`, to, text: `Stop ${text}` })).toMatchObject({
      ok: true,
    })
  }
  await running.desk.resumeSending({})
  const tookMs: number[] = []
  for (let start = 0; start < needs.starts; start += 1) {
    await running.end('SIGKILL')
    const before = (await vonage.record()).requests.length
    running = await startDeskProcess(env, needs.script === undefined ? {} : { script: needs.script })
    const readyAt = Date.now()
    const next = async () => (await vonage.record()).requests[before]
    const first = await eventually(async () => (await next()) ?? Promise.reject(new Error('None left')), 5000).catch(
      () => null,
    )
    tookMs.push(first === null ? Number.POSITIVE_INFINITY : Date.parse(first.at) - readyAt)
  }
  return { tookMs, requests: (await vonage.record()).requests }
}

test('killed with 1,000 texts in the queue and 100,000 in its history, the desk sends on within a second of being ready', async () => {
  const queued = 1000
  const { tookMs, requests } = await resumeOutbox({ history: ofTheNight(2) * 50_000, queued, starts: 10 })
  console.log(`The first text left ${tookMs.join(', ')} ms after "ready"; ${requests.length} left in 10 starts.`)
  expect(twice(requests)).toEqual({ references: [], phones: [] })
  expect(requests.length).toBeLessThan(queued)
  expect(tookMs.filter((each) => each > leavesWithinMs)).toEqual([])
})

test('control: where nobody looks at the queue after a start, nothing leaves', async () => {
  const asleep = changedDesk(['return wake(),{wake,settled,recover:', 'return{wake,settled,recover:'])
  ends.push(asleep.remove)
  const { tookMs } = await resumeOutbox({ history: 100, queued: 100, starts: 1, script: asleep.script })
  expect(tookMs).toEqual([Number.POSITIVE_INFINITY])
})

test('with 1,000,000 texts the desk is ready within three seconds, and a disk that fails once holds it up for less than five', async () => {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const folder = seed(freshFolder(), ofTheNight(20) * (seededMessages / 20))
  const env = { ...vonage.env, DESK_DATA_DIR: folder }
  const reply = async (inbound: string) => {
    const messageId = `${performance.now()}`
    const body = new URLSearchParams({ msisdn: '447700900123', to: '447700900000', messageId, text: 'here' })
    return (await fetch(inbound, { method: 'POST', body })).status
  }
  const start = async () => {
    const began = performance.now()
    const running = await startDeskProcess(env)
    ends.push(() => running.end('SIGKILL'))
    const readyMs = performance.now() - began
    expect(await reply(running.ready.inbound)).toBe(200)
    return { running, readyMs, answeredMs: performance.now() - began }
  }
  const seen: string[] = []
  const readyMs: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const started = await start()
    readyMs.push(started.readyMs)
    seen.push(`${Math.round(started.readyMs)}/${Math.round(started.answeredMs)}`)
    await started.running.end()
  }
  const killed = await start()
  await killed.running.end('SIGKILL')
  const afterKill = await start()
  const { running } = afterKill
  const againMs: number[] = []
  if (straceMissing === null) {
    const { inbound, pid } = running.ready
    const clear = await injectFaults(pid, ['fsync:error=EIO:when=1'])
    const failedAt = performance.now()
    await eventually(async () => expect(await reply(inbound)).toBe(200), 30_000)
    againMs.push(performance.now() - failedAt)
    expect((await clear()).some((line) => line.includes('(INJECTED)'))).toBe(true)
  } else console.warn(`NOT RUN: a disk that fails once below 1,000,000 texts, because ${straceMissing}.`)
  await running.end('SIGKILL')
  // A disk that failed is not believed: all of the file is looked at, as after a power cut.
  const afterFault = await start()
  console.log(
    `Ready/first webhook answered, ms: ${seen.join(', ')}; answered again ${againMs.map(Math.round).join()} ms after a sync failed; ready ${Math.round(afterKill.readyMs)} ms after a kill, ${Math.round(afterFault.readyMs)} ms after one of a desk whose disk had failed.`,
  )
  expect(readyMs.filter((each) => each > readyWithinMs)).toEqual([])
  expect(afterKill.readyMs).toBeLessThanOrEqual(readyWithinMs)
  for (const each of againMs) expect(each).toBeLessThanOrEqual(againWithinMs)
})
