import { freePort, startDeskProcess } from '../support/processes.ts'
import { expect, reply, rowOf, silent, test } from './desk-page.ts'

test('scrolled away the list stays where it is, and what is new waits behind the pill', async ({ open, running }) => {
  for (let number = 1; number <= 40; number += 1) await reply(running, silent.msisdn, `reply ${number}.`)
  const page = await open()
  const log = page.locator('.log')
  await expect(rowOf(page, 'reply 40.')).toBeVisible()
  await log.evaluate((element) => element.scrollTo({ top: 600 }))
  const seen = () =>
    page.locator('.ev').evaluateAll((rows) => {
      const top = rows.find((row) => row.getBoundingClientRect().top > 320)
      return [top?.getAttribute('data-row'), Math.round(top?.getBoundingClientRect().top ?? 0)]
    })
  await expect.poll(async () => (await seen())[0]).not.toBeNull()
  const before = await seen()
  for (const number of [41, 42, 43]) await reply(running, silent.msisdn, `reply ${number}.`)
  const pill = page.getByRole('button', { name: '3 new' })
  await expect(pill).toBeVisible()
  await expect(page.getByRole('tab', { name: /Needs a person/ })).toContainText('43')
  expect(await seen()).toEqual(before)
  await pill.click()
  await expect(rowOf(page, 'reply 43.')).toBeInViewport()
  await expect(pill).toBeHidden()
})

test('a text of a customer is a text, whatever is in it', async ({ open, running }) => {
  const page = await open()
  const hostile = [
    '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    'javascript:alert(1) https://evil.example/',
    'pay \u202E0001\u202C now',
    'ze\u200Bro\u0007wi\u2066dth',
    '{{who}} $t(app.send)',
    `${'a\u0301\u0302\u0303\u0304'.repeat(40)} zalgo`,
    'x'.repeat(3200),
  ]
  for (const text of hostile) await reply(running, silent.msisdn, text)
  await expect(page.locator('.ev')).toHaveCount(hostile.length)
  await expect(rowOf(page, '<script>document.title=2</script>')).toBeVisible()
  await expect(rowOf(page, 'evil.example').locator('.said a')).toHaveCount(0)
  await expect(page.locator('.ctl').filter({ hasText: 'U+202E' })).toHaveAttribute('title', /right-to-left override/)
  for (const name of ['U+202C', 'U+200B', 'U+0007', 'U+2066'])
    await expect(page.locator('.ctl').filter({ hasText: name })).toHaveCount(1)
  await expect(rowOf(page, '{{who}} $t(app.send)')).toBeVisible()
  await expect(page.locator('img, iframe, .said script')).toHaveCount(0)
  expect(await page.title()).toMatch(/Dispatch Desk$/)
  const long = page.locator('.ev').filter({ has: page.getByRole('button', { name: 'Show all' }) })
  await expect(long.locator('.said')).toHaveText(`${'x'.repeat(600)}…`)
  await long.getByRole('button', { name: 'Show all' }).click()
  await expect(page.locator('.said').filter({ hasText: 'x'.repeat(3200) })).toBeVisible()
  const wide = await page.locator('.log').evaluate((log) => log.scrollWidth - log.clientWidth)
  expect(wide).toBe(0)
})

test('search finds in all texts as one types, and Escape leads back', async ({ open, running }) => {
  for (const text of ['the red gate', 'the green door', '红色的门']) await reply(running, silent.msisdn, text)
  const page = await open()
  await expect(page.locator('.ev')).toHaveCount(3)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('gre')
  await expect(page.locator('.ev')).toHaveCount(1)
  await expect(rowOf(page, 'the green door')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.ev')).toHaveCount(3)
  await page.keyboard.type('红色')
  await expect(rowOf(page, '红色的门')).toBeVisible()
  await expect(page.locator('.ev')).toHaveCount(1)
  await page.getByRole('searchbox').fill('nothing like it')
  await expect(page.getByRole('heading', { name: 'Nothing found for “nothing like it”' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all texts' }).click()
  await expect(page.locator('.ev')).toHaveCount(3)
})

test('two windows on one desk show the same, and say so when it goes away', async ({ open, running }) => {
  const [one, other] = [await open(), await open()]
  await reply(running, silent.msisdn, 'is anybody there?')
  await expect(rowOf(other, 'is anybody there?')).toContainText('Needs a person')
  await rowOf(one, 'is anybody there?').getByRole('button', { name: 'Done' }).click()
  await expect(rowOf(other, 'is anybody there?')).toContainText('Done by you')
  await expect(other.getByRole('tab', { name: 'Needs a person' })).toHaveText('Needs a person')

  const setup = await open()
  await setup.getByRole('link', { name: 'Setup' }).click()
  await expect(setup.locator('.reach-line')).toContainText('Reachable')

  // The desk goes away: each says so in the feed, and keeps what is on screen. Nobody calls reachable what nobody knows.
  await running.end('SIGKILL')
  await expect(setup.locator('.reach-line')).toHaveText('No connection to the desk')
  for (const page of [one, other]) {
    await expect(page.getByRole('alert').filter({ hasText: 'The window has lost the desk' })).toBeVisible()
    await expect(page.locator('.strip')).toContainText('No connection to the desk')
    await expect(rowOf(page, 'is anybody there?')).toBeVisible()
  }
})

test('who texts under a word is offered no reply, by button or by key', async ({ open, running }) => {
  const sms = { msisdn: 'MTN', to: '447700900000', messageId: 'word1', type: 'text', text: 'Your balance is low' }
  const sent = { ...sms, 'message-timestamp': new Date().toISOString().slice(0, 19).replace('T', ' ') }
  expect((await fetch(`${running.ready.inbound}?${new URLSearchParams(sent)}`)).status).toBe(200)
  const page = await open()
  const row = rowOf(page, 'Your balance is low')
  await expect(row).toContainText('MTN texts under a word instead of a number, so no text can go back.')
  await expect(row.getByRole('button')).toHaveText(['Done'])
  await row.focus()
  await page.keyboard.press('r')
  await expect(page.getByText('Reply to MTN')).toHaveCount(0)
  await page.keyboard.press('e')
  await expect(row).toContainText('Done by you')
})

test('a press that the desk does not hear is told in the strip, and a desk started again in words that help', async ({
  openAt,
}) => {
  const env = { DESK_PORT: `${await freePort()}` }
  const before = await startDeskProcess(env)
  const page = await openAt(before.ready.url)
  const stop = page.locator('.strip').getByRole('button', { name: 'Stop everything' })
  await before.end('SIGKILL')
  await expect(page.locator('.strip .reach')).toContainText('No connection to the desk')
  await stop.click()
  const told = page.locator('.strip').getByRole('alert')
  for (const width of [1280, 900, 640]) {
    await page.setViewportSize({ width, height: 600 })
    for (const each of [told, stop]) await expect(each).toBeInViewport({ ratio: 1 })
    const places = await page
      .locator('.strip > *')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect))
    const overlap = places.some((one, at) =>
      places
        .slice(at + 1)
        .some(
          (other) =>
            one.left < other.right - 1 &&
            other.left < one.right - 1 &&
            one.top < other.bottom - 1 &&
            other.top < one.bottom - 1,
        ),
    )
    expect(overlap, `${width} wide`).toBe(false)
  }
  await page.setViewportSize({ width: 1280, height: 800 })

  // It comes back with another key, which this page does not have: to wait would be for nothing.
  const after = await startDeskProcess({ ...env, DESK_DATA_DIR: before.folder })
  await expect(page.locator('.strip .reach')).toContainText('This page is no longer let in')
  await expect(page.getByRole('alert').filter({ hasText: 'Open the address that it printed then' })).toBeVisible()
  await expect(page.getByText('It tries again by itself')).toHaveCount(0)
  await after.end()
})
