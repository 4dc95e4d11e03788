import type { Message } from '../../shared/message.ts'
import type { Layouts } from './open.ts'
import { type Ask, type Reading, startReading } from './reading.ts'
import type { Threads } from './threads.ts'
import { startWriting, type Write } from './writing.ts'

/** Messages that are new or changed, and the number of the event that says so. */
export interface Change {
  seqs: readonly number[]
  event: number
  /** Texts wait to be sent. */
  queued: boolean
}

/** The desk's memory. An interface, so that a shared database can stand here later. */
export interface Store {
  write: Write
  ask: Ask
  search(query: string, limit: number | undefined): Promise<Message[]>
  /** Called after each commit that changed messages. */
  onChange(listener: (change: Change) => void): void
  /** Called when writing begins to fail, with the reason's code, and with null when it works again. */
  onTrouble(listener: (code: string | null) => void): void
  close(): Promise<void>
}

const indexChunk = 500
const indexAfterMs = 1000

/**
 * Opens the store in two threads of its own, so that no window and no webhook waits for a disk.
 *
 * @throws StoreUnusable when the file must not be touched
 */
export async function openStore(
  threads: Threads,
  folder: string,
  onMigrated: (layouts: Layouts) => void = () => {},
): Promise<Store> {
  const onChange: ((change: Change) => void)[] = []
  const onTrouble: ((code: string | null) => void)[] = []
  let stale = true
  let indexing: Promise<void> | null = null
  let searching = 0
  let indexTimer: NodeJS.Timeout | null = null

  const writing = await startWriting(threads, folder, {
    committed: ({ changed, event, queued }) => {
      if (changed.length === 0) return
      stale = true
      indexLater()
      for (const listener of onChange) listener({ seqs: changed, event, queued })
    },
    answered: (answer) => reading.answered(answer),
    trouble: (code) => {
      for (const listener of onTrouble) listener(code)
    },
    migrated: onMigrated,
  })
  const reading: Reading = startReading(threads, folder, writing.ask)

  /** In the background the index gives way to texts that wait; only a search is worth their waiting. */
  async function bringIndexUpToDate(): Promise<void> {
    let left: number
    do {
      stale = false
      left = (await writing.write('index', { limit: indexChunk })).left
    } while (left > 0 && (searching > 0 || !writing.isBusy()))
    if (left === 0) return
    stale = true
    indexLater()
  }

  function indexLater(): void {
    indexTimer ??= setTimeout(() => {
      indexTimer = null
      void indexNow().catch(() => {}) // Trouble is told by onTrouble; the next change tries again.
    }, indexAfterMs)
    indexTimer.unref()
  }

  const indexNow = () => {
    indexing ??= bringIndexUpToDate().finally(() => {
      indexing = null
    })
    return indexing
  }

  return {
    write: writing.write,
    ask: reading.ask,
    search: async (query, limit) => {
      searching += 1
      try {
        // What is under way may have begun before the newest texts came.
        await indexing
        if (stale || indexing !== null) await indexNow()
      } finally {
        searching -= 1
      }
      return reading.ask('search', { query, limit })
    },
    onChange: (listener) => void onChange.push(listener),
    onTrouble: (listener) => void onTrouble.push(listener),
    close: async () => {
      if (indexTimer !== null) clearTimeout(indexTimer)
      // The writer last: what it leaves then is one file.
      await reading.close()
      await writing.close()
    },
  }
}
