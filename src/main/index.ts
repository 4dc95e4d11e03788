import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, dialog, nativeTheme, powerMonitor, safeStorage, session, utilityProcess } from 'electron'
import Store from 'electron-store'
import type { Desktop } from '../shared/desktop.ts'
import { home as ownHome } from './electron/bundle.ts'
import { closingBy } from './electron/closing.ts'
import { followDeepLinks } from './electron/deep-links.ts'
import { joinDesktop } from './electron/desktop.ts'
import { holdDownloads } from './electron/downloads.ts'
import { showFile } from './electron/files.ts'
import { answerCalls, sendEvents } from './electron/ipc.ts'
import { languageOf } from './electron/language.ts'
import { linkOpener } from './electron/links.ts'
import { denyPermissions } from './electron/locked-page.ts'
import { loginItem } from './electron/login-item.ts'
import { setMenu } from './electron/menu.ts'
import { menuWords } from './electron/menu-words.ts'
import { ngrokInUtility } from './electron/ngrok-utility.ts'
import { followPower } from './electron/power.ts'
import { type Quitting, quitInOrder } from './electron/quit.ts'
import { keepAccount, type SealedFile } from './electron/secrets.ts'
import { announceScheme, serveBundle } from './electron/serve-bundle.ts'
import { shellWords } from './electron/shell-words.ts'
import { askBeforeUnload } from './electron/unload.ts'
import type { WindowFile } from './electron/window-place.ts'
import { keepWindows } from './electron/windows.ts'
import { keepZoom } from './electron/zoom.ts'
import type { Host } from './host.ts'
import { type Log, openLog } from './log/log.ts'
import { outliveReaders, ownStderr, silenceDebugging, unexpectedTo } from './quiet.ts'
import { StartRefused } from './start-refused.ts'
import { prepareThreads } from './store/threads.ts'

/** By which Windows knows whose a notification is: the package's shortcut has to carry the same. */
const appUserModelId = 'dispatch-desk.dispatch-desk'

/** An end that was foreseen; its message is for a person and holds no secret. */
class CannotStart extends Error {}

outliveReaders(process.stdout, process.stderr)
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
  if (process.platform === 'win32') app.setAppUserModelId(appUserModelId)
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
  const links = followDeepLinks(process.argv)
  let host: Promise<Host> | null = null
  const close = async () => {
    await (await host?.catch(() => null))?.close()
    await log.close()
  }
  const quitting = quitInOrder(app, close, unexpected)
  const fail = (what: string, error: unknown) => {
    const expected = error instanceof CannotStart
    if (!expected) unexpected(what, error)
    const text = expected ? error.message : 'Something went wrong. What was sent and received is kept.'
    dialog.showErrorBox('Dispatch Desk has to close', text)
    quitting.leave(1)
  }
  process.on('uncaughtException', (error) => fail('uncaught', error))
  process.on('unhandledRejection', (error) => unexpected('unhandled', error))
  // Not awaited here: Electron becomes ready only after this file has run to its end.
  app
    .whenReady()
    .then(() => start({ log, links, quitting, unexpected, opened: (opening) => (host = opening) }))
    .catch((error: unknown) => fail('start', error))
}

async function start(needs: {
  log: Log
  links: ReturnType<typeof followDeepLinks>
  quitting: Quitting
  unexpected: (what: string, error: unknown) => void
  opened: (host: Promise<Host>) => void
}): Promise<void> {
  const { log, links, quitting, unexpected } = needs
  const { platform } = process
  const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
  const home = devServer === undefined ? ownHome : new URL(devServer).origin
  const file = new Store<WindowFile>({ name: 'window', clearInvalidConfig: true })
  const login = loginItem({ app, platform, args: process.argv, environment: process.env })
  const zoom = keepZoom({ file, window: () => windows.main(), onChange: (zoom) => aroundChanged({ zoom }) })
  const around: Desktop = {
    startsAtLogin: login.isOffered,
    notifications: null,
    notices: [],
    stopKey: null,
    zoom: zoom.now(),
  }

  // Before the desk, which asks as it starts whether somebody watches.
  const windows = keepWindows({
    address: devServer ?? `${ownHome}/`,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    file,
    zoom,
    onOpened: (window) => {
      closing.askOnClose(window)
      askBeforeUnload(window, {
        words,
        ask: (parent, question) => {
          // Of a window out of sight the question would be out of sight too.
          windows.show()
          return dialog.showMessageBoxSync(parent, question)
        },
        onStay: quitting.refused,
      })
      desktop.windowOpened()
    },
    outlivesWindow: () => closing.outlivesWindow(),
    unexpected,
  })

  const threads = prepareThreads(new URL('./store-thread.cjs', import.meta.url))
  // Loaded only now: its libraries look at DEBUG as they load, and a second start needs none of them.
  const { openHost } = await import('./host.ts')
  const { StoreUnusable } = await import('./store/unusable.ts')
  const language = () => languageOf(host.settings().language)
  const words = () => shellWords[language()]
  const sealed = new Store<SealedFile>({ name: 'account', clearInvalidConfig: true, configFileMode: 0o600 })
  const opening = openHost({
    dataDir: app.getPath('userData'),
    shell: 'desktop',
    desktop: () => around,
    environment: process.env,
    accounts: keepAccount({ file: sealed, sealer: safeStorage, platform, unexpected }),
    openLink: linkOpener(() => windows.main(), words),
    threads,
    watched: () => windows.contents('window') !== null,
    startNgrok: ngrokInUtility(utilityProcess, join(import.meta.dirname, 'tunnel-process.cjs')),
    unexpected,
    log,
    showFile,
  })
  needs.opened(opening)
  const foreseen = (error: unknown): never => {
    throw error instanceof StartRefused || error instanceof StoreUnusable ? new CannotStart(error.message) : error
  }
  // The window opens while the desk starts, and says so.
  const host = await opening.catch(foreseen)
  const aroundChanged = (change: Partial<Desktop>) => {
    Object.assign(around, change)
    host.stateChanged()
  }
  const stop = () => void host.calls.stopSending({})

  const closing = closingBy({
    platform,
    mode: host.mode,
    settings: host.settings,
    isQuitting: quitting.isAsked,
    words,
    ask: (parent, question) => dialog.showMessageBox(parent, question),
    choose: (closeToTray) => host.calls.saveSettings({ closeToTray }),
  })
  followPower({ powerMonitor, app, sleeps: host.sleeps, wakes: host.wakes, leave: () => quitting.leave(0) })
  denyPermissions(session.defaultSession, home)
  holdDownloads(session.defaultSession, home)
  serveBundle(join(import.meta.dirname, '../renderer'))
  answerCalls({ calls: host.calls, contents: windows.contents, home, unexpected, log })
  sendEvents(host.onEvents, windows.contents)

  const desktop = joinDesktop({
    platform,
    host,
    windows,
    icon: join(import.meta.dirname, '../../resources/tray.png'),
    login,
    words,
    stop,
    onChange: aroundChanged,
    unexpected,
  })
  const showNewest = async () => {
    const answer = await host.calls.listRuns({})
    const newest = answer.ok ? answer.value.runs[0] : undefined
    if (newest === undefined) windows.show('runs')
    else windows.showBoard(newest.id)
  }
  const settingsChanged = () => {
    nativeTheme.themeSource = host.settings().theme ?? 'system'
    setMenu({
      platform,
      development: devServer !== undefined,
      words: menuWords[language()],
      window: windows.main,
      show: windows.show,
      zoom: zoom.change,
      wallboard: () => void showNewest(),
      stop,
      quit: () => app.quit(),
    })
    desktop.settingsChanged()
  }
  host.onSettings(settingsChanged)
  settingsChanged()
  app.on('activate', () => windows.show())
  app.on('window-all-closed', () => {
    if (!closing.outlivesWindow()) app.quit()
  })
  links.onPlace(windows.show)
  const place = links.first()
  // Whoever started it has asked for a window; the system, where it goes on without one, has not.
  if (place !== null || !login.startedByIt() || !closing.outlivesWindow()) windows.show(place)
  await host.started.catch(foreseen)
}
