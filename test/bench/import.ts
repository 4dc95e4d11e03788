import { chromium, type Page } from '@playwright/test'
import Papa from 'papaparse'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { type Line, median, tell } from './figures.ts'
import { installProbe, type Seen } from './page-probe.ts'

const lines = 50_000
/** A list of 50,000 on a slow computer. */
const withinMs = 300_000

/** As a shop's system writes it: every line another customer. */
const file = () =>
  ['Name,Phone,Address,Window,Reference']
    .concat(
      Array.from(
        { length: lines },
        (_, at) => `Customer ${at},+44${7_700_000_000 + at},"${at} High Street, Leeds",10-12,R-${100_000 + at}`,
      ),
    )
    .join('\n')

/**
 * A file of 50,000 lines into the form of a new run, in a browser: from the moment it is chosen to when every line has
 * its verdict, against papaparse alone, and how long the window was busy at the longest meanwhile.
 */
export async function importList(rounds: number): Promise<Line[]> {
  const program = findBrowser()
  if (program === null) {
    tell('p: no Chrome, Chromium or Edge was found, so nothing was painted')
    return []
  }
  const text = file()
  const vonage = await startPretendProcess()
  const running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: freshFolder('import') })
  const browser = await chromium.launch({ executablePath: program, args: browserArguments })
  try {
    const [ours, alone, busy, frames, gaps]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
    const worked: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.addInitScript(installProbe)
      await page.goto(running.ready.url)
      await page.locator('.strip').waitFor()
      await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
      const { tookMs, seen } = await take(page, text)
      ours.push(tookMs)
      busy.push(Math.max(0, ...seen.longTasks))
      frames.push(Math.max(0, ...seen.longFrames))
      gaps.push(seen.longestGapMs)
      worked.push(await workOn(page))
      await page.close()
      const began = performance.now()
      if (Papa.parse<string[]>(text).data.length !== lines + 1) throw new Error('papaparse read something else')
      alone.push(performance.now() - began)
    }
    tell(
      `p: tasks of ${shown(busy)} ms, pictures of ${shown(frames)} ms (0 is none over 50); ${median(gaps).toFixed(0)} ms between two`,
    )
    const [took, parsed] = [median(ours), median(alone)]
    const longest = (name: string, tasks: readonly number[]): Line => {
      const most = median(tasks)
      return {
        name,
        ours: most === 0 ? 'under 50 ms' : `${most.toFixed(0)} ms`,
        baseline: '',
        ratio: null,
        goal: '≤ 50 ms',
        ok: most <= 50,
      }
    }
    return [
      {
        name: 'p  a list of 50,000 into a new run',
        ours: `${(took / 1000).toFixed(1)} s`,
        baseline: `${(parsed / 1000).toFixed(2)} s papaparse alone`,
        ratio: took / parsed,
        goal: '≤ 100',
        ok: took / parsed <= 100,
      },
      longest('p  the longest task of the window meanwhile', busy),
      longest('p  the longest picture of the window meanwhile', frames),
      longest('p  and while somebody works on the list', worked),
    ]
  } finally {
    await browser.close()
    await running.end()
    await vonage.end()
  }
}

const shown = (times: readonly number[]) => times.map((each) => each.toFixed(0)).join(', ')

async function take(page: Page, text: string): Promise<{ tookMs: number; seen: Seen }> {
  const input = page.locator('input[type=file]')
  await input.waitFor({ state: 'attached' })
  // Put in by hand, as Playwright would write it over a line that the window shares with the measuring.
  await page.evaluate((bytes) => Object.assign(window, { listFile: new File([bytes], 'list.csv') }), text)
  return page.evaluate(
    async ({ lines, withinMs }) => {
      const figures = (window as unknown as { listFile: File }).listFile
      const field = document.querySelector<HTMLInputElement>('input[type=file]')
      const data = new DataTransfer()
      data.items.add(figures)
      window.probe.reset()
      const began = performance.now()
      if (field === null) throw new Error('There is no field for a file')
      field.files = data.files
      field.dispatchEvent(new Event('change', { bubbles: true }))
      const total = new Intl.NumberFormat('en').format(lines)
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        const isWhole = document.querySelector('.preflight .n')?.textContent === total
        const button = document.querySelector('.send-bar [type=submit]')
        if (isWhole && button?.getAttribute('aria-disabled') === 'false') break
        if (performance.now() - began > withinMs) throw new Error('It was never judged')
      }
      return { tookMs: performance.now() - began, seen: window.probe.read() }
    },
    { lines, withinMs },
  )
}

/** A letter in a field of the question, another column, another number. @returns the longest task, in ms; 0 is none over 50 */
async function workOn(page: Page): Promise<number> {
  await page.evaluate(() => window.probe.reset())
  const isJudged = () =>
    page.waitForFunction(
      () => document.querySelector('.send-bar [type=submit]')?.getAttribute('aria-disabled') === 'false',
      null,
      { polling: 50 },
    )
  await page.locator('[id^=value-]').first().press('x')
  await isJudged()
  await page.getByRole('combobox', { name: 'Name', exact: true }).selectOption({ index: 3 })
  await isJudged()
  await page.locator('.rows-table').press('F2')
  await page.locator('.line-fields input').first().fill('07700 900123')
  await page.keyboard.press('Enter')
  await isJudged()
  return Math.max(0, ...(await page.evaluate(() => window.probe.read())).longTasks)
}
