import { fromChromium, served, servedPattern } from './addresses.ts'
import { newEvent, type StandInEvent } from './event.ts'
import type { Frame, Frames } from './frames.ts'
import type { Session } from './pipe.ts'

interface Paused {
  requestId: string
  request: { url: string; method: string; headers: Record<string, string>; postData?: string }
  resourceType: string
  frameId: string
  redirectedRequestId?: string
}

interface NavigationDetails {
  url: string
  isSameDocument: false
  isMainFrame: boolean
  frame: Frame | null
}

/**
 * Holds up every document a page asks for, and everything from a scheme that the app serves: asks the app's listeners
 * about navigations before a byte leaves, and lets the app's own protocol handlers answer.
 */
export class Requests {
  /** What main itself is loading; such a navigation asks nobody, as in Electron. */
  loading: string | null = null
  readonly #session: Session
  readonly #frames: Frames
  readonly #emit: (name: string, event: NavigationDetails & StandInEvent) => void

  constructor(session: Session, frames: Frames, emit: (name: string, event: NavigationDetails & StandInEvent) => void) {
    this.#session = session
    this.#frames = frames
    this.#emit = emit
    session.on('Fetch.requestPaused', (paused: Paused) => void this.#paused(paused).catch(() => {}))
  }

  async start(): Promise<void> {
    const patterns = [{ urlPattern: servedPattern }, { urlPattern: '*', resourceType: 'Document' }]
    await this.#session.send('Fetch.enable', { patterns })
  }

  async #paused(paused: Paused): Promise<void> {
    const { requestId } = paused
    const url = fromChromium(paused.request.url)
    if (paused.resourceType === 'Document' && this.#isRefused(paused, url)) {
      await this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    // Electron asks for none by itself.
    if (url.endsWith('/favicon.ico'))
      return void (await this.#session.send('Fetch.fulfillRequest', { requestId, responseCode: 404 }))
    const answer = url === paused.request.url ? undefined : served.get(new URL(url).protocol.slice(0, -1))
    if (answer === undefined) return void (await this.#session.send('Fetch.continueRequest', { requestId }))
    const { method, headers, postData } = paused.request
    const request = new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) })
    try {
      const response = await answer(request)
      await this.#session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    } catch (error) {
      process.stderr.write(`stand-in: the protocol handler failed: ${String(error)}\n`)
      await this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
    }
  }

  #isRefused({ frameId, redirectedRequestId }: Paused, url: string): boolean {
    const frame = this.#frames.get(frameId)
    const isMainFrame = frameId === this.#frames.main.id
    const details = { url, isSameDocument: false as const, isMainFrame, frame }
    const ask = (name: string) => {
      const event = newEvent(details)
      this.#emit(name, event)
      return event.defaultPrevented
    }
    if (redirectedRequestId !== undefined) return ask('will-redirect')
    if (isMainFrame && this.loading === url) {
      this.loading = null
      return false
    }
    return ask('will-frame-navigate') || (isMainFrame && ask('will-navigate'))
  }
}
