import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { expect, mia, sendButton, silent, test, toField } from './desk-page.ts'

test('a window that cannot be drawn says so, and Reload draws it once it can be', async ({ browser, running }) => {
  const page = await browser.newPage({ locale: 'en-GB' })
  const errors: string[] = []
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
  // A state that this window does not understand, as an older one would have it after an update.
  await page.route('**/api/events', (route) => route.abort())
  await page.route('**/api/getDesk', async (route) => {
    const response = await route.fetch()
    const { value } = (await response.json()) as { value: object }
    await route.fulfill({ response, json: { ok: true, value: { ...value, questions: null } } })
  })
  await page.goto(running.ready.url)
  await expect(page.getByRole('heading', { name: 'This window could not be drawn.' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveText('Nothing was lost: replies are still kept. Reload.')
  await expect(page.locator('.strip')).toHaveCount(0)
  expect(errors.length).toBeGreaterThan(0)
  await page.unroute('**/api/getDesk')
  await page.getByRole('button', { name: 'Reload' }).press('Enter')
  await expect(page.locator('.strip')).toBeVisible()
  await expect(sendButton(page)).toBeVisible()
  await page.close()
})

test('the phone shows a customer outside of the cast as one more option, for as long as it is that phone', async ({
  open,
}) => {
  const page = await open()
  const who = page.getByRole('combobox', { name: 'Customer' })
  await expect(who.locator('option')).toHaveCount(6)
  await toField(page).fill(silent.typed)
  await sendButton(page).click()
  await expect(who.locator('option')).toHaveCount(7)
  await expect(who).toHaveValue(silent.msisdn)
  await expect(who.locator('option').last()).toHaveText(silent.shown)
  await expect(page.locator('.bub')).toContainText('Your delivery is scheduled')
  await page.getByRole('textbox', { name: `Text as ${silent.shown}…` }).fill('who is this?')
  await page.keyboard.press('Enter')
  await expect(page.locator('.bub.us')).toHaveText('who is this?')
  await who.selectOption(mia.name)
  await expect(who.locator('option')).toHaveCount(6)
})

test('"sent" goes away when the text fails after all', async ({ browser }) => {
  const vonage = await startPretendProcess()
  const live = await startDeskProcess({ ...vonage.env, DESK_WEBHOOK_PORT: '0' })
  await vonage.link({ inbound: live.ready.inbound, receipts: live.ready.receipts })
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.goto(live.ready.url)
  await vonage.next({ receipts: 'none' })
  await toField(page).fill(silent.typed)
  await sendButton(page).click()
  const sent = page.getByRole('status').filter({ hasText: `Notification sent to ${silent.shown}` })
  await expect(page.locator('.ev')).toContainText('Accepted')
  await expect(sent).toBeVisible()
  const listed = await live.desk.listMessages({})
  const [text] = listed.ok ? listed.value.messages : []
  await vonage.receipt({
    messageId: text?.providerIds[0] ?? '',
    to: silent.msisdn,
    clientRef: text?.reference ?? '',
    status: 'failed',
    errCode: '3',
    wait: true,
  })
  await expect(page.locator('.ev')).toContainText('Failed')
  await expect(sent).toHaveCount(0)
  await page.close()
  await live.end()
  await vonage.end()
})
