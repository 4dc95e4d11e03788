import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { expect, test } from './desk-page.ts'

test('what a US long number may send is a setting of its own, which other numbers do not have', async ({
  openAt,
  open,
}) => {
  const vonage = await startPretendProcess('--number', '12025550100')
  const running = await startDeskProcess(vonage.env)
  try {
    const page = await openAt(running.ready.url)
    await page.locator('.rail a[href="#setup"]').click()
    await expect(page.getByLabel('Texts a second', { exact: true })).toHaveAccessibleDescription(/whole account/)
    const own = page.getByLabel('Texts a second from a US long number')
    await expect(own).toHaveAccessibleDescription(/Usual is 1\./)
    await own.fill('0')
    await own.blur()
    await expect(page.getByText('Type a whole number from 1 to 1000, or nothing.')).toBeVisible()
    await own.fill('10')
    await own.press('Enter')
    await expect(page.getByText('Type a whole number from 1 to 1000, or nothing.')).toBeHidden()
    const settings = async () => {
      const desk = await running.desk.getDesk({})
      return desk.ok && desk.value.settings
    }
    await expect.poll(settings).toMatchObject({ textsPerSecond: null, usLongTextsPerSecond: 10 })
  } finally {
    await running.end()
    await vonage.end()
  }
  const british = await open()
  await british.locator('.rail a[href="#setup"]').click()
  await expect(british.getByLabel('Texts a second', { exact: true })).toBeVisible()
  await expect(british.getByLabel('Texts a second from a US long number')).toHaveCount(0)
})
