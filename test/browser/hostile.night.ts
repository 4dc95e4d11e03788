import { expect, rowOf } from './desk-page.ts'
import { arm, showAsTexts, test, tripped } from './hostile-desk.ts'
import { hostileTexts } from './hostile-texts.ts'

// A quarter of the texts, the names and the control are looked at on every change: hostile.spec.ts.

test('400 hostile texts are texts: nothing runs, each is shown as it came, and nothing moves beside it', async ({
  openAt,
  live,
}) => {
  test.setTimeout(400_000)
  expect(hostileTexts).toHaveLength(400)
  await showAsTexts(await openAt(live.ready.url), live, hostileTexts)
})

test('a text of 1 MB out of many parts is cut on screen, and there as a whole when it is asked for', async ({
  openAt,
  live,
}) => {
  const page = await openAt(live.ready.url)
  await arm(page)
  const piece = `${'<img src=x onerror=tripwire()> '.repeat(1600)}\n`
  const parts = 21
  for (let part = 1; part <= parts; part += 1)
    await live.hear({
      ...{ messageId: `part-${part}`, text: `${part}: ${piece}` },
      ...{ concat: 'true', 'concat-ref': '7', 'concat-total': String(parts), 'concat-part': String(part) },
    })
  const row = rowOf(page, '1: <img')
  await expect(row).toBeVisible()
  expect((await row.boundingBox())?.height).toBeLessThan(600)
  await row.getByRole('button', { name: 'Show all' }).click()
  const whole = Array.from({ length: parts }, (_each, index) => `${index + 1}: ${piece}`).join('')
  expect(whole.length).toBeGreaterThan(1_000_000)
  await expect.poll(() => row.locator('.said').evaluate((said) => said.textContent?.length)).toBe(whole.length)
  expect(await row.locator('.said').evaluate((said) => said.textContent)).toBe(whole)
  expect(await row.locator('.said *').count()).toBe(0)
  expect(await tripped(page)).toEqual({ ran: 0, refused: 0 })
})
