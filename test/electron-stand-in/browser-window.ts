import { EventEmitter } from 'node:events'
import { app, windows } from './app.ts'
import { chromium, isOpen } from './chromium.ts'
import { newEvent } from './event.ts'
import { type Rectangle, screen } from './screen.ts'
import { takeTarget } from './targets.ts'
import { nativeTheme } from './theme.ts'
import { WebContents, type WebPreferences } from './web-contents.ts'

interface Options extends Partial<Rectangle> {
  minWidth?: number
  minHeight?: number
  show?: boolean
  title?: string
  webPreferences?: WebPreferences
}

/** A window without a frame of its own: its bounds are its page's. Nobody moves it but the program. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => [...windows] as BrowserWindow[]
  static getFocusedWindow = () => BrowserWindow.getAllWindows().find((each) => each.isFocused()) ?? null
  static fromWebContents = (contents: WebContents) =>
    BrowserWindow.getAllWindows().find((each) => each.webContents === contents) ?? null
  static fromId = (id: number) => BrowserWindow.getAllWindows().find((each) => each.id === id) ?? null

  readonly id: number
  readonly webContents: WebContents
  readonly #least: { width: number; height: number }
  #normal: Rectangle
  #maximised = false
  #minimised = false
  #visible: boolean
  #focused = false
  #destroyed = false
  #title: string

  constructor(options: Options = {}) {
    super()
    if (!isOpen()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    const { sandbox = app.sandboxEnabled, contextIsolation = true, nodeIntegration = false } = preferences
    if (!sandbox || !contextIsolation || nodeIntegration)
      throw new Error('stand-in: every window has to be sandboxed and isolated, without Node')
    this.#least = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    const size = this.#atLeast({ width: options.width ?? 800, height: options.height ?? 600 })
    const area = screen.getPrimaryDisplay().workArea
    const x = options.x ?? Math.round((area.width - size.width) / 2)
    this.#normal = { x, y: options.y ?? Math.round((area.height - size.height) / 2), ...size }
    this.#title = options.title ?? app.name
    this.#visible = options.show !== false
    this.webContents = new WebContents(preferences, takeTarget)
    this.id = this.webContents.id
    windows.add(this)
    this.webContents.on('stand-in-close', () => this.close())
    this.webContents.on('stand-in-open', (url: string) => void new BrowserWindow().loadURL(url).catch(() => {}))
    // Chromium paints unasked; that it has loaded stands for that it has painted.
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', newEvent({})))
    nativeTheme.on('updated', this.#onTheme)
    void this.webContents.attached.then(() => this.#fit()).catch(() => {})
    app.emit('browser-window-created', newEvent({}), this)
    app.emit('web-contents-created', newEvent({}), this.webContents)
  }

  readonly #onTheme = () => void this.webContents.attached.then(() => this.webContents.showTheme()).catch(() => {})

  loadURL = (address: string) => this.webContents.loadURL(address)

  getNormalBounds = (): Rectangle => ({ ...this.#normal })
  getBounds = (): Rectangle => ({ ...(this.#maximised ? screen.getPrimaryDisplay().workArea : this.#normal) })
  getSize = (): [number, number] => [this.getBounds().width, this.getBounds().height]
  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.getBounds()
    this.#normal = { ...this.#normal, ...bounds, ...this.#atLeast({ ...this.#normal, ...bounds }) }
    this.#maximised = false
    this.#moved(before)
  }
  setSize = (width: number, height: number) => this.setBounds({ width, height })
  setPosition = (x: number, y: number) => this.setBounds({ x, y })
  isMaximized = () => this.#maximised
  maximize(): void {
    const before = this.getBounds()
    if (this.#maximised) return
    this.#maximised = true
    // Also a hidden window comes up, as in Electron.
    this.show()
    this.emit('maximize', newEvent({}))
    this.#moved(before)
  }
  unmaximize(): void {
    const before = this.getBounds()
    if (!this.#maximised) return
    this.#maximised = false
    this.emit('unmaximize', newEvent({}))
    this.#moved(before)
  }
  isMinimized = () => this.#minimised
  minimize(): void {
    this.#minimised = true
    this.emit('minimize', newEvent({}))
  }
  restore(): void {
    this.#minimised = false
    this.emit('restore', newEvent({}))
  }
  isFullScreen = () => false
  isVisible = () => this.#visible
  show(): void {
    if (!this.#visible) {
      this.#visible = true
      this.emit('show', newEvent({}))
    }
    this.focus()
  }
  hide(): void {
    this.#visible = false
    this.emit('hide', newEvent({}))
  }
  isFocused = () => this.#focused
  focus(): void {
    for (const other of BrowserWindow.getAllWindows()) if (other !== this) other.blur()
    if (this.#focused) return
    this.#focused = true
    this.emit('focus', newEvent({}))
    app.emit('browser-window-focus', newEvent({}), this)
  }
  blur(): void {
    if (!this.#focused) return
    this.#focused = false
    this.emit('blur', newEvent({}))
  }
  getTitle = () => this.#title
  setTitle(title: string): void {
    this.#title = title
  }
  setMenuBarVisibility(): void {}
  setBackgroundColor(): void {}
  setOverlayIcon(): void {}
  /** Kept; nothing flashes. */
  isFlashing = false
  flashFrame(flag: boolean): void {
    this.isFlashing = flag
  }

  isDestroyed = () => this.#destroyed
  close(): void {
    if (this.#destroyed) return
    const event = newEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) app.isQuitting = false
    else
      void this.webContents.mayUnload().then((may) => {
        if (may) this.destroy()
        else app.isQuitting = false
      })
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this)
    nativeTheme.off('updated', this.#onTheme)
    this.webContents.markDestroyed()
    const { targetId } = this.webContents
    void chromium()
      .pipe.root.send('Target.closeTarget', { targetId })
      .catch(() => {})
    this.emit('closed', newEvent({}))
    app.afterLastWindow()
  }

  #atLeast({ width, height }: { width: number; height: number }): { width: number; height: number } {
    return { width: Math.max(width, this.#least.width), height: Math.max(height, this.#least.height) }
  }
  #moved(before: Rectangle): void {
    const now = this.getBounds()
    if (now.x !== before.x || now.y !== before.y) this.emit('move', newEvent({}))
    if (now.width !== before.width || now.height !== before.height) this.emit('resize', newEvent({}))
    void this.#fit().catch(() => {})
  }
  /** Makes Chromium's page as large as the window; what Chromium draws around it comes on top. */
  async #fit(): Promise<void> {
    if (this.#destroyed || this.webContents.targetId === '') return
    const { width, height } = this.getBounds()
    const { targetId, cdp } = this.webContents
    const { root } = chromium().pipe
    const { windowId, bounds } = await root.send('Browser.getWindowForTarget', { targetId })
    const outer = bounds as Rectangle
    const { cssLayoutViewport } = await cdp.send('Page.getLayoutMetrics')
    const page = cssLayoutViewport as { clientWidth: number; clientHeight: number }
    await root.send('Browser.setWindowBounds', {
      windowId,
      bounds: { width: width + outer.width - page.clientWidth, height: height + outer.height - page.clientHeight },
    })
  }
}
