import type { Page } from '@playwright/test'
import { expect, reply, silent, test } from './desk-page.ts'

const name = 'محمد عبد الله'

/** Names and texts from right to left that stand elsewhere than at the left edge of their own place. */
const astray = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[dir="auto"]')].flatMap((each) => {
      if (!each.checkVisibility() || each.matches('input, textarea') || getComputedStyle(each).direction !== 'rtl')
        return []
      const words = document.createRange()
      words.selectNodeContents(each)
      const away = words.getBoundingClientRect().left - each.getBoundingClientRect().left
      return away > 24 ? [`${Math.round(away)} px: ${each.outerHTML.slice(0, 120)}`] : []
    }),
  )

test('what reads from right to left stands where the eye runs down, in every place', async ({ open, running }) => {
  const { desk } = running
  const row = { to: silent.typed, name, fields: { weekday: 'Thursday' } }
  await desk.createRun({ submissionId: 'run', name: 'Wed 12', questionId: 'delivery', rows: [row] })
  await desk.stopRun({ runId: 'run1' })
  await desk.resumeRun({ runId: 'run1' })
  await reply(running, silent.msisdn, 'بعد الساعة 3')
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  await expect(page.locator('.about').getByText(name)).toBeVisible()
  await expect(page.locator('.talk').getByText('بعد الساعة 3')).toBeVisible()
  expect(await astray(page), 'thread and person').toEqual([])

  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('محمد')
  await expect(page.locator('.people').getByText(name)).toBeVisible()
  expect(await astray(page), 'people found').toEqual([])

  await page.keyboard.press('Control+1')
  await page.getByRole('link', { name: 'Figures', exact: true }).first().click()
  await page.getByRole('button', { name: /^Questions asked: 1\. Show who/ }).click()
  await expect(page.getByRole('dialog').getByText(name)).toBeVisible()
  expect(await astray(page), 'people behind a figure').toEqual([])
})
