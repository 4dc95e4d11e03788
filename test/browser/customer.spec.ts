import { expect, reply, sendButton, sentTo, silent, test, toField } from './desk-page.ts'

test('who has opted out is told at "To" as soon as the number reads, and Send says why it cannot', async ({
  open,
  running,
}) => {
  await reply(running, silent.msisdn, 'STOP texting me')
  const page = await open()
  const asked: string[] = []
  page.on('request', (request) => {
    const call = /\/api\/(\w+)$/.exec(request.url())?.[1] ?? ''
    if (['getCustomer', 'sendNotice', 'sendSms'].includes(call)) asked.push(`${call} ${request.postData()}`)
  })
  const told = page.getByRole('status').filter({ hasText: 'has opted out' })
  await toField(page).fill('')
  await toField(page).pressSequentially('07700 9')
  expect(asked, 'nothing is asked of what is no number yet').toEqual([])
  await toField(page).pressSequentially('00150')
  await expect(told).toContainText(
    /^\+44 7700 900150 has opted out since \d\d:\d\d: “?STOP texting me”?\. Ring the customer/,
  )
  const send = page.getByRole('button', { name: 'Cannot send: opted out' })
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await send.click({ force: true })
  await expect(toField(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await toField(page).fill('07700 900151')
  await expect(told).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send to +44 7700 900151' })).toHaveAttribute('aria-disabled', 'false')
  expect(asked.filter((each) => !each.startsWith('getCustomer'))).toEqual([])
  expect(await sentTo(running, silent.msisdn)).toEqual([])
})

test('a STOP and a START that come while the number stands in the form count at once; our own number is no customer', async ({
  open,
  running,
}) => {
  const page = await open()
  await toField(page).fill(silent.typed)
  await expect(sendButton(page)).toBeEnabled()
  await reply(running, silent.msisdn, 'STOP')
  await expect(page.getByRole('button', { name: /^Cannot send/ })).toBeVisible()
  // Texts are stamped to the second, and of the same second the STOP counts.
  await page.waitForTimeout(1000 - (Date.now() % 1000))
  await reply(running, silent.msisdn, 'START')
  await expect(sendButton(page)).toHaveAttribute('aria-disabled', 'false')
  await expect(page.locator('.last-text')).toContainText('START')
  await sendButton(page).click()
  await expect.poll(() => sentTo(running, silent.msisdn)).toHaveLength(1)

  await toField(page).fill('+44 7700 900000')
  await expect(page.getByRole('alert')).toHaveText('That is our own number. Type the customer’s.')
  await expect(page.getByRole('button', { name: 'Cannot send: our own number' })).toBeVisible()
})
