import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { isLegible } from './accessible.ts'
import { expect, test } from './desk-page.ts'

test('a settings file that was damaged is said across the feed and in Setup, until somebody says that all is right', async ({
  openAt,
}) => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'settings.json'), '{"country":"DE","mode":"prac')
  const running = await startDeskProcess({ DESK_DATA_DIR: folder })
  const page = await openAt(running.ready.url, { viewport: { width: 900, height: 600 } })
  const kept = readdirSync(folder).find((name) => name.startsWith('settings.damaged-')) ?? 'none was kept'
  const notice = page.getByRole('alert').filter({ hasText: kept })
  await expect(notice).toBeVisible()
  await isLegible(page)
  await notice.getByRole('link', { name: 'Open Setup' }).click()
  await expect(notice).toBeVisible()
  await isLegible(page)
  await page.getByRole('button', { name: 'These settings are right' }).focus()
  await page.keyboard.press('Enter')
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  expect(readdirSync(folder)).toContain(kept)
  await running.end()
})
