import type { Found } from '../../shared/find.ts'
import type { Message } from '../../shared/message.ts'
import type { Erasure } from './erase.ts'
import type { FindRequest } from './find.ts'
import type { Layouts } from './open.ts'
import { type Ask, type Reading, startReading } from './reading.ts'
import type { Threads } from './threads.ts'
import type { Commands } from './writer.ts'
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
  find(request: FindRequest): Promise<Found>
  /**
   * Erases one person, and resolves when no byte of it is left in the files; that may take a minute, and holds up
   * nobody else. What is cut short is gone on with at the next start.
   *
   * @throws StoreUnavailable; TracesLeft when only copies are left
   */
  erase(argument: Parameters<Commands['erase']>[0]): Promise<Erasure>
  /** Called after each commit that changed messages. */
  onChange(listener: (change: Change) => void): void
  /** Called when writing begins to fail, with the reason's code, and with null when it works again. */
  onTrouble(listener: (code: string | null) => void): void
  close(): Promise<void>
}

/** The rows are erased; copies of them are still in the files. */
export class TracesLeft extends Error {
  override name = 'TracesLeft'
}

const wipeTries = 5
const wipeAgainMs = 1000
const indexAfterMs = 1000
/** At once, about: what comes meanwhile waits for it. */
const indexForMs = 4
/** While texts wait they have the writer to themselves for so long in between. */
const indexAgainMs = 50
/** Somebody waits for what they search for. */
const indexForSearchMs = 50

/**
 * Opens the store in two threads of its own, so that no window and no webhook waits for a disk.
 *
 * @throws StoreUnusable when the file must not be touched
 */
export async function openStore(
  threads: Pick<Threads, 'startWriter' | 'startReader'>,
  folder: string,
  onMigrated: (layouts: Layouts) => void = () => {},
): Promise<Store> {
  const onChange: ((change: Change) => void)[] = []
  const onTrouble: ((code: string | null) => void)[] = []
  let stale = true
  let indexing: Promise<void> | null = null
  let searching = 0
  let indexTimer: NodeJS.Timeout | null = null
  let cleaning: Promise<void> = Promise.resolve()
  let cleanings = 0

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
      try {
        left = (await writing.write('index', { forMs: searching > 0 ? indexForSearchMs : indexForMs })).left
      } catch (error) {
        stale = true
        throw error
      }
    } while (left > 0 && (searching > 0 || !writing.isBusy()))
    if (left === 0) return
    stale = true
    // What was committed meanwhile has asked for later.
    if (indexTimer !== null) clearTimeout(indexTimer)
    indexTimer = null
    indexLater(indexAgainMs)
  }

  function indexLater(afterMs = indexAfterMs): void {
    indexTimer ??= setTimeout(() => {
      indexTimer = null
      // New words would be merged with the old again and again.
      if (cleanings > 0) return indexLater()
      void indexNow().catch(() => {}) // Trouble is told by onTrouble; the next change tries again.
    }, afterMs)
    indexTimer.unref()
  }

  const indexNow = () => {
    indexing ??= bringIndexUpToDate().finally(() => {
      indexing = null
    })
    return indexing
  }

  /** Takes what was erased out of the search index, the log and the pages, as far as it is still there. */
  async function clean(): Promise<void> {
    const erasure = await writing.write('waitsForWipe', undefined)
    if (erasure === null) return
    while (await writing.write('mergeWords', undefined));
    for (let tries = 1; !(await writing.wipe()); tries += 1) {
      if (tries === wipeTries) throw new TracesLeft('The log could not be emptied')
      await new Promise((resolve) => setTimeout(resolve, wipeAgainMs))
    }
    await writing.write('wiped', erasure)
  }
  function cleanInTurn(): Promise<void> {
    cleanings += 1
    const done = cleaning.then(clean).finally(() => {
      cleanings -= 1
    })
    cleaning = done.catch(() => {})
    return done
  }
  void cleanInTurn().catch(() => {}) // Left from a start that was cut short; the next one tries again.

  /** For somebody who waits. */
  async function indexFirst(): Promise<void> {
    searching += 1
    try {
      // What is under way may have begun before the newest texts came.
      await indexing
      if (stale || indexing !== null) await indexNow()
    } finally {
      searching -= 1
    }
  }

  return {
    erase: async (argument) => {
      const erasure = await writing.write('erase', argument)
      if (erasure.kind === 'erased') await cleanInTurn()
      return erasure
    },
    write: writing.write,
    ask: reading.ask,
    search: async (query, limit) => {
      await indexFirst()
      return reading.ask('search', { query, limit })
    },
    find: async (request) => {
      await indexFirst()
      return reading.ask('find', request)
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
