import workerUrl from './list-worker.ts?worker&url'
import type { FromReader, ReadList, ToReader } from './read-list.ts'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL: (url: string) => string
  }
}

// The page's policy lets a script be started only from an address that was vouched for: this one is of our own bundle.
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const ours = trustedTypes?.createPolicy('list-worker', { createScriptURL: () => workerUrl })

/** No picture is drawn of a window that nobody sees. */
const unseenMs = 50

/** Once what was handed over stands in a picture. Pieces would come in several at a time, and no picture between them. */
function afterPicture(run: () => void): void {
  const go = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    run()
  }
  const timer = setTimeout(go, unseenMs)
  const frame = requestAnimationFrame(go)
}

/** Reads a list in a worker of its own, which ends with it. */
export const readBeside: ReadList = (source, on) => {
  const worker = new Worker(ours?.createScriptURL('') ?? workerUrl, { type: 'module' })
  const ask = (what: ToReader) => worker.postMessage(what)
  worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
    if (data.kind === 'done') {
      worker.terminate()
      return on.done()
    }
    if (data.kind === 'begin') on.begin(data.head)
    else on.lines(data.lines)
    afterPicture(() => ask({ kind: 'more' }))
  }
  worker.onerror = () => {
    worker.terminate()
    on.failed()
  }
  ask({ kind: 'read', source })
  return () => worker.terminate()
}
