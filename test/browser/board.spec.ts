import type { Page } from '@playwright/test'
import { inEachLook, isLegible } from './accessible.ts'
import { expect, mia, test } from './desk-page.ts'

type Running = Parameters<Parameters<typeof test>[2]>[0]['running']

const cast = ['Mia Jansen', 'Hugh Pryce', 'Lena Fischer', 'Ellen Marsh', 'Maeve Quinn', 'Daniel Ferreira']
const abel = { typed: '+44 7700 900160', msisdn: '447700900160', name: 'Abel Santos' }

/** A run to the cast, and to Abel, who says nothing by himself. */
async function makeRun({ desk }: Running) {
  const rows = [
    ...cast.map((name, index) => ({ to: `+44 7700 90000${index + 1}`, name })),
    { to: abel.typed, name: abel.name },
  ].map((row) => ({ ...row, about: { Window: '8 to 10' }, fields: { weekday: 'Thursday' } }))
  const made = await desk.createRun({ submissionId: 'board', name: 'Wed 25 · North', questionId: 'delivery', rows })
  if (!made.ok) throw new Error(made.problem.text)
}
const lane = (page: Page, id: string) => page.locator(`[data-lane="${id}"]`)
const cardIn = (page: Page, id: string, name: string) => lane(page, id).locator('[data-row]').filter({ hasText: name })
/** Opens the run, and waits until everybody of the cast has done what they do. */
async function openSettled(page: Page) {
  await page.keyboard.press('Control+1')
  await page.getByRole('link', { name: 'Wed 25 · North' }).click()
  await expect(page.locator('.sentence')).toHaveText(/All 7 texts have left/, { timeout: 30_000 })
  for (const name of ['Hugh Pryce', 'Ellen Marsh']) await expect(cardIn(page, 'person', name)).toBeVisible()
  await expect(lane(page, 'opted-out')).toContainText('1')
}

test('cards move to where their replies put them, and the figures follow', async ({ open, running }) => {
  await makeRun(running)
  const page = await open()
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('link', { name: 'Wed 25 · North' })).toContainText('0 of 7 answered')
  await page.getByRole('link', { name: 'Wed 25 · North' }).click()
  await expect(page.locator('.sentence')).toHaveText(/^Leaves in \d+ s$/)
  await expect(lane(page, 'waiting').locator('[data-row]')).toHaveCount(7)
  await expect(lane(page, 'waiting')).toContainText('7 not sent yet')
  await expect(cardIn(page, 'option-2', mia.name)).toContainText('2 pls', { timeout: 30_000 })
  await expect(cardIn(page, 'person', 'Hugh Pryce')).toContainText('asks a question')
  await expect(cardIn(page, 'unreachable', 'Daniel Ferreira')).toContainText('cannot be reached')
  await expect(cardIn(page, 'opted-out', 'Maeve Quinn')).toBeVisible()
  await expect(cardIn(page, 'waiting', abel.name)).toContainText('Delivered')
  await expect(page.locator('.sentence')).toHaveText(/All 7 texts have left, 1 answered/)
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '7')
  await expect(lane(page, 'option-2').locator('header .n')).toHaveText('1')
  await expect(page).toHaveTitle(/^\(\d\) 7\/7 · Wed 25 · North$/)
  await page.getByRole('link', { name: 'All runs' }).click()
  const line = page.getByRole('link', { name: 'Wed 25 · North' })
  await expect(line).toContainText('1 of 7 answered')
  await expect(line).toContainText(/\d needs? a person|\d need a person/)
  await expect(line).toContainText('1 failed')
})

test('within the hold a run is taken back as a whole, and can be sent after all', async ({ open, running }) => {
  await makeRun(running)
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/run1`)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.locator('.sentence')).toHaveText('Taken back: none of the 7 texts has left')
  await expect(page.getByRole('button', { name: 'Discard all 7' })).toBeVisible()
  await page.getByRole('button', { name: 'Send after all' }).click()
  await expect(cardIn(page, 'option-2', mia.name)).toBeVisible({ timeout: 30_000 })
})

test('keys alone walk the board, file, settle and take back', async ({ open, running }) => {
  await makeRun(running)
  const page = await open()
  await openSettled(page)
  const focused = page.locator('[data-row]:focus')
  await lane(page, 'waiting').locator('[data-row][tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  await expect(focused).toContainText(mia.name)
  await page.keyboard.press('ArrowRight')
  const first = (await focused.locator('b').textContent()) ?? ''
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await expect(focused).toContainText(first)
  await page.keyboard.press('1')
  await expect(cardIn(page, 'option-1', first)).toContainText('filed by you')
  await expect(page.locator('[data-announcer]')).toContainText('Filed as Tomorrow')
  // The next one has moved up under the hand.
  await expect(focused).toBeVisible()
  await expect(lane(page, 'person').locator('[data-row]:focus')).toHaveCount(1)

  await lane(page, 'waiting').locator('[data-row][tabindex="0"]').focus()
  await expect(focused).toContainText(abel.name)
  await page.keyboard.press('2')
  await expect(page.getByRole('alert')).toContainText('Abel Santos has written nothing')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('8 to 10')
  await dialog.getByLabel('Settled by phone').fill('Rang, comes Friday')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Settled by phone' }).press('Enter')
  const settled = cardIn(page, 'settled', abel.name)
  await expect(settled).toContainText('Rang, comes Friday')
  await settled.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(cardIn(page, 'waiting', abel.name)).toBeVisible()
  await page.keyboard.press('Escape')

  // Who has written nothing is written to as well, beside all their texts; the board is one step back.
  await cardIn(page, 'waiting', abel.name).focus()
  await page.keyboard.press('r')
  await expect(page).toHaveURL(new RegExp(`#inbox/${abel.msisdn}$`))
  await expect(page.locator('.compose textarea')).toBeFocused()
  await page.getByRole('link', { name: 'Board' }).press('Enter')
  await expect(cardIn(page, 'waiting', abel.name)).toBeVisible()
})

test('the mouse moves cards by the same rules, and says why it may not', async ({ open, running }) => {
  await makeRun(running)
  const page = await open()
  await openSettled(page)
  await cardIn(page, 'person', 'Hugh Pryce').dragTo(lane(page, 'option-3'))
  await expect(cardIn(page, 'option-3', 'Hugh Pryce')).toContainText('filed by you')
  await cardIn(page, 'option-3', 'Hugh Pryce').dragTo(lane(page, 'waiting'))
  await expect(page.getByRole('alert')).toContainText('cannot go back to Waiting')
  await cardIn(page, 'waiting', abel.name).dragTo(lane(page, 'option-1'))
  await expect(page.getByRole('alert')).toContainText('has written nothing')
  await page.getByRole('button', { name: 'Settled by phone…' }).click()
  await page.keyboard.type('Left it with number 14')
  await page.keyboard.press('Enter')
  await expect(lane(page, 'settled')).toContainText('1')
  await expect(lane(page, 'waiting').locator('[data-row]').filter({ hasText: abel.name })).toHaveCount(0)
})

test('of three thousand customers only those in sight are drawn', async ({ open, running }) => {
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    to: `+44 7${String(400_000_000 + index)}`,
    name: `Customer ${index + 1}`,
    fields: { weekday: 'Thursday' },
  }))
  const made = await running.desk.createRun({ submissionId: 'many', name: 'Many', questionId: 'delivery', rows })
  expect(made).toMatchObject({ ok: true })
  await running.desk.stopRun({ runId: 'run1' })
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/run1`)
  const cards = page.locator('.slip')
  await expect(cards.first()).toContainText('Customer 1')
  expect(await cards.count()).toBeLessThan(40)
  await cards.first().focus()
  await page.keyboard.press('End')
  await expect(page.locator('.slip:focus')).toContainText('Customer 3000')
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('button', { name: 'Customer 1', exact: true })).toBeVisible()
  expect(await page.locator('.run-table tbody tr').count()).toBeLessThan(60)
  await page.getByRole('button', { name: 'No.' }).click()
  await expect(page.getByRole('button', { name: 'Customer 3000', exact: true })).toBeVisible()
})

test('board, card, table and list are legible, light and dark, large and small, in both languages', async ({
  open,
  running,
}) => {
  test.setTimeout(120_000)
  await makeRun(running)
  const page = await open()
  await openSettled(page)
  const url = running.ready.url.split('#')[0]
  const look = async () => {
    await page.goto(`${url}#runs/run1`)
    await lane(page, 'person').locator('[data-row]').first().focus()
    await isLegible(page)
    await page.keyboard.press('Enter')
    await isLegible(page)
    await page.keyboard.press('Escape')
    await page.locator('.seg button').last().click()
    await isLegible(page)
    await page.locator('.seg button').first().click()
    await page.goto(`${url}#runs`)
    await expect(page.locator('.run-line')).toBeVisible()
    await isLegible(page)
  }
  await inEachLook(page, look)
  // Colours and sizes are the same in every language; only the words may be too long.
  await running.desk.saveSettings({ language: 'zh' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await look()
})

test('before the first run the area says what one is, and leads to it', async ({ open }) => {
  const page = await open()
  await page.locator('.rail a[href="#runs"]').click()
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Paste a list' })).toHaveAttribute('href', '#runs/new')
  await isLegible(page)
})
