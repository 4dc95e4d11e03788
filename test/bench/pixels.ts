import { setTimeout as after } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type Line, median, quantile, tell } from './figures.ts'
import { openLoop } from './load.ts'
import { installProbe, type Seen } from './page-probe.ts'
import type { Cores } from './servers.ts'
import { webhookRequest } from './webhooks.ts'
import { inWindow, plain } from './window.ts'

const perSecond = 200
const warmUpMs = 3_000
const watchMs = 4_000
const scrollMs = 3_000

/**
 * From a webhook to pixels: the built window in a browser on a desk with a million messages, while replies come at a
 * fixed rate whether or not the last one was answered. In turns: at the top of the list, where every row appears, and
 * scrolling, where new rows are counted but wait, since a list must not move under a hand. The medians of the rounds.
 */
export const pixels = (cores: Cores, rounds: number, folder: string): Promise<Line[]> =>
  inWindow({ line: 'c', cores, folder, probe: installProbe }, async (page, desk) => {
    await page.locator('[data-row]').first().waitFor()
    const load = openLoop({
      port: Number(new URL(desk.ready.inbound).port),
      perSecond,
      request: webhookRequest(desk.ready.inbound, {
        text: (due: number) => `@${due.toFixed(2)} leave it with my neighbour please`,
      }),
    })
    try {
      await after(warmUpMs)
      const [top, scrolled]: Seen[][] = [[], []]
      for (let round = 0; round < rounds; round += 1) {
        top?.push(await watch(page, watchMs, false))
        scrolled?.push(await watch(page, scrollMs, true))
      }
      if (load.refused() > 0) throw new Error(`${load.refused()} webhooks were refused`)
      return lines(top ?? [], scrolled ?? [])
    } finally {
      load.stop()
    }
  })

async function watch(page: Page, forMs: number, scrolling: boolean): Promise<Seen> {
  await page.evaluate((on) => window.probe.scroll(on), scrolling)
  if (!scrolling) await backToTop(page)
  await page.evaluate(() => window.probe.reset())
  await after(forMs)
  return page.evaluate(() => window.probe.read())
}

/** Where what waited has come in, and rows appear again as they come. */
async function backToTop(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('#log')?.scrollTo({ top: 0 }))
  await page.locator('.pill').waitFor({ state: 'detached' })
  await after(500)
}

function lines(top: Seen[], scrolled: Seen[]): Line[] {
  const p95s = top.map(({ latencies }) => quantile(latencies, 0.95))
  const p95 = median(p95s)
  const fps = (seen: Seen[]) => median(seen.map(({ frames, sinceMs }) => frames / (sinceMs / 1000)))
  const tasks = [...top, ...scrolled].flatMap(({ longTasks }) => longTasks)
  const latencies = top.flatMap((seen) => seen.latencies)
  const gap = Math.max(...[...top, ...scrolled].map(({ longestGapMs }) => longestGapMs))
  tell(
    `c: ${latencies.length} rows seen of ${Math.round((perSecond * watchMs * top.length) / 1000)}; median ${quantile(latencies, 0.5).toFixed(1)} ms, p99 ${quantile(latencies, 0.99).toFixed(1)} ms; p95 of the rounds ${p95s.map((each) => each.toFixed(1)).join(', ')}; at the top ${fps(top).toFixed(1)} frames/s; longest gap ${gap.toFixed(0)} ms`,
  )
  return [
    plain('c  reply to pixels, p95, 200/s on 1 M messages', `${p95.toFixed(1)} ms`, '≤ 40 ms', p95 <= 40),
    plain('c  scrolling meanwhile', `${fps(scrolled).toFixed(1)} frames/s`, '≥ 58', fps(scrolled) >= 58),
    plain(
      'c  tasks over 50 ms meanwhile',
      tasks.length === 0 ? '0' : `${tasks.length}, to ${Math.max(...tasks).toFixed(0)} ms`,
      '0',
      tasks.length === 0,
    ),
  ]
}
