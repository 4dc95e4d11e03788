import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { ThreadStart } from './store/threads.ts'
import type { Write } from './store/writing.ts'

/**
 * The store's threads, joined with what a reply means: a reply is stored and understood in one transaction. Each loads
 * its own part only. The writer starts before its folder is known, and is told it.
 */
const port = parentPort
if (port === null) throw new Error('store-thread runs in a worker only')
const start = workerData as ThreadStart
if (start.role === 'writer') {
  const loading = Promise.all([import('./store/writer-thread.ts'), import('./replies/understand.ts')])
  // Whoever stores a webhook takes it in, too: handed from thread to thread it would cost more than all else together.
  const connect = async (line: MessagePort, write: Write) =>
    (await import('./serve-webhooks.ts')).serveWebhooks(line, write)
  port.once('message', async ({ folder }: { folder: string }) => {
    const [{ runWriter }, { understand }] = await loading
    runWriter(port, folder, understand, connect)
  })
} else if (start.role === 'reader')
  void import('./store/reader-thread.ts').then(({ runReader }) => runReader(port, start.folder))
else
  void import('./store/backup-thread.ts').then(({ runBackupJob }) =>
    runBackupJob(port, start.job, async () => (await import('./replies/understand.ts')).understand),
  )
