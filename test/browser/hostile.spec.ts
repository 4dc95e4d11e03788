import { expect, rowOf } from './desk-page.ts'
import { arm, look, showAsTexts, test, tripped } from './hostile-desk.ts'
import { hostileSenders, hostileTexts } from './hostile-texts.ts'

/** One in four of each kind. All of them by night: hostile.night.ts. */
const some = hostileTexts.filter((_text, index) => index % 4 === 0)

test(`${some.length} hostile texts are texts: nothing runs, each is shown as it came, and nothing moves beside it`, async ({
  openAt,
  live,
}) => {
  await showAsTexts(await openAt(live.ready.url), live, some)
})

test('senders with hostile names are names, in the log, in the inbox and where one searches', async ({
  openAt,
  live,
}) => {
  const page = await openAt(live.ready.url)
  await arm(page)
  for (const [index, msisdn] of hostileSenders.entries())
    await live.hear({ messageId: `sender-${index}`, msisdn, text: `from sender ${index}` })
  const hidden = /[\u202e\u2067\u200b]/g
  const byName = (name: string) =>
    (name.match(hidden) ?? []).map((each) => `U+${each.charCodeAt(0).toString(16).toUpperCase()}`)
  for (const [index, name] of hostileSenders.entries()) {
    const row = rowOf(page, `from sender ${index}`)
    await expect(row).toBeVisible()
    expect(
      await row.locator('.who').evaluate((who) => [...who.querySelectorAll('*')].map((each) => each.className)),
    ).not.toContain('')
    // A text cannot go back to a word, and the sentence that says so names it again.
    for (const place of ['.who', '.txt']) await expect(row.locator(`${place} .ctl`)).toHaveText(byName(name))
    expect(await row.textContent()).not.toMatch(hidden)
  }
  const columns = new Set<string>()
  for (const row of await look(page)) {
    columns.add(row.columns)
    expect(row.outside).toBe(false)
  }
  expect(columns.size).toBe(1)

  await page.getByRole('link', { name: /^Inbox/ }).click()
  for (const [index, name] of hostileSenders.entries()) {
    const words = `from sender ${index}`
    await page.locator('.threads .th').filter({ hasText: words }).click()
    const thread = page.locator('.pane.thread')
    await expect(thread).toContainText(words)
    for (const shown of byName(name)) await expect(thread.locator('.ctl').first()).toHaveText(shown)
    expect(await page.locator('main').textContent()).not.toMatch(hidden)
  }

  await page.getByRole('link', { name: 'Find' }).click()
  await page.locator('.find-head input').fill('from sender')
  await expect(page.locator('.hit')).toHaveCount(hostileSenders.length)
  expect(await page.locator('main').textContent()).not.toMatch(hidden)
  expect(await tripped(page)).toEqual({ ran: 0, refused: 0 })
})

test('control: the same texts as markup run', async ({ browser }) => {
  const page = await browser.newPage()
  await page.setContent('<div></div>')
  await arm(page)
  await page.evaluate(
    (texts) => {
      for (const text of texts) {
        const element = document.createElement('div')
        document.body.append(element)
        element.innerHTML = text
      }
    },
    hostileTexts.map(({ text }) => text),
  )
  await expect.poll(async () => (await tripped(page)).ran).toBeGreaterThan(20)
  await page.close()
})
