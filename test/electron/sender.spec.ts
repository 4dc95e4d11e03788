import type { ElectronApplication } from '@playwright/test'
import { expect, type test as fixtures, test } from './launch.ts'

const refusal = { ok: false, problem: { code: 'not-allowed' } }
type Binary = Parameters<Parameters<typeof fixtures>[2]>[0]['binary']

test('our own page is answered', async ({ shared: { page } }) => {
  expect(await page.evaluate(() => window.desk.getDesk({}))).toMatchObject({ ok: true })
})

test('another window is refused, even with our preload and at our own address', async ({ shared: { app } }) => {
  expect(await askFromOtherWindow(app, 'desk://app/')).toMatchObject(refusal)
})

test('another window at a foreign address is refused', async ({ shared: { app } }) => {
  expect(await askFromOtherWindow(app, 'data:text/html,foreign')).toMatchObject(refusal)
})

test('our own window is refused once it is somewhere else', async ({ running: { app } }) => {
  const answer = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // As main's own doing, which no listener holds up.
    await window?.loadURL('data:text/html,foreign')
    return window?.webContents.executeJavaScript('window.desk.getDesk({})')
  })
  expect(answer).toMatchObject(refusal)
})

test('a frame inside our page is refused', async ({ binary, start }) => {
  onStandInOnly(binary)
  // A renderer that was taken over can speak from any of its frames; here the preload is put into all of them.
  const { page } = await start({ ELECTRON_STAND_IN_EVERY_FRAME: '1' })
  const answer = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const inner = frame.contentWindow as Window | null
    return inner === null || !('desk' in inner) ? 'no desk' : inner.desk.getDesk({})
  })
  expect(answer).toMatchObject(refusal)
})

test('a frame inside our page has no desk', async ({ shared: { page } }) => {
  const has = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return frame.contentWindow !== null && 'desk' in frame.contentWindow
  })
  expect(has).toBe(false)
})

function onStandInOnly(binary: Binary): void {
  test.skip(binary !== 'stand-in', 'Electron has no way to put the preload into a frame of a window that is open.')
}

/** Opens a second window as ours is opened, but for its address, and asks the desk from there. */
function askFromOtherWindow(app: ElectronApplication, address: string): Promise<unknown> {
  return app.evaluate(async ({ app: electronApp, BrowserWindow }, url) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload: `${electronApp.getAppPath()}/out/preload/index.cjs`,
        sandbox: true,
        contextIsolation: true,
      },
    })
    await window.loadURL(url)
    const answer: unknown = await window.webContents.executeJavaScript('window.desk.getDesk({})')
    window.destroy()
    return answer
  }, address)
}
