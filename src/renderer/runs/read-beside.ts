import workerUrl from './list-worker.ts?worker&url'
import type { FromReader, ReadList } from './read-list.ts'

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

/** Reads a list in a worker of its own, which ends with it. */
export const readBeside: ReadList = (source, on) => {
  const worker = new Worker(ours?.createScriptURL('') ?? workerUrl, { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<FromReader>) => {
    if (data.kind === 'begin') return on.begin(data.head)
    if (data.kind === 'lines') return on.lines(data.lines)
    worker.terminate()
    on.done()
  }
  worker.onerror = () => {
    worker.terminate()
    on.failed()
  }
  worker.postMessage(source)
  return () => worker.terminate()
}
