import { expect } from './desk-page.ts'
import { dialog, type Flow } from './keyboard.ts'

/** Everything ever said, to its end; and whatever has a name. */
export async function finding({ page, keys, word, t }: Flow) {
  const search = page.locator('.find-head input')
  const hits = page.locator('.hit')
  await keys.press('Control+Shift+F')
  await expect(search).toBeFocused()
  await keys.type('门')
  await expect(hits.first().locator('mark')).toHaveText('门')
  await keys.press('Control+a')
  await keys.type('gate')
  await expect(hits.first()).toContainText('Parcel')
  // A filter by its button, and in words.
  await keys.enter(page.locator('.find-head .chips li button').first())
  await expect(search).toHaveValue(/^gate \S+:$/)
  await keys.press('Escape')
  await keys.type('gate from:today')
  await expect(page.locator('.chip')).toHaveCount(1)
  await expect(hits.first()).toBeVisible()
  await keys.look('find')
  await keys.press('ArrowDown')
  await expect(hits.first().locator('a')).toBeFocused()
  await keys.press('Space')
  await expect(page.locator('.around')).toBeVisible()
  await keys.press('Space')
  await expect(async () => {
    await keys.press('End')
    await expect(page.getByText('Parcel 0 waits')).toBeVisible({ timeout: 200 })
  }).toPass()
  await keys.stands('the last hit')
  await keys.press('Enter')
  await expect(page.locator('.talk .line.found')).toBeFocused()
  await keys.look('a hit in its thread')
  await keys.press('Control+4')
  await expect(search).toHaveValue('gate from:today')
  await keys.stands('find again')
  await keys.enter(page.locator('.chip'))
  await expect(search).toHaveValue('gate ')

  await keys.press('Control+k')
  await keys.type('12 nor')
  await expect(page.locator('.jump-dialog [aria-selected=true]')).toContainText('Wed 12, North')
  await keys.press('Enter')
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await keys.look('board')
  await keys.press('Control+/')
  await expect(page.locator('.keys-dialog')).toBeVisible()
  // What the words for a text mean stands there too.
  await expect(dialog(page).getByText(t('stateWhy.unknown'))).toBeAttached()
  await keys.look('keys', '.keys-dialog')
  const letters = dialog(page).getByRole('checkbox', { name: word('setup.letterKeys') })
  await keys.to(letters)
  await keys.press('Space')
  await keys.press('Escape')
  await keys.press('?')
  await expect(page.locator('.keys-dialog')).toBeHidden()
  await keys.press('Control+/')
  await keys.to(letters)
  await keys.press('Space')
  await keys.press('Escape')
  await keys.stands('keys closed')
}

/** What left, who stands behind a number, and a file of it. */
export async function figures({ page, keys }: Flow) {
  await keys.press('Control+1')
  await keys.enter(page.locator('.run-head a[href="#figures"]'))
  await expect(page.locator('.figure-part.texts')).toBeVisible()
  await keys.look('figures')
  const answered = page.locator('.figure-part.options button:not(.quiet)').first()
  await keys.enter(answered)
  await expect(dialog(page).getByRole('listitem')).not.toHaveCount(0)
  await keys.look('who answered', 'dialog[open]')
  await keys.press('Escape')
  await expect(answered).toBeFocused()
  const save = page.locator('.figure-part.byDay header button')
  const [file] = await Promise.all([page.waitForEvent('download'), keys.enter(save)])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  await keys.enter(page.locator('.figures header.head a'))
  await expect(page.locator('.run-line')).toBeVisible()
  await keys.stands('runs')
}

/** Over to another desk, which is this one again. */
export async function handover({ page, keys, running, word }: Flow) {
  await keys.press('Control+k')
  await keys.type(word('jump.handover').source.slice(1))
  await keys.press('Enter')
  await keys.enter(page.locator('aside').getByRole('button', { name: word('handover.give') }))
  await expect(dialog(page).locator('textarea')).not.toHaveValue('')
  await keys.look('handing over', '.handover-dialog')
  await keys.enter(dialog(page).getByRole('button', { name: word('handover.giving.offer') }))
  const code = (await dialog(page).locator('output').textContent()) ?? ''
  await keys.enter(dialog(page).getByRole('button', { name: word('handover.giving.do') }))
  const patient = { timeout: 60_000 }
  await expect(dialog(page).getByRole('heading', { name: word('handover.giving.done') })).toBeVisible(patient)
  await keys.look('handed over', '.handover-dialog')
  await keys.press('Escape')
  const band = page.locator('.handed')
  await expect(band).toBeVisible()
  await keys.look('a desk that only reads')

  const state = await running.desk.getDesk({})
  const path = (state.ok && state.value.handedOver?.file?.path) || ''
  await keys.enter(page.locator('aside').getByRole('button', { name: word('handover.take') }))
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    keys.enter(dialog(page).getByRole('button', { name: word('handover.taking.file') })),
  ])
  await chooser.setFiles(path)
  await keys.to(dialog(page).getByLabel(word('handover.taking.passphrase')))
  await keys.type(code)
  await keys.press('Enter')
  await expect(dialog(page).getByRole('heading', { name: word('handover.taking.inside') })).toBeVisible(patient)
  await keys.look('taking over', '.handover-dialog')
  await keys.enter(dialog(page).locator('.primary'))
  await expect(band).toHaveCount(0, patient)
}
