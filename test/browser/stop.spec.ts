import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { byNight, inTheDark, isAccessible } from './accessible.ts'
import { expect, reply, rowOf, sendButton, silent, test, toField } from './desk-page.ts'

const strip = (page: Page, name: string | RegExp) => page.locator('.strip').getByRole('button', { name })
const views = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 900, height: 600 } },
] as const

for (const view of views)
  for (const language of ['en', 'zh'] as const)
    test(
      `all sending stops with one key, replies go on, and it goes on with one press, ${view.colorScheme}, ${language}`,
      byNight(view.colorScheme === 'dark' || language === 'zh'),
      async ({ open, running }) => {
        const words =
          language === 'en'
            ? { stop: 'Stop everything', goOn: 'Go on sending', cancel: 'Cancel', told: 'You stopped all sending' }
            : { stop: '全部停止', goOn: '继续发送', cancel: '取消', told: '停止了全部发送' }
        await running.desk.saveSettings({ language })
        const page = await open({ ...view })
        await expect(strip(page, new RegExp(words.stop))).toBeVisible()
        const notice = page.locator('.notice').filter({ hasText: words.told })
        // A hurried hand presses twice; a page that has only just been drawn may not hear the key yet.
        if (language === 'en') await strip(page, new RegExp(words.stop)).dblclick()
        else
          await expect(async () => {
            await page.keyboard.press('Control+Shift+Period')
            await expect(notice).toBeVisible({ timeout: 1000 })
          }).toPass()
        await expect(notice).toBeVisible()
        await page.waitForTimeout(300)
        await expect(notice).toBeVisible()
        await expect(strip(page, words.goOn)).toBeVisible()
        for (const text of ['The van is late', 'The van is here'])
          await running.desk.sendSms({ submissionId: text, to: silent.typed, text })
        await reply(running, silent.msisdn, 'where are you?')
        await expect(rowOf(page, 'where are you?')).toBeVisible()
        await expect(page.locator('.ev.out')).toHaveCount(2)
        await isAccessible(page)
        await inTheDark(page, () => isAccessible(page))

        // By hand too it waits, and the form does not say that it went.
        if (language === 'en') {
          await toField(page).fill('07700 900151')
          await sendButton(page).click()
          const said = page.locator('.form').getByRole('status').filter({ hasText: '900151' })
          await expect(said).toHaveText('Waits for +44 7700 900151: all sending is stopped')
          await rowOf(page, '900151').getByRole('button', { name: words.cancel }).click()
        }

        await rowOf(page, 'The van is late').getByRole('button', { name: words.cancel }).click()
        await expect(rowOf(page, 'The van is late').getByRole('button')).toHaveCount(0)
        await notice.getByRole('button', { name: words.goOn }).click()
        await expect(notice).toHaveCount(0)
        await expect(rowOf(page, 'The van is here').locator('.mark')).toHaveText(
          language === 'en' ? 'Delivered' : '已送达',
        )
        await expect(strip(page, new RegExp(words.stop))).toBeVisible()
        if (language !== 'en') return
        await page.keyboard.press('Control+Shift+Period')
        await expect(notice).toBeVisible()
      },
    )

test('a text that waited too long through a stop is held, and a person sends it or cancels it', async ({
  openAt,
  running,
}) => {
  await running.desk.stopSending({})
  for (const text of ['On our way', 'Ten minutes']) {
    const sent = await running.desk.sendSms({ submissionId: text, to: silent.typed, text })
    expect(sent).toMatchObject({ ok: true, value: { message: { state: 'queued' } } })
  }
  await running.end()
  // As if it had been an hour.
  const db = new Database(join(running.folder, 'practice', 'desk.db'))
  db.exec('UPDATE messages SET at = at - 3600000, late_after = late_after - 3600000')
  db.close()
  const again = await startDeskProcess({ DESK_DATA_DIR: running.folder })
  try {
    const page = await openAt(again.ready.url)
    await strip(page, 'Go on sending').click()
    await expect(page.locator('.ev.need.out')).toHaveCount(2)
    await expect(page.getByRole('tab', { name: /^Needs a person/ })).toHaveText('Needs a person2')
    await page.getByRole('tab', { name: /^Needs a person/ }).click()
    await expect(page.locator('.ev.need.out')).toHaveCount(2)
    await isAccessible(page)
    await rowOf(page, 'Ten minutes').getByRole('button', { name: 'Cancel' }).click()
    await rowOf(page, 'On our way').getByRole('button', { name: 'Send now' }).click()
    await expect(rowOf(page, 'On our way').locator('.mark')).toHaveText('Delivered')
    await expect(rowOf(page, 'Ten minutes').locator('.mark')).toHaveText('Not sent')
    await expect(page.getByRole('tab', { name: /^Needs a person/ })).toHaveText('Needs a person')
  } finally {
    await again.end()
  }
})

test('what cannot leave since Vonage is not reached is not called sent', async ({ openAt }) => {
  const vonage = await startPretendProcess()
  const running = await startDeskProcess(vonage.env)
  const page = await openAt(running.ready.url)
  await vonage.end()
  await toField(page).fill(silent.typed)
  await sendButton(page).click()
  const said = page.locator('.form .foot-line')
  await expect(said).toHaveText(`Waits for ${silent.shown}: nothing is being sent at the moment`)
  await expect(page.locator('.notice').filter({ hasText: 'Nothing is being sent.' })).toBeVisible()
  await running.end()
})
