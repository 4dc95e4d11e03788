import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, type BrowserWindow, dialog, nativeTheme, safeStorage, session, utilityProcess } from 'electron'
import Store from 'electron-store'
import { home as ownHome } from './electron/bundle.ts'
import { closingBy } from './electron/closing.ts'
import { holdDownloads } from './electron/downloads.ts'
import { showFile } from './electron/files.ts'
import { answerCalls, sendEvents } from './electron/ipc.ts'
import { linkOpener } from './electron/links.ts'
import { denyPermissions } from './electron/locked-page.ts'
import { setMenu } from './electron/menu.ts'
import { ngrokInUtility } from './electron/ngrok-utility.ts'
import { quitInOrder } from './electron/quit.ts'
import { keepAccount, type SealedFile } from './electron/secrets.ts'
import { announceScheme, serveBundle } from './electron/serve-bundle.ts'
import { languageOf, shellWords } from './electron/shell-words.ts'
import { showTray } from './electron/tray.ts'
import { askBeforeUnload } from './electron/unload.ts'
import { watchRuns } from './electron/watch-runs.ts'
import { openWindow } from './electron/window.ts'
import type { WindowFile } from './electron/window-place.ts'
import type { Host } from './host.ts'
import { type Log, openLog } from './log/log.ts'
import { ownStderr, silenceDebugging, unexpectedTo } from './quiet.ts'
import { StartRefused } from './start-refused.ts'
import { prepareThreads } from './store/threads.ts'

/** An end that was foreseen; its message is for a person and holds no secret. */
class CannotStart extends Error {}

const printUnexpected = unexpectedTo(ownStderr(process.env, process.stderr))

silenceDebugging(process.env)
const dataDir = process.env.DESK_DATA_DIR
if (dataDir !== undefined && dataDir !== '') {
  // The lock lies here too, so desks with different data may run side by side.
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o700 })
  app.setPath('userData', resolve(dataDir))
}

if (app.requestSingleInstanceLock()) {
  // Chromium's own files stay apart from customers' texts.
  app.setPath('sessionData', join(app.getPath('userData'), 'window'))
  app.enableSandbox()
  announceScheme()
  run()
} else {
  // The first one has the data; this one has touched nothing, and has told the first to come forward.
  app.quit()
}

function run(): void {
  const log = openLog({ dataDir: app.getPath('userData') })
  const unexpected = (what: string, error: unknown) => {
    printUnexpected(what, error)
    log.say('unexpected', { what, error, code: error })
  }
  let host: Promise<Host> | null = null
  const close = async () => {
    await (await host?.catch(() => null))?.close()
    await log.close()
  }
  const leave = quitInOrder(app, close, unexpected)
  const fail = (what: string, error: unknown) => {
    const expected = error instanceof CannotStart
    if (!expected) unexpected(what, error)
    const text = expected ? error.message : 'Something went wrong. What was sent and received is kept.'
    dialog.showErrorBox('Dispatch Desk has to close', text)
    leave(1)
  }
  process.on('uncaughtException', (error) => fail('uncaught', error))
  process.on('unhandledRejection', (error) => unexpected('unhandled', error))
  // Not awaited here: Electron becomes ready only after this file has run to its end.
  app
    .whenReady()
    .then(() => start({ log, unexpected, opened: (opening) => (host = opening) }))
    .catch((error: unknown) => fail('start', error))
}

async function start(needs: {
  log: Log
  unexpected: (what: string, error: unknown) => void
  opened: (host: Promise<Host>) => void
}): Promise<void> {
  const { log, unexpected } = needs
  const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  const home = devServer === undefined ? ownHome : new URL(devServer).origin
  let window: BrowserWindow | null = null
  const contents = () => (window === null || window.isDestroyed() ? null : window.webContents)

  const threads = prepareThreads(new URL('./store-thread.cjs', import.meta.url))
  // Loaded only now: its libraries look at DEBUG as they load, and a second start needs none of them.
  const { openHost } = await import('./host.ts')
  const { StoreUnusable } = await import('./store/unusable.ts')
  const words = () => shellWords[languageOf(host.settings().language)]
  const sealed = new Store<SealedFile>({ name: 'account', clearInvalidConfig: true, configFileMode: 0o600 })
  const opening = openHost({
    dataDir: app.getPath('userData'),
    shell: 'desktop',
    environment: process.env,
    accounts: keepAccount({ file: sealed, sealer: safeStorage, platform: process.platform, unexpected }),
    openLink: linkOpener(() => window, words),
    threads,
    watched: () => contents() !== null,
    startNgrok: ngrokInUtility(utilityProcess, join(import.meta.dirname, 'tunnel-process.cjs')),
    unexpected,
    log,
    showFile,
  })
  needs.opened(opening)
  const host = await opening.catch((error: unknown) => {
    throw error instanceof StartRefused || error instanceof StoreUnusable ? new CannotStart(error.message) : error
  })

  setMenu(process.platform, devServer !== undefined)
  denyPermissions(session.defaultSession, home)
  holdDownloads(session.defaultSession, home)
  serveBundle(join(import.meta.dirname, '../renderer'))
  answerCalls({ calls: host.calls, window: contents, home, unexpected, log })
  sendEvents(host.onEvents, contents)
  nativeTheme.themeSource = host.settings().theme ?? 'system'
  host.onSettings((settings) => {
    nativeTheme.themeSource = settings.theme ?? 'system'
    tray?.wordsChanged()
  })

  const closing = closingBy({
    platform: process.platform,
    mode: host.mode,
    settings: host.settings,
    words,
    ask: (parent, question) => dialog.showMessageBox(parent, question),
    choose: (closeToTray) => host.calls.saveSettings({ closeToTray }),
  })
  const file = new Store<WindowFile>({ name: 'window', clearInvalidConfig: true })
  const show = () => {
    if (window === null) {
      const address = devServer ?? `${ownHome}/`
      window = openWindow({ address, preload: join(import.meta.dirname, '../preload/index.cjs'), file, unexpected })
      closing.askOnClose(window)
      askBeforeUnload(window, { words, ask: (parent, question) => dialog.showMessageBoxSync(parent, question) })
      window.on('closed', () => {
        window = null
      })
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const tray =
    process.platform === 'darwin'
      ? null
      : showTray({
          icon: join(import.meta.dirname, '../../resources/tray.png'),
          language: () => host.settings().language,
          open: show,
          stop: () => void host.calls.stopSending({}),
          quit: () => app.quit(),
        })
  if (tray !== null) watchRuns(host, tray.deskChanged, unexpected)
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (!closing.outlivesWindow()) app.quit()
  })
  show()
}
