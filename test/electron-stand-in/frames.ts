import type { EventEmitter } from 'node:events'
import { fromChromium } from './addresses.ts'

interface CdpFrame {
  id: string
  parentId?: string
  url: string
  urlFragment?: string
  securityOrigin: string
}

/** As Electron's WebFrameMain: one object a frame, the same for as long as the frame lives. */
export class Frame {
  readonly id: string
  readonly parent: Frame | null
  url = ''
  origin = 'null'
  detached = false

  constructor(id: string, parent: Frame | null) {
    this.id = id
    this.parent = parent
  }
  get top(): Frame {
    return this.parent === null ? this : this.parent.top
  }
}

/** All frames of a page, and the preload's world in each of them. */
export class Frames {
  readonly main: Frame
  readonly #frames = new Map<string, Frame>()
  readonly #worlds = new Map<string, number>()

  /** @param world name of the preload's world */
  constructor(mainId: string, session: EventEmitter, world: string) {
    this.main = new Frame(mainId, null)
    this.#frames.set(mainId, this.main)
    session.on('Page.frameAttached', ({ frameId, parentFrameId }: { frameId: string; parentFrameId: string }) => {
      const parent = this.#frames.get(parentFrameId) ?? this.main
      const frame = new Frame(frameId, parent)
      // What it begins with, before it has navigated anywhere.
      frame.url = 'about:blank'
      frame.origin = parent.origin
      this.#frames.set(frameId, frame)
    })
    session.on('Page.frameNavigated', ({ frame }: { frame: CdpFrame }) => this.#moved(frame))
    session.on('Page.navigatedWithinDocument', ({ frameId, url }: { frameId: string; url: string }) => {
      const frame = this.#frames.get(frameId)
      if (frame !== undefined) frame.url = fromChromium(url)
    })
    session.on('Page.frameDetached', ({ frameId }: { frameId: string }) => {
      const frame = this.#frames.get(frameId)
      if (frame !== undefined) frame.detached = true
      this.#frames.delete(frameId)
    })
    session.on(
      'Runtime.executionContextCreated',
      ({ context }: { context: { id: number; name: string; auxData: { frameId: string } } }) => {
        if (context.name === world) this.#worlds.set(context.auxData.frameId, context.id)
      },
    )
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }: { executionContextId: number }) => {
      for (const [frame, id] of this.#worlds) if (id === executionContextId) this.#worlds.delete(frame)
    })
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear())
  }

  get(id: string): Frame | null {
    return this.#frames.get(id) ?? null
  }
  /** The frame that a message of the preload's world `contextId` comes from; null when it has gone. */
  ofWorld(contextId: number): Frame | null {
    for (const [frame, id] of this.#worlds) if (id === contextId) return this.get(frame)
    return null
  }
  worldOf(frame: Frame): number | undefined {
    return this.#worlds.get(frame.id)
  }

  #moved({ id, parentId, url, urlFragment, securityOrigin }: CdpFrame): void {
    const parent = parentId === undefined ? null : this.get(parentId)
    const frame = this.get(id) ?? new Frame(id, parent)
    this.#frames.set(id, frame)
    frame.url = fromChromium(url + (urlFragment ?? ''))
    // Of an empty page the protocol tells no origin; it has its parent's.
    if (url.startsWith('about:') && parent !== null) frame.origin = parent.origin
    else frame.origin = securityOrigin === '://' ? 'null' : fromChromium(securityOrigin)
  }
}
