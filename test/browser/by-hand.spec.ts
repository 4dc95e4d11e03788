import type { Page } from '@playwright/test'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { isAccessible } from './accessible.ts'
import { expect, reply, rowOf, sendButton, sentTo, silent, test, toField } from './desk-page.ts'

/** Daniel Ferreira, whose number cannot be reached: every text to him fails within a second. */
const daniel = '447700900006'

const textField = (page: Page) => page.getByLabel('Text', { exact: true })
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) })

test('a reply that is answered from its row needs nobody, until the answer turns out not to have arrived', async ({
  open,
  running,
}) => {
  const page = await open()
  await reply(running, silent.msisdn, 'can you come after 3?')
  const asking = rowOf(page, 'can you come after 3?')
  await expect(tab(page, 'Needs a person')).toHaveText('Needs a person1')
  await asking.getByRole('button', { name: 'Reply' }).click()
  await textField(page).fill('Yes, at 4.')
  await sendButton(page).click()
  await expect(asking.locator('.mark')).toHaveText('Answered by you')
  await expect(asking.locator('.answer')).toHaveText(/You answered \d\d:\d\d: Yes, at 4\. Delivered/)
  await expect(tab(page, 'Needs a person')).toHaveText('Needs a person')

  await reply(running, daniel, 'is it today?')
  const second = rowOf(page, 'is it today?')
  await second.getByRole('button', { name: 'Reply' }).click()
  await textField(page).fill('Yes, today.')
  await sendButton(page).click()
  await expect(second.locator('.answer')).toHaveText(/Your answer of \d\d:\d\d did not arrive: Yes, today\. .+/)
  await expect(second.locator('.mark')).toHaveText('Needs a person')
  await expect(tab(page, 'Needs a person')).toHaveText('Needs a person1')
  await isAccessible(page)
  await page.reload()
  await expect(second.locator('.mark')).toHaveText('Needs a person')

  // The same words once more answer the same reply.
  const lost = page.locator('.ev.lost').filter({ hasText: 'Yes, today.' })
  await lost.getByRole('button', { name: 'Text again' }).click()
  const request = page.waitForRequest('**/api/sendSms')
  await sendButton(page).click()
  const answered = await second.getAttribute('data-row')
  expect((await request).postDataJSON()).toMatchObject({ text: 'Yes, today.', inReplyTo: answered })
})

test('the failed are emptied: the number corrected, then done; it stays in all, and can be reopened', async ({
  open,
  running,
}) => {
  const page = await open()
  const asked = { questionId: 'delivery', fields: { weekday: 'Monday' } }
  await running.desk.sendNotice({ submissionId: 'a', to: daniel, ...asked })
  const lost = page.locator('.ev').filter({ hasText: '+44 7700 900006' })
  await expect(lost.locator('.mark')).toHaveText('Failed')
  await tab(page, 'Failed').click()
  await expect(tab(page, 'Failed')).toHaveText('Failed1')

  await lost.focus()
  await page.keyboard.press('c')
  await expect(toField(page)).toBeFocused()
  await page.keyboard.type(silent.typed)
  await expect(toField(page)).toHaveValue(silent.typed)
  await expect(page.locator('.about-text')).toContainText('correct the number +44 7700 900006')
  await expect(page.getByLabel('Weekday')).toHaveValue('Monday')
  await isAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: `Notification sent to ${silent.shown}` })).toBeVisible()
  expect(await sentTo(running, silent.msisdn)).toEqual(await sentTo(running, daniel))

  await lost.focus()
  await page.keyboard.press('e')
  await expect(lost).toContainText(/Done by you \d\d:\d\d/)
  await expect(lost).toBeFocused()
  await expect(tab(page, 'Failed')).toHaveText('Failed')
  await tab(page, 'All').click()
  await expect(lost).toContainText(/Failed.*Done by you/)
  await isAccessible(page)
  await tab(page, 'Failed').click()
  await expect(page.getByRole('heading', { name: 'Nothing failed' })).toBeVisible()
  await tab(page, 'All').click()
  await lost.getByRole('button', { name: 'Reopen' }).click()
  await expect(tab(page, 'Failed')).toHaveText('Failed1')
})

test('a text of which nothing is known says that it may arrive twice, except to another number', async ({
  browser,
}) => {
  const vonage = await startPretendProcess()
  const live = await startDeskProcess(vonage.env)
  const page = await browser.newPage()
  try {
    await vonage.next({ answer: 'reset', accept: true, receipts: 'none' })
    await live.desk.sendSms({ submissionId: 'a', to: silent.msisdn, text: 'On our way' })
    await eventually(async () => {
      const listed = await live.desk.listMessages({ only: 'failed' })
      if (!listed.ok || listed.value.messages.length === 0) throw new Error('not yet')
    })
    await page.goto(live.ready.url)
    const row = rowOf(page, 'On our way')
    const twice = page.getByText('It may arrive twice.')
    // What a desk that has just started finds out of its number moves the rows down, from under a press.
    await expect(page.getByText('the number is not linked to this desk')).toBeVisible()
    await row.getByRole('button', { name: 'Text again…' }).click()
    await expect(twice).toBeVisible()
    await page.getByRole('button', { name: 'Drop this' }).click()
    await row.getByRole('button', { name: 'Correct the number' }).click()
    await expect(twice).toBeVisible()
    await toField(page).fill('07700 900151')
    await expect(twice).toHaveCount(0)
    await row.getByRole('button', { name: 'Done' }).click()
    await expect(row).toContainText('Done by you')
    await expect(tab(page, 'Failed')).toHaveText('Failed')
  } finally {
    await page.close()
    await live.end()
    await vonage.end()
  }
})

test('"done" says when and can be reopened, and a wrong filing is filed again with thanks that say so', async ({
  open,
  running,
}) => {
  const page = await open()
  await running.desk.sendNotice({
    submissionId: 'a',
    to: silent.msisdn,
    questionId: 'delivery',
    fields: { weekday: 'Monday' },
  })
  await expect(rowOf(page, 'Your delivery').locator('.mark')).toHaveText('Delivered')
  await reply(running, silent.msisdn, 'the day after is better')
  const row = rowOf(page, 'the day after is better')
  await expect(row.locator('.mark')).toHaveText('Needs a person')
  await row.getByRole('button', { name: 'Done' }).click()
  await expect(row.locator('.mark')).toHaveText(/^Done by you \d\d:\d\d$/)
  await expect(row.locator('.because')).toContainText('No digit and no word it knows.')
  await expect(row).toBeFocused()
  await page.keyboard.press('u')
  await expect(row.locator('.mark')).toHaveText('Needs a person')
  await expect(page.locator('[data-announcer]')).toHaveText('Reopened.')

  await page.keyboard.press('1')
  await expect(row.locator('.mark.filed')).toHaveText(/Tomorrow/)
  await expect(row).toContainText(/Thanked/)
  await row.getByRole('button', { name: 'Re-file' }).click()
  await row.getByRole('button', { name: /^File as Monday · Mon .*, option 2$/ }).click()
  await expect(row.locator('.mark.filed')).toHaveText(/Monday/)
  await expect(row.locator('.because')).toContainText('was 1')
  await isAccessible(page)
  const listed = await running.desk.listMessages({ customer: silent.msisdn, direction: 'outbound' })
  const thanks = listed.ok ? listed.value.messages.filter(({ kind }) => kind === 'thanks') : []
  expect(thanks.map(({ text }) => text)).toEqual([
    'Changed from 1 (tomorrow) to 2 (Monday). Thank you for picking option 2. Your delivery is now fully scheduled in.',
    'Thank you for picking option 1. Your delivery is now fully scheduled in.',
  ])
})
