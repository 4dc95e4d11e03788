import { EventEmitter } from 'node:events'
import { protocol, toChromium } from './addresses.ts'
import { chromium } from './chromium.ts'

type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean
type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void

/** Electron's name for a permission, and Chromium's. */
const permissions = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['persistent-storage', 'persistent-storage'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['background-sync', 'background-sync'],
  ['payment-handler', 'payment-handler'],
  ['sensors', 'accelerometer'],
  ['storage-access', 'storage-access'],
] as const

class StandInSession extends EventEmitter {
  readonly protocol = protocol
  readonly webRequest = { onBeforeRequest: () => {}, onHeadersReceived: () => {} }
  // Without handlers Electron grants everything.
  #check: Check = () => true
  #request: Request = (_contents, _permission, answer) => answer(true)

  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler ?? (() => true)
  }
  setPermissionRequestHandler(handler: Request | null): void {
    this.#request = handler ?? ((_contents, _permission, answer) => answer(true))
  }
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  async clearStorageData(): Promise<void> {}

  /**
   * Asks the app's handlers once for every permission, before a page is loaded, and sets Chromium to their answers.
   * Granted is what either of them grants, so a handler that is missing shows.
   */
  async applyPermissions(contents: unknown, address: string): Promise<void> {
    const url = new URL(address)
    if (url.protocol === 'data:' || url.protocol === 'about:') return
    const appOrigin = `${url.protocol}//${url.host}`
    const origin = new URL(toChromium(address)).origin
    const setting = async ([permission, name]: (typeof permissions)[number]) => {
      const checked = this.#check(contents, permission, `${appOrigin}/`, { isMainFrame: true, requestingUrl: address })
      const requested = await new Promise<boolean>((resolve) =>
        this.#request(contents, permission, resolve, { isMainFrame: true, requestingUrl: address }),
      )
      const answer = { permission: { name }, setting: checked || requested ? 'granted' : 'denied', origin }
      // Not every Chromium knows every name.
      await chromium()
        .pipe.root.send('Browser.setPermission', answer)
        .catch(() => {})
    }
    await Promise.all(permissions.map(setting))
  }
}

const defaultSession = new StandInSession()
export const session = { defaultSession, fromPartition: () => defaultSession }
