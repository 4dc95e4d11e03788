import { isLegible } from './accessible.ts'
import { expect, reply, silent, test } from './desk-page.ts'

test('one soft sound when one more customer needs somebody, none for what is settled, and none where it is switched off', async ({
  open,
  running,
}) => {
  const page = await open()
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start
    Object.assign(window, { sounds: 0 })
    OscillatorNode.prototype.start = function (when) {
      Object.assign(window, { sounds: (window as unknown as { sounds: number }).sounds + 1 })
      start.call(this, when)
    }
  })
  await page.reload()
  const sounds = () => page.evaluate(() => (window as unknown as { sounds: number }).sounds)
  const needYou = page.locator('.rail .badge > [aria-hidden]')
  const asks = async (from: string, of: string) => {
    await reply(running, from, 'is anybody there?')
    await expect(needYou).toHaveText(of)
  }
  // Of a crowd that writes within two seconds one is heard.
  const rest = () => page.waitForTimeout(2_100)
  await page.keyboard.press('Control+3')
  await asks('447700900151', '1')
  await expect.poll(sounds).toBe(1)
  await asks('447700900152', '2')

  await rest()
  const question = { questionId: 'delivery', fields: { weekday: 'Thursday' } }
  await running.desk.sendNotice({ submissionId: 'asked', to: `+${silent.msisdn}`, ...question })
  await reply(running, silent.msisdn, '1')
  await expect(page.locator('.mark.filed')).toBeVisible()
  expect(await sounds()).toBe(1)
  await asks('447700900153', '3')
  await expect.poll(sounds).toBe(2)

  await page.keyboard.press('Control+5')
  const choice = page.getByRole('group', { name: 'Sound when a customer needs you' })
  await expect(choice.getByRole('button', { pressed: true })).toHaveText('Once')
  await choice.getByRole('button', { name: 'None' }).press('Enter')
  await isLegible(page)
  await rest()
  await asks('447700900154', '4')
  expect(await sounds()).toBe(2)
  await page.reload()
  await expect(choice.getByRole('button', { pressed: true })).toHaveText('None')
})
