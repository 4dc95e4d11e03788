import type { ElectronApplication, Page } from '@playwright/test'
import type { Notification as OneNotification } from '../electron-stand-in/desktop.ts'
import { expect, test } from './launch.ts'

test.beforeEach(({ binary }) => {
  test.skip(binary !== 'stand-in', 'A person does this on a real desktop.')
})

const nora = { typed: '+44 7700 900160', msisdn: '447700900160', shown: '+44 7700 900160' }

test('who needs a person is counted on the badge and told of; what is written back is sent once, and it goes', async ({
  running: { app, page },
}) => {
  await page.evaluate(() => window.desk.saveSettings({ notifications: 'all' }))
  // Looked at, nothing is told.
  await play(page, nora.msisdn, 'is anybody there?')
  await expect.poll(() => badge(app)).toBe(1)
  await page.waitForTimeout(2_000)
  expect(await told(app)).toEqual([])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
  await play(page, nora.msisdn, 'can you come after 3?')
  await expect
    .poll(() => told(app), { timeout: 10_000 })
    .toEqual([{ title: `Practice: ${nora.shown}`, body: 'can you come after 3?', hasReply: true }])
  expect(await tooltip(app)).toBe('Dispatch Desk receives replies\n1 customer needs you')
  await doWith(app, 'reply', { reply: 'Yes, after 4.' })
  await doWith(app, 'reply', { reply: 'Yes, after 4.' })
  await expect.poll(() => told(app)).toEqual([])
  const sent = await page.evaluate(async (customer) => {
    const listed = await window.desk.listMessages({ customer, direction: 'outbound' })
    return listed.ok && listed.value.messages.map(({ text }) => text)
  }, nora.msisdn)
  expect(sent).toEqual(['Yes, after 4.'])
  await expect.poll(() => badge(app)).toBe(1)

  await play(page, '447700900161', 'who is this?')
  await expect.poll(() => told(app), { timeout: 10_000 }).toHaveLength(1)
  await doWith(app, 'click')
  await expect.poll(() => hash(page)).toBe('#inbox/447700900161')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())).toBe(true)

  // A system that takes none: said once, in the window.
  await app.evaluate(({ BrowserWindow, Notification }) => {
    Object.assign(Notification, { refuses: true })
    BrowserWindow.getAllWindows()[0]?.blur()
  })
  await play(page, '447700900162', 'and who is this?')
  const says = page.getByRole('region', { name: 'Notifications' })
  await expect(says).toContainText('refused the last notification', { timeout: 10_000 })
  await says.getByRole('button', { name: 'I have read it' }).click()
  // That one stands in the window instead, and the taskbar flashes until somebody looks.
  await expect(says.getByRole('listitem')).toContainText('2 customers need you')
  const flashes = () =>
    app.evaluate(
      ({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0] as unknown as { isFlashing: boolean }).isFlashing,
    )
  expect(await flashes()).toBe(true)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
  expect(await flashes()).toBe(false)
  await says.getByRole('link', { name: 'Open' }).click()
  await expect.poll(() => hash(page)).toBe('#inbox')
  await expect(says).toHaveCount(0)
  // It goes as well when nobody is needed, wherever that was dealt with.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
  await play(page, '447700900163', 'and this?')
  await expect(says.getByRole('listitem')).toContainText('3 customers need you', { timeout: 15_000 })
  await page.evaluate(async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    for (const customer of ['447700900161', '447700900162', '447700900163'])
      await window.desk.snoozeThread({ customer, until })
  })
  await expect(says).toHaveCount(0)
  // What was seen is not told anew where the window is loaded anew.
  await play(page, '447700900164', 'and this one?')
  await expect(says.getByRole('listitem')).toContainText('and this one?', { timeout: 15_000 })
  await says.getByRole('button', { name: 'I have seen it' }).click()
  await expect(says).toHaveCount(0)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await expect(page.locator('.threads .th', { hasText: 'and this one?' })).toBeVisible()
  await expect(says).toHaveCount(0)
})

test('links, the menu and the key that stops everything lead to what they name, and zoom is kept', async ({
  start,
}) => {
  const first = await start()
  const { app, page } = first
  const follow = (link: string) => app.evaluate(({ app }, link) => app.emit('second-instance', {}, ['app', link]), link)
  await follow('dispatch-desk://thread/447700900123')
  await expect.poll(() => hash(page)).toBe('#inbox/447700900123')
  await follow('dispatch-desk://thread/447700900123?text=hello')
  await follow('dispatch-desk://setup/account')
  await app.evaluate(({ app }) => app.emit('open-url', { preventDefault: () => {} }, 'dispatch-desk://run/run7'))
  await expect.poll(() => hash(page)).toBe('#runs/run7')

  const press = (id: string) =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), id)
  await press('setup')
  await expect.poll(() => hash(page)).toBe('#setup')
  // Where there is no run yet there is none to show.
  await press('wallboard')
  await expect.poll(() => hash(page)).toBe('#runs')
  await press('keys')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await press('zoom1')
  await press('zoom1')
  await expect(page.getByText('125%')).toBeVisible()
  await expect(page.getByText('125%')).toHaveCount(0, { timeout: 5_000 })
  await page.evaluate(() => window.desk.saveSettings({ language: 'zh' }))
  const labels = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  await expect.poll(labels).toEqual(['工作台', '编辑', '查看', '窗口', '帮助'])

  const stopKey = () =>
    page.evaluate(async () => {
      const desk = await window.desk.getDesk({})
      return desk.ok && [desk.value.desktop?.stopKey, desk.value.stop?.why]
    })
  const wanted = (stopKeyEverywhere: boolean) =>
    page.evaluate((stopKeyEverywhere) => window.desk.saveSettings({ stopKeyEverywhere }), stopKeyEverywhere)
  expect(await stopKey()).toEqual([null, undefined])
  const key = 'CommandOrControl+Shift+.'
  await app.evaluate(
    ({ globalShortcut }, key) => (globalShortcut as unknown as { taken: Set<string> }).taken.add(key),
    key,
  )
  await wanted(true)
  expect(await stopKey()).toEqual(['taken', undefined])
  await wanted(false)
  await app.evaluate(({ globalShortcut }) => (globalShortcut as unknown as { taken: Set<string> }).taken.clear())
  await wanted(true)
  expect(await stopKey()).toEqual(['ours', undefined])
  await app.evaluate(
    ({ globalShortcut }, key) => (globalShortcut as unknown as { held: Map<string, () => void> }).held.get(key)?.(),
    key,
  )
  await expect.poll(stopKey).toEqual(['ours', 'person'])

  await first.quit()
  const second = await start({}, 'dispatch-desk://run/run8')
  await expect.poll(() => hash(second.page)).toBe('#runs/run8')
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor()),
  ).toBe(1.25)
})

test('the wallboard opens beside the window, follows the run, and can ask for nobody', async ({
  running: { app, page },
}) => {
  const runId = await page.evaluate(async () => {
    const made = await window.desk.createRun({
      submissionId: 'wall',
      name: 'Wed 12, North',
      questionId: 'delivery',
      rows: [{ to: '+447700900160', name: 'Nora Quill', about: {}, fields: { weekday: 'Thursday' } }],
    })
    return made.ok ? made.value.run.id : ''
  })
  await page.evaluate((runId) => {
    window.location.hash = `#runs/${runId}`
  }, runId)
  const opened = app.waitForEvent('window')
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('wallboard')?.click())
  const wall = await opened
  await expect(wall.locator('.wall h1')).toHaveText('Wed 12, North')
  await expect(wall.locator('[data-lane="waiting"] dd')).toHaveText('1')
  await page.evaluate((runId) => window.desk.settleRow({ runId, place: 1, as: 'At home' }), runId)
  await expect(wall.locator('[data-lane="settled"] dd')).toHaveText('1')
  expect(await wall.content()).not.toMatch(/Nora|900160/)
  const asked = await wall.evaluate(async (runId) => {
    const heard: unknown[] = []
    window.desk.on('run', (runs) => heard.push(...runs))
    window.desk.on('message', (messages) => heard.push(...messages))
    const answers = [
      await window.desk.getDesk({}),
      await window.desk.listRuns({}),
      await window.desk.getRun({ runId }),
      await window.desk.listMessages({}),
      await window.desk.settleRow({ runId, place: 1, as: null }),
      await window.desk.saveSettings({ theme: 'dark' }),
    ]
    return answers.map((answer) => answer.ok || answer.problem.code)
  }, runId)
  expect(asked).toEqual([true, true, 'not-allowed', 'not-allowed', 'not-allowed', 'not-allowed'])
  // A second press brings the same one forward, and in practice it ends with the window.
  await page.getByRole('link', { name: 'Wallboard' }).click()
  await page.waitForTimeout(500)
  expect(app.windows()).toHaveLength(2)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {})
  expect(await gone).toBe(0)
})

const hash = (page: Page) => page.evaluate(() => window.location.hash)
const play = (page: Page, customer: string, text: string) =>
  page.evaluate(([customer = '', text = '']) => window.desk.playCustomer({ customer, text }), [customer, text])
const badge = (app: ElectronApplication) => app.evaluate(({ app }) => app.getBadgeCount())
const tooltip = (app: ElectronApplication) =>
  app.evaluate(({ Tray }) => (Tray as unknown as { all: { toolTip: string }[] }).all[0]?.toolTip)
/** What stands on the screen outside of the window. */
const told = (app: ElectronApplication) =>
  app.evaluate(({ Notification }) =>
    (Notification as unknown as { all: OneNotification[] }).all.map(({ title, body, hasReply }) => ({
      title,
      body,
      hasReply,
    })),
  )
/** As a person does, with the first of them. */
const doWith = (app: ElectronApplication, what: 'click' | 'reply', details: object = {}) =>
  app.evaluate(
    ({ Notification }, [what, details]) => {
      const [first] = (Notification as unknown as { all: OneNotification[] }).all
      first?.emit(what, details)
    },
    [what, details] as const,
  )
