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
