import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** axe itself, a dependency of its builder's, which would read it into the page twice for each look, and at its full length. */
const builder = createRequire(import.meta.url).resolve('@axe-core/playwright')
const source = readFileSync(createRequire(builder).resolve('axe-core/axe.min.js'), 'utf8')

/** What depends on colours and sizes: all that another look at the same page can spoil. */
const ofLook = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']
/** Pages that all rules have looked at in another look. */
const seen = new WeakSet<Page>()

/** All rules look at the same states elsewhere, in another look. */
export const onlyItsLook = (page: Page) => void seen.add(page)

/**
 * What axe finds wrong: of each rule its name and the first element.
 *
 * @param within selector of what is looked at; otherwise the whole page
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  // The legacy mode looks at the page alone, where the other opens one more page for each look; nothing is framed here.
  const axe = new AxeBuilder({ page, axeSource: '0' }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (within !== undefined) axe.include(within)
  if (seen.has(page)) axe.withRules(ofLook)
  const found = await axe.analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
}

/** axe finds nothing wrong. */
export const isAccessible = async (page: Page, within?: string) => expect(await violations(page, within)).toEqual([])

/** Pixels that stick out of the window to the right: nobody scrolls a desk sideways. */
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Accessible, and as wide as the window. */
export async function isLegible(page: Page, within?: string): Promise<void> {
  await isAccessible(page, within)
  expect(await sideways(page)).toBeLessThanOrEqual(0)
}

const large = { width: 1280, height: 800 }
const small = { width: 900, height: 600 }
/** The first two differ in everything: colours do not depend on the size, nor sizes on the paper. */
const looks = [
  { colorScheme: 'light', viewport: large },
  { colorScheme: 'dark', viewport: small },
  { colorScheme: 'dark', viewport: large },
  { colorScheme: 'light', viewport: small },
] as const

/** Of a test in a look that says nothing which others do not: it runs by night only. */
export const byNight = (is: boolean) => (is ? { tag: '@night' } : {})

/**
 * On one page after another look: light and dark, in both sizes. On every change in two of the four, in the second of
 * which only what a look can spoil; by night in all.
 */
export async function inEachLook(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const isNight = test.info().project.name === 'night'
  for (const { colorScheme, viewport } of looks.slice(0, isNight ? 4 : 2)) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(viewport)
    await look(`${colorScheme}.${viewport.width}`)
    if (!isNight) seen.add(page)
  }
  seen.delete(page)
}

/** Once more in the dark what was looked at in the light. */
export async function inTheDark(page: Page, look: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  seen.add(page)
  await look()
  seen.delete(page)
  await page.emulateMedia({ colorScheme: 'light' })
}
