import { setTimeout as after } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type Line, quantile, tell } from './figures.ts'
import type { Cores } from './servers.ts'
import { inWindow, plain } from './window.ts'

const switches = 150
/** Between two keys of somebody who walks down the list. */
const keyMs = 200
const scrollMs = 5_000

declare global {
  interface Window {
    /** Milliseconds from a key to the picture that shows another thread. */
    switched: number[]
  }
}

/**
 * The inbox of twenty thousand threads and a million messages: from the key that leads to the next thread to the picture
 * that shows it; the list scrolled as fast as a wheel turns; what the page keeps in memory after all of it.
 */
export const inboxOfThousands = (cores: Cores, folder: string): Promise<Line[]> =>
  inWindow({ line: 'r', cores, folder, probe: installProbe }, async (page, desk) => {
    await page.evaluate(() => {
      location.hash = '#inbox'
    })
    await page.getByRole('tab', { name: /^All/ }).click()
    const rows = page.locator('[data-thread]')
    await rows.first().click()
    await walk(page, 10)
    const customers = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-thread') ?? ''))
    await page.evaluate(() => window.switched.splice(0))
    await walk(page, switches)
    const switched = await page.evaluate(() => window.switched)

    const called: number[] = []
    for (const customer of customers) {
      const began = performance.now()
      await Promise.all([desk.desk.getThread({ customer }), desk.desk.listMessages({ customer, limit: 100 })])
      called.push(performance.now() - began)
    }
    const frames = await page.evaluate(scrollThreads, scrollMs)
    const heap = await heapOf(page)
    const [ours, call] = [quantile(switched, 0.95), quantile(called, 0.95)]
    tell(
      `r: ${switched.length} switches, median ${quantile(switched, 0.5).toFixed(1)} ms, p99 ${quantile(switched, 0.99).toFixed(1)} ms; ${frames.rows} rows scrolled past`,
    )
    return [
      {
        name: 'r  a key to the next thread, p95, 20,000 threads',
        ours: `${ours.toFixed(1)} ms`,
        baseline: `the calls alone ${call.toFixed(1)} ms`,
        ratio: ours / call,
        goal: '≤ 60 ms',
        ok: ours <= 60,
      },
      plain(
        'r  the list while it is scrolled',
        `${frames.perSecond.toFixed(1)} frames/s`,
        '≥ 58',
        frames.perSecond >= 58,
      ),
      plain('r  the window’s heap after that', `${heap.toFixed(0)} MB`, '≤ 150 MB', heap <= 150),
    ]
  })

async function walk(page: Page, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const before = await page.evaluate(() => window.switched.length)
    await page.keyboard.press('Alt+ArrowDown')
    await after(keyMs)
    await page.waitForFunction((count) => window.switched.length > count, before)
  }
}

/** What is in use once everything is cleared away that nobody holds, in MB. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

/** Runs in the page: a wheel that turns without a stop, with more of the list coming in as it is needed. */
function scrollThreads(forMs: number): Promise<{ perSecond: number; rows: number }> {
  return new Promise((resolve, reject) => {
    const list = document.querySelector('#threads')
    if (list === null) return reject(new Error('There is no list'))
    const seen = new Set<string>()
    const began = performance.now()
    let count = 0
    const frame = () => {
      count += 1
      list.scrollTop += 40
      for (const row of list.querySelectorAll('[data-thread]')) seen.add(row.getAttribute('data-thread') ?? '')
      const ms = performance.now() - began
      if (ms < forMs) requestAnimationFrame(frame)
      else resolve({ perSecond: (count / ms) * 1000, rows: seen.size })
    }
    requestAnimationFrame(frame)
  })
}

/** Runs in the page: from a key to the first task after the frame that shows the thread it leads to, with its texts. */
function installProbe(): void {
  window.switched = []
  let pressedAt: number | null = null
  let shownBefore = ''
  let drawn = false
  const shown = () => document.querySelector('section.thread')?.getAttribute('aria-label') ?? ''
  const painted = new MessageChannel()
  painted.port1.onmessage = () => {
    if (pressedAt !== null) window.switched.push(performance.now() - pressedAt)
    pressedAt = null
    drawn = false
  }
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'ArrowDown' || pressedAt !== null) return
      pressedAt = event.timeStamp
      shownBefore = shown()
    },
    { capture: true },
  )
  new MutationObserver(() => {
    if (pressedAt === null || drawn || shown() === shownBefore) return
    if (document.querySelector('.talk[aria-busy="false"] .line') === null) return
    drawn = true
    requestAnimationFrame(() => painted.port2.postMessage(null))
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['aria-busy', 'aria-label'],
  })
}
