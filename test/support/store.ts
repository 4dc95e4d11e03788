import { EventEmitter } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Worker } from 'node:worker_threads'
import type { LinkMemories } from '../../src/main/setup/link.ts'
import type { InboundText, Receipt } from '../../src/main/store/records.ts'
import { openStore } from '../../src/main/store/store.ts'
import { prepareThreads } from '../../src/main/store/threads.ts'
import { done } from '../../src/shared/result.ts'

/** The store's two threads, as they were built for this run (prepare.ts). */
export function startBothThreads() {
  const built = process.env.TEST_STORE_BUILT
  if (built === undefined) throw new Error('test/support/prepare.ts has not run')
  return prepareThreads(pathToFileURL(join(built, 'store-thread.mjs')))
}

/** Without the reader, see `noReader`. */
export const startThreads = () => ({ ...startBothThreads(), startReader: noReader })

export const freshFolder = (name = 'desk') => mkdtempSync(join(tmpdir(), `${name}-`))

/**
 * A reader that never comes up: the writer answers meanwhile, from the same queries. A thread takes longer to start
 * than most of these tests take. A file of tests about the threads themselves has both.
 */
function noReader(): Worker {
  const none = new EventEmitter()
  return Object.assign(none, { postMessage: () => none.emit('exit', 0) }) as unknown as Worker
}

/**
 * A folder, made where it is not there, with the file of a desk that was opened once and closed (prepare.ts): to lay it
 * out anew each time takes longer. Where nothing is prepared, in a benchmark, it is empty.
 */
function layOut(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const from = process.env.TEST_STORE_FRESH
  if (from !== undefined) for (const name of readdirSync(from)) copyFileSync(join(from, name), join(folder, name))
  return folder
}

/** Of a desk that was there before, in practice and live, and has no texts. */
export function usedDataDir(): string {
  const folder = freshFolder()
  for (const mode of ['live', 'practice']) layOut(join(folder, mode))
  return folder
}

/** The real store: its writer in a thread, a real file. */
export const openFreshStore = async (folder = layOut(freshFolder())) => ({
  folder,
  store: await openStore(startThreads(), folder),
})

let count = 0

export const inboundText = (over: Partial<InboundText> = {}): InboundText => {
  count += 1
  return {
    account: 'abcd1234',
    providerId: `0B0000017A11${String(count).padStart(4, '0')}`,
    customer: '447700900123',
    ours: '447700900000',
    text: '2',
    kind: 'text',
    sentAt: 1_780_000_000_000,
    arrivedAt: 1_780_000_001_000,
    part: null,
    ...over,
  }
}

export const receipt = (over: Partial<Receipt> = {}): Receipt => ({
  account: 'abcd1234',
  providerId: null,
  reference: null,
  status: 'delivered',
  errorCode: '0',
  arrivedAt: 1_780_000_002_000,
  ...over,
})

/** Of a desk that is handed over to nobody. */
export const noHandovers = { path: (fileName: string) => fileName, size: async () => null }

/** Nothing is remembered of linking a number, as on a desk that never did. */
export const noLinkMemory: LinkMemories = { of: () => null, keep: () => done(null), forget: () => done(null) }
