import { BrowserWindow } from 'electron'
import { holdInPlace } from './locked-page.ts'
import { background, ownPage } from './window.ts'

/**
 * Opens the wallboard in a window of its own.
 *
 * @param needs.address of the page, with the run
 * @param needs.preload absolute path
 */
export function openWallboard(needs: {
  address: string
  preload: string
  unexpected: (what: string, error: unknown) => void
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 720,
    minWidth: 480,
    minHeight: 320,
    title: 'Dispatch Desk',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: ownPage(needs.preload),
  })
  holdInPlace(window.webContents)
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  window.loadURL(needs.address).catch((error: unknown) => needs.unexpected('wallboard', error))
  return window
}
