import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fromChromium, toChromium } from './addresses.ts'
import { chromium } from './chromium.ts'
import { newEvent } from './event.ts'
import { type Frame, Frames } from './frames.ts'
import { ipcMain } from './ipc.ts'
import { bridgeEnd } from './page/bridge.ts'
import { codec } from './page/codec.ts'
import { mainWorld } from './page/main-world.ts'
import { preloadWorld } from './page/preload-world.ts'
import type { Session } from './pipe.ts'
import { Requests } from './requests.ts'
import { session } from './session.ts'
import { nativeTheme } from './theme.ts'

export interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  nodeIntegrationInSubFrames?: boolean
}

interface PageMessage {
  kind: 'invoke' | 'send' | 'open'
  channel: string
  id: number
  args: string
}

const { pack, unpack } = codec()
const world = 'preload'
let lastId = 0

/** A page of Chromium, with the preload in a world of its own. */
export class WebContents extends EventEmitter {
  readonly session = session.defaultSession
  readonly id: number
  /** Settled once Chromium has the page. */
  readonly attached: Promise<void>
  targetId = ''
  readonly #preferences: WebPreferences
  readonly #names = { page: randomUUID(), preload: randomUUID() }
  #cdp: Session | null = null
  #frames: Frames | null = null
  #requests: Requests | null = null
  #onOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  #destroyed = false

  constructor(preferences: WebPreferences, takeTarget: () => Promise<string>) {
    super()
    lastId += 1
    this.id = lastId
    this.#preferences = preferences
    this.attached = this.#attach(takeTarget)
    this.attached.catch((error: unknown) => process.stderr.write(`stand-in: no window: ${String(error)}\n`))
  }

  get mainFrame(): Frame | null {
    return this.#frames?.main ?? null
  }
  get cdp(): Session {
    if (this.#cdp === null) throw new Error('stand-in: the page is not attached yet')
    return this.#cdp
  }

  async #attach(takeTarget: () => Promise<string>): Promise<void> {
    const { pipe } = chromium()
    this.targetId = await takeTarget()
    const { sessionId } = await pipe.root.send('Target.attachToTarget', { targetId: this.targetId, flatten: true })
    const cdp = pipe.session(sessionId as string)
    this.#cdp = cdp
    const frames = new Frames(this.targetId, cdp, world)
    this.#frames = frames
    this.#requests = new Requests(cdp, frames, (name, event) => this.emit(name, event, event.url))
    cdp.on('Runtime.bindingCalled', (called: { payload: string; executionContextId: number }) => {
      void this.#heard(JSON.parse(called.payload), frames.ofWorld(called.executionContextId))
    })
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', newEvent({})))
    cdp.on('Page.loadEventFired', () => {
      // Not for the empty page that every window begins with.
      if (!['', 'about:blank'].includes(frames.main.url)) this.emit('did-finish-load', newEvent({}))
    })
    cdp.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', newEvent({}), { reason: 'crashed', exitCode: 5 }),
    )
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Runtime.enable'),
      this.#requests.start(),
      cdp.send('Runtime.addBinding', { name: 'standInSend', executionContextName: world }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#pageScript() }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: await this.#preloadScript(), worldName: world }),
      this.showTheme(),
    ])
  }

  #pageScript(): string {
    const names = JSON.stringify({ here: this.#names.page, there: this.#names.preload })
    return `(${mainWorld})(${bridgeEnd}, ${names})`
  }
  async #preloadScript(): Promise<string> {
    const { preload, nodeIntegrationInSubFrames } = this.#preferences
    const names = JSON.stringify({ here: this.#names.preload, there: this.#names.page })
    // A page whose renderer was taken over can speak from any frame of it; this lets a test do so.
    const everyFrame = nodeIntegrationInSubFrames === true || process.env.ELECTRON_STAND_IN_EVERY_FRAME === '1'
    const source = preload === undefined ? '' : await readFile(preload, 'utf8')
    return `(${preloadWorld})(${codec}, ${bridgeEnd}, ${names}, ${JSON.stringify({ everyFrame })}, function (require, module, exports, process) {${source}\n})`
  }

  async #heard({ kind, channel, id, args }: PageMessage, senderFrame: Frame | null): Promise<void> {
    if (kind === 'open') return this.askToOpen(fromChromium(channel))
    const event = newEvent({ sender: this, senderFrame, type: 'frame', frameId: 0, processId: 0 })
    if (kind === 'send') return void ipcMain.emit(channel, event, ...(unpack(args) as unknown[]))
    let reply: [error: string | null, result: string]
    try {
      reply = [null, pack(await ipcMain.invoked(channel, event, unpack(args) as unknown[]))]
    } catch (error) {
      process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`)
      reply = [String(error), 'null']
    }
    if (senderFrame !== null) this.#run(senderFrame, 'reply', [id, ...reply])
  }

  /** Calls what preload-world.ts left in the frame's world. A page that has gone meanwhile is not an error. */
  #run(frame: Frame, name: 'push' | 'reply', args: unknown[]): void {
    const contextId = this.#frames?.worldOf(frame)
    if (contextId === undefined || this.#destroyed) return
    const expression = `standInPreload.${name}(${args.map((each) => JSON.stringify(each)).join(',')})`
    this.cdp.send('Runtime.evaluate', { expression, contextId }).catch(() => {})
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    if (this.mainFrame !== null) this.#run(this.mainFrame, 'push', [channel, pack(args)])
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#onOpen = handler
  }
  askToOpen(url: string): void {
    if (this.#onOpen({ url }).action !== 'deny') this.emit('stand-in-open', url)
  }

  async loadURL(address: string): Promise<void> {
    await this.attached
    await this.session.applyPermissions(this, address)
    const url = new URL(address).href
    // What stands behind the "#" is not asked for.
    const [asked = ''] = url.split('#')
    if (this.#requests !== null) this.#requests.loading = asked
    const { errorText } = await this.cdp.send('Page.navigate', { url: toChromium(url) })
    if (this.#requests?.loading === asked) this.#requests.loading = null
    if (errorText === undefined) return
    this.emit('did-fail-load', newEvent({}), -2, errorText, address, true)
    throw new Error(`${String(errorText)} loading '${address}'`)
  }
  async executeJavaScript(expression: string): Promise<unknown> {
    const answer = await this.cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer.exceptionDetails !== undefined) throw new Error('Script failed to execute')
    return (answer.result as { value?: unknown }).value
  }
  async showTheme(): Promise<void> {
    await this.cdp.send('Emulation.setEmulatedMedia', { features: nativeTheme.mediaFeatures })
  }
  /** Kept, not drawn: what the page does with less room is for a browser to show. */
  #zoom = 1
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
  }
  getZoomFactor = () => this.#zoom
  sendInputEvent({ type, keyCode, modifiers = [] }: { type: string; keyCode: string; modifiers?: string[] }): void {
    const bits = { alt: 1, control: 2, meta: 4, shift: 8 } as const
    const pressed = modifiers.reduce((sum, each) => sum + (bits[each as keyof typeof bits] ?? 0), 0)
    const key = { type: type === 'keyUp' ? 'keyUp' : 'rawKeyDown', key: keyCode.toLowerCase(), modifiers: pressed }
    this.cdp.send('Input.dispatchKeyEvent', key).catch(() => {})
  }
  getURL = () => this.mainFrame?.url ?? ''
  isDestroyed = () => this.#destroyed
  reload(): void {
    void this.mayUnload().then((may) => {
      if (!may) return
      if (this.#requests !== null) this.#requests.loading = this.getURL().split('#')[0] ?? null
      this.cdp.send('Page.reload').catch(() => {})
    })
  }
  /** Asks the page, and the program where the page would rather stay. A page that does not answer goes. */
  async mayUnload(): Promise<boolean> {
    const ask = `!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`
    const wantsToStay = await this.executeJavaScript(ask).catch(() => false)
    if (wantsToStay !== true || this.#destroyed) return true
    const event = newEvent({})
    this.emit('will-prevent-unload', event)
    return event.defaultPrevented
  }
  openDevTools(): void {}
  /** Electron closes the window with the page; the window listens. */
  close(): void {
    this.emit('stand-in-close')
  }
  markDestroyed(): void {
    this.#destroyed = true
    this.emit('destroyed')
  }
}
