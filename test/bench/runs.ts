import { setTimeout as after } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { type DeskProcess, eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { type Line, median, quantile, tell } from './figures.ts'

const cards = 5_000
const repliesPerSecond = 50
const keys = 30
const keyMs = 120
/** A picture at 60 a second: what was drawn sooner than the browser tells of. */
const soonestMs = 16
const texts = 1_000
const perSecond = 30

/** The first text, which the rest waits for. */
const arrives: Behaviour = { receipts: [{ status: 'delivered', afterMs: 1 }] }

const numberOf = (index: number) => `4477009${String(10_000 + index)}`
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: `+${numberOf(index)}`,
    name: `Customer ${index}`,
    about: { address: `${index} High Street` },
    fields: { weekday: 'Thursday' },
  }))

async function makeRun({ desk }: DeskProcess, count: number): Promise<void> {
  const made = await desk.createRun({ submissionId: 'bench', name: 'Bench', questionId: 'delivery', rows: rows(count) })
  if (!made.ok) throw new Error(made.problem.text)
}
const isDone = ({ desk }: DeskProcess) =>
  eventually(async () => {
    const found = await desk.listRuns({})
    if (!found.ok || found.value.runs[0]?.state !== 'done') throw new Error('still sending')
  }, 600_000)

/** A board of 5,000 cards: from a key to the picture that shows it, while replies move cards and while none do, in turns. */
export async function board(rounds: number): Promise<Line[]> {
  const program = findBrowser()
  if (program === null) {
    tell('n: no Chrome, Chromium or Edge was found, so nothing was painted')
    return []
  }
  const vonage = await startPretendProcess()
  await vonage.set({ receipts: [], ratePerSecond: 10_000, balance: 10_000 })
  await vonage.next(arrives)
  const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: freshFolder('board') })
  await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  const browser = await chromium.launch({ executablePath: program, args: browserArguments })
  try {
    await running.desk.saveSettings({ textsPerSecond: 1_000 })
    await makeRun(running, cards)
    tell(`n: ${cards} texts leave first`)
    await isDone(running)
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${running.ready.url}`)
    await page.locator('.strip').waitFor()
    await page.goto(`${running.ready.url.split('#')[0]}#runs/run1`)
    await page.locator('article.slip').first().focus()
    const [busy, quiet]: number[][] = [[], []]
    let replied = 0
    for (let round = 0; round < rounds; round += 1) {
      quiet?.push(await press(page))
      const from = replied
      let on = true
      const load = (async () => {
        for (const began = performance.now(); on; ) {
          for (; replied - from < ((performance.now() - began) / 1000) * repliesPerSecond; replied += 1)
            void vonage.text({ from: numberOf(replied), text: String((replied % 3) + 1) })
          await after(10)
        }
      })()
      await after(500)
      busy?.push(await press(page))
      on = false
      await load
    }
    const [ours, baseline] = [median(busy ?? []), median(quiet ?? [])]
    return [
      {
        name: 'n  a key on a board of 5,000, 50 replies/s, p95',
        ours: `${ours.toFixed(0)} ms`,
        baseline: `${baseline.toFixed(0)} ms at rest`,
        ratio: ours / baseline,
        goal: '≤ 100 ms',
        ok: ours <= 100,
      },
    ]
  } finally {
    await browser.close()
    await running.end()
    await vonage.end()
  }
}

/** @returns p95 of the keys pressed, as the browser itself measures them, in ms */
async function press(page: Page): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = []
    const watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') seen.push(entry.duration)
    })
    watch.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(window, { keysSeen: seen })
  })
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(key % 10 < 5 ? 'ArrowDown' : 'ArrowUp')
    await after(keyMs)
  }
  const seen = await page.evaluate(() => (window as unknown as { keysSeen: number[] }).keysSeen)
  const all = [...seen, ...Array.from({ length: Math.max(0, keys - seen.length) }, () => soonestMs)]
  return quantile(all, 0.95)
}

/** A run of 1,000 against a Vonage that counts 30 texts in any second. */
export async function runRate(): Promise<Line[]> {
  const vonage = await startPretendProcess()
  await vonage.set({ receipts: [], ratePerSecond: perSecond, balance: 10_000 })
  await vonage.next(arrives)
  const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: freshFolder('run-rate') })
  try {
    await makeRun(running, texts)
    tell(`o: a run of ${texts} leaves, which takes ${Math.round(texts / perSecond)} s`)
    await isDone(running)
    const { requests } = await vonage.record()
    const times = requests.map(({ at }) => Date.parse(at)).toSorted((one, other) => one - other)
    const rate = (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000)
    const refused = requests.filter(({ accepted }) => accepted.length === 0).length
    return [
      {
        name: 'o  texts a second of a run of 1,000',
        ours: `${rate.toFixed(2)}/s, ${refused} throttled`,
        baseline: `limit ${perSecond}/s`,
        ratio: rate / perSecond,
        goal: '≥ 0.95',
        ok: rate / perSecond >= 0.95 && refused === 0,
      },
    ]
  } finally {
    await running.end()
    await vonage.end()
  }
}
