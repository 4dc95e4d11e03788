import { readFile } from 'node:fs/promises'
import { inEachLook, isAccessible, isLegible, sideways } from './accessible.ts'
import { expect, mia, silent, test } from './desk-page.ts'

test('figures: nothing at first, then what left, who stands behind it, and a file', async ({ open, running }) => {
  const page = await open({ acceptDownloads: true })
  await page.keyboard.press('Control+1')
  await page.getByRole('link', { name: 'Figures' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing was sent on these days' })).toBeVisible()

  const ask = (to: string) =>
    running.desk.sendNotice({ submissionId: to, to, questionId: 'delivery', fields: { weekday: 'Thursday' } })
  await ask(silent.typed)
  await page.getByRole('button', { name: '90 days' }).click()
  await expect(page.getByRole('region', { name: 'Texts' })).toContainText('1 question, 0 other texts, 0 answered')
  await ask(mia.typed)
  await expect(async () => {
    const counted = await running.desk.getFigures({})
    expect(counted).toMatchObject({ value: { outcomes: { answered: 1 }, texts: { delivered: 3 } } })
  }).toPass()
  // Counted once a minute by itself, and at once for other days.
  await page.getByRole('button', { name: '7 days' }).click()
  await expect(page.getByRole('button', { name: 'Questions asked: 2. Show who' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Texts' })).toContainText('2 questions, 0 other texts, 1 answered')
  await expect(page.getByText(/^A quarter within .+, three quarters within/)).toBeVisible()
  await inEachLook(page, () => isLegible(page))
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await sideways(page)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 800 })

  const answered = page
    .getByRole('region', { name: 'Answered, by option' })
    .getByRole('button', { name: /^Thursday: 1/ })
  await answered.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('link', { name: mia.name })).toHaveAttribute('href', `#inbox/${mia.msisdn}`)
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await isAccessible(page)
  await page.keyboard.press('Escape')
  await expect(answered).toBeFocused()

  // The bars are one stop of the Tab key: today's is the last one, and the arrows lead to the day before.
  const days = page.getByRole('group', { name: 'By day' }).getByRole('button')
  await days.last().press('ArrowLeft')
  await expect(days.nth(5)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('Escape')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV: By day' }).click(),
  ])
  expect((await readFile(await download.path(), 'utf8')).trim().split('\r\n').at(-1)).toMatch(
    /","3","3","0","1","0\.1665","0"$/,
  )
})
