import { byNight, isAccessible } from './accessible.ts'
import { expect, reply, rowOf, silent, test } from './desk-page.ts'

// Three keys are derived, each made to be slow, and the desk starts anew.
const patient = { timeout: 60_000 }
test.setTimeout(180_000)

const views = [
  {
    language: 'en',
    colorScheme: 'light',
    viewport: { width: 1280, height: 800 },
    words: {
      give: 'Hand over…',
      offer: 'Make one for me',
      offered: 'Passphrase for the other desk',
      do: 'Hand over and stop here',
      done: 'This desk is handed over',
      close: 'Close',
      band: 'Handed over',
      take: 'Take over…',
      passphrase: 'Passphrase',
      look: 'Look inside',
      from: 'From the other desk',
      takeIt: 'Take over 1 text',
      taken: /^Taken over/,
      back: 'Work on here…',
      doBack: 'Work on here',
      summary: '1 customer needs a person.',
    },
  },
  {
    language: 'zh',
    colorScheme: 'dark',
    viewport: { width: 900, height: 600 },
    words: {
      give: '移交…',
      offer: '替我生成',
      offered: '给另一个工作台的口令',
      do: '移交并停用这里',
      done: '这个工作台已移交',
      close: '关闭',
      band: '已移交',
      take: '接手…',
      passphrase: '口令',
      look: '查看内容',
      from: '另一个工作台的留言',
      takeIt: '接手 1 条短信',
      taken: /^已于 .* 接手/,
      back: '在这里继续…',
      doBack: '在这里继续',
      summary: '1 位客户需要人工。',
    },
  },
] as const

for (const { language, words, ...view } of views)
  test(
    `a desk is handed over by keyboard, only reads, and is taken over from its file, ${view.colorScheme}, ${language}`,
    byNight(language === 'zh'),
    async ({ open, running }) => {
      await running.desk.saveSettings({ language })
      await reply(running, silent.msisdn, 'where are you?')
      // A run that was taken back: of the board only what it shows is left.
      const rows = [{ to: '+44 7700 900160', name: 'Abel Santos', fields: { weekday: 'Thursday' } }]
      await running.desk.createRun({ submissionId: 'run', name: 'North', questionId: 'delivery', rows })
      await running.desk.stopRun({ runId: 'run1' })
      const page = await open({ ...view })
      await page.evaluate(() => {
        window.location.hash = '#setup/handover'
      })
      const board = page.locator('.run-view')
      await page.evaluate(() => {
        window.location.hash = '#runs/run1'
      })
      const changes = board.locator('.prog button, .slip .do button')
      await expect(changes.first()).toBeVisible()
      await running.desk.discardRun({ runId: 'run1' })
      await page.evaluate(() => {
        window.location.hash = '#setup/handover'
      })
      await page.getByRole('button', { name: words.give }).press('Enter')
      const giving = page.getByRole('dialog')
      await expect(giving.getByRole('textbox').first()).toHaveValue(words.summary)
      await isAccessible(page)
      await giving.getByRole('button', { name: words.offer }).press('Enter')
      const code = (await giving.getByLabel(words.offered).textContent()) ?? ''
      expect(code).toMatch(/^[a-z2-9]{20}$/)
      await giving.getByRole('button', { name: words.do }).press('Enter')
      await expect(giving.getByRole('heading', { name: words.done })).toBeVisible(patient)
      await giving.getByRole('button', { name: words.close }).press('Enter')
      const band = page.getByRole('region', { name: words.band })
      await expect(band).toBeVisible()
      await page.evaluate(() => {
        window.location.hash = '#runs/run1'
      })
      await expect(board.locator('[data-row]')).toHaveCount(1)
      await expect(changes).toHaveCount(0)
      await board.locator('[data-row]').press('Enter')
      await expect(page.locator('.card-dialog .body :is(button, input)')).toHaveCount(0)
      await isAccessible(page)
      await page.keyboard.press('Escape')
      await page.evaluate(() => {
        window.location.hash = '#send'
      })
      await expect(rowOf(page, 'where are you?')).toBeVisible()
      await expect(page.locator('form.form button[type=submit]')).toHaveAttribute('aria-disabled', 'true')
      await isAccessible(page)
      const state = await running.desk.getDesk({})
      const path = (state.ok && state.value.handedOver?.file?.path) || ''

      await band.getByRole('link', { name: words.take }).press('Enter')
      await page.locator('aside').getByRole('button', { name: words.take }).press('Enter')
      const taking = page.getByRole('dialog')
      await taking.locator('input[type=file]').setInputFiles(path)
      await taking.getByLabel(words.passphrase).fill(code)
      await taking.getByLabel(words.passphrase).press('Enter')
      await expect(taking.getByRole('heading', { name: words.from })).toBeVisible(patient)
      await isAccessible(page)
      await taking.getByRole('button', { name: words.takeIt }).press('Enter')
      await expect(page.getByText(words.taken)).toBeVisible(patient)
      await expect(band).toHaveCount(0)
    },
  )

test('a desk that was handed over goes on where a person says so', byNight(true), async ({ open, running }) => {
  await running.desk.sendSms({ submissionId: 'before', to: silent.typed, text: 'We come at 4' })
  await running.desk.makeHandover({ submissionId: 'over', passphrase: 'correct horse battery', summary: '' })
  const page = await open({ viewport: { width: 900, height: 600 } })
  const band = page.getByRole('region', { name: 'Handed over' })
  await page.evaluate((address) => {
    window.location.hash = address
  }, `#inbox/${silent.msisdn}`)
  const thread = page.locator('.thread')
  await expect(thread).toContainText('This desk was handed over and can only be read.')
  await page.keyboard.press('u')
  await expect(thread.locator('textarea')).toHaveCount(0)
  await expect(thread.getByRole('button')).toHaveText(['About'])
  await band.getByRole('button', { name: 'Work on here…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Work on here after all?' })
  await expect(dialog.getByRole('button', { name: 'Leave it handed over' })).toBeFocused()
  await isAccessible(page)
  await dialog.getByRole('button', { name: 'Work on here' }).press('Enter')
  await expect(band).toHaveCount(0, patient)
  const sent = await running.desk.sendSms({ submissionId: 'after', to: silent.typed, text: 'Hello' })
  expect(sent.ok).toBe(true)
})
