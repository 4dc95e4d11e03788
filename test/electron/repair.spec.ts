import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './launch.ts'

test('the app opens its window over a damaged file, says so, and puts the backup back', async ({ start, dataDir }) => {
  const first = await start()
  const kept = await first.page.evaluate(async () => {
    await window.desk.sendSms({ submissionId: 'one', to: '+44 7700 900555', text: 'On our way' })
    return window.desk.makeBackup({})
  })
  expect(kept).toMatchObject({ ok: true, value: { backup: { texts: 1 } } })
  await first.quit()
  const file = join(dataDir, 'practice', 'desk.db')
  writeFileSync(file, 'damaged '.repeat(1000))

  const { page } = await start()
  await expect(page.locator('main.repair')).toContainText(file)
  await page.getByRole('button', { name: /^Restore the backup of/ }).click()
  await expect(page.locator('.ev.out')).toHaveCount(1)
})
