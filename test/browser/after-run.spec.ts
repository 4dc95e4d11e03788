import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import Papa from 'papaparse'
import { eventually, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { inTheDark, isLegible } from './accessible.ts'
import { expect, test } from './desk-page.ts'

const names = [
  'Anna Novak',
  'Ben Carter',
  'Chloé Martin',
  'Dafydd Rees',
  'Elif Kaya',
  '=HYPERLINK("http://example.com")',
]
const number = (index: number) => `4477009006${10 + index}`

/** A live desk with a run of six that has left: two were not reached, for two reasons, and nobody has answered. */
async function openRun() {
  const vonage = await startPretendProcess()
  const live = await startDeskProcess(vonage.env)
  await vonage.link({ inbound: live.ready.inbound, receipts: live.ready.receipts })
  await vonage.next({}, {}, { statuses: ['6'] }, { receipts: [{ status: 'failed', afterMs: 10, errCode: '2' }] })
  const rows = names.map((name, index) => ({
    to: `+${number(index)}`,
    name,
    about: { Window: index % 2 === 0 ? '10–12' : '8–10' },
    fields: { weekday: 'Thursday' },
  }))
  const delivery = await live.desk.getDesk({})
  if (!delivery.ok) throw new Error(delivery.problem.text)
  const { text = '', options = [] } = delivery.value.questions[0] ?? {}
  const own = { name: 'Evening round', text, options }
  expect(await live.desk.saveQuestion({ questionId: 'q7', version: 0, question: own })).toMatchObject({ ok: true })
  const made = await live.desk.createRun({ submissionId: 'r', name: 'Wed 12, North', questionId: 'q7', rows })
  expect(made).toMatchObject({ ok: true })
  await eventually(async () => {
    const found = await live.desk.getRun({ runId: 'run1' })
    expect(found).toMatchObject({ value: { run: { state: 'done', texts: { delivered: 4, failed: 2 } } } })
  }, 30_000)
  return { vonage, live, url: `${live.ready.url.split('#')[0]}#runs/run1` }
}
const card = (page: Page, lane: string, name: string) =>
  page.locator(`[data-lane="${lane}"] [data-row]`).filter({ hasText: name })

async function saved(page: Page, press: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const text = readFileSync(await download.path(), 'utf8')
  return { name: download.suggestedFilename(), text, rows: Papa.parse<string[]>(text.slice(1)).data }
}

test('who was not reached is texted again, the silent are rung, and the run goes home as a file', async ({
  openAt,
}) => {
  test.setTimeout(120_000)
  const { vonage, live, url } = await openRun()
  try {
    const page = await openAt(live.ready.url, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(url)
    await expect(card(page, 'unreachable', 'Dafydd Rees')).toContainText('off or out of reach')

    await page.locator('[data-lane="unreachable"]').getByRole('button', { name: 'Text again…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('checkbox', { name: /off or out of reach/ })).toBeChecked()
    // What would fail the same way is not chosen by itself.
    await expect(dialog.getByRole('checkbox', { name: /cannot send to this number/ })).not.toBeChecked()
    await dialog.locator('summary').first().click()
    await expect(dialog.getByText('Dafydd Rees')).toBeVisible()
    await dialog.getByRole('button', { name: 'Text this one again' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(card(page, 'waiting', 'Dafydd Rees')).toContainText(/Accepted|Delivered/, { timeout: 20_000 })
    await expect(card(page, 'unreachable', 'Chloé Martin')).toBeVisible()
    const { requests } = await vonage.record()
    expect(requests.map(({ body }) => (body as { to: string }).to).toSorted()).toEqual(
      [0, 1, 2, 3, 3, 4, 5].map(number),
    )

    const head = page.locator('.run-head')
    await expect(head).toContainText('Evening round question, 6 customers')
    expect(await live.desk.deleteQuestion({ questionId: 'q7' })).toMatchObject({ ok: true })
    await expect(head).not.toContainText('question')
    await expect(head).toContainText(/^\s*Wed 12, North6 customers, made/)

    await page.getByRole('button', { name: 'Calls' }).click()
    const lines = page.locator('.call')
    await expect(page.getByRole('heading', { name: '6 customers to ring' })).toBeVisible()
    await expect(lines.first()).toContainText('Ben Carter')
    await expect(page.getByRole('link', { name: '+44 7700 900611' })).toHaveAttribute('href', 'tel:+447700900611')
    await page.getByLabel('What came of the call to Ben Carter').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Type a few words')
    await page.keyboard.type('Rang, comes Friday')
    await page.keyboard.press('Enter')
    // The line stays where it was, and the hand is at the next one.
    await expect(lines.first()).toContainText('Rang, comes Friday')
    await expect(page.getByLabel('What came of the call to Dafydd Rees')).toBeFocused()
    // The window hears of it before its answer is there.
    const four = page.getByRole('heading', { name: '4 customers to ring' })
    await page.route('**/settleRow', async (route) => {
      const answer = await route.fetch()
      await expect(four).toBeVisible()
      await route.fulfill({ response: answer })
    })
    await page.getByRole('button', { name: 'Dafydd Rees: settle as 2, Thursday' }).click()
    await expect(page.locator('.call input:focus')).toBeVisible()
    await page.unroute('**/settleRow')
    // Taken back, both are to be rung like any other.
    for (const name of ['Dafydd Rees', 'Ben Carter'])
      await lines.filter({ hasText: name }).getByRole('button', { name: 'Take back' }).click()
    await expect(page.getByRole('heading', { name: '6 customers to ring' })).toBeVisible()
    await page.getByLabel('What came of the call to Ben Carter').fill('Rang, comes Friday')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('What came of the call to Dafydd Rees')).toBeFocused()
    await page.getByRole('button', { name: 'Dafydd Rees: settle as 2, Thursday' }).click()
    await expect(four).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.rail')).toBeHidden()
    await expect(page.locator('.call:visible')).toHaveCount(4)
    await page.emulateMedia({ media: 'screen' })
    const sheet = await saved(page, () => page.locator('.calls-head').getByRole('button', { name: 'Save' }).click())
    expect(sheet.rows.map(([, name]) => name)).toContain('Elif Kaya')
    // Somebody is at the box while the customer's text comes in: what was typed stays, and the outcome stands beside it.
    const box = page.getByLabel('What came of the call to Anna Novak')
    await box.fill('Rang, no')
    // Whoever looks into a thread in the middle of a call finds the words again.
    await page.getByRole('link', { name: 'Inbox' }).click()
    await expect(page.getByRole('tab', { name: 'Waiting' })).toBeVisible()
    await page.goBack()
    await page.getByRole('button', { name: 'Calls' }).click()
    await expect(box).toHaveValue('Rang, no')
    await box.focus()
    await vonage.text({ from: number(0), text: '1', wait: true })
    const anna = lines.filter({ hasText: 'Anna Novak' })
    await expect(anna).toContainText('Option 1')
    await expect(box).toHaveValue('Rang, no')
    await expect(box).toBeFocused()
    await box.fill('')
    await page.getByRole('button', { name: 'Calls' }).focus()
    await expect(box).toHaveCount(0)
    // From the last line on to those that were passed over; and once nobody is left, the hand is at the top of the list.
    const after = ['=HYPERLINK("http://example.com")', 'Chloé Martin', 'Elif Kaya']
    for (const [at, name] of after.entries()) {
      await page.getByLabel(`What came of the call to ${name}`).fill('Rang')
      await page.keyboard.press('Enter')
      if (at < after.length - 1) await expect(page.locator('.call input:focus')).toBeVisible()
    }
    await expect(page.getByRole('heading', { name: '0 customers to ring' })).toBeFocused()
    for (const place of [3, 5, 6])
      expect(await live.desk.settleRow({ runId: 'run1', place, as: null })).toMatchObject({ ok: true })
    await page.getByRole('button', { name: 'Board' }).click()
    await page.getByRole('button', { name: 'Settled by phone' }).click()
    await expect(card(page, 'settled', 'Ben Carter')).toContainText('Rang, comes Friday')

    const opener = page.getByRole('button', { name: 'Save as a file…' })
    await opener.click()
    const all = await saved(page, () => dialog.getByRole('button', { name: 'Save the file' }).click())
    expect(all.name).toMatch(/^Wed 12, North.*\.csv$/)
    expect(all.rows.slice(1, 7).map(([, name]) => name)).toEqual([...names.slice(0, 5), `'${names[5]}`])
    await expect(opener).toBeFocused()
    // The same as cells, for a mail or a chat.
    await opener.click()
    await dialog.getByRole('radio', { name: /Everything/ }).check()
    await dialog.getByRole('button', { name: 'Copy the cells' }).click()
    await expect(page.locator('[data-announcer]')).toContainText('Copied: 6 customers.')
    const cells = await page.evaluate(() => navigator.clipboard.readText())
    expect(cells.split('\n')[1]).toMatch(/^1\tAnna Novak\t\(\+44\) 7700 900610\t/)
    await vonage.text({ from: number(4), text: '2', wait: true })
    await opener.click()
    await dialog.getByRole('radio', { name: /What has changed/ }).check()
    const next = await saved(page, () => dialog.getByRole('button', { name: 'Save the file' }).click())
    expect(next.rows[1]).toEqual(expect.arrayContaining(['Elif Kaya', 'Option 2', 'Waiting']))
    expect(next.rows.filter(([place]) => place !== '')).toHaveLength(2)
    await opener.click()
    await dialog.getByRole('radio', { name: /What has changed/ }).check()
    await dialog.getByRole('button', { name: 'Save the file' }).click()
    await expect(dialog.getByRole('status')).toContainText('Nothing has changed')
    await page.keyboard.press('Escape')

    const look = async () => {
      await page.locator('.seg button').nth(2).click()
      await isLegible(page)
      await page.locator('button.as-file').click()
      await isLegible(page)
      await page.keyboard.press('Escape')
      await page.locator('.prog .acts button').last().click()
      await isLegible(page)
      await page.keyboard.press('Escape')
    }
    await look()
    // What other looks could spoil, colours and room, is one set of rules for all dialogs and lists: the far end of it.
    await live.desk.saveSettings({ language: 'zh', theme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await page.setViewportSize({ width: 900, height: 600 })
    await inTheDark(page, look)
  } finally {
    await live.end()
    await vonage.end()
  }
})
