import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { type Line, quantile, tell } from './figures.ts'
import { openLoop } from './load.ts'
import { installProbe } from './page-probe.ts'
import { type Cores, startDesk } from './servers.ts'
import { webhookRequest } from './webhooks.ts'

const perSecond = 200
const warmUpMs = 3_000
const watchMs = 12_000
const scrollMs = 10_000

/**
 * From a webhook to pixels: the built window in a browser on a desk with a million messages, while replies come at a
 * fixed rate whether or not the last one was answered. First at the top of the list, where every row appears; then
 * scrolling, where new rows are counted but wait, since a list must not move under a hand.
 *
 * Nothing is held to a core here: so it runs on somebody's desk.
 */
export async function pixels(cores: Cores, folder: string): Promise<Line[]> {
  const program = onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
  if (program === null) {
    tell('c: no Chromium is on the path, so nothing was painted')
    return []
  }
  cores.pin(process.pid, 'any')
  const desk = await startDesk({ ...cores, pin: () => {} }, folder)
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
  let load: ReturnType<typeof openLoop> | null = null
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(installProbe)
    await page.goto(desk.ready.url)
    await page.locator('[data-row]').first().waitFor()
    load = openLoop({
      port: Number(new URL(desk.ready.inbound).port),
      perSecond,
      request: webhookRequest(
        desk.ready.inbound,
        (due: number) => `@${due.toFixed(2)} leave it with my neighbour please`,
      ),
    })
    await after(warmUpMs)
    await page.evaluate(() => window.probe.reset())
    await after(watchMs)
    const top = await page.evaluate(() => window.probe.read())
    await page.evaluate(() => {
      window.probe.reset()
      window.probe.scroll(true)
    })
    await after(scrollMs)
    const scrolled = await page.evaluate(() => window.probe.read())
    if (load.refused() > 0) throw new Error(`${load.refused()} webhooks were refused`)
    const p95 = quantile(top.latencies, 0.95)
    const fps = scrolled.frames / (scrolled.sinceMs / 1000)
    const tasks = [...top.longTasks, ...scrolled.longTasks]
    const atTop = top.frames / (top.sinceMs / 1000)
    tell(
      `c: ${top.latencies.length} rows seen of ${Math.round((perSecond * watchMs) / 1000)}; median ${quantile(top.latencies, 0.5).toFixed(1)} ms, p99 ${quantile(top.latencies, 0.99).toFixed(1)} ms; at the top ${atTop.toFixed(1)} frames/s; longest gap ${Math.max(top.longestGapMs, scrolled.longestGapMs).toFixed(0)} ms`,
    )
    return [
      plain('c  reply to pixels, p95, 200/s on 1 M messages', `${p95.toFixed(1)} ms`, '≤ 40 ms', p95 <= 40),
      plain('c  scrolling meanwhile', `${fps.toFixed(1)} frames/s`, '≥ 58', fps >= 58),
      plain(
        'c  tasks over 50 ms meanwhile',
        tasks.length === 0 ? '0' : `${tasks.length}, to ${Math.max(...tasks).toFixed(0)} ms`,
        '0',
        tasks.length === 0,
      ),
    ]
  } finally {
    load?.stop()
    await browser.close()
    await desk.end()
  }
}

const plain = (name: string, ours: string, goal: string, ok: boolean): Line => ({
  name,
  ours,
  baseline: '',
  ratio: null,
  goal,
  ok,
})

function onPath(names: string[]): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // The next one.
      }
    }
  return null
}
