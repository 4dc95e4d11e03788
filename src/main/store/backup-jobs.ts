import type { Worker } from 'node:worker_threads'
import type { BackupAnswers, BackupJob } from './backup-thread.ts'
import type { Threads } from './threads.ts'

export interface BackupJobs {
  /** One after another. @throws when its thread ends without an answer */
  run<Do extends BackupJob['do']>(job: Extract<BackupJob, { do: Do }>): Promise<BackupAnswers[Do]>
  /** Ends the one that is under way; what it was building is taken away by the next. */
  close(): Promise<void>
}

/** The jobs of the backups, each in a thread of its own that ends with it. */
export function backupJobs(threads: Pick<Threads, 'startBackup'>): BackupJobs {
  let last: Promise<unknown> = Promise.resolve()
  let running: Worker | null = null
  let closed = false

  function start(job: BackupJob): Promise<unknown> {
    if (closed) return Promise.reject(new Error('closed'))
    const thread = threads.startBackup(job)
    running = thread
    return new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => {
        if (running === thread) running = null
        reject(new Error('thread-ended'))
      })
    })
  }

  return {
    run: <Do extends BackupJob['do']>(job: Extract<BackupJob, { do: Do }>) => {
      const answer = last.then(() => start(job)) as Promise<BackupAnswers[Do]>
      last = answer.catch(() => {})
      return answer
    },
    close: async () => {
      closed = true
      await running?.terminate()
    },
  }
}
