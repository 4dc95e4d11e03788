import type { Page } from '@playwright/test'
import { isAccessible, isLegible, sideways } from './accessible.ts'
import { expect, silent, test } from './desk-page.ts'

const looks = [
  { language: 'en', colorScheme: 'light', width: 1920, height: 1080 },
  { language: 'zh', colorScheme: 'dark', width: 900, height: 600 },
  { language: 'en', colorScheme: 'light', width: 320, height: 568 },
] as const

test('a wallboard opens in a page of its own, follows its run, and names nobody', async ({ open, running }) => {
  const made = await running.desk.createRun({
    submissionId: 'wall',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: [silent.typed, '+44 7700 900160', '+44 7700 900161'].map((to, index) => ({
      to,
      name: `Quill ${index}`,
      about: {},
      fields: { weekday: 'Thursday' },
    })),
  })
  const runId = made.ok ? made.value.run.id : ''
  const page = await open()
  await page.evaluate((runId) => {
    window.location.hash = `#runs/${runId}`
  }, runId)
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Wallboard' }).click()
  const wall = await opened
  await expect(wall.locator('[data-lane="waiting"] dd')).toHaveText('3')
  await running.desk.settleRow({ runId, place: 1, as: 'At home' })
  await expect(wall.locator('[data-lane="settled"] dd')).toHaveText('1')
  // Who was rung has not answered.
  await expect(wall.locator('.wall header p')).toHaveText('0 of 3 answered')
  expect(await wall.content()).not.toMatch(/Quill|7700/)
  for (const { language, colorScheme, width, height } of looks) {
    await running.desk.saveSettings({ language })
    await wall.emulateMedia({ colorScheme })
    await wall.setViewportSize({ width, height })
    await expect(wall.locator('[data-lane="waiting"] dt')).toHaveText(language === 'en' ? 'Waiting' : '等待答复')
    // The third is the first once more, but for its size.
    if (width === 320) expect(await sideways(wall)).toBeLessThanOrEqual(0)
    else await isLegible(wall)
    // What is read from afar grows with the screen.
    const figure = await wall
      .locator('[data-lane="waiting"] dd')
      .evaluate((each) => parseFloat(getComputedStyle(each).fontSize))
    expect(figure).toBeGreaterThan(width === 1920 ? 150 : 38)
  }
  await wall.evaluate(() => {
    window.location.hash = '#wallboard/run999'
  })
  await expect(wall.getByRole('heading')).toHaveText('There is no such run')
  await isAccessible(wall)
})

test('320 px wide nothing has to be scrolled sideways, and nothing lies outside', async ({ open, running }) => {
  const page = await open({ viewport: { width: 320, height: 640 } })
  for (const language of ['en', 'zh'] as const) {
    await running.desk.saveSettings({ language })
    for (const place of ['send', 'runs', 'runs/new', 'questions', 'setup', 'inbox', 'find']) {
      await page.evaluate((place) => {
        window.location.hash = `#${place}`
      }, place)
      await expect(page.locator('main :is(h1, h2)').first()).toBeAttached()
      const outside = await outsideOf(page)
      expect([place, language, await sideways(page), outside]).toEqual([place, language, 0, []])
    }
  }
  // The control: what lies outside is noticed.
  await page.evaluate(() => {
    const wide = document.createElement('p')
    wide.style.width = '400px'
    document.querySelector('main')?.append(wide)
  })
  expect(await outsideOf(page)).toContain('P.')
})

/** What reaches out of the window to the right; a table may, in a pane that scrolls. */
const outsideOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, .strip *, .rail *')]
      .filter((each) => each.checkVisibility() && each.closest('.sr, table') === null)
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .map((each) => `${each.tagName}.${each.className}`),
  )
