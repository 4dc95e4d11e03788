import { join } from 'node:path'
import Database from 'better-sqlite3'
import { isLegible } from '../browser/accessible.ts'
import { expect, test } from './launch.ts'

test('the window is there while the desk opens its texts, says so, and shows them once they can be read', async ({
  start,
  dataDir,
}) => {
  const first = await start()
  await first.page.evaluate(() =>
    window.desk.sendSms({ submissionId: 'one', to: '+44 7700 900555', text: 'On our way' }),
  )
  await first.quit()
  // Something holds the file, for as long as a look through a million texts takes.
  const held = new Database(join(dataDir, 'practice', 'desk.db'))
  held.exec('BEGIN IMMEDIATE')
  const { page } = await start()
  await expect(page.getByRole('heading')).toHaveText('Opening the desk…')
  await expect(page.getByRole('status')).toContainText('After a power cut')
  await isLegible(page)
  await expect(page.locator('.strip')).toHaveCount(0)
  held.exec('ROLLBACK')
  held.close()
  await expect(page.locator('.strip')).toBeVisible()
  await expect(page.locator('.ev.out')).toContainText('On our way')
})
