import { inTheDark, isAccessible } from './accessible.ts'
import { expect, reply, rowOf, silent, test } from './desk-page.ts'

const other = '447700900151'

test('a customer is found, handed a copy and erased by keyboard; every window drops the rows', async ({
  open,
  running,
}) => {
  await reply(running, silent.msisdn, 'where is my parcel?')
  await reply(running, silent.msisdn, 'STOP')
  await reply(running, other, 'I wait at home')
  const elsewhere = await open()
  await expect(rowOf(elsewhere, 'where is my parcel?')).toBeVisible()
  await elsewhere.locator('input[name=to]').fill(silent.typed)
  await expect(elsewhere.locator('.opted-out')).toContainText('STOP')

  const page = await open()
  await page.getByRole('link', { name: 'Setup' }).click()
  const person = page.getByRole('region', { name: 'A customer’s data' })
  await person.getByLabel('The customer’s number').fill('+44 7700 900000')
  await page.keyboard.press('Enter')
  await expect(person.getByRole('alert')).toContainText('our own number')
  await person.getByLabel('The customer’s number').fill(silent.typed)
  await page.keyboard.press('Enter')
  await expect(person.getByRole('status').first()).toContainText(`2 texts with ${silent.shown} are kept`)
  await expect(person.getByRole('status').first()).toContainText('Opted out since')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(person.getByLabel(/^Everything kept of/)).toHaveValue(/where is my parcel\?/)
  await person.getByRole('button', { name: 'Show a copy' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: `Erase ${silent.shown}?` })
  await expect(dialog).toContainText('2 texts are erased for good')
  await expect(dialog).toContainText('The opt-out stays')
  await expect(dialog).toContainText('within 14 days')
  await isAccessible(page)
  // In the dark, in Chinese and in a small window as well.
  await running.desk.saveSettings({ language: 'zh' })
  await page.setViewportSize({ width: 900, height: 600 })
  const shown = page.locator('dialog[open]')
  await expect(shown).not.toContainText('erased')
  await inTheDark(page, () => isAccessible(page))
  const fits = await shown.evaluate(
    (each) => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth,
  )
  expect(fits).toBe(true)
  await running.desk.saveSettings({ language: 'en' })
  await expect(dialog).toBeVisible()
  // Whoever presses Enter without reading erases nobody.
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rowOf(elsewhere, 'where is my parcel?')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(person.getByRole('status').first()).toHaveText(
    `${silent.shown} is erased: 2 texts. The opt-out is kept.`,
  )
  await expect(person.getByLabel('The customer’s number')).toBeFocused()

  await expect(rowOf(elsewhere, 'where is my parcel?')).toHaveCount(0)
  await expect(rowOf(elsewhere, 'I wait at home')).toBeVisible()
  await expect(elsewhere.locator('.opted-out')).toBeVisible()
  await expect(elsewhere.locator('.opted-out')).not.toContainText('STOP')
  await page.getByRole('link', { name: 'Send' }).click()
  await expect(rowOf(page, 'I wait at home')).toBeVisible()
  await expect(page.getByText('where is my parcel?')).toHaveCount(0)
})
