import { parentPort, workerData } from 'node:worker_threads'

/**
 * The store's threads, joined with what a reply means: a reply is stored and understood in one transaction. Each loads
 * its own part only, and is told its folder once it is there: a thread takes longer to start than everything else.
 */
const port = parentPort
if (port === null) throw new Error('store-thread runs in a worker only')
if ((workerData as { role: 'writer' | 'reader' }).role === 'writer') {
  const loading = Promise.all([import('./store/writer-thread.ts'), import('./replies/understand.ts')])
  port.once('message', async ({ folder }: { folder: string }) => {
    const [{ runWriter }, { understand }] = await loading
    runWriter(port, folder, understand)
  })
} else {
  const loading = import('./store/reader-thread.ts')
  port.once('message', async ({ folder }: { folder: string }) => (await loading).runReader(port, folder))
}
