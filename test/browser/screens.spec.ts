import { byNight, inTheDark, sideways, violations } from './accessible.ts'
import { expect, mia, reply, silent, test } from './desk-page.ts'

for (const colorScheme of ['light', 'dark'] as const)
  for (const language of ['en', 'zh'] as const)
    test(
      `every screen is accessible, ${colorScheme}, ${language}`,
      byNight(colorScheme === 'dark' || language === 'zh'),
      async ({ open, running }) => {
        test.setTimeout(120_000)
        await running.desk.saveSettings({ language })
        const page = await open({ colorScheme })
        const isAccessibleIn = async (state: string) => {
          expect(await violations(page), state).toEqual([])
          if (colorScheme === 'dark') return
          await inTheDark(page, async () => expect(await violations(page), `${state}, in the dark`).toEqual([]))
        }
        await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : /^en/)
        await isAccessibleIn('first screen')
        await page.locator('.form button[type=submit]').click()
        await expect(page.locator('.ev .mark.filed')).toBeVisible()
        await reply(running, mia.msisdn, 'can you come after 3?')
        await expect(page.locator('.ev.need')).toBeVisible()
        await isAccessibleIn('with replies')
        await reply(running, silent.msisdn, 'STOP')
        await page.locator('input[name=to]').fill(silent.typed)
        await expect(page.locator('.opted-out')).toBeVisible()
        await page.locator('.form select').selectOption('')
        await page.locator('textarea').fill('It’s “yours”, Łukasz')
        await expect(page.locator('.forced')).toBeVisible()
        await isAccessibleIn('opted out, and Unicode')
        await page.setViewportSize({ width: 900, height: 600 })
        await page.locator('.sides button').last().click()
        await isAccessibleIn('a narrow window with the phone')
        await page.goto(`${running.ready.url.split('#')[0]}#setup`)
        await expect(page.locator('.setup')).toBeVisible()
        await isAccessibleIn('Setup')
      },
    )

test('nothing sticks out, however small the window', async ({ open, running }) => {
  const page = await open()
  await page.locator('.form button[type=submit]').click()
  await expect(page.locator('.ev .mark.filed')).toBeAttached()
  await reply(running, mia.msisdn, 'can you come after 3?')
  await expect(page.locator('.ev.need')).toBeAttached()
  const url = running.ready.url.split('#')[0]
  for (const [width, height] of [
    [900, 600],
    [760, 700],
    [720, 480],
    [640, 400],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`${url}#send`)
    await expect(page.locator('.ev.need')).toBeAttached()
    expect.soft(await sideways(page), `Send at ${width}`).toBeLessThanOrEqual(0)
    const tooSmall = await page.locator('button:visible, a:visible, input:visible, select:visible').evaluateAll(
      (all) =>
        all
          .filter((each) => !each.matches('.because .link, .keys-dialog *'))
          .map((each) => each.getBoundingClientRect())
          .filter((box) => box.width < 24 || box.height < 24).length,
    )
    expect.soft(tooSmall, `too small to press at ${width}`).toBe(0)
    await page.goto(`${url}#setup`)
    await expect(page.locator('.setup')).toBeVisible()
    expect.soft(await sideways(page), `Setup at ${width}`).toBeLessThanOrEqual(0)
  }
})

test('language and paper change at once and stay', async ({ open }) => {
  const page = await open()
  await page.getByRole('link', { name: 'Setup' }).click()
  await page.getByLabel('Language').selectOption('简体中文')
  await expect(page.getByRole('heading', { name: '设置您的号码' })).toBeVisible()
  await page.getByRole('button', { name: '深色' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.getByRole('heading', { name: '设置您的号码' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
