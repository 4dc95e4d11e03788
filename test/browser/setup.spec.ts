import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { freePort, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { violations } from './accessible.ts'
import { expect, reply, silent, test } from './desk-page.ts'

test('Setup in a browser says which variables are required and which are set, never a value, and copies a file', async ({
  browser,
}) => {
  const secret = 'a-secret-nobody-sees'
  const running = await startDeskProcess({
    DESK_MODE: 'practice',
    VONAGE_API_KEY: 'abcd1234',
    VONAGE_API_SECRET: secret,
    VONAGE_NUMBER: '+44 7700 900000',
  })
  const context = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(running.ready.url)
  await page.getByRole('link', { name: 'Setup' }).click()
  const line = (name: string) =>
    page.locator('.variables dl > div').filter({ has: page.getByText(name, { exact: true }) })
  await expect(line('VONAGE_API_SECRET')).toContainText('required')
  await expect(line('VONAGE_API_SECRET').locator('.is-set')).toHaveText('set')
  await expect(line('NGROK_AUTHTOKEN')).toContainText('one of the two')
  await expect(line('NGROK_AUTHTOKEN').locator('.is-set')).toHaveText('not set')
  await expect(page.getByText('This desk practises until you go live.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Go live with this number' })).toBeVisible()
  await page.getByRole('button', { name: 'Copy the file' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(parseEnv(copied)).toEqual({ VONAGE_API_KEY: '', VONAGE_API_SECRET: '', VONAGE_NUMBER: '' })
  await page.getByRole('button', { name: 'Show where it is' }).click()
  await expect(page.getByRole('status', { name: 'Log' })).toHaveText(join(running.folder, 'logs', 'desk.log'))
  expect(JSON.stringify(await running.desk.getDesk({}))).not.toContain(secret)
  expect(await page.content()).not.toContain(secret)
  await context.close()
  await running.end()
})

test('what HELP is answered with is written in Setup, with its cost, and holds for the next HELP', async ({
  open,
  running,
}) => {
  const page = await open()
  await page.getByRole('link', { name: 'Setup' }).click()
  const answer = page.getByLabel('Answer to HELP')
  await expect(answer).toHaveValue(/Ring us on \+44 7700 900000\./)
  await expect(page.getByRole('button', { name: 'Save the answer' })).toHaveCount(0)
  await answer.fill('x'.repeat(161))
  await expect(answer).toHaveAccessibleDescription(/^It goes out as 2 parts/)
  await answer.fill('Ring 020 7946 0123.')
  await expect(answer).toHaveAccessibleDescription('')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Save the answer' })).toHaveCount(0)
  // The window shows it as kept a moment before the desk has it.
  const kept = async () => {
    const desk = await running.desk.getDesk({})
    return desk.ok ? desk.value.settings.helpText : desk.problem
  }
  await expect.poll(kept).toBe('Ring 020 7946 0123.')
  await reply(running, silent.msisdn, 'HELP')
  const answered = async () => {
    const listed = await running.desk.listMessages({ customer: silent.msisdn, direction: 'inbound' })
    return listed.ok ? listed.value.messages[0]?.thanks?.text : listed.problem
  }
  await expect.poll(answered).toBe('Ring 020 7946 0123.')
  await answer.fill('')
  await page.getByRole('button', { name: 'Save the answer' }).click()
  await expect(answer).toHaveValue(/Ring us on/)
  // Checked once the desk has it, so a moment after the click.
  await page.getByLabel('Vonage answers STOP and HELP itself').click()
  await expect(page.getByLabel('Vonage answers STOP and HELP itself')).toBeChecked()
  await expect(answer).toBeDisabled()
  await expect(page.getByLabel('Confirm a STOP with one text')).toBeDisabled()
})

test('Setup says that replies come to this computer only where they can', async ({ openAt }) => {
  const vonage = await startPretendProcess()
  const port = String(await freePort())
  const shut = await startDeskProcess(vonage.env)
  const reached = await startDeskProcess({
    ...vonage.env,
    DESK_WEBHOOK_PORT: port,
    DESK_PUBLIC_URL: `http://127.0.0.1:${port}`,
  })
  const far = await startDeskProcess({ ...vonage.env, DESK_PUBLIC_URL: `http://127.0.0.1:1/${'a'.repeat(63)}` })
  try {
    const saysOf = async ({ ready }: typeof shut, step: string, state: string) => {
      const page = await openAt(ready.url, { viewport: { width: 900, height: 600 } })
      await page.locator('.rail a[href="#setup"]').click()
      await expect(page.locator('.strip')).toContainText(state)
      await expect(page.locator('.st6 h2').nth(2)).toHaveText(step)
    }
    await saysOf(reached, 'Way inDone', 'Reachable')
    await saysOf(shut, 'Way inFailed', 'Not reachable')
    const page = await openAt(far.ready.url)
    await page.locator('.rail a[href="#setup"]').click()
    // Receipts cannot be asked for with each text there, so they are set by hand, or not at all.
    await expect(page.locator('.receipts-by-hand output')).toHaveText(/a{63}.*\/receipts$/)
    expect(await violations(page)).toEqual([])
    await shut.desk.saveSettings({ language: 'zh' })
    await saysOf(shut, '入口未通过', '收不到回复')
  } finally {
    for (const each of [shut, reached, far, vonage]) await each.end()
  }
})
