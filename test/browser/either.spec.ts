import { isLegible } from './accessible.ts'
import { expect, reply, rowOf, silent, test } from './desk-page.ts'

test('a reply that could be for two questions is filed for the one that was chosen, and for the other after all', async ({
  open,
  running,
}) => {
  const { desk } = running
  for (const name of ['Home', 'Lift']) {
    const options = ['yes', 'no'].map((label, index) => ({
      digit: String(index + 1),
      label,
      synonyms: [],
      acknowledgement: `${name}: ${label}.`,
    }))
    const questionId = name.toLowerCase()
    // Which of its figures are digits is not sure, so the second has the same ones.
    const question = { name, text: `${name}? 2 men come. 1 (yes) or no`, options }
    await desk.saveQuestion({ questionId, version: 0, question })
    const asked = { submissionId: name, to: silent.typed, questionId, fields: {}, anyway: true }
    expect(await desk.sendNotice(asked)).toMatchObject({ ok: true })
    const left = async () => {
      const listed = await desk.listMessages({ customer: silent.msisdn, limit: 1 })
      return listed.ok ? listed.value.messages[0]?.state : null
    }
    await expect.poll(left).toBe('delivered')
  }
  await reply(running, silent.msisdn, 'yes')
  const page = await open({ reducedMotion: 'reduce', colorScheme: 'dark', viewport: { width: 900, height: 600 } })
  const row = rowOf(page, 'yes').filter({ hasText: 'Needs a person' })
  await expect(row.locator('.picks-of')).toHaveText([/^Lift/, /^Home/])
  await isLegible(page)

  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  const bar = page.getByRole('group', { name: 'File as' })
  await expect(bar).toContainText('1 and 2 are in more than one question')
  const yesOf = (name: RegExp) => bar.getByRole('group', { name }).getByRole('button', { name: 'Yes' })
  await isLegible(page)
  // The digit alone does not file: it leads to each of the two.
  await page.keyboard.press('1')
  await expect(yesOf(/^Lift/)).toBeFocused()
  await page.keyboard.press('1')
  await expect(yesOf(/^Home/)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowRight')
  await expect(yesOf(/^Home/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bar).toHaveCount(0)
  const thanks = page.locator('.text.us').last()
  await expect(thanks).toContainText('Home: yes.')

  await page.getByRole('button', { name: 'Re-file' }).click()
  await page.getByRole('button', { name: /^File as No, option 2 of Lift/ }).click()
  await expect(page.locator('.text.in .because')).toContainText('was 1 of “Home”')
  await expect(page.locator('.text.us').last()).toContainText('Lift: no.')
  const known = await desk.getThread({ customer: silent.msisdn })
  expect(known.ok && known.value.person.outcomes.map(({ outcome, option }) => option ?? outcome)).toEqual([
    '2',
    'waiting',
  ])
})
