import { byNight } from './accessible.ts'
import { expect, reply, sentTo, test } from './desk-page.ts'

for (const language of ['en', 'zh'] as const)
  test(
    `a list that lies open while another window asks its customers, and they answer, texts nobody again by one press, ${language}`,
    byNight(language === 'zh'),
    async ({ open, running }) => {
      test.setTimeout(60_000)
      const { desk } = running
      await desk.saveSettings({ language })
      const page = await open()
      await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
      await page.locator('.rows-in textarea').fill('Ann\t07700 900701\nBen\t07700 900702')
      await page.locator('.rows-in .btn.primary').click()
      await page.locator('#run-name').fill('Left open')
      const send = page.locator('.send-bar button[type=submit]')
      await expect(send).toContainText('2')

      const rows = [{ to: '+44 7700 900701', name: 'Ann', fields: { weekday: 'Thursday' } }]
      const made = await desk.createRun({ submissionId: 'other', name: 'Other window', questionId: 'delivery', rows })
      expect(made).toMatchObject({ ok: true })
      await expect.poll(() => sentTo(running, '447700900701'), { timeout: 20_000 }).toHaveLength(1)
      await reply(running, '447700900701', '1')

      await send.click()
      await expect(page.locator('.send-bar [role=alert]')).toBeVisible()
      await expect(send).toContainText('1')
      await expect(page.locator('.row-line.out')).toContainText('Ann')
      expect(await desk.listRuns({})).toMatchObject({ value: { runs: [{ id: 'run1' }] } })
      await send.click()
      await expect(page).toHaveURL(/#runs\/run2$/)
      expect(await desk.getRun({ runId: 'run2' })).toMatchObject({ value: { rows: [{ customer: '447700900702' }] } })
      expect(await sentTo(running, '447700900701')).toHaveLength(1)
    },
  )
