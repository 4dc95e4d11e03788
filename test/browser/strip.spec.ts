import type { Page } from '@playwright/test'
import { startDeskProcess } from '../support/processes.ts'
import { isLegible } from './accessible.ts'
import { expect, silent, test } from './desk-page.ts'

const parts = [
  { part: 'Reachable', leads: 'opens the step “Way in”', hash: '#setup/way', step: 'Way in' },
  { part: 'Queue', leads: 'opens the feed', hash: '#send', step: null },
  { part: 'Balance', leads: 'opens the step “Account”', hash: '#setup/account', step: 'Account' },
  { part: 'Practice', leads: 'opens where it is changed', hash: '#setup', step: null },
  { part: '+44 7700 900000', leads: 'opens the step “Number”', hash: '#setup/number', step: 'Number' },
] as const

const hash = (page: Page) => page.evaluate(() => window.location.hash)
const links = (page: Page) => page.locator('.strip').getByRole('link')

/** To the strip's first link, from anywhere, as F6 goes from region to region. */
async function toStrip(page: Page): Promise<void> {
  const first = links(page).first()
  for (let tried = 0; tried < 10; tried += 1) {
    if (await first.evaluate((link) => link === document.activeElement)) return
    await page.keyboard.press('F6')
  }
  throw new Error('F6 does not come to the strip')
}

test('every part of the strip leads by keyboard to where it is explained and mended, again and again; a step there is not leads to what to do', async ({
  open,
  openAt,
}) => {
  const running = await startDeskProcess({
    DESK_MODE: 'practice',
    VONAGE_API_KEY: 'abcd1234',
    VONAGE_API_SECRET: 'Secret1234',
    VONAGE_NUMBER: '+44 7700 900000',
  })
  const page = await openAt(running.ready.url)
  // The first text says what is left on the account.
  await running.desk.sendSms({ submissionId: 'strip', to: silent.typed, text: 'On our way.' })
  await expect(links(page)).toHaveCount(parts.length)
  for (const [at, { part, leads, hash: place, step }] of parts.entries()) {
    await toStrip(page)
    for (let tabs = 0; tabs < at; tabs += 1) await page.keyboard.press('Tab')
    const link = links(page).nth(at)
    await expect(link).toBeFocused()
    await expect(link).toHaveAccessibleName(new RegExp(`^${part.replace('+', '\\+')}.*, ${leads}$`))
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24)
    await expect(link).toHaveCSS('text-decoration-line', 'underline')
    await page.keyboard.press('Enter')
    expect(await hash(page)).toBe(place)
    await expect(page.getByRole('heading', { level: 1, name: 'Set up your number' })).toBeVisible({
      visible: place !== '#send',
    })
    if (step === null) continue
    const heading = page.getByRole('heading', { level: 2, name: new RegExp(`^${step}`) })
    await expect(heading).toBeFocused()
    await expect(heading).toBeInViewport()
    await expect(link).toHaveCSS('text-decoration-line', 'none')
  }
  await isLegible(page, '.strip')

  // The same link once more, and the address bar, lead to the step again.
  await page.setViewportSize({ width: 900, height: 600 })
  const heading = (name: string) => page.getByRole('heading', { level: 2, name })
  await page.evaluate(() => {
    window.location.hash = '#setup/proof'
  })
  await expect(heading('Text yourself')).toBeFocused()
  await links(page).first().click()
  await expect(heading('Way in')).toBeFocused()
  await page.getByRole('button', { name: 'Check everything' }).focus()
  await page.locator('.guide-steps').evaluate((pane) => pane.scrollTo(0, 0))
  await links(page).first().click()
  await expect(heading('Way in')).toBeFocused()
  await expect(heading('Way in')).toBeInViewport()
  await page.goBack()
  await expect(heading('Text yourself')).toBeFocused()
  await running.end()

  // Without an account in the environment a browser has no steps to show.
  const bare = await open()
  await links(bare).first().click()
  await expect(bare.getByRole('heading', { level: 2 }).first()).toBeFocused()
  expect(await hash(bare)).toBe('#setup/way')
})
