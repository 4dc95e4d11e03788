import type { Page } from '@playwright/test'
import { isAccessible, isLegible } from './accessible.ts'
import { expect, mia, reply, silent, test } from './desk-page.ts'

const box = (page: Page) => page.locator('.find-head input')
const hits = (page: Page) => page.locator('.hit')

test('everything is found as it is typed, by keys alone, and is there again after something else', async ({
  open,
  running,
}) => {
  const { desk } = running
  for (let index = 0; index < 70; index += 1)
    await desk.sendSms({ submissionId: `s${index}`, to: silent.typed, text: `Parcel ${index} waits at the gate` })
  await desk.createRun({
    submissionId: 'run',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: [{ to: silent.typed, name: 'Zoë Núñez', fields: { weekday: 'Friday' }, anyway: true }],
  })
  await reply(running, silent.msisdn, 'behind the gâte, please')
  await reply(running, mia.msisdn, '请放在门口')
  const page = await open()
  await page.keyboard.press('Control+Shift+F')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('gate')
  await expect(page.getByRole('status').first()).toHaveText(/^At least \d+ texts found$/)
  await expect(hits(page).first().locator('mark')).toHaveText('gâte')
  await expect(hits(page).first()).toContainText('Zoë Núñez')

  // Down from the box into the list, to its end: every page of it.
  await page.keyboard.press('ArrowDown')
  await expect(hits(page).first().locator('a')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.locator('.around li[aria-current]')).toContainText('behind the gâte')
  await expect(page.locator('.around li', { hasText: 'Parcel 69' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.locator('.around')).toHaveCount(0)
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(page.getByText('Parcel 0 waits')).toBeVisible({ timeout: 200 })
  }).toPass()
  await expect(page.getByRole('status').first()).toHaveText('71 texts found')
  const link = page.locator('.hit a:focus')
  await expect(link).toHaveAttribute('href', /^#inbox\/447700900150\/m\d+$/)

  // The hit where it stands in its thread, and back: the same hits, the same place.
  await page.keyboard.press('Enter')
  const found = page.locator('.talk .line.found')
  await expect(found).toContainText('Parcel 0 waits')
  await expect(found).toBeInViewport()
  await expect(found).toBeFocused()
  await page.getByRole('link', { name: 'Find', exact: true }).click()
  await expect(box(page)).toHaveValue('gate')
  await expect(page.getByText('Parcel 0 waits')).toBeVisible()

  // A filter by its button, understood, and taken out again.
  await page.keyboard.press('Control+Shift+F')
  expect(await page.evaluate(() => window.getSelection()?.toString())).toBe('gate')
  await page.keyboard.press('End')
  await page.getByRole('button', { name: /^person:/ }).click()
  await page.keyboard.type('nunez from:today')
  await expect(page.getByRole('list', { name: 'Filters' }).getByRole('listitem')).toHaveCount(2)
  await expect(hits(page).first()).toBeVisible()
  await page.keyboard.type(' before:today')
  await expect(page.getByText('Nothing found for “gate”')).toBeVisible()
  await isAccessible(page, '.find')
  await page.getByRole('button', { name: 'Take out: Person: nunez' }).click()
  await expect(box(page)).toHaveValue('gate from:today before:today')
  await page.getByRole('button', { name: 'Search without filters' }).click()
  await expect(hits(page).first()).toBeVisible()

  await box(page).fill('07700 900150')
  await expect(page.locator('.people a')).toHaveAttribute('href', '#inbox/447700900150')
})

test('what was found is legible in both languages, on both papers and in a small window', async ({ open, running }) => {
  await reply(running, silent.msisdn, 'behind the gâte, please')
  await reply(running, mia.msisdn, '请放在门口')
  const page = await open({ colorScheme: 'dark' })
  await page.keyboard.press('Control+Shift+F')
  await expect(page.locator('.people a')).toHaveCount(2)
  await isLegible(page, '.find')
  await box(page).fill('gate from:today')
  await page.locator('.hit .x').click()
  await expect(page.locator('.around li')).toHaveCount(1)
  await isLegible(page, '.find')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 900, height: 600 })
  await running.desk.saveSettings({ language: 'zh' })
  await box(page).fill('门 自:今天')
  await expect(hits(page).locator('mark')).toHaveText('门')
  await isLegible(page)
})

test('a person, a run or a command is jumped to by the first letters of its name', async ({ open, running }) => {
  await running.desk.createRun({
    submissionId: 'run',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: [{ to: silent.typed, name: 'Zoë Núñez', fields: { weekday: 'Friday' } }],
  })
  const page = await open()
  const jump = page.getByRole('combobox', { name: 'Jump to' })
  const chosen = page.locator('[role=option][aria-selected=true]')
  await page.keyboard.press('Control+k')
  await expect(jump).toBeFocused()
  await isAccessible(page, '.jump-dialog')
  await page.keyboard.type('zo')
  await expect(chosen).toContainText('Zoë Núñez')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#inbox\/447700900150$/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('12 nor')
  await expect(chosen).toContainText('Wed 12, North')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#runs\/run1$/)

  // Where one was last comes first; up from there is the end of the list.
  // With the answer there: before it, Enter waits for it.
  const heard = page.waitForResponse(/\/api\/find$/)
  await page.keyboard.press('Control+k')
  await (await heard).finished()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await expect(chosen).toContainText('Wed 12, North')
  // Whoever is quicker than the dialog's going has it again.
  await page.evaluate(async () => {
    const press = (init: KeyboardEventInit) => {
      const keydown = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
      ;(document.activeElement ?? document.body).dispatchEvent(keydown)
    }
    press({ key: 'Enter' })
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve()
    press({ key: 'k', ctrlKey: true })
  })
  await expect(chosen).toContainText('Wed 12, North')
  await page.keyboard.press('ArrowUp')
  await expect(chosen).toContainText('Keys')
  await page.keyboard.press('Enter')
  await expect(page.locator('.keys-dialog')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('stop ev')
  await expect(chosen).toContainText('Stop everything')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Go on sending' })).toBeVisible()

  // What has no name is looked for in all texts.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('xyzzy')
  await page.keyboard.press('Enter')
  await expect(box(page)).toBeFocused()
  await expect(box(page)).toHaveValue('xyzzy')
  await expect(page.getByText('Nothing found for “xyzzy”')).toBeVisible()
  await running.desk.saveSettings({ language: 'zh' })
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: '跳转到' })).toBeFocused()
  await isAccessible(page, '.jump-dialog')
  await page.keyboard.press('Escape')
  await expect(page.locator('.jump-dialog')).toHaveCount(0)
})
