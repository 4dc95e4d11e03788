import { expect, test } from 'vitest'
import { ofTheNight } from './night.ts'
import { delayMs, slowSyncMs, textOnSlowDisk } from './slow-disk.ts'
import { straceMissing } from './strace.ts'

if (straceMissing !== null) console.warn(`NOT RUN: what a slow disk does, because ${straceMissing}.`)

const answerMs = 4 * delayMs
const loopMs = 5

test.skipIf(straceMissing !== null)(
  'with a disk that takes 20 ms for each sync, 200 replies a second are answered in time and hold up nothing else',
  async () => {
    const { texts, statuses, p50Ms, p99Ms, loopP99Ms } = await textOnSlowDisk('desk', ofTheNight(120))
    console.log(
      `Slow disk (a sync takes ${slowSyncMs().toFixed(1)} ms): ${texts} replies, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms; event loop p99 ${loopP99Ms.toFixed(2)} ms late.`,
    )
    expect(statuses).toEqual({ 200: texts })
    expect(p99Ms).toBeLessThanOrEqual(answerMs)
    expect(loopP99Ms).toBeLessThanOrEqual(loopMs)
  },
)

test.skipIf(straceMissing !== null)('control: a server that commits one by one does not keep up', async () => {
  const { p99Ms, loopP99Ms } = await textOnSlowDisk('one-a-request', 5)
  console.log(`Control: p99 ${p99Ms.toFixed(0)} ms, event loop p99 ${loopP99Ms.toFixed(1)} ms late.`)
  expect(p99Ms).toBeGreaterThan(answerMs)
  // It waits for the disk in the thread that answers, so that its loop is as late.
  expect(loopP99Ms).toBeGreaterThan(loopMs)
})
