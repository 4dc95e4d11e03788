import type { Page } from '@playwright/test'
import { type DeskProcess, eventually, startDeskProcess } from '../support/processes.ts'
import { inEachLook, isLegible } from './accessible.ts'
import { expect, mia, reply, test } from './desk-page.ts'

const cast = ['Mia Jansen', 'Hugh Pryce', 'Lena Fischer', 'Ellen Marsh', 'Maeve Quinn', 'Daniel Ferreira']
const abel = 'Abel Santos'

const lane = (page: Page, id: string) => page.locator(`[data-lane="${id}"]`)
const cardIn = (page: Page, id: string, name: string) => lane(page, id).locator('[data-row]').filter({ hasText: name })
const runAt = ({ ready }: DeskProcess, runId: string) => `${ready.url.split('#')[0]}#runs/${runId}`

/** A run to these people, each at one of the numbers from `first` on. @returns its id */
async function makeRun({ desk }: DeskProcess, names: readonly string[], first: number, name: string): Promise<string> {
  const rows = names.map((person, index) => ({
    to: `+44 7700 ${first + index}`,
    name: person,
    about: { Window: '8 to 10' },
    fields: { weekday: 'Thursday' },
  }))
  const made = await desk.createRun({ submissionId: name, name, questionId: 'delivery', rows })
  if (!made.ok) throw new Error(made.problem.text)
  return made.value.run.id
}

/** A desk for the tests below that only need a run of their own on it, with customers of their own. */
let shared: DeskProcess
test.beforeAll(async () => {
  shared = await startDeskProcess()
})
test.afterAll(() => shared.end())
let numbers = 900_200

/** A run of five that has left: one has chosen 2, two ask back, one has had enough, and Abel says nothing. */
async function makeAnswered(): Promise<string> {
  const first = numbers
  numbers += 10
  const runId = await makeRun(shared, [...cast.slice(0, 2), ...cast.slice(3, 5), abel], first, `Run ${first}`)
  await leavesAtOnce(shared, runId, 5)
  const says = ['2 pls', 'can you come after 3?', 'who is this?', 'STOP']
  for (const [index, text] of says.entries()) await reply(shared, `447700${first + index}`, text)
  return runId
}

/** Taken back and sent after all, a run leaves without its hold. Resolves when its last text has arrived. */
async function leavesAtOnce({ desk }: DeskProcess, runId: string, delivered: number): Promise<void> {
  await desk.stopRun({ runId })
  await desk.resumeRun({ runId })
  await eventually(async () => {
    const found = await desk.getRun({ runId })
    expect(found).toMatchObject({ value: { run: { state: 'done', texts: { delivered } } } })
  }, 20_000)
}

async function openAnswered(page: Page, runId: string) {
  await page.goto(runAt(shared, runId))
  await expect(lane(page, 'person').locator('[data-row]')).toHaveCount(2)
  await expect(lane(page, 'opted-out')).toContainText('1')
}

test('before the first run the area says what one is; cards move to where replies put them, the figures follow, and all is legible', async ({
  open,
  running,
}) => {
  test.setTimeout(120_000)
  const page = await open()
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Paste a list' })).toHaveAttribute('href', '#runs/new')
  await isLegible(page)

  await makeRun(running, cast, 900_001, 'Wed 25 · North')
  await expect(page.locator('main').getByRole('link', { name: 'Wed 25 · North' })).toContainText('0 of 6 answered')
  await page.locator('main').getByRole('link', { name: 'Wed 25 · North' }).click()
  await expect(page.locator('.sentence')).toHaveText(/^Leaves in \d+ s$/)
  await expect(lane(page, 'waiting').locator('[data-row]')).toHaveCount(6)
  await expect(lane(page, 'waiting')).toContainText('6 not sent yet')
  await expect(cardIn(page, 'option-2', mia.name)).toContainText('2 pls', { timeout: 30_000 })
  // At rest: which words were filed as what, and when.
  await expect(cardIn(page, 'option-2', mia.name).getByText(/^“2” → 2, \d\d:\d\d$/)).toBeVisible()
  await expect(cardIn(page, 'person', 'Hugh Pryce')).toContainText('asks a question')
  await expect(cardIn(page, 'unreachable', 'Daniel Ferreira')).toContainText('cannot be reached')
  await expect(cardIn(page, 'opted-out', 'Maeve Quinn')).toBeVisible()
  await expect(cardIn(page, 'person', 'Lena Fischer')).toContainText('ok thx')
  await expect(page.locator('.sentence')).toHaveText(/All 6 texts are sent, 1 answered/)
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '6')
  await expect(lane(page, 'option-2').locator('header .n')).toHaveText('1')
  await expect(page).toHaveTitle(/^\(\d\) 1 answered · \d needs? you of 6 · Wed 25 · North$/)
  await page.getByRole('link', { name: 'All runs' }).click()
  const line = page.locator('main').getByRole('link', { name: 'Wed 25 · North' })
  await expect(line).toContainText('1 of 6 answered')
  await expect(line).toContainText(/\d needs? a person|\d need a person/)
  await expect(line).toContainText('1 failed')

  // In the dark in the other language: only its words may be too long.
  await inEachLook(page, async (look) => {
    const language = look.startsWith('dark') ? 'zh' : 'en'
    await running.desk.saveSettings({ language })
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : /^en/)
    await page.goto(runAt(running, 'run1'))
    await lane(page, 'person').locator('[data-row]').first().focus()
    await isLegible(page)
    await page.keyboard.press('Enter')
    await isLegible(page)
    await page.keyboard.press('Escape')
    await page.locator('.seg button').last().click()
    await isLegible(page)
    await page.locator('.seg button').first().click()
    await page.goto(`${running.ready.url.split('#')[0]}#runs`)
    await expect(page.locator('.run-line')).toBeVisible()
    await isLegible(page)
  })
})

test('within the hold a run is taken back as a whole, and can be sent after all', async ({ openAt }) => {
  const runId = await makeRun(shared, [abel, 'Tove Berg'], 900_700, 'Taken back')
  const page = await openAt(shared.ready.url)
  await page.goto(runAt(shared, runId))
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.locator('.sentence')).toHaveText('Taken back: none of the 2 texts was sent')
  await expect(page.getByRole('button', { name: 'Discard all 2' })).toBeVisible()
  // Sooner it is taken for the second half of a double click.
  await page.waitForTimeout(1_000)
  await page.getByRole('button', { name: 'Send after all' }).click()
  await expect(cardIn(page, 'waiting', abel)).toContainText('Delivered', { timeout: 30_000 })
})

/** Everything that is said from now on: what is said next takes its place. */
async function listenTo(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const heard: string[] = []
    const place = document.querySelector('[data-announcer]')
    new MutationObserver(() => heard.push(place?.textContent ?? '')).observe(place as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    })
    Object.assign(window, { heard })
  })
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.join('\n'))
}

test('keys alone walk the board, file, settle and take back', async ({ openAt }) => {
  const runId = await makeAnswered()
  const page = await openAt(shared.ready.url)
  await openAnswered(page, runId)
  const heard = await listenTo(page)
  const focused = page.locator('[data-row]:focus')
  await lane(page, 'waiting').locator('[data-row][tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  await expect(focused).toContainText(mia.name)
  await page.keyboard.press('ArrowRight')
  const first = (await focused.locator('b').textContent()) ?? ''
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Home')
  await expect(focused).toContainText(first)
  await page.keyboard.press('1')
  await expect(cardIn(page, 'option-1', first)).toContainText('filed by you')
  await expect.poll(heard).toContain('Filed as Tomorrow')
  // The next one has moved up under the hand.
  await expect(focused).toBeVisible()
  await expect(lane(page, 'person').locator('[data-row]:focus')).toHaveCount(1)
  // With Shift nothing is said of it, whatever the keyboard makes of that digit.
  const next = (await focused.locator('b').textContent()) ?? ''
  await page.keyboard.press('Shift+Digit3')
  await expect(cardIn(page, 'option-3', next)).toContainText('filed by you')
  await expect.poll(heard).toContain('without a text')

  await lane(page, 'waiting').locator('[data-row][tabindex="0"]').focus()
  await expect(focused).toContainText(abel)
  await page.keyboard.press('2')
  await expect(page.getByRole('alert')).toContainText('Abel Santos has written nothing')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('8 to 10')
  await dialog.getByLabel('Settled by phone').fill('Rang, comes Friday')
  // Whoever looks into the thread first finds it again.
  const board = page.url()
  await dialog.getByRole('link', { name: 'Open the thread' }).press('Enter')
  await expect(page.getByRole('log')).toBeVisible()
  await page.evaluate((address) => window.location.assign(address), board)
  await cardIn(page, 'waiting', abel).press('Enter')
  await expect(dialog.getByLabel('Settled by phone')).toHaveValue('Rang, comes Friday')
  await dialog.getByLabel('Settled by phone').focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Settled by phone' }).press('Enter')
  const settled = cardIn(page, 'settled', abel)
  await expect(settled).toContainText('Rang, comes Friday')
  await settled.focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(cardIn(page, 'waiting', abel)).toBeVisible()
  await page.keyboard.press('Escape')

  // Who has written nothing is written to as well, beside all their texts; the board is one step back.
  await cardIn(page, 'waiting', abel).focus()
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/#inbox\/447700\d{6}$/)
  await expect(page.locator('.compose textarea')).toBeFocused()
  await page.getByRole('link', { name: 'Board' }).press('Enter')
  await expect(cardIn(page, 'waiting', abel)).toBeVisible()
})

test('the mouse moves cards by the same rules, and says why it may not', async ({ openAt }) => {
  const runId = await makeAnswered()
  const page = await openAt(shared.ready.url)
  await openAnswered(page, runId)
  await cardIn(page, 'person', 'Hugh Pryce').dragTo(lane(page, 'option-3'))
  await expect(cardIn(page, 'option-3', 'Hugh Pryce')).toContainText('filed by you')
  await cardIn(page, 'option-3', 'Hugh Pryce').dragTo(lane(page, 'waiting'))
  await expect(page.getByRole('alert')).toContainText('cannot go back to Waiting')
  await cardIn(page, 'waiting', abel).dragTo(lane(page, 'option-1'))
  await expect(page.getByRole('alert')).toContainText('has written nothing')
  await page.getByRole('button', { name: 'Settled by phone…' }).click()
  await page.keyboard.type('Left it with number 14')
  await page.keyboard.press('Enter')
  await expect(lane(page, 'settled')).toContainText('1')
  await expect(lane(page, 'waiting').locator('[data-row]').filter({ hasText: abel })).toHaveCount(0)
})

test('of three thousand customers only those in sight are drawn', async ({ openAt }) => {
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    to: `+44 7${String(400_000_000 + index)}`,
    name: `Customer ${index + 1}`,
    fields: { weekday: 'Thursday' },
  }))
  const made = await shared.desk.createRun({ submissionId: 'many', name: 'Many', questionId: 'delivery', rows })
  const runId = made.ok ? made.value.run.id : ''
  await shared.desk.stopRun({ runId })
  const page = await openAt(shared.ready.url)
  await page.goto(runAt(shared, runId))
  const cards = page.locator('.slip')
  await expect(cards.first()).toContainText('Customer 1')
  expect(await cards.count()).toBeLessThan(40)
  await cards.first().focus()
  await page.keyboard.press('End')
  await expect(page.locator('.slip:focus')).toContainText('Customer 3000')
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('button', { name: 'Customer 1', exact: true })).toBeVisible()
  expect(await page.locator('.run-table tbody tr').count()).toBeLessThan(60)
  await page.getByRole('button', { name: 'No.' }).click()
  await expect(page.getByRole('button', { name: 'Customer 3000', exact: true })).toBeVisible()
  // On paper all are.
  await page.getByRole('button', { name: 'Board' }).click()
  const printed = page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        addEventListener('afterprint', () => resolve(document.querySelectorAll('.run-table').length), { once: true }),
      ),
  )
  await page.getByRole('button', { name: 'Save as a file…' }).click()
  await page.getByRole('button', { name: 'Print the table' }).click()
  expect(await printed).toBe(1)
  await expect(page.locator('.run-head .seg button:focus')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.run-table tbody tr')).toHaveCount(3_000)
  await expect(page.locator('.rail')).toBeHidden()
})

test('while nobody has answered a run, it says how soon customers usually do', async ({ open, running }) => {
  const names = Array.from({ length: 20 }, (_, at) => `Customer ${at}`)
  await leavesAtOnce(running, await makeRun(running, names, 910_001, 'Tue'), names.length)
  for (const at of names.keys()) await reply(running, `447700${910_001 + at}`, '1')
  const runId = await makeRun(running, [abel], 910_101, 'Wed')
  const page = await open()
  const usually = page.getByText(/^Nobody has answered yet. First answers usually come within /)
  await page.goto(runAt(running, runId))
  await expect(page.locator('.sentence')).toHaveText(/^Leaves in/)
  await expect(usually).toBeHidden()
  await leavesAtOnce(running, runId, 1)
  await expect(usually).toBeVisible()
  await isLegible(page)
  await reply(running, '447700910101', 'can you come after 3?')
  await expect(usually).toBeHidden()
})
