import { byNight } from './accessible.ts'
import { expect, mia, reply, rowOf, sendButton, sentTo, silent, test, toField } from './desk-page.ts'

test('the first screen: press Send, and within 2 seconds the reply is there, understood and thanked for', async ({
  open,
  running,
}) => {
  const page = await open()
  await expect(page.getByRole('heading', { name: 'Ask Mia about a delivery' })).toBeVisible()
  await expect(toField(page)).toHaveValue(mia.typed)
  await page.getByRole('button', { name: 'Send to Mia Jansen' }).click()
  await expect(page.getByRole('status').filter({ hasText: `Notification sent to ${mia.typed}` })).toBeVisible()
  const replied = rowOf(page, '2 pls')
  // Two seconds on a computer that does nothing else; a busy one is given as much again.
  await expect(replied).toBeVisible({ timeout: 4_000 })
  await expect(replied.locator('.mark.filed')).toContainText(/day\w{3} \d+ \w{3}$/)
  await expect(replied.locator('.because')).toContainText('because 2 → 2, digit first.')
  await expect(replied).toContainText('Thanked by the desk')
  await expect(page.locator('[data-announcer]')).toHaveText(/^Reply from Mia Jansen: \w+day\.$/)
  await expect(page.getByRole('heading', { name: 'Now answer like a real customer' })).toBeVisible()
  await expect(page.locator('.bub')).toHaveCount(3)

  // With the guide hidden, what a person can do stands in one line, in words.
  await page.getByRole('button', { name: 'Hide' }).first().click()
  await reply(running, mia.msisdn, 'can you come after 3?')
  const acts = page.locator('.ev.need .acts')
  await expect(acts.locator('.word')).toBeVisible()
  expect((await acts.boundingBox())?.height).toBeLessThan(30)
  expect((await acts.locator('.word').boundingBox())?.width).toBeGreaterThan(20)
})

test('a double click, a held Enter and a reload are one text', async ({ open, running }) => {
  const page = await open()
  await toField(page).fill(silent.typed)
  await page.getByRole('button', { name: `Send to ${silent.shown}` }).dblclick()
  await expect(rowOf(page, silent.shown)).toHaveCount(1)
  await expect(toField(page)).toHaveValue('')

  await toField(page).fill('07700 900151')
  await page.keyboard.down('Enter')
  for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(rowOf(page, '+44 7700 900151')).toHaveCount(1)

  // The answer to this press never reaches the page, as when the window is reloaded in that moment.
  await toField(page).fill('07700 900152')
  await page.route('**/api/sendNotice', async (route) => {
    await route.fetch()
    await route.abort()
  })
  const failed = page.getByRole('alert').filter({ hasText: 'The desk does not answer.' })
  await sendButton(page).click()
  await expect(failed).toBeVisible()
  await page.unroute('**/api/sendNotice')
  await page.reload()
  await expect(toField(page)).toHaveValue('07700 900152')
  await sendButton(page).click()
  await expect(page.getByRole('status').filter({ hasText: 'Notification sent to +44 7700 900152' })).toBeVisible()

  for (const customer of [silent.msisdn, '447700900151', '447700900152'])
    expect(await sentTo(running, customer)).toHaveLength(1)
})

test('a number that does not read is told after leaving the field, not while typing; nothing is lost', async ({
  open,
  running,
}) => {
  const page = await open()
  await toField(page).fill('')
  await toField(page).pressSequentially('0770')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('alert')).toContainText('is too short or too long')
  await page.getByLabel('Question').selectOption('Free text')
  await page.getByLabel('Text', { exact: true }).fill('Łódź is far')
  await expect(page.locator('.forced')).toHaveText(/^Ł, ó and ź make this a Unicode text, .*: still 1 part\.$/)
  await page.getByRole('link', { name: 'Setup' }).click()
  await expect(page.getByRole('heading', { name: 'Set up your number' })).toBeVisible()
  await page.getByRole('link', { name: 'Send' }).click()
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Łódź is far')
  await toField(page).fill(silent.typed)
  await page.getByLabel('Text', { exact: true }).press('Control+Enter')
  await expect(rowOf(page, 'Łódź is far')).toBeVisible()
  expect(await sentTo(running, silent.msisdn)).toEqual(['Łódź is far'])
})

test(
  'who has opted out gets nothing, and the form says so and keeps what was typed',
  byNight(true),
  async ({ open, running }) => {
    const page = await open()
    await page.getByRole('button', { name: /Maeve Quinn/ }).click()
    await page.getByRole('button', { name: 'Send to Maeve Quinn' }).click()
    await expect(rowOf(page, 'STOP').locator('.mark')).toHaveText('Opted out')
    await page.getByRole('button', { name: /Maeve Quinn/ }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Maeve Quinn has opted out' })).toContainText('STOP')
    await page.getByRole('button', { name: 'Cannot send: opted out' }).click({ force: true })
    await expect(toField(page)).toHaveValue('+44 7700 900005')
    expect(await sentTo(running, '447700900005')).toHaveLength(1)
  },
)

test('the whole job by keyboard alone', async ({ open, running }) => {
  const page = await open()
  await page.keyboard.press('n')
  await expect(toField(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, '2 pls')).toBeVisible()
  const answer = await running.desk.playCustomer({ customer: mia.msisdn, text: 'can you come after 3?' })
  expect(answer.ok).toBe(true)
  const asking = rowOf(page, 'can you come after 3?')
  await expect(asking).toContainText('Needs a person')
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('F6')
    if (await page.locator('.ev:focus').count()) break
  }
  await page.keyboard.press('Home')
  await expect(asking).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(asking).not.toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('3')
  await expect(asking.locator('.mark.filed')).toHaveText(/Deliver to post office/)
  await expect(asking).toContainText('Filed by you')
  await page.keyboard.press('r')
  await expect(page.getByLabel('Text', { exact: true })).toBeFocused()
  await page.keyboard.type('Yes, at 4.')
  await page.keyboard.press('Control+Enter')
  await expect(rowOf(page, 'Yes, at 4.')).toBeVisible()
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('"sent" is said of the text before this one only, and an answer to one customer goes to no other', async ({
  open,
  running,
}) => {
  const page = await open()
  const sent = page.getByRole('status').filter({ hasText: 'Notification sent to' })
  await toField(page).fill(silent.typed)
  await sendButton(page).click()
  await expect(sent).toBeVisible()
  await toField(page).fill('07700 900151')
  await expect(sent).toHaveCount(0)

  await reply(running, silent.msisdn, 'can you come after 3?')
  const asking = rowOf(page, 'can you come after 3?')
  await asking.getByRole('button', { name: 'Reply' }).click()
  const banner = page.locator('.about-text')
  await page.getByLabel('Text', { exact: true }).fill('Yes, at 4.')
  await expect(banner).toBeVisible()
  await page.getByRole('button', { name: /Maeve Quinn/ }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.getByLabel('Question')).not.toHaveValue('')
  await page.getByRole('button', { name: 'Send to Maeve Quinn' }).click()
  await expect(banner).toBeVisible()
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Yes, at 4.')
  await toField(page).fill('07700 900151')
  await expect(banner).toHaveCount(0)
})

test('the guide calls the form filled in only while it is', async ({ open }) => {
  const page = await open()
  await expect(page.locator('.next')).toContainText('The form is filled in. Press Send')
  await toField(page).fill('')
  await expect(page.locator('.next')).not.toContainText('filled in.')
  await expect(page.locator('.next')).toContainText('Put Mia in the form, then press Send')
  await page.getByRole('button', { name: 'Put Mia in the form' }).click()
  await expect(page.locator('.next')).toContainText('The form is filled in. Press Send')
})
