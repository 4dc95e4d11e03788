import type { MessagePort } from 'node:worker_threads'
import { codeOf } from './error-code.ts'
import { type Queries, type QueryName, queries } from './reader.ts'
import { type Db, openForReading } from './sqlite.ts'

/** It takes questions from now on. */
export const readerIsUp = 'up'

export type FromReader = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string }
export interface ToReader {
  id: number
  name: QueryName
  argument: unknown
}

/** The reader's thread: a long search here holds up no reply there. */
export function runReader(port: MessagePort, folder: string): void {
  let db: Db | null = null
  let ask: Queries | null = null
  port.on('message', (message: ToReader | 'close') => {
    if (message === 'close') {
      db?.close()
      port.close()
      return
    }
    const answer = answerWith(() => {
      db ??= openForReading(folder)
      ask ??= queries(db)
      return ask
    }, message)
    port.postMessage(answer)
    if (answer.ok) return
    // The next question gets a connection of its own: this one may have met a failing disk.
    db?.close()
    db = null
    ask = null
  })
  port.postMessage(readerIsUp)
}

/** Answers one question; what goes wrong is the answer. */
export function answerWith(open: () => Queries, { id, name, argument }: ToReader): FromReader {
  try {
    const ask = open() as Record<string, (argument: unknown) => unknown>
    return { id, ok: true, value: ask[name]?.(argument) }
  } catch (error) {
    return { id, ok: false, error: `${name}: ${codeOf(error)}` }
  }
}
