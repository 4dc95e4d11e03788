import { inEachLook, isLegible } from './accessible.ts'
import { expect, mia, rowOf, sendButton, silent, test, toField } from './desk-page.ts'

test('a question is written by keyboard, kept over a reload, tried, saved, and deleted when that was asked', async ({
  open,
  running,
}) => {
  const page = await open()
  const part = (at: string) => page.locator(`[data-at="${at}"]`)
  await page.locator('.form a[href="#questions"]').press('Enter')
  await isLegible(page)
  // Who only looks leaves nothing behind.
  await page.getByRole('button', { name: 'New question' }).press('Enter')
  await expect(part('name')).toHaveValue('')
  await page.getByRole('link', { name: 'Questions' }).press('Enter')
  await expect(page.locator('.question-line')).toHaveCount(1)
  await page.getByRole('button', { name: 'New question' }).press('Enter')
  await part('text').fill('Hello {name}. Which gate? 1 (north) or 2 (south)')
  await part('0.label').fill('north')
  await part('0.synonyms').fill('yes')
  await expect(page.getByRole('group', { name: 'Option 1' })).toContainText('also take it for opting in again')
  await part('0.synonyms').fill('stop')
  await part('1.label').fill('south')
  await page.getByRole('button', { name: 'Add an option' }).press('Enter')
  await expect(part('2.label')).toBeFocused()
  await page.getByRole('button', { name: 'Remove option 3' }).press('Enter')
  await expect(page.getByRole('group', { name: 'Option 2' })).toBeFocused()
  // The day that an option stands for, with what it would be today.
  const second = page.getByRole('group', { name: 'Option 2' })
  const date = second.getByLabel('Its date')
  await date.selectOption('The weekday in {name}')
  await expect(second).toContainText('Where the field says anything else, there is no date.')
  await date.selectOption('after')
  await part('1.day').fill('99')
  await part('1.acknowledgement').fill('See you on {date}.')
  await part('1.synonyms').fill('down there, low one')
  // What is wrong is said only now, and has the focus.
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(part('name')).toBeFocused()
  await expect(page.getByRole('alert')).toHaveCount(2)
  await page.keyboard.type('Gate')
  await page.keyboard.press('Enter')
  await expect(part('1.day')).toBeFocused()
  await part('1.day').fill('1')
  await expect(second).toContainText(/Leaves today: \w{3} \d+ \w{3}\./)
  await page.locator('.try input').fill('down there please')
  await expect(page.locator('.taken .mark.filed')).toContainText('South')
  await expect(page.locator('.taken')).toContainText(/See you on \w{3} \d+ \w{3}\./)
  await page.locator('.try input').fill('?')
  await expect(page.locator('.taken')).toContainText('Needs a person')
  await page.reload()
  await expect(part('name')).toHaveValue('Gate')
  // A word of the carriers is refused by the desk itself.
  await part('name').press('Enter')
  await expect(page.locator('.send-bar [role=alert]')).toContainText('“stop” cannot stand for option 1')
  await part('0.synonyms').fill('upper one')
  await inEachLook(page, () => isLegible(page))
  await part('name').press('Enter')
  await expect(page.locator('.send-bar')).toContainText('Saved.')
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  // A change of it is asked for before it is thrown away.
  const discard = page.getByRole('button', { name: 'Discard changes' })
  await part('name').fill('Gates')
  const asked = page.locator('.erase-dialog')
  await discard.press('Enter')
  await expect(asked).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(asked).toHaveCount(0)
  await expect(part('name')).toHaveValue('Gates')
  await discard.press('Enter')
  await page.getByRole('button', { name: 'Discard', exact: true }).press('Enter')
  await expect(part('name')).toHaveValue('Gate')
  await expect(part('name')).toBeFocused()
  await running.desk.saveSettings({ language: 'zh' })
  await page.getByRole('button', { name: '删除' }).press('Enter')
  await isLegible(page)
  await page.locator('dialog .danger').press('Enter')
  await expect(page.locator('.question-line')).toHaveCount(1)
  await expect(page.locator('.question-list .btn.primary')).toBeFocused()
})

test('a question of one’s own is asked, answered and understood; what is not understood is asked again', async ({
  open,
  running,
}) => {
  const saved = await running.desk.saveQuestion({
    questionId: 'gate',
    version: 0,
    question: {
      name: 'Gate',
      text: 'Which gate, {name}? Please reply 1 (north) or 2 (south).',
      options: ['north', 'south'].map((label, index) => ({
        digit: String(index + 1),
        label,
        synonyms: [],
        acknowledgement: `The ${label} gate.`,
      })),
      reask: { text: 'Please reply 1 or 2.', most: 1 },
    },
  })
  expect(saved).toMatchObject({ ok: true })
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#questions/gate`)
  await page.getByRole('button', { name: 'Send it…' }).press('Enter')
  await expect(toField(page)).toBeFocused()
  await toField(page).fill(mia.typed)
  await page.getByLabel('Name').fill('Mia')
  await sendButton(page).click()
  await expect(rowOf(page, 'Which gate, Mia?')).toBeVisible()
  // She answers "2 pls" by herself.
  await expect(rowOf(page, '2 pls').locator('.mark.filed')).toContainText('South')
  await toField(page).fill(silent.typed)
  await sendButton(page).click()
  await expect(rowOf(page, silent.shown).filter({ hasText: 'Which gate' })).toContainText('Delivered')
  await running.desk.playCustomer({ customer: silent.msisdn, text: 'ok thx' })
  const reply = rowOf(page, 'ok thx')
  await expect(reply).toContainText('Asked again')
  await expect(reply).toContainText('Needs a person')
  await isLegible(page)
  await running.desk.playCustomer({ customer: silent.msisdn, text: '1' })
  await expect(reply).toContainText('answered when asked again')
})

test('a list that was pasted is there again when a question was looked at meanwhile', async ({ open, running }) => {
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/new`)
  await page.locator('.rows-in textarea').fill('07700 900555')
  await page.locator('.rows-in .btn.primary').click()
  await expect(page.locator('.row-line')).toHaveCount(1)
  await page.getByRole('link', { name: 'Edit questions' }).click()
  await expect(page.locator('.question-list')).toBeVisible()
  await expect(page.locator('.row-line')).toBeHidden()
  await page.goBack()
  await expect(page.locator('.row-line')).toHaveCount(1)
  await page.getByRole('button', { name: 'All runs' }).click()
  await expect(page.locator('.new-run')).toHaveCount(0)
})
