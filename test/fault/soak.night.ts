import { afterEach, expect, test } from 'vitest'
import type { Ends } from './kill-receiving.ts'
import { ofTheNight } from './night.ts'
import { soak } from './soak.ts'

const missing = process.platform === 'linux' ? null : 'how much a process takes is read as Linux tells it'
if (missing !== null) console.warn(`NOT RUN: a desk that runs for long, because ${missing}.`)

/** DESK_SOAK_MINUTES=480 is a working day. */
const minutes = Number(process.env.DESK_SOAK_MINUTES ?? ofTheNight(60))
const perSecond = 50
const megabyte = 1 << 20

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test.skipIf(missing !== null)(
  `${minutes} minutes at ${perSecond} replies a second leave memory, files and log as they were`,
  { timeout: (minutes + 10) * 60_000 },
  async () => {
    const seen = await soak(minutes, perSecond, ends)
    console.log(
      `${minutes} minutes, ${seen.texts} replies: heap grew ${(seen.heapGrowthBytes / megabyte).toFixed(1)} MB, the process ${(seen.memoryGrowthBytes / megabyte).toFixed(1)} MB; ${seen.openFiles.least} to ${seen.openFiles.most} open files; log at most ${(seen.logMostBytes / megabyte).toFixed(1)} MB.`,
    )
    expect(seen.statuses).toEqual({ 200: seen.texts })
    expect(seen.missing).toBe(0)
    expect(seen.heapGrowthBytes).toBeLessThanOrEqual(64 * megabyte)
    expect(seen.openFiles.growth).toBeLessThanOrEqual(2)
    expect(seen.logMostBytes).toBeLessThanOrEqual(64 * megabyte)
    expect(seen.integrity).toBe('ok')
  },
)

test.skipIf(missing !== null)('control: a desk that forgets nothing is noticed within half a minute', async () => {
  // 200 MB in all, at an even pace.
  const leak =
    'data:text/javascript,const kept=[];const timer=setInterval(()=>{kept.push(Array.from({length:65536},Math.random));if(kept.length>400)clearInterval(timer)},60)'
  const { heapGrowthBytes } = await soak(0.5, perSecond, ends, ['--import', leak])
  expect(heapGrowthBytes).toBeGreaterThan(64 * megabyte)
})
