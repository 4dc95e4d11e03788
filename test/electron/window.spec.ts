import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ElectronApplication } from '@playwright/test'
import { appEnvironment, expect, test } from './launch.ts'

test('the window comes back in its size and place, and maximised; quitting leaves no process behind', async ({
  start,
  dataDir,
}) => {
  const first = await start()
  expect(await boundsOf(first.app)).toMatchObject({ width: 1280, height: 800 })
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 640 }),
  )
  if (process.platform === 'linux') expect(processesOf(dataDir)).not.toEqual([])
  expect(await first.quit()).toBe(0)
  if (process.platform === 'linux') await expect.poll(() => processesOf(dataDir)).toEqual([])

  const second = await start()
  expect(await boundsOf(second.app)).toMatchObject({ width: 900, height: 640 })
  expect(await isMaximised(second.app)).toBe(false)
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize())
  await expect.poll(() => isMaximised(second.app)).toBe(true)
  await second.quit()

  // It remembers its size below.
  const third = await start()
  await expect.poll(() => isMaximised(third.app)).toBe(true)
  const normal = await third.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(normal).toMatchObject({ width: 900, height: 640 })
})

test('the window is shown, named, and follows the theme that is set', async ({ shared: { app, page } }) => {
  const browserWindow = await app.browserWindow(page)
  await expect.poll(() => browserWindow.evaluate((each) => each.isVisible())).toBe(true)
  expect(await browserWindow.evaluate((each) => each.getTitle())).toBe('Dispatch Desk')
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await page.evaluate(() => window.desk.saveSettings({ theme: 'dark' }))
  await expect.poll(isDark).toBe(true)
  await page.evaluate(() => window.desk.saveSettings({ theme: 'light' }))
  await expect.poll(isDark).toBe(false)
  await page.evaluate(() => window.desk.saveSettings({ theme: null }))
})

test('a second start quits at once, and brings the first one forward', async ({ shared: { app, dataDir } }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  // The log is made with its first line.
  await expect.poll(() => readdirSync(dataDir)).toContain('logs')
  const before = readdirSync(dataDir).sort()
  const started = performance.now()
  expect((await startAlone(appEnvironment(dataDir))).code).toBe(0)
  expect(performance.now() - started).toBeLessThan(5_000)
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false)
  expect(app.windows()).toHaveLength(1)
  expect(readdirSync(dataDir).sort()).toEqual(before)
})

test('a desk that cannot start says why, and ends', async ({ binary, dataDir }) => {
  test.skip(binary !== 'stand-in', 'Electron says it in a dialog that waits for a person.')
  const { code, said } = await startAlone({ ...appEnvironment(dataDir), DESK_MODE: 'live' })
  expect(said).toContain('Set VONAGE_API_KEY')
  expect(code).toBe(1)
})

test('desks with data of their own run side by side', async ({ shared, start }) => {
  const other = await start()
  expect(await other.page.evaluate(() => window.desk.getDesk({}))).toMatchObject({ ok: true })
  expect(await shared.page.evaluate(() => window.desk.getDesk({}))).toMatchObject({ ok: true })
})

test('a program that is killed leaves no process behind', async ({ start, dataDir }) => {
  test.skip(process.platform !== 'linux', 'Processes are looked up in /proc.')
  const { app, quit } = await start()
  app.process().kill('SIGKILL')
  await quit()
  await expect.poll(() => processesOf(dataDir)).toEqual([])
})

function boundsOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
}

function isMaximised(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized())
}

/** Starts the app without Playwright, and waits for its end. @returns its exit code and what it wrote to stderr */
function startAlone(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const electron: unknown = createRequire(import.meta.url)('electron')
  const child = spawn(String(electron), ['.', '--no-sandbox'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

/** Command lines and environments that name the folder; a process that has gone meanwhile counts as none. */
function processesOf(folder: string): number[] {
  const names = (pid: string) => {
    try {
      return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(folder))
    } catch {
      return false
    }
  }
  return readdirSync('/proc')
    .filter((each) => /^\d+$/.test(each) && names(each))
    .map(Number)
}
