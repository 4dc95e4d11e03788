import type { ElectronApplication } from '@playwright/test'
import { startPretendProcess } from '../support/processes.ts'
import { test as base, expect } from './launch.ts'

/** A live desk, which has somebody to hear. */
const test = base.extend<{ live: Record<string, string> }>({
  live: async ({ binary: _ }, use) => {
    const vonage = await startPretendProcess()
    await use(vonage.env)
    await vonage.end()
  },
})

test('the first time a live desk’s window is closed it asks; it goes on receiving, and a second start opens it again', async ({
  binary,
  live,
  start,
}) => {
  test.skip(binary !== 'stand-in', 'Electron’s dialog waits for a person.')
  const { app } = await start(live)
  const asked = answerDialogs(app, 0)
  await closeWindow(app)
  await expect.poll(() => windows(app)).toBe(0)
  expect(await asked()).toEqual(['Go on receiving replies?'])
  const opened = app.waitForEvent('window')
  await app.evaluate(({ app }) => app.emit('second-instance', {}, []))
  const again = await opened
  await again.waitForFunction(() => 'desk' in window)
  const kept = await again.evaluate(async () => {
    const desk = await window.desk.getDesk({})
    return desk.ok && desk.value.settings.closeToTray
  })
  expect(kept).toBe(true)
  // It is not asked twice, and the tray quits for good.
  await closeWindow(app)
  await expect.poll(() => windows(app)).toBe(0)
  expect(await asked()).toHaveLength(1)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await press(app, 'quit').catch(() => {})
  expect(await gone).toBe(0)
})

test('asked whether to go on, somebody quits', async ({ binary, live, start }) => {
  test.skip(binary !== 'stand-in', 'Electron’s dialog waits for a person.')
  const { app } = await start(live)
  answerDialogs(app, 1)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await closeWindow(app)
  expect(await gone).toBe(0)
})

test('in practice a closed window is the end, unasked; the tray opens it and stops all sending', async ({
  running: { app, page },
}) => {
  test.skip(process.platform === 'darwin', 'There a program outlives its window.')
  const asked = answerDialogs(app, 0)
  await press(app, 'stop')
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const desk = await window.desk.getDesk({})
        return desk.ok && desk.value.stop?.why
      }),
    )
    .toBe('person')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  await press(app, 'open')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false)
  expect(await asked()).toEqual([])
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await closeWindow(app)
  expect(await gone).toBe(0)
})

test('a window with a list that was not sent asks before it closes, and before it is loaded anew', async ({
  binary,
  running: { app, page },
}) => {
  test.skip(binary !== 'stand-in' || process.platform === 'darwin', 'Electron’s dialog waits for a person.')
  await page.evaluate(() => {
    window.location.hash = '#runs/new'
  })
  await page.locator('.rows textarea').fill('Name\tPhone\nAnna\t+447700900611')
  await page.locator('.rows .btn.primary').click()
  await expect(page.locator('.preflight')).toBeVisible()
  const presses = (button: number) =>
    app.evaluate(({ dialog }, button) => {
      const { asked = 0 } = dialog as unknown as { asked?: number }
      Object.assign(dialog, {
        asked,
        showMessageBoxSync: () => {
          Object.assign(dialog, { asked: (dialog as unknown as { asked: number }).asked + 1 })
          return button
        },
      })
    }, button)
  const asked = () => app.evaluate(({ dialog }) => (dialog as unknown as { asked: number }).asked)
  await presses(1)
  await closeWindow(app)
  await expect.poll(asked).toBe(1)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await expect.poll(asked).toBe(2)
  // Whoever quits is asked the same, and stays with everything: the desk goes on answering.
  await press(app, 'quit')
  await expect.poll(asked).toBe(3)
  expect(await windows(app)).toBe(1)
  await expect(page.locator('.preflight')).toBeVisible()
  expect(await page.evaluate(async () => (await window.desk.getDesk({})).ok)).toBe(true)
  await presses(0)
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  await closeWindow(app)
  expect(await gone).toBe(0)
})

test('quitting keeps what is being written to somebody', async ({ binary, start }) => {
  test.skip(binary !== 'stand-in' || process.platform === 'darwin', 'It quits from the tray.')
  const { app, page } = await start()
  await page.evaluate(() => {
    window.location.hash = '#inbox/447700900160'
  })
  await page.locator('.compose textarea').fill('We are on our')
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  // Sooner than the pause after which a draft is kept anyway.
  await page.locator('.compose textarea').press('End')
  await page.keyboard.type(' way')
  await press(app, 'quit').catch(() => {})
  expect(await gone).toBe(0)
  const again = await start()
  const draft = await again.page.evaluate(async () => {
    const thread = await window.desk.getThread({ customer: '447700900160' })
    return thread.ok && thread.value.person.draft
  })
  expect(draft).toBe('We are on our way')
  // The computer sleeps and wakes, and then is switched off, which waits for nobody.
  const end = new Promise((resolve) => again.app.process().once('exit', resolve))
  await again.app
    .evaluate(({ powerMonitor }) => {
      for (const event of ['suspend', 'resume']) (powerMonitor as NodeJS.EventEmitter).emit(event)
      return (powerMonitor as NodeJS.EventEmitter).emit('shutdown', { preventDefault: () => {} })
    })
    .catch(() => {})
  expect(await end).toBe(0)
})

const windows = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

/** As a person does. The program may end over it. */
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {})

/** @returns what they asked */
function answerDialogs(app: ElectronApplication, button: number): () => Promise<string[]> {
  const put = app.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Object.assign(dialog, {
      asked,
      showMessageBox: async (_: unknown, { message }: { message: string }) => {
        asked.push(message)
        return { response, checkboxChecked: false }
      },
    })
  }, button)
  return async () => {
    await put
    return app.evaluate(({ dialog }) => (dialog as unknown as { asked: string[] }).asked)
  }
}

/** Of the tray's menu. */
const press = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Tray }, id) => {
    const { all } = Tray as unknown as { all: { menu: { getMenuItemById(id: string): { click(): void } | null } }[] }
    all[0]?.menu.getMenuItemById(id)?.click()
  }, id)
