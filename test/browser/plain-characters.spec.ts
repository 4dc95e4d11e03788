import { expect, silent, test, toField } from './desk-page.ts'

const curly = `It’s “your” parcel – we come at 8\u00a0am…\nRing us ${'if nobody is in '.repeat(4)}`
const plain = `It's "your" parcel - we come at 8 am...\nRing us ${'if nobody is in '.repeat(4)}`

test('all characters that force Unicode are named, one press makes them plain, and the usual key undoes it; letters stay', async ({
  open,
}) => {
  const page = await open()
  await toField(page).fill(silent.typed)
  await page.getByLabel('Question').selectOption('Free text')
  const text = page.getByLabel('Text', { exact: true })
  await text.pressSequentially('Good morning')
  await expect(page.locator('.forced')).toHaveCount(0)
  await text.fill(curly)
  await expect(page.locator('.forced .note')).toHaveText(
    '’, “, ”, – and 2 more make this a Unicode text, 70 instead of 160 characters a part: 2 parts instead of 1.',
  )
  await page.getByRole('button', { name: 'Use plain characters: 1 part' }).press('Enter')
  await expect(text).toHaveValue(plain)
  await expect(page.locator('.forced')).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Ctrl Z undoes it.' })).toBeVisible()
  await expect(text).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(text).toHaveValue(curly)
  await expect(page.locator('.forced')).toBeVisible()

  // Letters of a name stay, and that is said.
  await text.fill('“Łukasz” is on his way')
  await expect(page.locator('.forced')).toContainText('Ł stays: letters are never changed for you.')
  await page.getByRole('button', { name: 'Use plain characters: 1 part' }).click()
  await expect(text).toHaveValue('"Łukasz" is on his way')
  await expect(page.locator('.forced .note')).toHaveText(/^Ł makes this a Unicode text, .*: still 1 part\.$/)
  await expect(page.locator('.forced button')).toHaveCount(0)
})

test('in a question the fields are made plain, and an empty field costs nothing', async ({ open }) => {
  const page = await open()
  const weekday = page.getByLabel('Weekday')
  await weekday.fill('')
  await expect(page.locator('.forced')).toHaveCount(0)
  await weekday.fill('Thursday – “late”')
  await page.getByRole('button', { name: 'Use plain characters: 2 parts' }).click()
  await expect(weekday).toHaveValue('Thursday - "late"')
  await page.keyboard.press('Control+z')
  await expect(weekday).toHaveValue('Thursday – “late”')
})
