import type { Page } from '@playwright/test'
import { expect, mia, reply, silent, test } from './desk-page.ts'
import { lostInForcedColors, moving, smallTargets, unseenFocus } from './manual-points.ts'

const stranger = '447700900151'
const daniel = '+44 7700 900006'

test('every area and dialog by Tab, by finger, in forced colours and at rest', async ({ open, running }) => {
  test.setTimeout(180_000)
  const { desk, ready } = running
  const made = await desk.createRun({
    submissionId: 'run',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: [mia.msisdn, silent.msisdn].map((to) => ({ to: `+${to}`, name: 'Nora', fields: { weekday: 'Thursday' } })),
  })
  const runId = made.ok ? made.value.run.id : ''
  await desk.stopRun({ runId })
  await desk.resumeRun({ runId })
  await desk.sendSms({ submissionId: 'lost', to: daniel, text: 'On our way' })
  await reply(running, stranger, 'is anybody there?')
  await expect.poll(() => desk.getRun({ runId })).toMatchObject({ value: { run: { state: 'done' } } })
  await reply(running, silent.msisdn, 'can you come after 3?')
  await expect.poll(() => desk.listFailed({})).toMatchObject({ value: { groups: [{ texts: 1 }] } })

  const page = await open({ viewport: { width: 900, height: 600 } })
  const wrong: Record<string, string[]> = {}
  const look = async (name: string) => {
    const found = [
      ...(await smallTargets(page)).map((each) => `small ${each}`),
      ...(await unseenFocus(page)),
      ...(await lostInForcedColors(page)),
      ...(await moving(page)).map((each) => `moves: ${each}`),
    ]
    if (found.length > 0) wrong[name] = found
  }
  const goTo = async (place: string, there: (page: Page) => ReturnType<Page['locator']>) => {
    await page.goto(`${ready.url.split('#')[0]}#${place}`)
    await expect(there(page).first()).toBeVisible()
  }
  const dialog = async (name: string, keys: string) => {
    await page.keyboard.press(keys)
    await expect(page.locator('dialog[open]')).toBeVisible()
    await look(name)
    await page.keyboard.press('Escape')
    await expect(page.locator('dialog[open]')).toHaveCount(0)
  }

  await goTo('send', (at) => at.locator('.ev.need'))
  await look('feed')
  await dialog('keys', 'Control+/')
  await dialog('jump', 'Control+k')
  await goTo(`inbox/${silent.msisdn}`, (at) => at.locator('.decide'))
  await look('inbox')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('after')
  await expect(page.locator('.line.found')).toBeVisible()
  await look('find in a thread')
  await page.locator('#threads-failed').click()
  await page.locator('.failed-head li .btn').click()
  await look('text again')
  await page.keyboard.press('Escape')
  await look('failed')
  await goTo('runs', (at) => at.locator('main a[href^="#runs/"]'))
  await look('runs')
  await goTo(`runs/${runId}`, (at) => at.locator('[data-row]'))
  await look('board')
  await page.locator('[data-row]').first().focus()
  await dialog('card', 'Enter')
  await goTo('runs/new', (at) => at.locator('textarea'))
  await look('new run')
  await goTo('find', (at) => at.getByRole('searchbox'))
  await page.getByRole('searchbox').fill('after')
  await expect(page.locator('.hit')).toHaveCount(1)
  await look('find')
  await goTo('figures', (at) => at.getByRole('button', { name: '7 days' }))
  await look('figures')
  await goTo('questions', (at) => at.locator('main :is(a, button):visible'))
  await look('questions')
  await goTo('setup', (at) => at.locator('.setup'))
  await look('settings')
  await page.setViewportSize({ width: 1280, height: 800 })
  await goTo(`inbox/${stranger}`, (at) => at.getByRole('button', { name: 'Erase…' }))
  await look('inbox, with what is known of the person')
  await page.getByRole('button', { name: 'Erase…' }).click()
  await look('erase')
  await page.keyboard.press('Escape')
  // One column, where the strip at the bottom stays while the page scrolls under it.
  await page.setViewportSize({ width: 640, height: 400 })
  await look('settings, zoomed in')
  await goTo(`inbox/${silent.msisdn}`, (at) => at.locator('.decide'))
  await look('inbox, zoomed in')
  await goTo('send', (at) => at.locator('.form'))
  await look('feed, zoomed in')
  expect(wrong).toEqual({})
})
