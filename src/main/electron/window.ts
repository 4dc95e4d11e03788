import type Conf from 'conf'
import { BrowserWindow, nativeTheme, screen, type WebPreferences } from 'electron'
import { holdInPlace } from './locked-page.ts'
import { keepPlace, placeOfWindow, smallest, type WindowFile } from './window-place.ts'
import type { Zoom } from './zoom.ts'

/** The page's own background, so that nothing flashes before it has painted. As `--paper` in tokens.css. */
export const background = () => (nativeTheme.shouldUseDarkColors ? '#15181c' : '#f2ede3')

/** Shut in, as every page of ours is. @param preload absolute path */
export const ownPage = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  // The spell checker would fetch dictionaries from the network.
  spellcheck: false,
  // Replies must appear in a window that is behind another one.
  backgroundThrottling: false,
})

/** How long a window that was moved or resized is left alone before its place is written. */
const settleMs = 500

/**
 * Opens the window, where it was when it was closed, and shows it once it has painted.
 *
 * @param needs.address what to load: our own scheme, or the development server
 * @param needs.preload absolute path
 */
export function openWindow(needs: {
  address: string
  preload: string
  file: Conf<WindowFile>
  zoom: Zoom
  /** The page asks for another window, which it never gets by itself. */
  onOther: (url: string) => void
  unexpected: (what: string, error: unknown) => void
}): BrowserWindow {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((each) => each.id !== main.id)
  const { maximised, ...place } = placeOfWindow(
    needs.file,
    [main, ...others].map((each) => each.workArea),
  )
  const window = new BrowserWindow({
    ...place,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Dispatch Desk',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: { ...ownPage(needs.preload), zoomFactor: needs.zoom.now() / 100 },
  })
  holdInPlace(window.webContents, needs.onOther)
  needs.zoom.holdOn(window)
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  rememberPlace(window, needs.file)
  window.loadURL(needs.address).catch((error: unknown) => needs.unexpected('page', error))
  return window
}

function rememberPlace(window: BrowserWindow, file: Conf<WindowFile>): void {
  let timer: NodeJS.Timeout | undefined
  const keep = () => {
    clearTimeout(timer)
    if (!window.isDestroyed()) keepPlace(file, window.getNormalBounds(), window.isMaximized())
  }
  // Also while it is open: a computer that is switched off closes no window.
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, settleMs)
  }
  for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event as 'resize', later)
  window.on('close', keep)
  window.on('closed', () => clearTimeout(timer))
}
