import { parentPort, workerData } from 'node:worker_threads'
import { understand } from './replies/understand.ts'
import { runReader, runWriter } from './store/threads.ts'

/** The store's threads, joined with what a reply means: a reply is stored and understood in one transaction. */
const { role, folder } = workerData as { role: 'writer' | 'reader'; folder: string }
if (parentPort === null) throw new Error('store-thread runs in a worker only')
if (role === 'writer') runWriter(parentPort, folder, understand)
else runReader(parentPort, folder)
