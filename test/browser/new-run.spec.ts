import type { Locator } from '@playwright/test'
import { byNight, inTheDark, isLegible, violations } from './accessible.ts'
import { expect, test } from './desk-page.ts'

const list = [
  'Name\tMobile\tAddress',
  'Mia Chen\t07700 900001\t1 High St',
  'Amir Khan\t07700 900002\t2 High St',
  'Bad Number\t12\t3 High St',
  'Mia Chen\t+44 7700 900001\t1 High St',
  'Tom\t07700 900006\t6 High St',
  'Rose Amery\t07700 900214\t7 High St',
  'Colin Amery\t07700 900214\t7 High St',
  'Gina Holt\t020 7946 0991\t8 High St',
].join('\n')

/** As a person pastes: the cells come through the clipboard's event. */
const pasteInto = (place: Locator, text: string) =>
  place.evaluate((field, cells) => {
    const data = new DataTransfer()
    data.setData('text/plain', cells)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)

for (const language of ['en', 'zh'] as const)
  test(
    `a pasted list becomes a run: every line has its verdict, what is wrong is mended, and it is on the board, ${language}`,
    byNight(language === 'zh'),
    async ({ open, running }) => {
      test.setTimeout(90_000)
      await running.desk.saveSettings({ language })
      const page = await open()
      await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
      const area = page.locator('.rows-in textarea')
      await expect(area).toBeVisible()
      expect(await violations(page), 'empty').toEqual([])
      await area.focus()
      await pasteInto(area, list)
      await expect(page.locator('.row-line')).toHaveCount(8)
      await expect(page.locator('.row-line.ok')).toHaveCount(3)
      await expect(page.locator('.row-line.bad')).toHaveCount(1)
      await expect(page.locator('.row-line.ask')).toHaveCount(2)
      const send = page.locator('.send-bar button[type=submit]')
      const counts = page.locator('.preflight .n')
      await expect(counts).toHaveText(['8', '=', '3', '+', '5'])
      // 3 texts of 2 parts, as the pretend Vonage prices them.
      await expect(send).toContainText('€0.20')
      await isLegible(page)
      // By keyboard alone: mended where it stands, one of two names asked, the landline taken in, and out again.
      await page.locator('.rows-table').focus()
      for (const key of ['ArrowDown', 'ArrowDown', 'F2']) await page.keyboard.press(key)
      const cells = page.locator('.line-fields input')
      await expect(cells.first()).toBeFocused()
      // The number alone is wrong, and not what goes along.
      await expect(page.locator('.line-fields [aria-invalid=true]')).toHaveCount(1)
      expect(await violations(page), 'a line is mended').toEqual([])
      // Escape leaves it as it was, and the list has its keys back.
      for (const key of ['9', 'Escape', 'F2']) await page.keyboard.press(key)
      await expect(cells.first()).toHaveValue('12')
      await page.keyboard.type('07700 900003')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Good Number')
      await page.keyboard.press('Enter')
      await expect(page.locator('[data-place="3"]')).toContainText('Good Number')
      await expect(counts).toHaveText(['8', '=', '4', '+', '4'])
      for (const key of ['End', 'Space', 'ArrowUp', 'Space']) await page.keyboard.press(key)
      await expect(counts).toHaveText(['8', '=', '6', '+', '2'])
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Space')
      await expect(page.locator('[data-place="6"]')).toHaveClass(/ok/)
      await expect(page.locator('[data-place="7"]')).toHaveClass(/ask/)
      for (const key of ['Space', 'End', 'Space']) await page.keyboard.press(key)
      await expect(counts).toHaveText(['8', '=', '4', '+', '4'])
      // Without a name it asks for one, and sends nothing.
      await send.click()
      await expect(page.locator('#run-name')).toBeFocused()
      await page.keyboard.type('Wed 12, North')
      await page.locator('.if-silent input[type=checkbox]').check()
      const second = page.locator('[name=chaseAt]')
      const at = await second.inputValue()
      await second.fill('2026-01-01T08:00')
      expect(await violations(page), 'ready').toEqual([])
      await inTheDark(page, async () => expect(await violations(page), 'ready, in the dark').toEqual([]))
      await send.click()
      // A time that has passed: it says so, and nothing is sent.
      await expect(second).toBeFocused()
      await expect(second).toHaveAttribute('aria-invalid', 'true')
      await second.fill(at)
      await page.locator('#run-name').focus()
      // Hundreds of texts hang on it: Enter in a field leads to the button, and held down it presses nothing.
      await page.keyboard.down('Enter')
      for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
      await expect(send).toBeFocused()
      expect(await running.desk.listRuns({})).toMatchObject({ value: { runs: [] } })
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/#runs\/run1$/)
      const listed = await running.desk.listRuns({})
      expect(listed).toMatchObject({
        ok: true,
        value: { runs: [{ name: 'Wed 12, North', rows: 4, chase: { byDefault: null } }] },
      })
      await page.setViewportSize({ width: 900, height: 600 })
      await isLegible(page)
      // The same list once more texts nobody by itself: they are about to be asked already.
      await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
      await expect(page.locator('.earlier option')).toHaveText([/^Wed 12, North.*4.*\d\d:\d\d$/])
      expect(await violations(page), 'with an earlier run').toEqual([])
      await page.locator('.earlier button').press('Enter')
      await expect(page.locator('.row-line.out')).toHaveCount(4)
      await expect(page.locator('[data-place="3"]')).toContainText('Good Number')
      await expect(page.locator('[data-place="3"]')).toContainText('+44 7700 900003')
      await page.getByRole('button', { name: /^(Another list|换一份名单)$/ }).press('Enter')
      await area.fill(list)
      await page.locator('.rows-in .btn.primary').click()
      await expect(page.locator('.row-line.out')).toHaveCount(5)
      await expect(send).toContainText('0')
      await page.locator('.row-line.out button.small').first().click()
      await expect(send).toContainText('1')
    },
  )

test('a list that is worked on is there until somebody says otherwise, and the focus stays in it', async ({
  open,
  running,
}) => {
  const options = ['North', 'South'].map((label, at) => ({
    digit: String(at + 1),
    label,
    synonyms: [],
    acknowledgement: 'Thanks.',
  }))
  const question = { name: 'Gate', text: '{name}, which gate? 1 or 2', options }
  expect(await running.desk.saveQuestion({ questionId: 'gate', version: 0, question })).toMatchObject({ ok: true })
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  const area = page.locator('.rows-in textarea')
  await expect(area).toBeVisible()
  // A run that is made meanwhile, here or elsewhere, is one whose list can be taken.
  const rows = [{ to: '+44 7700 900888', name: 'Ann', fields: { weekday: 'Thursday' } }]
  await running.desk.createRun({ submissionId: 'meanwhile', name: 'Meanwhile', questionId: 'delivery', rows })
  await expect(page.locator('.earlier option')).toHaveText([/^Meanwhile: 1 customer,/])
  await area.focus()
  await pasteInto(area, list)
  const table = page.locator('.rows-table')
  await expect(table).toBeFocused()
  const counts = page.locator('.preflight .n')
  await expect(counts).toHaveText(['8', '=', '3', '+', '5'])
  // Delete leaves out, and never takes in.
  for (const key of ['Delete', 'Delete', 'End', 'Delete']) await page.keyboard.press(key)
  await expect(counts).toHaveText(['8', '=', '2', '+', '6'])
  // A line that leaves what is shown takes its button along.
  await page.getByRole('button', { name: 'Left out by you 1' }).click()
  await page
    .locator('.row-line')
    .getByRole('button', { name: /^Take in/ })
    .click()
  await expect(counts).toHaveText(['8', '=', '3', '+', '5'])
  await expect(table).toBeFocused()
  await page
    .locator('[data-place="8"]')
    .getByRole('button', { name: /^Take in/ })
    .click()
  await expect(counts).toHaveText(['8', '=', '4', '+', '4'])

  // The second text asks what the run asks, until somebody writes another.
  await page.getByLabel('Text again whoever has not answered').check()
  const second = page.getByLabel('Second text', { exact: true })
  const asked = page.getByLabel('Question', { exact: true })
  await expect(second).toHaveValue(/Your delivery is scheduled/)
  await asked.selectOption('gate')
  await expect(second).toHaveValue('We have not heard from you yet. {name}, which gate? 1 or 2')
  await second.fill('Hello?')
  await asked.selectOption('delivery')
  await expect(second).toHaveValue('Hello?')

  await table.press('n')
  await expect(page).toHaveURL(/#send$/)
  await expect(table).toBeHidden()
  // Nor does a reload take it: the browser asks.
  const leaves = () => page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await leaves()).toBe(false)
  // What is pasted elsewhere meanwhile does not take its place in silence.
  await pasteInto(page.locator('body'), 'Anna\t07700 900123\nBen\t07700 900124')
  const dialog = page.getByRole('dialog', { name: 'Discard this list?' })
  await expect(dialog).toBeVisible()
  expect(await violations(page), 'asked').toEqual([])
  await page.keyboard.press('Escape')
  await expect(counts).toHaveText(['8', '=', '4', '+', '4'])
  await page.getByRole('button', { name: 'All runs' }).click()
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'All 8' }).click()
  await expect(page.locator('.row-line')).toHaveCount(8)

  // As in a window zoomed to 200 %: a list of its own height, and every line below the one before.
  await page.setViewportSize({ width: 640, height: 400 })
  await expect
    .poll(() =>
      page.locator('.row-line').evaluateAll((lines) => {
        const boxes = lines.map((line) => line.getBoundingClientRect())
        const parts = lines.flatMap((line) => [...line.children].map((part) => [part, line] as const))
        const isCut = ([part, line]: (typeof parts)[number]) =>
          part.getBoundingClientRect().bottom > line.getBoundingClientRect().bottom
        return boxes.some(({ top }, at) => at > 0 && top < (boxes[at - 1]?.bottom ?? 0) - 0.5) || parts.some(isCut)
      }),
    )
    .toBe(false)
  expect(await table.evaluate((each) => each.scrollHeight > each.clientHeight)).toBe(true)

  await page.getByRole('button', { name: 'Another list' }).click()
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(area).toBeFocused()
  // Nobody has done anything with this one.
  await pasteInto(area, 'Anna\t07700 900123')
  await page.getByRole('button', { name: 'All runs' }).click()
  await expect(page.locator('.new-run')).toHaveCount(0)
  expect(await leaves()).toBe(true)
})

test('cells pasted anywhere make a list; national numbers are read in one country for all; a file in the encoding of a Western spreadsheet is read, a workbook and a huge one are refused in words', async ({
  open,
  running,
}) => {
  const options = [{ digit: '1', label: 'yes please', synonyms: [], acknowledgement: 'Thanks.' }]
  const question = { name: 'Gate', text: `{kunde}, ${'which gate? '.repeat(9)}1`, options }
  expect(await running.desk.saveQuestion({ questionId: 'gate', version: 0, question })).toMatchObject({ ok: true })
  const page = await open()
  // Cells that are pasted anywhere are a list; a word is not.
  await pasteInto(page.locator('body'), 'hello')
  await pasteInto(page.locator('body'), 'Anna\t07700 900123\nBen\t07700 900124')
  await expect(page.locator('.row-line.ok')).toHaveCount(2)
  // National numbers say how they were read, and are read otherwise by a key, all of them.
  const first = page.locator('[data-place="1"]')
  await expect(first).toContainText('National, read as +44')
  await page.locator('.rows-table').press('F4')
  const country = page.getByLabel('Country of numbers without a country code')
  await expect(country).toBeFocused()
  await country.selectOption('')
  await expect(page.locator('.row-line.bad')).toHaveCount(2)
  await first.getByRole('button', { name: /^Choose it/ }).click()
  await expect(country).toBeFocused()
  await country.selectOption('IE')
  await expect(first).toContainText('+353')
  // What was shown is what is texted.
  await page.locator('#run-name').fill('Cork')
  await page.locator('.send-bar button[type=submit]').click()
  await expect(page).toHaveURL(/#runs\/run1$/)
  expect(await running.desk.getRun({ runId: 'run1' })).toMatchObject({
    value: { rows: [{ customer: '3537700900123' }, { customer: '3537700900124' }] },
  })
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await choose('list.csv', Buffer.from([0x50, 0x4b, 3, 4]))
  await expect(page.getByRole('alert')).toContainText('This is an Excel workbook')
  await page.locator('input[type=file]').evaluate((field: HTMLInputElement) => {
    const data = new DataTransfer()
    data.items.add(new File([new ArrayBuffer(60 * 1024 * 1024)], 'list.csv'))
    field.files = data.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await expect(page.getByRole('alert')).toContainText('larger than 25 MB')
  await choose('list.csv', Buffer.from(`${'07700900555\n'.repeat(50_001)}`))
  await expect(page.getByRole('alert')).toContainText('50,001 lines; 50,000 can be read')
  await choose('list.csv', Buffer.from('Kunde;Telefon\r\nM\xfcller;07700900555\r\n', 'latin1'))
  await expect(page.locator('.row-line')).toContainText('Müller')
  // What makes some texts dearer is said above all of them, and made plain for all of them.
  await page.getByRole('button', { name: 'Another list' }).click()
  await choose('list.csv', Buffer.from('Kunde;Telefon\n“Anna”;07700900556\nMia;07700900557\n'))
  await page.getByLabel('Question', { exact: true }).selectOption('gate')
  await expect(page.locator('[data-place="1"]')).toContainText('Unicode, else 1 part')
  await expect(page.locator('.list-notes')).toContainText('1 of 2 texts needs more parts than 1')
  await page.getByRole('button', { name: 'Plain characters in 1 text' }).click()
  await expect(page.locator('.list-notes')).not.toContainText('more parts')
})

test('20,000 lines: the first are there and answer keys while the rest is read; a run takes 10,000 of them', async ({
  open,
  running,
}) => {
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `Customer ${index},077001${String(index % 10_050).padStart(5, '0')}`,
  )
  await page.locator('input[type=file]').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await page.locator('.rows-table').press('ArrowDown')
  await expect(page.locator('[data-place="2"]')).toHaveClass(/chosen/)
  const send = page.locator('.send-bar button[type=submit]')
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(send).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 })
  await expect(page.locator('.preflight .n')).toHaveText(['20,000', '=', '10,000', '+', '10,000'])
  await expect(page.locator('.preflight .whys')).toContainText('Next run 50')
  await page.locator('.rows-table').press('End')
  await expect(page.locator('.row-line').last()).toContainText('+44 7700 109949')
})
