import { Worker } from 'node:worker_threads'

/** Two threads that wait to be told their folder. They end with the process when nobody does. */
export interface Threads {
  writer: Worker
  reader: Worker
}

/**
 * Hands out pairs of threads for stores. The first pair starts at once: a thread takes longer to start than all that
 * is loaded meanwhile, and than opening a million texts.
 *
 * @param script the threads', which joins the store with what a reply means
 */
export function threadStarter(script: URL): () => Threads {
  const startOne = (role: 'writer' | 'reader') => {
    const thread = new Worker(script, { workerData: { role } })
    thread.unref()
    return thread
  }
  const start = (): Threads => ({ writer: startOne('writer'), reader: startOne('reader') })
  let first: Threads | null = start()
  return () => {
    const threads = first ?? start()
    first = null
    return threads
  }
}
