import type { Page } from '@playwright/test'
import { expect } from './desk-page.ts'
import { dialog, type Flow, talk } from './keyboard.ts'

export const daniel = { msisdn: '447700900006', typed: '+44 7700 900006' }
/** Was asked, and asks back. */
export const asks = '447700900150'
/** Who write although nobody asked them, in the order in which they wait. */
export const [writes, done, next, later] = ['447700900151', '447700900152', '447700900153', '447700900154']
export const parcels = { msisdn: '447700900157', typed: '+44 7700 900157' }

const rows = (page: Page) => page.locator('.threads .th')
const head = (page: Page) => page.locator('.thread-head')
const box = (page: Page) => page.locator('.compose textarea')

/** Words that have only just come into the box are not sent by the second half of a double press. */
const send = (page: Page) =>
  expect(async () => {
    await page.keyboard.press('Enter')
    await expect(box(page)).toHaveValue('', { timeout: 300 })
  }).toPass()

/** The regions, the tabs, and what becomes of a thread. */
export async function threads({ page, keys, word }: Flow) {
  await keys.press('Control+2')
  await expect(rows(page)).toHaveCount(6)
  await keys.stands('inbox')
  await keys.press('Alt+ArrowDown')
  await expect(talk(page)).toContainText('can you come after 3?')
  await keys.look('thread')
  const region = () =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'))
  const seen = new Set([await region()])
  for (let presses = 0; presses < 8; presses += 1) {
    await keys.press('F6')
    seen.add(await region())
  }
  expect([...seen]).toEqual(expect.arrayContaining(['rail', 'threads', 'strip', 'compose']))
  await keys.press('Escape')

  // Filed by its digit, and as something else afterwards.
  await keys.to(head(page).getByRole('button', { name: word('thread.done') }))
  await keys.press('2')
  await expect(talk(page).locator('.mark.filed')).toBeVisible()
  await keys.look('filed')
  await keys.enter(talk(page).getByRole('button', { name: word('row.refile') }))
  await keys.enter(talk(page).locator('.picks [data-digit="1"]'))
  await expect(talk(page).locator('.because').last()).toContainText('2')
  await keys.stands('filed as something else')

  // Done and taken back, done and on to the next, put off.
  // Also before the first press is drawn.
  await keys.press('Alt+Shift+ArrowDown')
  await keys.press('Alt+Shift+ArrowDown')
  await expect(page).toHaveURL(new RegExp(`#inbox/${done}$`))
  await expect(talk(page)).toContainText(`parcel, ${done}`)
  await keys.press('e')
  await keys.enter(page.locator('.undo button'))
  await expect(head(page).getByRole('button', { name: word('thread.done') })).toBeVisible()
  await keys.stands('taken back')
  await keys.press('Shift+E')
  await expect(page).toHaveURL(new RegExp(`#inbox/${next}$`))
  await expect(talk(page)).toContainText(`parcel, ${next}`)
  await keys.stands('the next')
  await keys.press('s')
  await expect(page.locator('.snooze-menu')).toBeVisible()
  await keys.look('putting off', '.snooze-menu')
  await keys.press('Enter')
  await expect(head(page).getByRole('button', { name: word('thread.unsnooze') })).toBeVisible()
  await keys.stands('put off')
}

/** A reply that is saved, used, sent, taken back, and sent. */
export async function writing({ page, keys, running, word }: Flow) {
  await keys.press('Alt+Shift+ArrowUp')
  await expect(page).toHaveURL(new RegExp(`#inbox/${writes}$`))
  await expect(talk(page)).toContainText('is anybody there?')
  await keys.press('r')
  await keys.type('/')
  await expect(page.locator('.saved-list')).toBeVisible()
  await keys.press('Enter')
  await keys.enter(dialog(page).getByRole('button', { name: word('saved.add') }))
  await keys.look('saved replies', '.saved-dialog')
  await keys.type('ring')
  await keys.press('Tab')
  await keys.type('The driver rings you.')
  await keys.enter(dialog(page).getByRole('button', { name: word('saved.keep') }))
  await expect(dialog(page).getByRole('listitem')).toHaveCount(1)
  await keys.stands('a saved reply')
  await keys.press('Escape')
  await expect(page.locator('.saved-dialog')).toHaveCount(0)
  await expect(box(page)).toBeFocused()
  await keys.type('/ri')
  await keys.press('Enter')
  await expect(box(page)).toHaveValue('The driver rings you.')
  await expect(rows(page).locator('.draft')).toHaveCount(1)
  // Whoever looked elsewhere meanwhile goes on writing where they were.
  await keys.press('Control+k')
  await keys.type('par')
  await keys.press('Escape')
  await expect(page.locator('.jump-dialog')).toHaveCount(0)
  await keys.type(' Soon.')
  await keys.look('a draft')
  const text = 'The driver rings you. Soon.'
  await expect(rows(page).locator('.draft')).toContainText(text)
  await page.reload()
  await expect(box(page)).toHaveValue(text)
  await keys.to(box(page))
  await send(page)
  await expect(talk(page).locator('.text.us .under button')).toBeVisible()
  await keys.look('held')
  await keys.press('Control+z')
  await expect(box(page)).toHaveValue(text)
  await send(page)
  await expect
    .poll(async () => {
      const sent = await running.desk.listMessages({ customer: writes, direction: 'outbound' })
      return sent.ok && sent.value.messages.map(({ state }) => state).sort()
    })
    .toEqual(['cancelled', 'queued'])
}

/** Through the tabs to what failed, by reason and one by one; and the switch that stops everything. */
export async function failed({ page, keys, running, word }: Flow) {
  await keys.press('Escape')
  await keys.to(page.locator('[role=tab][tabindex="0"]'), true)
  for (const tab of ['waiting', 'all', 'failed']) {
    await keys.press('ArrowRight')
    await expect(page.locator(`#threads-${tab}`)).toBeFocused()
    await expect(rows(page).first()).toBeVisible()
  }
  await keys.look('failed')
  await keys.press('ArrowRight')
  await expect(page.locator('#threads-done')).toBeFocused()
  await keys.press('ArrowLeft')
  const again = page.locator('.failed-head li button')
  await keys.enter(again)
  await keys.look('text again', '.run-dialog')
  await keys.press('Escape')
  await expect(again).toBeFocused()
  await keys.enter(rows(page).first())
  await expect(talk(page)).toContainText('On our way')
  await keys.enter(talk(page).getByRole('button', { name: word('row.again') }))
  await expect(box(page)).toHaveValue('On our way')
  await keys.look('the same text again')

  await keys.press('Control+Shift+.')
  const goOn = page.locator('.strip button')
  await expect(goOn).toHaveText(word('strip.goOn'))
  await keys.stands('all stopped')
  await keys.to(goOn)
  // Nor does the second half of a double press let it go on.
  await expect(async () => {
    await keys.press('Enter')
    await expect(goOn).toHaveText(word('strip.stop'), { timeout: 300 })
  }).toPass()
  await keys.to(box(page), true)
  await send(page)
  // A new attempt beside the lost one, which stays lost.
  await expect
    .poll(async () => {
      const sent = await running.desk.listMessages({ customer: daniel.msisdn, direction: 'outbound' })
      return sent.ok && sent.value.messages.map(({ text, state }) => `${text}, ${state}`)
    })
    .toEqual(['On our way, queued', 'On our way, failed'])
  await keys.stands('sent again')
}

/** What is known of a person: a note, a copy of it all, and to be erased. */
export async function person({ page, keys, word }: Flow) {
  await keys.press('Control+k')
  await keys.type('900154')
  await expect(page.locator('.jump-dialog [aria-selected=true]')).toContainText('900154')
  await keys.look('jump', '.jump-dialog')
  await keys.press('Enter')
  await expect(page).toHaveURL(new RegExp(`#inbox/${later}$`))
  await expect(talk(page)).toContainText(`parcel, ${later}`)
  const about = head(page).getByRole('button', { name: word('thread.about') })
  if (await about.isVisible()) await keys.enter(about)
  const pane = page.locator('.about')
  await keys.enter(pane.getByRole('button', { name: word('person.noteAdd') }))
  await keys.type('Side gate, code 4471.')
  await keys.look('a note')
  await keys.enter(pane.getByRole('button', { name: word('person.keep') }))
  await expect(pane.locator('.note-text')).toHaveText('Side gate, code 4471.')
  await keys.look('about')
  const [copy] = await Promise.all([
    page.waitForEvent('download'),
    keys.enter(pane.getByRole('button', { name: word('person.export') })),
  ])
  expect(copy.suggestedFilename()).toContain('900154')
  await keys.enter(pane.getByRole('button', { name: word('person.erase') }))
  await keys.look('erase', '.erase-dialog')
  await keys.enter(dialog(page).getByRole('button', { name: word('setup.erase.do') }))
  await expect(page).toHaveURL(/#inbox$/)
  await keys.stands('erased')
}
