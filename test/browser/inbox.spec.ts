import type { Page } from '@playwright/test'
import type { DeskProcess } from '../support/processes.ts'
import { isLegible, sideways, violations } from './accessible.ts'
import { expect, reply, sentTo, silent, test } from './desk-page.ts'

const stranger = { msisdn: '447700900151', shown: '+44 7700 900151' }

/** Somebody who was asked and asks back, and somebody who was not asked: both need a person, in this order. */
async function twoNeed({ desk }: DeskProcess, running: DeskProcess) {
  const question = { questionId: 'delivery', fields: { weekday: 'Thursday' } }
  await desk.sendNotice({ submissionId: 'asked', to: `+${silent.msisdn}`, ...question })
  await reply(running, silent.msisdn, 'can you come after 3?')
  await reply(running, stranger.msisdn, 'is anybody there?')
}

const rows = (page: Page) => page.locator('.threads .th')
const badge = (page: Page) => page.locator('.rail .badge > [aria-hidden]')
const box = (page: Page) => page.locator('.compose textarea')
const tab = (page: Page, name: RegExp) => page.locator('.threads').getByRole('tab', { name })

/** A key of somebody who is quicker than the second picture of the place they went to. */
const quickly = (page: Page, key: string) =>
  page.evaluate((pressed) => {
    const press = () =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }),
      )
    window.addEventListener('hashchange', () => requestAnimationFrame(press), { once: true })
  }, key)

/** Answers in the desk's place, once the returned function is called. */
async function answerLater(page: Page, call: string, json: object): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(call, async (route) => {
    await promise
    await route.fulfill({ json })
  })
  return resolve
}

test('by keys alone: read, file, answer, take it back, and let it leave', async ({ open, running }) => {
  await twoNeed(running, running)
  const page = await open()
  await expect(badge(page)).toHaveText('2')
  await page.keyboard.press('Control+2')
  await expect(rows(page)).toHaveText([/can you come after 3/, /is anybody there/])
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page).toHaveURL(new RegExp(`#inbox/${silent.msisdn}$`))
  await expect(page.getByRole('log')).toContainText('can you come after 3?')
  // Reading clears nothing.
  await expect(badge(page)).toHaveText('2')
  await expect(page.getByRole('group', { name: 'File as' }).getByRole('button', { name: 'Thursday' })).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.getByRole('log')).toContainText('Filed by you')
  await expect(badge(page)).toHaveText('1')
  // What is open stays where it is, until somebody goes on.
  await expect(rows(page)).toHaveCount(2)
  await quickly(page, 'r')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect(rows(page)).toHaveText([/is anybody there/])
  await expect(page.locator('.cleared')).toContainText(silent.shown)
  await expect(page.locator('.cleared')).toContainText('filed: Thursday')
  // Whoever is already in the box is not led to the list behind them.
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('Yes, we are')
  await expect(page.getByRole('button', { name: `Send to ${stranger.shown}` })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText(/Held, leaves in \d s/)
  await expect(box(page)).toHaveValue('')
  await page.keyboard.press('Control+z')
  await expect(box(page)).toHaveValue('Yes, we are')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText(/Held, leaves in \d s/)
  await page.keyboard.type(' here')
  await expect(box(page)).toHaveValue('Yes, we are here')
  // An input method's Enter, and a key held down, send nothing.
  for (const wrong of [{ isComposing: true }, { repeat: true }])
    await box(page).evaluate((field, init) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))
    }, wrong)
  await expect(box(page)).toHaveValue('Yes, we are here')
  await page.keyboard.press('Enter')
  await expect(page.locator('.text.us', { hasText: 'Yes, we are here' })).toContainText(/Accepted|Delivered/, {
    timeout: 15_000,
  })
  const left = await running.desk.listMessages({ customer: stranger.msisdn, direction: 'outbound' })
  expect(left.ok && left.value.messages.filter(({ state }) => state !== 'cancelled').map(({ text }) => text)).toEqual([
    'Yes, we are here',
  ])
  await expect(badge(page)).toBeHidden()
})

test('who changed the answer needs somebody: marked in the thread, cleared by its digit, and by a text back', async ({
  open,
  running,
}) => {
  const question = { questionId: 'delivery', fields: { weekday: 'Thursday' } }
  await running.desk.sendNotice({ submissionId: 'asked', to: `+${silent.msisdn}`, ...question })
  await reply(running, silent.msisdn, '1')
  await reply(running, silent.msisdn, '2')
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  await expect(rows(page)).toHaveText([/Changed the answer/])
  await expect(page.locator('.text.need')).toHaveText([/2.*Changed the answer/])
  await expect(page.locator('.decide')).toContainText('Now: Thursday')
  await page.keyboard.press('2')
  await expect(badge(page)).toBeHidden()
  await expect(page.locator('.decide')).toBeHidden()
  await reply(running, silent.msisdn, '3')
  await expect(badge(page)).toHaveText('1')
  // What is not on the screen yet is not answered.
  await expect(page.locator('.text.need')).toHaveText([/3.*Changed the answer/])
  await page.keyboard.press('r')
  await page.keyboard.type('Noted.')
  await page.keyboard.press('Enter')
  await expect(badge(page)).toBeHidden()
  await expect(page.locator('.text.need')).toHaveCount(0)
  // What the desk has done by itself meanwhile is told below, and can be looked at.
  await expect(page.locator('.filed-alone')).toContainText(/^\d answers? filed without you since \d\d:\d\d\./)
  await isLegible(page)
  await page.locator('.filed-alone').getByRole('button', { name: 'Show' }).press('Enter')
  await expect(tab(page, /Done/)).toBeFocused()
  await expect(rows(page)).toHaveCount(1)
})

test('done and taken back, done and on, put off: each is told, an empty list says what else there is, and who is erased is gone', async ({
  open,
  running,
}) => {
  await twoNeed(running, running)
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  await expect(page.getByRole('log')).toContainText('can you come after 3?')
  // The key does what the button does, once that is there.
  const done = page.locator('.thread-head').getByRole('button', { name: /^Done/ })
  await expect(done).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.locator('.undo')).toContainText('Done.')
  await expect(badge(page)).toHaveText('1')
  await page.locator('.undo').getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(badge(page)).toHaveText('2')
  await expect(done).toBeVisible()
  await page.keyboard.press('Shift+E')
  await expect(page).toHaveURL(new RegExp(`#inbox/${stranger.msisdn}$`))
  await expect(page.locator('.undo')).toContainText(`Done: ${silent.shown}.`)
  // Who was asked for ahead stands there at once, and counts as seen like anybody.
  await page.keyboard.press('e')
  await expect(badge(page)).toBeHidden()
  await page.locator('.undo').getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(badge(page)).toHaveText('1')
  await expect(done).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Put off until' })).toBeVisible()
  await page.locator('.snooze-title').click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Put off until' })).toBeHidden()
  await page.keyboard.press('s')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Back now' })).toBeVisible()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox`)
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible()
  await expect(page.locator('.threads .empty')).toContainText('1 customer is put off until later.')
  await reply(running, stranger.msisdn, 'hello??')
  await expect(rows(page)).toHaveText([/hello\?\?/])

  await reply(running, silent.msisdn, 'and the day after?')
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${stranger.msisdn}`)
  await page.getByRole('button', { name: 'Erase…' }).click()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await expect(page).toHaveURL(/#inbox$/)
  await expect(rows(page)).toHaveText([/and the day after/])
})

test('a saved reply is filled, a draft outlives a reload, a note sticks, and what is new waits while somebody writes', async ({
  open,
  running,
}) => {
  await twoNeed(running, running)
  const { desk } = running
  await desk.keepSavedReply({ savedReplyId: 'ring', name: 'ring', text: 'The driver rings you, {name}.' })
  await desk.savePerson({ customer: `+${stranger.msisdn}`, name: 'Hugh Pryce' })
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${stranger.msisdn}`)
  await expect(page.getByRole('heading', { name: 'Hugh Pryce' })).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.type('Hello. /ri')
  await expect(page.getByRole('option', { name: /ring/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(box(page)).toHaveValue('Hello. The driver rings you, Hugh Pryce.')
  await expect(rows(page).filter({ hasText: 'Hugh Pryce' })).toContainText('Draft')
  // While somebody writes the list does not move; who would stand between others waits.
  await tab(page, /All/).click()
  await reply(running, silent.msisdn, 'and the day after?')
  await expect(page.locator('.threads .pill')).toHaveText('1 new')
  await expect(rows(page).first()).toContainText('Hugh Pryce')
  await page.reload()
  await expect(box(page)).toHaveValue('Hello. The driver rings you, Hugh Pryce.')
  await page.getByRole('button', { name: 'Add a note' }).click()
  await page.keyboard.type('Side gate,')
  // Half written it is there again, and takes nobody's keys.
  await page.reload()
  const note = page.getByRole('textbox', { name: 'Note about Hugh Pryce' })
  await expect(note).toHaveValue('Side gate,')
  await expect(note).not.toBeFocused()
  await rows(page).filter({ hasText: silent.shown }).click()
  await expect(page.getByRole('button', { name: 'Add a note' })).toBeVisible()
  await rows(page).filter({ hasText: 'Hugh Pryce' }).click()
  await expect(note).toHaveValue('Side gate,')
  await note.press('End')
  await page.keyboard.type(' code 4471.')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.locator('.note-text')).toHaveText('Side gate, code 4471.')
  // A name is typed, not taken for keys; what is typed stays until it is kept.
  await page.getByRole('button', { name: 'Change the name' }).press('Enter')
  // As wide as the other boxes of the pane.
  const sticksOut = await page.locator('.person-form').evaluate((form) => form.scrollWidth - form.clientWidth)
  expect(sticksOut).toBeLessThanOrEqual(0)
  await expect(page.locator('.person-form .note')).toHaveJSProperty(
    'scrollWidth',
    await page.locator('.person-form .note').evaluate(({ clientWidth }) => clientWidth),
  )
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Hue')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Hue' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change the name' })).toBeFocused()
  // What is written to one stands in nobody else's box.
  await page.keyboard.press('r')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page).toHaveURL(new RegExp(`#inbox/${silent.msisdn}$`))
  await expect(page.getByRole('log')).toContainText('and the day after?')
  await expect(box(page)).toHaveValue('')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(box(page)).toHaveValue('Hello. The driver rings you, Hugh Pryce.')
  expect(await sentTo(running, stranger.msisdn)).toEqual([])
})

const daniel = { msisdn: '447700900006', typed: '+44 7700 900006' }

test('what failed goes again by reason, once however often it is pressed, and all that waits is taken back', async ({
  open,
  running,
}) => {
  const { desk } = running
  for (const text of ['On our way', 'At the gate']) await desk.sendSms({ submissionId: text, to: daniel.typed, text })
  const page = await open()
  await page.keyboard.press('Control+2')
  await tab(page, /Failed/).click()
  const head = page.locator('.failed-head')
  await expect(head).toContainText('2 · The number cannot be reached')
  await desk.stopSending({})
  const again = head.getByRole('button', { name: 'Text these again… 2 · The number cannot be reached' })
  await again.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Text again' })).toContainText('Reason: The number cannot be reached.')
  expect(await violations(page, '.run-dialog')).toEqual([])
  // Nobody gets two at once: the newest goes.
  await expect(page.getByRole('dialog', { name: 'Text again' })).toContainText('1 is left out: its customer has')
  await page.getByRole('button', { name: 'Text this one again' }).dblclick()
  await expect(head).toContainText('1 text waits to leave')
  await expect(again).toBeHidden()
  await expect(head.getByRole('button', { name: /Text these again… 1 ·/ })).toBeFocused()
  const sent = await desk.listMessages({ customer: daniel.msisdn, direction: 'outbound' })
  expect(sent.ok && sent.value.messages.map(({ text, state }) => `${text}, ${state}`)).toEqual([
    'At the gate, queued',
    'At the gate, failed',
    'On our way, failed',
  ])
  await head.getByRole('button', { name: 'Cancel all that waits…' }).press('Enter')
  const cancel = page.getByRole('dialog', { name: 'Cancel 1 text that waits?' })
  await expect(cancel).toBeVisible()
  expect(await violations(page, '.erase-dialog')).toEqual([])
  // What went wrong the last time is not told when it is asked again.
  const problem = { code: 'failed', text: 'Something went wrong.' }
  const cancelling = await answerLater(page, '**/api/cancelWaiting', { ok: false, problem })
  await page.getByRole('button', { name: 'Cancel this one' }).press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  cancelling()
  await expect(cancel.getByRole('alert')).toBeVisible()
  await page.unroute('**/api/cancelWaiting')
  await page.keyboard.press('Escape')
  await head.getByRole('button', { name: 'Cancel all that waits…' }).press('Enter')
  await expect(cancel).toBeVisible()
  await expect(cancel.getByRole('alert')).toBeHidden()
  await page.getByRole('button', { name: 'Cancel this one' }).press('Enter')
  await expect(again).toBeVisible()
  await expect(head).not.toContainText('wait')
  await desk.resumeSending({})
  // A dialog that is open stays while another window empties the list.
  await again.press('Enter')
  const lost = sent.ok ? sent.value.messages.filter(({ state }) => state === 'failed') : []
  for (const { id } of lost) await desk.closeText({ messageId: id })
  await expect(rows(page)).toHaveCount(0)
  await expect(head.locator('li')).toHaveCount(0)
  await page.getByRole('button', { name: 'Text this one again' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Text again' }).getByRole('alert')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(head).toBeHidden()
  // What was pressed is gone: the keys go on from the tab.
  await expect(tab(page, /Failed/)).toBeFocused()
  for (const { id } of lost) await desk.reopen({ messageId: id })
  // What nobody could know before they pressed is there to be read.
  await again.press('Enter')
  const value = { queued: 1, marked: 3, waiting: 1, passed: 2 }
  const texting = await answerLater(page, '**/api/textAgain', { ok: true, value })
  await page.getByRole('button', { name: 'Text this one again' }).press('Enter')
  // Also to whoever would have gone on before it was known.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  texting()
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText(
    '1 text goes again. 2 go again with their run, in their turn. 1 waits with its run, which is paused or stopped. 2 more were left out.',
  )
  await page.unroute('**/api/textAgain')
  const close = page.getByRole('dialog').locator('.body').getByRole('button', { name: 'Close' })
  await expect(close).toBeFocused()
  expect(await violations(page, '.run-dialog')).toEqual([])
  await close.press('Enter')
  await expect(again).toBeFocused()

  // What is looked for in the thread: newest first, back in time, and back to where somebody was.
  await rows(page).click()
  await expect(page.getByRole('log')).toContainText('At the gate')
  await page.keyboard.press('r')
  await page.keyboard.press('Control+f')
  const finder = page.getByRole('searchbox', { name: /Find in the texts with/ })
  await expect(finder).toBeFocused()
  await page.keyboard.type('gate')
  await expect(page.locator('.thread-find')).toContainText('1 of 2')
  await expect(page.locator('.line.found')).toContainText('At the gate')
  await page.keyboard.press('Enter')
  await expect(page.locator('.thread-find')).toContainText('2 of 2')
  await page.keyboard.press('Shift+Enter')
  await expect(page.locator('.thread-find')).toContainText('1 of 2')
  await isLegible(page)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('nowhere')
  await expect(page.locator('.thread-find')).toContainText('No hits')
  await page.keyboard.press('Escape')
  await expect(finder).toBeHidden()
  await expect(box(page)).toBeFocused()
  // A hit that was erased since says so.
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${daniel.msisdn}/m999`)
  await expect(page.locator('.missed')).toHaveText(
    'That text is here no more: it was erased, or stands within another one.',
  )
})

test('the inbox and what opens over a thread are accessible, wide and narrow, on paper, and in the dark in Chinese', async ({
  open,
  running,
}) => {
  await twoNeed(running, running)
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  await expect(page.locator('.decide')).toBeVisible()
  await isLegible(page)
  await page.setViewportSize({ width: 900, height: 600 })
  await page.getByRole('button', { name: 'About' }).click()
  await isLegible(page)
  for (const viewport of [
    { width: 640, height: 400 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(viewport)
    expect(await sideways(page)).toBeLessThanOrEqual(0)
  }

  await page.setViewportSize({ width: 900, height: 600 })
  await running.desk.saveSettings({ language: 'zh', theme: 'dark' })
  await page.reload()
  await expect(page.locator('.decide')).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.locator('.snooze-menu')).toBeVisible()
  await isLegible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.type('/')
  await expect(page.locator('.saved-list')).toBeVisible()
  expect(await violations(page, '.compose'), 'saved replies').toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.locator('.saved-dialog')).toBeVisible()
  expect(await violations(page, '.saved-dialog'), 'editing them').toEqual([])
})

test('the list of saved replies that a button opened leaves nothing in the box when it is closed', async ({
  open,
  running,
}) => {
  await reply(running, silent.msisdn, 'is anybody there?')
  const page = await open()
  await page.goto(`${running.ready.url.split('#')[0]}#inbox/${silent.msisdn}`)
  const saved = page.getByRole('button', { name: 'saved replies' })
  await box(page).fill('Hello')
  await saved.click()
  await saved.click()
  await expect(page.locator('.saved-list')).toBeVisible()
  await expect(box(page)).toHaveValue('Hello /')
  await page.keyboard.press('Escape')
  await expect(page.locator('.saved-list')).toHaveCount(0)
  await expect(box(page)).toHaveValue('Hello')
  await expect(box(page)).toBeFocused()
  // Who types the sign may mean it.
  await page.keyboard.type(' /')
  await page.keyboard.press('Escape')
  await expect(box(page)).toHaveValue('Hello /')
  // Looked away from, it is gone too, and what was written stays.
  await box(page).fill('Hello')
  await saved.click()
  await page.getByRole('heading', { name: silent.shown }).click()
  await expect(box(page)).toHaveValue('Hello')
})
