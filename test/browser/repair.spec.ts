import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { liveDesk, post } from '../fault/damages.ts'
import { type DeskProcess, freePort } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { byNight, inEachLook, isLegible } from './accessible.ts'
import { test as base, expect } from './desk-page.ts'

/** A live desk that kept two backups; its file is damaged, or all is well. */
const test = base.extend<{ state: 'damaged' | 'well'; language: 'en' | 'zh' }>({
  state: ['damaged', { option: true }],
  language: ['en', { option: true }],
  running: async ({ state, language }, use) => {
    const folder = freshFolder()
    const port = await freePort()
    let running: DeskProcess = await liveDesk(folder, port)
    for (let copy = 1; copy <= 2; copy += 1) {
      for (let reply = 1; reply <= 3; reply += 1) await post(running.ready.inbound, `${copy}-${reply}`)
      await running.desk.makeBackup({})
    }
    await running.desk.saveSettings({ language })
    if (state === 'damaged') {
      await running.end()
      writeFileSync(join(folder, 'live', 'desk.db'), 'damaged '.repeat(1000))
      running = await liveDesk(folder, port)
    }
    await use(running)
    await running.end()
  },
})

const repair = (page: Page) => page.locator('main.repair')

/** For looking at. */
const picture = (page: Page, name: string) =>
  process.env.DESK_TEST_PICTURES === undefined
    ? null
    : page.screenshot({ path: join(process.env.DESK_TEST_PICTURES, `${name}.png`) })

test('a damaged file: the window says what is and is not lost, and one press brings the backup back', async ({
  open,
}) => {
  const page = await open()
  await expect(repair(page).getByRole('alert')).toHaveText(
    'The file that holds them is damaged. The disk may be failing.',
  )
  await expect(repair(page).getByRole('radio')).toHaveCount(2)
  await expect(repair(page).getByRole('radio').first()).toBeChecked()
  await expect(repair(page)).toContainText('desk.db')
  await inEachLook(page, async (look) => {
    await picture(page, `repair.en.${look}`)
    await isLegible(page)
  })
  // By the keyboard alone: the older one.
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Restore the backup of \d\d:\d\d \(3 texts\)$/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.ev.in')).toHaveCount(3)
  await expect(page.getByText(/A backup was restored\. Texts/)).toBeVisible()
})

test('a backup that is damaged too is refused in words, and the one before it still serves', async ({
  open,
  running,
}) => {
  const page = await open()
  const listed = await running.desk.listBackups({})
  const [newest] = listed.ok ? listed.value.backups : []
  writeFileSync(join(running.folder, 'live', 'backups', `${newest?.id}.db`), 'gone bad too')
  await page.getByRole('button', { name: /^Restore the backup/ }).click()
  await expect(repair(page).getByRole('alert').last()).toContainText('This backup is damaged too.')
  await repair(page).getByRole('radio').last().check()
  await page.getByRole('button', { name: /^Restore the backup/ }).click()
  await expect(page.locator('.ev.in')).toHaveCount(3)
})

test.describe('in Chinese', () => {
  test.use({ language: 'zh' })
  test('the screen of repair is legible and in place', byNight(true), async ({ open }) => {
    const page = await open()
    await expect(repair(page)).toContainText('无法打开您的短信')
    await inEachLook(page, async (look) => {
      await picture(page, `repair.zh.${look}`)
      await isLegible(page)
    })
  })
})

test.describe('with all well', () => {
  test.use({ state: 'well' })
  test('one more backup is a press, and a restore says first what it does', async ({ open, running }) => {
    const page = await open()
    await page.locator('.rail a[href="#setup"]').click()
    await expect(page.getByText(/2 are kept\./)).toBeVisible()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'holds all there is' })).toBeVisible()
    await post(running.ready.inbound, 'one-more')
    await page.getByRole('button', { name: 'Back up now' }).click()
    await expect(page.getByText(/3 are kept\./)).toBeVisible()
    const dialog = page.getByRole('dialog')
    for (const language of ['zh', 'en'] as const) {
      await running.desk.saveSettings({ language })
      const restore = page.getByRole('button', { name: language === 'en' ? 'Restore…' : '恢复…' })
      await restore.scrollIntoViewIfNeeded()
      if (language === 'zh') await inEachLook(page, () => isLegible(page, '.aside'))
      await restore.click()
      await expect(dialog).toBeVisible()
      if (language === 'en') continue
      await inEachLook(page, () => isLegible(page, 'dialog[open]'))
      await page.keyboard.press('Escape')
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await expect(dialog).toContainText('Nothing is sent by itself.')
    await dialog.getByRole('radio').last().check()
    await dialog.getByRole('button', { name: /^Restore the backup of/ }).click()
    await expect(dialog).toBeHidden()
    await page.locator('.rail a[href="#send"]').click()
    await expect(page.locator('.ev.in')).toHaveCount(3)
  })
})
