import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { BackupJob } from './backup-thread.ts'
import { keepCompiled } from './keep-compiled.ts'

/** A thread's functions as they are called from another thread: by name, answered later. */
export type Remote<Functions extends { [Name in keyof Functions]: (argument: never) => unknown }> = <
  Name extends keyof Functions,
>(
  name: Name,
  argument: Parameters<Functions[Name]>[0],
) => Promise<ReturnType<Functions[Name]>>

/** Starts what a store runs on. A writer that nobody tells its folder ends with the process. */
export interface Threads {
  startWriter(): Worker
  startReader(folder: string): Worker
  /** Ends when the job is done. */
  startBackup(job: BackupJob): Worker
}

/** What a thread is told as it starts. */
export type ThreadStart = { role: 'writer' } | { role: 'reader'; folder: string } | { role: 'backup'; job: BackupJob }

/**
 * The first writer starts at once: a thread takes longer to start than all that is loaded meanwhile, and than opening
 * a million texts.
 *
 * @param script the threads', which joins the store with what a reply means
 */
export function prepareThreads(script: URL): Threads {
  const env = keepCompiled(script)
  // Room for what is short-lived. Threads begin with 1 MB, and clear it up six times before the file is open.
  setFlagsFromString('--min-semi-space-size=16')
  const start = (workerData: ThreadStart) => new Worker(script, { workerData, env })
  const startWriter = () => {
    const writer = start({ role: 'writer' })
    writer.unref()
    return writer
  }
  let first: Worker | null = startWriter()
  return {
    startWriter: () => {
      const writer = first ?? startWriter()
      first = null
      return writer
    },
    startReader: (folder) => start({ role: 'reader', folder }),
    startBackup: (job) => start({ role: 'backup', job }),
  }
}
