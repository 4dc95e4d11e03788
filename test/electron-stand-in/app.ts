import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { chromium, isOpen } from './chromium.ts'
import { newEvent } from './event.ts'
import { claimInstance } from './single-instance.ts'
import { appFolder, switches } from './switches.ts'

/** All windows that are open. Here and not beside their class, which needs the app. */
export const windows = new Set<{ close(): void }>()

const about = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
  name: string
  productName?: string
  version: string
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly name = about.productName ?? about.name
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
    appendArgument: () => {},
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
  }
  /** Set once the process is on its way out. */
  isLeaving = false
  isQuitting = false
  sandboxEnabled = false
  readonly #paths = new Map<string, string>()
  #release: (() => void) | null = null
  #resolveReady: () => void = () => {}
  readonly #ready = new Promise<void>((resolve) => {
    this.#resolveReady = resolve
  })

  whenReady(): Promise<void> {
    return this.#ready
  }
  isReady(): boolean {
    return isOpen()
  }
  becomeReady(): void {
    this.emit('will-finish-launching')
    this.emit('ready', newEvent({}), {})
    this.#resolveReady()
  }
  getName = () => this.name
  getVersion = () => about.version
  getAppPath = () => appFolder
  getLocale = () => switches.get('lang') ?? 'en-US'
  getPreferredSystemLanguages = () => [this.getLocale()]
  getSystemLocale = () => this.getLocale()

  getPath(name: string): string {
    const appData = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
    const userData = this.#paths.get('userData') ?? (switches.get('user-data-dir') || join(appData, this.name))
    const sessionData = this.#paths.get('sessionData') ?? userData
    const usual = { appData, userData, sessionData, temp: tmpdir(), home: homedir(), exe: process.execPath }
    const path = this.#paths.get(name) ?? new Map(Object.entries(usual)).get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    if (name === 'userData' || name === 'sessionData') mkdirSync(path, { recursive: true })
    return path
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    this.#release ??= claimInstance(this.getPath('userData'), ({ argv, workingDirectory }) =>
      this.emit('second-instance', newEvent({}), argv, workingDirectory, null),
    )
    return this.#release !== null
  }
  hasSingleInstanceLock = () => this.#release !== null
  releaseSingleInstanceLock(): void {
    this.#release?.()
    this.#release = null
  }

  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.sandboxEnabled = true
  }
  /** Kept, and drawn nowhere. */
  badgeCount = 0
  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }
  getBadgeCount = () => this.badgeCount
  setAsDefaultProtocolClient = () => true
  getLoginItemSettings = () => ({ openAtLogin: false, wasOpenedAtLogin: false })
  setLoginItemSettings(): void {}

  focus(): void {}
  relaunch(): void {}
  setAppUserModelId(): void {}

  /** Asks `before-quit`, then every window, then `will-quit`. */
  quit(): void {
    const event = newEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.isQuitting = true
    if (windows.size === 0) this.afterLastWindow()
    for (const window of [...windows]) window.close()
  }
  /** A window that refused to close has stopped the quitting. */
  afterLastWindow(): void {
    if (windows.size > 0) return
    if (this.isQuitting) {
      const event = newEvent({})
      this.emit('will-quit', event)
      if (!event.defaultPrevented) this.exit(0)
    } else if (!this.emit('window-all-closed')) this.quit()
  }
  /** Asks nobody: neither `before-quit` nor `will-quit` nor a window's `close` is emitted. */
  exit(code = 0): void {
    if (this.isLeaving) return
    this.isLeaving = true
    this.emit('quit', newEvent({}), code)
    const closed = isOpen() ? chromium().close() : Promise.resolve()
    void closed.then(() => process.exit(code))
  }
}

export const app = new App()

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit())
