import { pathToFileURL } from 'node:url'
import { writeOpeningPage } from '../../src/main/browser/opening-page.ts'
import { expect, test } from './desk-page.ts'

test('the page that --open gives to the browser leads into the desk, and its address keeps no token', async ({
  browser,
  running,
}) => {
  const opening = writeOpeningPage(running.ready.url)
  const page = await browser.newPage()
  await page.goto(pathToFileURL(opening.path).href)
  await expect(page.locator('.strip')).toBeVisible()
  expect(page.url()).not.toContain(running.ready.token)
  opening.remove()
  await page.reload()
  await expect(page.locator('.strip')).toBeVisible()
  await page.close()
})

test('a page without the key says what to do, in sight, under a small sign', async ({ browser, running }) => {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 } })
  await page.goto(running.ready.url.split('#')[0] ?? '')
  const heading = page.getByRole('heading', { name: 'This page is not let in' })
  await expect(heading).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 })
  const sign = await page.getByRole('img', { name: 'Dispatch Desk' }).boundingBox()
  expect(sign?.width).toBeLessThanOrEqual(48)
  expect(sign?.height).toBeLessThanOrEqual(48)
  expect((await heading.boundingBox())?.y, 'and right above the words').toBeLessThan((sign?.y ?? 0) + 64)
  await page.close()
})
