import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { newEvent } from './event.ts'
import type { Menu } from './menu.ts'

/** What the desktop around the app would do. Nobody sits here: dialogs are cancelled, nothing is opened or shown. */

export const dialog = {
  showMessageBox: async (...args: unknown[]) => {
    const { cancelId } = args.at(-1) as { cancelId?: number }
    return { response: cancelId ?? 0, checkboxChecked: false }
  },
  showMessageBoxSync: (...args: unknown[]): number => (args.at(-1) as { cancelId?: number }).cancelId ?? 0,
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
}

export const shell = {
  openExternal: async (_url: string) => {},
  openPath: async () => '',
  showItemInFolder: () => {},
  beep: () => {},
}

let copied = ''
export const clipboard = {
  readText: () => copied,
  writeText: (text: string) => {
    copied = text
  },
}

export const powerMonitor = new EventEmitter()

interface NotificationOptions {
  id?: string
  title?: string
  body?: string
  hasReply?: boolean
  actions?: { type: string; text?: string }[]
}

/** Kept while they would be on the screen; a test does with them what a person would. */
export class Notification extends EventEmitter {
  static readonly all: Notification[] = []
  /** As on a Mac where the app is not signed. */
  static refuses = false
  static isSupported = () => true
  readonly id: string
  readonly title: string
  readonly body: string
  readonly hasReply: boolean
  readonly actions: { type: string; text?: string }[]
  constructor(options: NotificationOptions = {}) {
    super()
    this.id = options.id ?? randomUUID()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.hasReply = options.hasReply ?? false
    this.actions = options.actions ?? []
  }
  show(): void {
    if (Notification.refuses) return void this.emit('failed', newEvent({}), 'UNErrorDomain error 1')
    Notification.all.push(this)
    this.emit('show', newEvent({}))
  }
  close(): void {
    const at = Notification.all.indexOf(this)
    if (at === -1) return
    Notification.all.splice(at, 1)
    this.emit('close', newEvent({ reason: 'applicationHidden' }))
  }
}

/** Kept and can be read, never shown. */
export class Tray extends EventEmitter {
  static readonly all: Tray[] = []
  toolTip = ''
  menu: Menu | null = null
  constructor(picture: string) {
    super()
    if (!existsSync(picture)) throw new Error(`Failed to load image from path '${picture}'`)
    Tray.all.push(this)
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  destroy(): void {
    Tray.all.splice(Tray.all.indexOf(this), 1)
  }
}

export const nativeImage = {
  createEmpty: () => ({ isEmpty: () => true }),
  createFromPath: () => ({ isEmpty: () => true }),
  createFromBitmap: (bytes: Buffer, { width, height }: { width: number; height: number }) => {
    if (bytes.byteLength !== width * height * 4) throw new Error('invalid buffer size')
    return { isEmpty: () => false }
  },
}

/** Kept, never pressed by a keyboard; a test presses them. */
class Shortcuts {
  readonly held = new Map<string, () => void>()
  /** What another program holds. */
  readonly taken = new Set<string>()
  register(key: string, press: () => void): boolean {
    if (this.taken.has(key) || this.held.has(key)) return false
    this.held.set(key, press)
    return true
  }
  isRegistered = (key: string) => this.held.has(key)
  unregister = (key: string) => void this.held.delete(key)
  unregisterAll = () => this.held.clear()
}
export const globalShortcut = new Shortcuts()
