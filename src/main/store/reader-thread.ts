import type { MessagePort } from 'node:worker_threads'
import { type Db, openForReading } from './open.ts'
import { type QueryName, queries } from './reader.ts'

export type FromReader = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string }
export interface ToReader {
  id: number
  name: QueryName
  argument: unknown
}

/** The reader's thread: a long search here holds up no reply there. It opens the file with the first question. */
export function runReader(port: MessagePort, folder: string): void {
  let db: Db | null = null
  let ask: Record<string, (argument: unknown) => unknown> | null = null
  port.on('message', (message: ToReader | 'close') => {
    if (message === 'close') {
      db?.close()
      port.close()
      return
    }
    const { id, name, argument } = message
    try {
      if (ask === null) {
        db = openForReading(folder)
        ask = queries(db) as Record<string, (argument: unknown) => unknown>
      }
      port.postMessage({ id, ok: true, value: ask[name]?.(argument) } satisfies FromReader)
    } catch (error) {
      db?.close()
      db = null
      ask = null
      port.postMessage({ id, ok: false, error: `${name}: ${codeOf(error)}` } satisfies FromReader)
    }
  })
}

const codeOf = (error: unknown): string =>
  error instanceof Error
    ? 'code' in error && typeof error.code === 'string'
      ? error.code
      : error.message
    : String(error)
