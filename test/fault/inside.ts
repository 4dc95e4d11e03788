import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/**
 * `node --import inside.ts …`, with INSIDE naming a file: five times a second a line about the program that runs, which
 * knows nothing of it. SIGUSR2 begins to measure anew.
 */
const everyMs = 200
const resolutionMs = 1
if (isMainThread && process.env.INSIDE !== undefined) {
  const file = process.env.INSIDE
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  process.on('SIGUSR2', () => delay.reset())
  // What it measures is from one turn of its timer to the next: the timer's own time is no delay.
  const lateMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
  setInterval(() => {
    const inside: Inside = {
      loopP99Ms: lateMs(delay.percentile(99)),
      loopMostMs: lateMs(delay.max),
      turns: delay.count,
      heapBytes: process.memoryUsage().heapUsed,
    }
    appendFileSync(file, `${JSON.stringify(inside)}\n`)
  }, everyMs).unref()
}

export interface Inside {
  /** How late the event loop came to what was due. */
  loopP99Ms: number
  loopMostMs: number
  turns: number
  heapBytes: number
}
