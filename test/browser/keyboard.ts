import type { Locator, Page } from '@playwright/test'
import type { WordKey } from '../../src/renderer/words/words.ts'
import type { DeskProcess } from '../support/processes.ts'
import { sideways, violations } from './accessible.ts'
import { expect } from './desk-page.ts'
import { stopHere } from './manual-points.ts'

export interface Flow {
  page: Page
  keys: ReturnType<typeof keyboardOf>
  running: DeskProcess
  /** A word of the window, as the start of a name. */
  word: (key: WordKey) => RegExp
  /** The whole of it. */
  t: (key: WordKey) => string
}

/**
 * Somebody without a mouse. Wherever a key leads, the focus is somewhere, and can be seen: what is wrong with it is kept
 * in `wrong`, by where it was seen.
 */
export function keyboardOf(page: Page) {
  const wrong = new Set<string>()
  const note = (where: string, found: readonly string[]) => {
    for (const each of found) wrong.add(`${where}: ${each}`)
  }
  /** Goes on with Tab until that has the focus, over no more than all that is there. */
  const to = async (target: Locator, back = false) => {
    await expect(target).toBeVisible()
    for (let stops = 0; stops < 120; stops += 1) {
      if (await target.evaluate((each) => each === document.activeElement)) {
        note('on the way', (await page.evaluate(stopHere))?.wrong ?? [])
        return
      }
      await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`Tab does not lead to ${target}`)
  }
  /** As it is now: no wider than the window, and the focus in view, where it may be given only once something is drawn. */
  const stands = async (name: string) => {
    const wider = await sideways(page)
    if (wider > 0) note(name, [`${wider} px wider than the window`])
    const isSomewhere = () => page.evaluate(() => document.activeElement !== document.body)
    await expect
      .poll(isSomewhere, { timeout: 2_000 })
      .toBe(true)
      .catch(() => note(name, ['the focus is nowhere']))
    note(name, (await page.evaluate(stopHere))?.wrong ?? [])
  }
  return {
    wrong,
    to,
    type: (text: string) => page.keyboard.type(text),
    /** Without a look at the focus: what comes next says where it is. */
    press: (keys: string) => page.keyboard.press(keys),
    enter: async (target: Locator, back = false) => {
      await to(target, back)
      await page.keyboard.press('Enter')
    },
    stands,
    /** The same, and right for axe. */
    look: async (name: string, within?: string) => {
      note(name, await violations(page, within))
      await stands(name)
    },
  }
}

export const talk = (page: Page) => page.locator('.talk')
export const dialog = (page: Page) => page.locator('dialog[open]')
