import { chromium, type Page } from '@playwright/test'
import { browserArguments, findBrowser } from '../support/browser.ts'
import { byNight } from './accessible.ts'
import { expect, mia, reply, rowOf, test } from './desk-page.ts'

/** 900 by 600 as it is, with the browser's text size set to 125 % (16 px is 100 %), and zoomed to 125 %. */
const windows = [
  { name: '900 by 600', viewport: { width: 900, height: 600 }, textPx: 16 },
  { name: '900 by 600 with larger text', viewport: { width: 900, height: 600 }, textPx: 20 },
  { name: '900 by 600 zoomed to 125 %', viewport: { width: 720, height: 480 }, textPx: 16 },
]

async function openBrowser(textPx: number) {
  const executablePath = findBrowser()
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...browserArguments, `--blink-settings=defaultFontSize=${textPx}`],
  })
}

/** Rows of the feed that are whole, and how many of those show the customer's number whole. */
const rowsIn = (page: Page) =>
  page.evaluate(() => {
    const log = document.querySelector('.log')?.getBoundingClientRect() ?? new DOMRect()
    const isIn = (box: DOMRect, place: DOMRect) =>
      box.width > 0 &&
      box.left >= place.left - 0.5 &&
      box.right <= place.right + 0.5 &&
      box.top >= place.top - 0.5 &&
      box.bottom <= place.bottom + 0.5
    const rows = [...document.querySelectorAll('.ev')].filter((row) => isIn(row.getBoundingClientRect(), log))
    const withNumber = rows.filter((row) => {
      const number = row.querySelector('.who .mono')
      return number !== null && isIn(number.getBoundingClientRect(), row.getBoundingClientRect())
    })
    return { whole: rows.length, withNumber: withNumber.length }
  })

/** What is cut, hidden under something else, or reaches out of the window, outside of what scrolls by itself. */
const cutIn = (page: Page) =>
  page.evaluate(() => {
    const cut: string[] = []
    const scrolls = (each: Element) => each.closest('.log, .form .body, .talk') !== null
    for (const each of document.querySelectorAll<HTMLElement>(
      'button, a, input, select, h2, .who b, .who .mono, .strip *',
    )) {
      // Left out: what is only read aloud, and links whose target is wider than their word.
      if (!each.checkVisibility() || each.closest('.sr, .because') !== null) continue
      if (each.parentElement !== null && getComputedStyle(each.parentElement).clipPath !== 'none') continue
      const box = each.getBoundingClientRect()
      const name = `${each.tagName} ${each.textContent?.slice(0, 30)}`
      if (each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && !each.matches('input, select'))
        cut.push(`cut: ${name}`)
      if (scrolls(each)) continue
      if (box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5) cut.push(`outside: ${name}`)
      if (!each.matches('button, a, input, select')) continue
      for (const x of [box.left + 2, box.right - 2]) {
        const top = document.elementFromPoint(x, box.top + box.height / 2)
        if (top === null || !(each.contains(top) || top.contains(each) || top.parentElement === each.parentElement))
          cut.push(`covered: ${name}`)
      }
    }
    return cut
  })

for (const language of ['en', 'zh'] as const)
  for (const { name, viewport, textPx } of windows)
    test(
      `practice at ${name}: four texts with their numbers, nothing cut, ${language}`,
      byNight(name !== '900 by 600' || language === 'zh'),
      async ({ running }) => {
        await running.desk.saveSettings({ language })
        const browser = await openBrowser(textPx)
        const page = await browser.newPage({ viewport, locale: 'en-GB' })
        await page.goto(running.ready.url)
        await expect(page.locator('.strip')).toBeVisible()
        const isUncut = async (state: string) => {
          expect(await cutIn(page), state).toEqual([])
          if (test.info().project.name === 'night') return
          // On every change the smallest as well, in the other language.
          await running.desk.saveSettings({ language: 'zh' })
          await page.setViewportSize({ width: 720, height: 480 })
          await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
          expect(await cutIn(page), `${state}, zoomed, in Chinese`).toEqual([])
          await page.setViewportSize(viewport)
          await running.desk.saveSettings({ language })
          await expect(page.locator('html')).toHaveAttribute('lang', /^en/)
        }
        await isUncut('first screen')
        await page.locator('.form button[type=submit]').click()
        await expect(page.locator('.ev .mark.filed')).toBeAttached()
        await isUncut('with the guide’s longest step')
        for (const words of ['ok thx', 'can you come after 3?']) await reply(running, mia.msisdn, words)
        await reply(running, '447700900005', 'STOP')
        await expect(page.locator('.ev')).toHaveCount(5)
        const seen = await rowsIn(page)
        expect(seen.whole).toBeGreaterThanOrEqual(4)
        expect(seen.withNumber).toBe(seen.whole)
        await isUncut('with replies')

        await page.locator('.sides button').nth(1).click()
        await expect(page.locator('.form')).toBeHidden()
        const keys = page.locator('.phone .keys button')
        const tops = await keys.evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)))
        expect(new Set(tops).size, 'the quick answers stand in one line').toBe(1)
        await isUncut('with the phone')
        expect((await rowsIn(page)).whole).toBeGreaterThanOrEqual(4)

        await page.locator('.next .row button').last().click()
        await expect(page.locator('.cast')).toBeVisible()
        await isUncut('without the guide')
        expect((await rowsIn(page)).whole).toBeGreaterThanOrEqual(4)
        await browser.close()
      },
    )

test('in a narrow window form and phone change places by themselves, and what is typed stays', async ({ open }) => {
  const page = await open({ viewport: { width: 900, height: 600 } })
  const phone = page.getByRole('complementary', { name: 'The customer’s phone' })
  const to = page.getByLabel('To', { exact: true })
  await expect(phone).toBeHidden()
  await page.getByRole('button', { name: 'Send to Mia Jansen' }).click()
  await expect(rowOf(page, '2 pls')).toBeVisible()
  await page.getByRole('button', { name: 'Type “can you come after 3?” on the phone' }).click()
  await expect(page.getByRole('textbox', { name: 'Text as Mia…' })).toBeFocused()
  await expect(to).toBeHidden()
  await page.keyboard.press('Enter')
  const asking = rowOf(page, 'can you come after 3?')
  await asking.getByRole('button', { name: 'Reply' }).click()
  await expect(page.getByLabel('Text', { exact: true })).toBeFocused()
  await page.keyboard.type('Yes, at 4.')
  await page.getByRole('button', { name: 'Customer’s phone' }).click()
  await expect(phone).toBeVisible()
  await page.locator('.log').press('n')
  await expect(to).toBeFocused()
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Yes, at 4.')
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(phone).toBeVisible()
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Yes, at 4.')
})

test('of two names for one number both are read in any window, within their lines', async ({ open, running }) => {
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  await page.locator('.rows-in textarea').fill('Rose Amery\t07700 900214\nColin Amery\t07700 900214')
  await page.locator('.rows-in .btn.primary').click()
  await expect(page.locator('.row-line.ask')).toHaveCount(2)
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
    [640, 400],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const name of ['Rose Amery', 'Colin Amery']) {
      const line = page.locator('.row-line').filter({ hasText: name })
      await expect(line.locator('bdi'), `${name} at ${width}`).toBeVisible()
      const cut = await line.evaluate((each) =>
        [...each.children].flatMap((part) => {
          const [own, all] = [part.getBoundingClientRect(), each.getBoundingClientRect()]
          if (own.height === 0) return []
          return own.top >= all.top - 0.5 && own.bottom <= all.bottom + 0.5 ? [] : [part.outerHTML]
        }),
      )
      expect(cut, `${name} at ${width}`).toEqual([])
    }
    // The control: beside each other they would be told apart by nothing but their places.
    await expect(page.locator('.row-line .link').first()).toHaveText('+44 7700 900214')
  }
})
