import type { Page } from '@playwright/test'
import type { DeskProcess } from '../support/processes.ts'
import { expect, reply, sentTo, silent, test } from './desk-page.ts'

const stranger = { msisdn: '447700900151', shown: '+44 7700 900151' }
const third = { msisdn: '447700900152', shown: '+44 7700 900152' }

/** Three who need somebody, in this order. */
async function allNeed(running: DeskProcess) {
  for (const { msisdn } of [silent, stranger, third]) await reply(running, msisdn, `is ${msisdn} right?`)
}

const at = (running: DeskProcess, place: string) => `${running.ready.url.split('#')[0]}#${place}`
const rows = (page: Page) => page.locator('.threads .th')
const box = (page: Page) => page.locator('.compose textarea')

/** The answers to a call wait until the returned function is called. */
async function hold(page: Page, call: string) {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(`**/api/${call}`, async (route) => {
    const response = await route.fetch()
    await promise
    await route.fulfill({ response })
  })
  return resolve
}

test('whoever is quicker than “done, and on” is not led away from whom they went to', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await expect(page.locator('.thread-head').getByRole('button', { name: /^Done/ })).toBeVisible()
  // Before its texts are there, nothing of it is closed unseen.
  await expect(page.getByRole('log')).toContainText(`is ${silent.msisdn} right?`)
  const answer = await hold(page, 'closeThread')
  await page.keyboard.press('Shift+E')
  await rows(page).filter({ hasText: third.shown }).click()
  await expect(page.getByRole('log')).toContainText(`is ${third.msisdn} right?`)
  await page.locator('.talk').focus()
  answer()
  await expect(page.locator('.undo')).toContainText(`Done: ${silent.shown}.`)
  await expect(page).toHaveURL(new RegExp(`#inbox/${third.msisdn}$`))
  // The next keys would be commands about somebody else.
  const second = await hold(page, 'closeThread')
  await page.keyboard.press('Shift+E')
  await page.keyboard.press('r')
  await page.keyboard.type('Yes, that is')
  second()
  await expect(page.locator('.undo')).toContainText('Done.')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type(' right')
  await expect(box(page)).toHaveValue('Yes, that is right')
  await expect(page).toHaveURL(new RegExp(`#inbox/${third.msisdn}$`))
})

test('whoever left the form while its run was made is not led away from where they went', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, 'runs/new'))
  await page.locator('.rows-in textarea').fill('07700 900160')
  await page.getByRole('button', { name: 'Check these lines' }).click()
  await page.getByLabel('Name of the run').fill('North')
  const answer = await hold(page, 'createRun')
  await page.locator('.send-bar button[type=submit]').click()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await box(page).fill('Yes, that is')
  answer()
  await expect(page.locator('.strip')).toContainText('North')
  await expect(page).toHaveURL(new RegExp(`#inbox/${silent.msisdn}$`))
  await expect(box(page)).toBeFocused()
})

test('the search within one thread takes the focus in no other', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await expect(page.getByRole('log')).toContainText(`is ${silent.msisdn} right?`)
  // As it is without it.
  await rows(page).filter({ hasText: stranger.shown }).click()
  await expect(page.getByRole('log')).toContainText(`is ${stranger.msisdn} right?`)
  await expect(page.locator(`[data-thread="${stranger.msisdn}"]`)).toBeFocused()
  await page.keyboard.press('Control+f')
  await expect(page.locator('.thread-find input')).toBeFocused()
  await rows(page).filter({ hasText: third.shown }).click()
  await expect(page.getByRole('log')).toContainText(`is ${third.msisdn} right?`)
  await expect(page.locator('.thread-find')).toHaveCount(0)
  await expect(page.locator(`[data-thread="${third.msisdn}"]`)).toBeFocused()
})

test('what is typed into a note while it is being kept stays there', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await page.getByRole('button', { name: 'Add a note' }).click()
  const note = page.getByRole('textbox', { name: /^Note about/ })
  await note.fill('Side gate')
  const answer = await hold(page, 'savePerson')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await note.fill('Side gate, code 4471')
  answer()
  await expect(page.getByRole('button', { name: 'Keep', exact: true })).not.toHaveAttribute('aria-disabled', 'true')
  await expect(note).toHaveValue('Side gate, code 4471')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(page.locator('.note-text')).toHaveText('Side gate, code 4471')
})

test('what is typed into a name while it is being kept stays there', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await page.locator('.person-name button').click()
  const name = page.locator('.person-form input')
  await name.fill('Hugh')
  const answer = await hold(page, 'savePerson')
  const keep = page.locator('.person-form').getByRole('button', { name: 'Keep', exact: true })
  await keep.click()
  await name.fill('Hugh Pryce')
  answer()
  await expect(page.getByRole('heading', { name: 'Hugh', exact: true })).toBeVisible()
  await expect(name).toHaveValue('Hugh Pryce')
  await keep.click()
  await expect(page.getByRole('heading', { name: 'Hugh Pryce' })).toBeVisible()
})

test('the keys come to each button of a note that is half written', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('Side gate,')
  await page.reload()
  const leave = page.locator('.person-form').getByRole('button').last()
  await leave.focus()
  await expect(leave).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(leave).toBeFocused()
})

test('a run whose answer was lost is the same run, also with what was typed while it was made', async ({
  open,
  running,
}) => {
  const page = await open()
  await page.goto(at(running, 'runs/new'))
  await page.locator('.rows-in textarea').fill('07700 900160')
  await page.getByRole('button', { name: 'Check these lines' }).click()
  const name = page.getByLabel('Name of the run')
  await name.fill('North')
  const asked: string[] = []
  const lost: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/api/createRun', async (route) => {
    const { submissionId } = route.request().postDataJSON()
    asked.push(submissionId)
    await route.fetch()
    await promise
    await route.abort()
    lost.push(submissionId)
  })
  const send = page.locator('.send-bar button[type=submit]')
  await send.click()
  await expect.poll(() => asked).toHaveLength(1)
  await name.fill('North 2')
  resolve()
  await expect(page.locator('.send-bar [role=alert]')).toBeVisible()
  await send.click()
  // With its answer lost, too, nothing of the page is under way as the test ends.
  await expect.poll(() => lost).toHaveLength(2)
  expect(lost[1]).toBe(lost[0])
  expect(await running.desk.listRuns({})).toMatchObject({ value: { runs: [{ id: 'run1' }] } })
})

for (const { first, after, count } of [
  { first: 'Take back', after: 'Send after all', count: 2 },
  { first: 'Pause', after: 'Go on', count: 400 },
  { first: 'Stop', after: /^Discard the other/, count: 400 },
])
  test(`the second half of a double click on “${first}” presses nothing in its place`, async ({ open, running }) => {
    const rows = Array.from({ length: count }, (_, at) => ({
      to: `+44 7700 9${10_000 + at}`,
      name: 'Customer',
      fields: { weekday: 'Thursday' },
    }))
    await running.desk.createRun({ submissionId: 'r', name: 'North', questionId: 'delivery', rows })
    const page = await open()
    await page.goto(at(running, 'runs/run1'))
    const acts = page.locator('.acts')
    const pressed = acts.getByRole('button', { name: first, exact: true })
    await expect(pressed).toBeVisible({ timeout: 30_000 })
    const { x, y, width, height } = (await pressed.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const [left, top] = [x + width / 2, y + height / 2]
    // The second half, as soon as something else stands there: how long a test is on its way to the page says nothing.
    const twice = page.evaluate(
      ({ left, top, other }) =>
        new Promise<void>((resolve) => {
          const look = (_: unknown, looking: MutationObserver) => {
            const buttons = [...document.querySelectorAll('.acts button')]
            if (!buttons.some(({ textContent }) => new RegExp(other).test(textContent))) return
            looking.disconnect()
            document.elementFromPoint(left, top)?.closest('button')?.click()
            resolve()
          }
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
        }),
      { left, top, other: typeof after === 'string' ? after : after.source },
    )
    await page.mouse.click(left, top)
    await twice
    await page.waitForTimeout(300)
    await expect(acts.getByRole('button', { name: after })).toBeVisible()
  })

test('the second half of a double click on “Done” does not raise the thread again', async ({ open, running }) => {
  await allNeed(running)
  const page = await open()
  await page.goto(at(running, `inbox/${silent.msisdn}`))
  const head = page.locator('.thread-head')
  const done = head.getByRole('button', { name: /^Done/ })
  await expect(done).toBeVisible()
  await expect(page.getByRole('log')).toContainText(`is ${silent.msisdn} right?`)
  const { x, y, width, height } = (await done.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  // Where both of them stand.
  const click = () => page.mouse.click(x + width / 2, y + height / 2)
  await click()
  await expect(done).toBeHidden()
  await expect(head.getByRole('button').last()).toBeVisible()
  await click()
  await page.waitForTimeout(300)
  await expect(done).toBeHidden()
})

test('Enter held down opens the dialog about failed texts, and sends nothing from it', async ({ open, running }) => {
  const daniel = { msisdn: '447700900006', typed: '+44 7700 900006' }
  await running.desk.sendSms({ submissionId: 'lost', to: daniel.typed, text: 'At the gate' })
  const page = await open()
  await page.goto(at(running, 'inbox'))
  await page
    .locator('.threads')
    .getByRole('tab', { name: /Failed/ })
    .click()
  await page.locator('.failed-head button').first().focus()
  for (let repeats = 0; repeats < 3; repeats += 1) {
    await page.keyboard.down('Enter')
    await expect(page.getByRole('dialog', { name: 'Text again' })).toBeVisible()
  }
  await page.keyboard.up('Enter')
  const send = page.getByRole('button', { name: 'Text this one again' })
  await expect(send).toBeFocused()
  expect(await sentTo(running, daniel.msisdn)).toEqual(['At the gate'])
  // Pressed once more it is meant.
  await page.keyboard.press('Enter')
  await expect.poll(() => sentTo(running, daniel.msisdn)).toEqual(['At the gate', 'At the gate'])
})
