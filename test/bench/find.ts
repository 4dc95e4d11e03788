import { setTimeout as after } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type Line, quantile, tell } from './figures.ts'
import type { Cores } from './servers.ts'
import { typedChinese, typedWords } from './vocabulary.ts'
import { inWindow } from './window.ts'

/** Between two keys of somebody who types fast. */
const keyMs = 120

declare global {
  interface Window {
    keysPainted: number[]
  }
}

/**
 * From a key in the window's search to the picture that shows what it finds, with a million messages stored: each word
 * typed letter by letter, also with a filter behind it. Beside it the desk's own call for the same, which is most of it.
 */
export const findAsTyped = (cores: Cores, folder: string): Promise<Line[]> =>
  inWindow({ line: 'q', cores, folder, probe: installProbe }, async (page, desk) => {
    await page.keyboard.press('Control+Shift+F')
    // The first question reads who there is.
    await page.locator('.people a').first().waitFor({ timeout: 60_000 })
    const queries = [...typedWords.slice(0, 12), ...typedChinese.slice(0, 12), '07700900123', '1', 'gate person:900123']
    await type(page, queries.slice(0, 2))
    await page.evaluate(() => window.keysPainted.splice(0))
    await type(page, queries)
    const painted = await page.evaluate(() => window.keysPainted)
    const called: number[] = []
    for (const query of queries.flatMap(beginnings)) {
      const began = performance.now()
      await desk.desk.find({ query, limit: 50 })
      called.push(performance.now() - began)
    }
    const [ours, call] = [quantile(painted, 0.95), quantile(called, 0.95)]
    tell(
      `q: ${painted.length} keys; median ${quantile(painted, 0.5).toFixed(1)} ms, p99 ${quantile(painted, 0.99).toFixed(1)} ms; the call alone, median ${quantile(called, 0.5).toFixed(1)} ms`,
    )
    return [
      {
        name: 'q  a key to painted results, p95, 1 M messages',
        ours: `${ours.toFixed(1)} ms`,
        baseline: `the call alone ${call.toFixed(1)} ms`,
        ratio: ours / call,
        goal: '≤ 50 ms',
        ok: ours <= 50,
      },
    ]
  })

const beginnings = (word: string) => [...word].map((_, index) => [...word].slice(0, index + 1).join(''))

async function type(page: Page, queries: readonly string[]): Promise<void> {
  for (const query of queries) {
    await page.keyboard.press('Control+Shift+F')
    for (const letter of query) {
      await page.keyboard.insertText(letter)
      await after(keyMs)
    }
  }
}

/** Runs in the page: from what was put in the box to the first task after the frame that shows its answer. */
function installProbe(): void {
  window.keysPainted = []
  let typedAt: number | null = null
  const painted = new MessageChannel()
  painted.port1.onmessage = () => {
    if (typedAt !== null) window.keysPainted.push(performance.now() - typedAt)
    typedAt = null
  }
  document.addEventListener(
    'input',
    (event) => {
      typedAt ??= event.timeStamp
    },
    { capture: true },
  )
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes)
      if (oldValue === 'true' && target instanceof Element && target.getAttribute('aria-busy') === 'false')
        requestAnimationFrame(() => painted.port2.postMessage(null))
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['aria-busy'], attributeOldValue: true })
}
