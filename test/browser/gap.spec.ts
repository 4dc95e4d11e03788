import type { Page } from '@playwright/test'
import { deskOf, endedAgo } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'
import { inTheDark, isLegible } from './accessible.ts'
import { test as base, expect } from './desk-page.ts'

const hour = 3_600_000

/** A live desk that was away for fourteen hours, and its pretend Vonage. `again`: and once more, for three. */
const test = base.extend<{ reports: 'allowed' | 'forbidden'; again: boolean; vonage: PretendProcess }>({
  reports: ['allowed', { option: true }],
  again: [false, { option: true }],
  vonage: async ({ playwright: _ }, use) => {
    const vonage = await startPretendProcess('--retry-first-ms', '100')
    await use(vonage)
    await vonage.end()
  },
  running: async ({ vonage, reports, again }, use) => {
    await vonage.set({ reports })
    const office = await deskOf(vonage)
    await (await office.start()).end()
    endedAgo(office.folder, 14 * hour)
    for (const [place, text] of ['2', 'Leave it with my neighbour, please', 'STOP'].entries())
      await vonage.text({
        from: `44770090011${place}`,
        text,
        receivedAt: new Date(Date.now() - (13 - place) * hour).toISOString(),
        webhook: false,
      })
    let running: DeskProcess = await office.start()
    const told = (id: number) =>
      eventually(async () => {
        const state = await running.desk.getDesk({})
        const gap = state.ok ? state.value.gap : null
        if (gap?.id !== id || gap.until === null || gap.recovered + (gap.problem === null ? 0 : 3) !== 3)
          throw new Error('not yet')
      })
    await told(1)
    if (again) {
      await running.end()
      endedAgo(office.folder, 3 * hour)
      running = await office.start()
      await told(2)
    }
    await use(running)
    await running.end()
  },
})

const notice = (page: Page) => page.locator('.notice.told')

test('says from when to when replies could not arrive and how many were recovered, until it is read', async ({
  open,
  running,
}) => {
  // A desk that was away, started twice, and two windows.
  test.setTimeout(90_000)
  const page = await open()
  await expect(notice(page)).toContainText(
    /^The desk was not running from .*\d\d:\d\d to \d\d:\d\d\. 3 replies were recovered\./,
  )
  await expect(page.locator('.ev.in')).toHaveCount(3)
  await expect(page.locator('.ev.in').first()).toContainText('Recovered')
  await isLegible(page)
  await running.desk.saveSettings({ language: 'zh' })
  await expect(notice(page)).toContainText('补收')
  await page.setViewportSize({ width: 900, height: 600 })
  await inTheDark(page, () => isLegible(page))
  await running.desk.saveSettings({ language: 'en' })

  const read = page.getByRole('button', { name: 'Got it' })
  await read.focus()
  await page.keyboard.press('Enter')
  await expect(notice(page)).toHaveCount(0)
  // The focus is not lost with the button.
  await expect(page.locator('.ev.in').first()).toBeFocused()
  const again = await open()
  await expect(again.locator('.ev.in')).toHaveCount(3)
  await expect(notice(again)).toHaveCount(0)
  expect(await running.desk.getDesk({})).toMatchObject({ ok: true, value: { gap: null } })
})

test.describe('where Vonage does not give out its records', () => {
  test.use({ reports: 'forbidden' })
  test('it says from when to when replies may be missing, and what to do', async ({ open, running }) => {
    const page = await open()
    for (const [language, missing, advice] of [
      ['en', 'Replies of that time may be missing.', 'ask Vonage to allow its Reports API'],
      ['zh', '这段时间的回复可能有缺失。', '请 Vonage 为该账户开通 Reports API'],
    ] as const) {
      await running.desk.saveSettings({ language })
      await expect(page.getByRole('alert').filter({ hasText: missing })).toContainText(advice)
      if (language === 'en') await isLegible(page)
      else await inTheDark(page, () => isLegible(page))
    }
  })

  test.describe('and the desk was away twice', () => {
    test.use({ again: true })
    test('each is read by itself: a double click reads one, and the other is told then', async ({ open, running }) => {
      test.setTimeout(90_000)
      const page = await open()
      const gap = async () => {
        const state = await running.desk.getDesk({})
        return state.ok ? (state.value.gap?.id ?? null) : null
      }
      const missing = page.getByRole('alert').filter({ hasText: 'may be missing' })
      await expect(missing).toHaveCount(1)
      const first = await missing.textContent()
      const read = page.getByRole('button', { name: 'Got it' })
      // What has just come into another one's place is read by no press.
      await page.waitForTimeout(1100)
      await read.dblclick({ delay: 50 })
      await expect(missing).not.toHaveText(first ?? '')
      await page.waitForTimeout(1100)
      expect(await gap()).toBe(1)
      // Who reads by keys is still at the button.
      await expect(read).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(missing).toHaveCount(0)
      expect(await gap()).toBeNull()
    })
  })
})
