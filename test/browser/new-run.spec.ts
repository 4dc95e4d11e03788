import { isLegible, violations } from './accessible.ts'
import { expect, test } from './desk-page.ts'

const list = [
  'Name\tMobile\tAddress',
  'Mia Chen\t07700 900001\t1 High St',
  'Amir Khan\t07700 900002\t2 High St',
  'Bad Number\t12\t3 High St',
  'Mia Chen\t+44 7700 900001\t1 High St',
  'Tom\t07700 900006\t6 High St',
].join('\n')

for (const language of ['en', 'zh'] as const)
  test(`a pasted list becomes a run: every line has its verdict, what is wrong is mended, and it is on the board, ${language}`, async ({
    open,
    running,
  }) => {
    test.setTimeout(90_000)
    await running.desk.saveSettings({ language })
    const page = await open({ reducedMotion: 'reduce' })
    await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
    const area = page.locator('.rows-in textarea')
    await expect(area).toBeVisible()
    expect(await violations(page), 'empty').toEqual([])
    await area.focus()
    // As a person pastes: the cells come through the clipboard's event.
    await area.evaluate((field, text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, list)
    await expect(page.locator('.row-line')).toHaveCount(5)
    await expect(page.locator('.row-line.ok')).toHaveCount(3)
    await expect(page.locator('.row-line.bad')).toHaveCount(2)
    await isLegible(page)
    const send = page.locator('.send-bar button[type=submit]')
    await expect(send).toContainText('3')
    // Mended where it stands, by keyboard.
    await page.locator('.row-line.bad input').first().fill('07700 900003')
    await page.keyboard.press('Enter')
    await expect(page.locator('.row-line.ok')).toHaveCount(4)
    await expect(send).toContainText('4')
    await page.locator('.row-line.ok button.small').first().click()
    await expect(page.locator('.row-line.out')).toHaveCount(1)
    await expect(send).toContainText('3')
    await page.locator('.row-line.out button.small').click()
    // Without a name it asks for one, and sends nothing.
    await send.click()
    await expect(page.locator('#run-name')).toBeFocused()
    await page.keyboard.type('Wed 12, North')
    await page.locator('.if-silent input[type=checkbox]').check()
    const second = page.locator('[name=chaseAt]')
    const at = await second.inputValue()
    await second.fill('2026-01-01T08:00')
    expect(await violations(page), 'ready').toEqual([])
    await send.click()
    // A time that has passed: it says so, and nothing is sent.
    await expect(second).toBeFocused()
    await expect(second).toHaveAttribute('aria-invalid', 'true')
    await second.fill(at)
    await page.locator('#run-name').focus()
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
    await area.fill(list)
    await page.locator('.rows-in .btn.primary').click()
    await expect(page.locator('.row-line.out')).toHaveCount(3)
    await expect(send).toContainText('0')
    await page.locator('.row-line.out button.small').first().click()
    await expect(send).toContainText('1')
  })

test('a file in the encoding of a Western spreadsheet is read, a workbook and a huge one are refused in words', async ({
  open,
  running,
}) => {
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await choose('list.csv', Buffer.from([0x50, 0x4b, 3, 4]))
  await expect(page.getByRole('alert')).toContainText('This is an Excel workbook')
  await choose('list.csv', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))
  await expect(page.getByRole('alert')).toContainText('larger than 10 MB')
  await choose('list.csv', Buffer.from(`${'07700900555\n'.repeat(5_001)}`))
  await expect(page.getByRole('alert')).toContainText('5,001 lines; a run takes 5,000')
  await choose('list.csv', Buffer.from('Kunde;Telefon\r\nM\xfcller;07700900555\r\n', 'latin1'))
  await expect(page.locator('.row-line')).toContainText('Müller')
})

test('5,000 lines are judged, and the list scrolls', async ({ open, running }) => {
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  const lines = Array.from({ length: 5_000 }, (_, index) => `Customer ${index},0770090${String(1000 + index)}`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await expect(page.locator('.send-bar button[type=submit]')).toContainText('5000')
  await page.locator('.rows-table').focus()
  await page.keyboard.press('End')
  await expect(page.locator('.row-line').last()).toContainText('+44 7700 905999')
})
