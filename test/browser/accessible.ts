import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What axe finds wrong: rule and the first element of each. @param within what is looked at; the whole page otherwise */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // The legacy mode looks at the page alone, where the other opens one more page for each look; nothing is framed here.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const found = await (within === undefined ? axe : axe.include(within)).analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
}

export const isAccessible = async (page: Page, within?: string) => expect(await violations(page, within)).toEqual([])

/** Fits too: nobody scrolls a desk sideways. */
export async function isLegible(page: Page, within?: string): Promise<void> {
  await isAccessible(page, within)
  const viewport = page.viewportSize()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport?.width ?? 0)
}

/** On one page after another look: light and dark, in both sizes. */
export async function inEachLook(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await look(`${colorScheme}.${width}`)
    }
}
