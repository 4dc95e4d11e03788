import type { MakeBridgeEnd } from './bridge.ts'
import type { codec } from './codec.ts'

type Listener = (event: unknown, ...args: unknown[]) => void

/** What the main process finds in the preload's world, to answer and to push. */
export interface PreloadWorld {
  push(channel: string, args: string): void
  reply(id: number, error: string | null, result: string): void
}

/**
 * Runs in the preload's world: gives a sandboxed preload its `require`, `ipcRenderer` and `contextBridge`. Gets into
 * the page as its own source text.
 *
 * @param options.everyFrame as the web preference `nodeIntegrationInSubFrames`
 */
export function preloadWorld(
  makeCodec: typeof codec,
  bridgeEnd: MakeBridgeEnd,
  names: { here: string; there: string },
  options: { everyFrame: boolean },
  preload: (require: (name: string) => unknown, module: { exports: object }, exports: object, process: object) => void,
): void {
  const { pack, unpack } = makeCodec()
  const world = globalThis as unknown as { standInSend: (text: string) => void; standInPreload: PreloadWorld }
  const toMain = (kind: 'invoke' | 'send' | 'open', channel: string, args: unknown[], id = 0) =>
    world.standInSend(JSON.stringify({ kind, channel, id, args: pack(args) }))

  const bridge = bridgeEnd(names, { opened: (url) => toMain('open', url, []) })
  const listeners = new Map<string, Listener[]>()
  const waiting = new Map<
    number,
    { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }
  >()
  let last = 0

  const ipcRenderer = {
    // Async: an argument that cannot be cloned rejects, and does not throw.
    invoke: async (channel: string, ...args: unknown[]) => {
      last += 1
      const id = last
      toMain('invoke', channel, args, id)
      return new Promise((resolve, reject) => waiting.set(id, { channel, resolve, reject }))
    },
    send: (channel: string, ...args: unknown[]) => toMain('send', channel, args),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((each) => each !== listener),
      )
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
  }

  world.standInPreload = {
    push: (channel, args) => {
      for (const listener of listeners.get(channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...(unpack(args) as unknown[]))
    },
    reply: (id, error, result) => {
      const call = waiting.get(id)
      waiting.delete(id)
      if (error === null) call?.resolve(unpack(result))
      else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${error}`))
    },
  }

  if (window !== window.top && !options.everyFrame) return
  const contextBridge = { exposeInMainWorld: (name: string, value: unknown) => bridge.expose(name, value) }
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return { ipcRenderer, contextBridge }
    throw new Error(`module not found: ${name}`)
  }
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform: 'linux', env: {}, versions: {} }
  const module = { exports: {} }
  preload(require, module, module.exports, process)
}
