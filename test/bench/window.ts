import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import type { DeskProcess } from '../support/processes.ts'
import { type Line, tell } from './figures.ts'
import { type Cores, firstBackup, startDesk } from './servers.ts'

/**
 * Measures in the built window, in a browser on a desk whose first backup is made. Nothing is held to a core: so it runs
 * on somebody's desk.
 *
 * @param line which one it is, for what is told
 * @param probe runs in the page before anything of the page's own
 * @returns none where there is no browser
 */
export async function inWindow(
  { line, cores, folder, probe }: { line: string; cores: Cores; folder: string; probe: () => void },
  measure: (page: Page, desk: DeskProcess) => Promise<Line[]>,
): Promise<Line[]> {
  const program = findBrowser()
  if (program === null) {
    tell(`${line}: no Chrome, Chromium or Edge was found, so nothing was painted`)
    return []
  }
  cores.pin(process.pid, 'any')
  const desk = await startDesk({ ...cores, pin: () => {} }, folder)
  try {
    await firstBackup(desk)
    const browser = await chromium.launch({ executablePath: program, args: browserArguments })
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await page.addInitScript(probe)
      await page.goto(desk.ready.url)
      await page.locator('.strip').waitFor()
      return await measure(page, desk)
    } finally {
      await browser.close()
    }
  } finally {
    await desk.end()
  }
}

/** A figure that is held against a number. */
export const plain = (name: string, ours: string, goal: string, ok: boolean): Line => ({
  name,
  ours,
  baseline: '',
  ratio: null,
  goal,
  ok,
})
