import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import type { Queries } from './reader.ts'
import type { FromReader, readerIsUp, ToReader } from './reader-thread.ts'
import type { Remote, Threads } from './threads.ts'

export type Ask = Remote<Queries>

export interface Reading {
  ask: Ask
  /** An answer from elsewhere. */
  answered(answer: FromReader): void
  /** Ends the thread, also one that is still starting. */
  close(): Promise<void>
}

/** A start has more to do than there are cores: until then the writer answers, which has nothing else to do yet. */
const startAfterMs = 250
/** A thread that died is started anew after this long. */
const restartAfterMs = 1000

/**
 * The reader's thread seen from this one.
 *
 * @param meanwhile takes a question while there is no reader: it has yet to start, or has died. False when it cannot
 */
export function startReading(
  threads: Pick<Threads, 'startReader'>,
  folder: string,
  meanwhile: (question: ToReader) => boolean,
): Reading {
  let thread: Worker | null = null
  /** The thread, once it takes questions. */
  let reader: Worker | null = null
  let closing = false
  let timer: NodeJS.Timeout | null = null
  let id = 0
  const asks = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()

  const ask: Ask = (name, argument) =>
    new Promise((resolve, reject) => {
      id += 1
      const question: ToReader = { id, name, argument }
      asks.set(id, { resolve: resolve as (value: unknown) => void, reject })
      if (reader !== null) reader.postMessage(question)
      else if (closing || !meanwhile(question)) answered({ id, ok: false, error: 'closed' })
    })
  function answered(answer: FromReader): void {
    const asked = asks.get(answer.id)
    asks.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(new Error(answer.error))
  }
  function start(): void {
    const started = threads.startReader(folder)
    thread = started
    started.on('message', (message: FromReader | typeof readerIsUp) => {
      if (message === 'up') reader = started
      else answered(message)
    })
    started.on('error', () => {}) // Told by its end.
    started.on('exit', () => {
      thread = null
      reader = null
      for (const lost of [...asks.keys()]) answered({ id: lost, ok: false, error: 'thread-ended' })
      if (!closing) startIn(restartAfterMs)
    })
  }

  function startIn(ms: number): void {
    timer = setTimeout(start, ms)
    timer.unref()
  }

  startIn(startAfterMs)
  return {
    ask,
    answered,
    close: async () => {
      closing = true
      if (timer !== null) clearTimeout(timer)
      if (thread === null) return
      const ended = once(thread, 'exit')
      thread.postMessage('close')
      await ended
    },
  }
}
