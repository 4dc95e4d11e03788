import { inEachLook, isLegible } from './accessible.ts'
import { expect, reply, test } from './desk-page.ts'

test('what a person has filed is learned by one press, and filed by itself the next time', async ({
  open,
  running,
}) => {
  test.setTimeout(90_000)
  const { desk } = running
  const options = ['come by', 'leave it at the gate'].map((label, at) => ({
    digit: String(at + 1),
    label,
    synonyms: [],
    acknowledgement: 'Thanks.',
  }))
  const question = { name: 'Gate', text: 'We come at 8. Reply 1 to come by or 2 to leave it at the gate.', options }
  expect(await desk.saveQuestion({ questionId: 'gate', version: 0, question })).toMatchObject({ ok: true })
  const ask = (submissionId: string, to: string) =>
    desk.createRun({ submissionId, name: submissionId, questionId: 'gate', rows: [{ to: `+${to}`, fields: {} }] })
  expect(await ask('first', '447700900711')).toMatchObject({ ok: true })
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#runs/run1`)
  const card = page.locator('[data-lane="waiting"] [data-row]')
  await expect(card).toContainText('Delivered', { timeout: 20_000 })
  await reply(running, '447700900711', 'Behind the shed')
  await page.locator('[data-lane="person"] [data-row]').press('2')
  const offer = page.locator('.refused').filter({ hasText: 'behind the shed' })
  await expect(offer).toContainText('for option 2 (Leave it at the gate)')
  await inEachLook(page, () => isLegible(page))
  await offer.getByRole('button', { name: 'Yes, from now on' }).press('Enter')
  await expect(offer).toHaveCount(0)
  await expect(page.locator('[data-announcer]')).toContainText('Learned.')
  expect(await desk.getDesk({})).toMatchObject({
    value: { questions: expect.arrayContaining([expect.objectContaining({ id: 'gate', version: 2 })]) },
  })

  expect(await ask('second', '447700900712')).toMatchObject({ ok: true })
  await page.goto(`${running.ready.url.split('#')[0]}#runs/run2`)
  await expect(card).toContainText('Delivered', { timeout: 20_000 })
  await reply(running, '447700900712', 'behind the shed please')
  await expect(page.locator('[data-lane="option-2"] [data-row]')).toContainText('behind the shed')
  // What was said is known by now: a person files it as something else, and is asked nothing.
  await page.locator('[data-lane="option-2"] [data-row]').press('1')
  await expect(page.locator('[data-lane="option-1"] [data-row]')).toHaveCount(1)
})
