import type { Found } from '../../shared/find.ts'
import type { Message } from '../../shared/message.ts'
import type { Erasure } from './erase.ts'
import type { FindRequest } from './find.ts'
import { keepIndexed } from './keep-indexed.ts'
import type { Layouts } from './open.ts'
import { type Ask, type Reading, startReading } from './reading.ts'
import type { Wrote } from './tell-commits.ts'
import type { Threads } from './threads.ts'
import type { Commands } from './writer.ts'
import { startWriting, type Write, type Writing } from './writing.ts'

/** Messages that are new or changed, and the number of the event that says so. */
export interface Change {
  seqs: readonly number[]
  event: number
  /** Texts wait to be sent. */
  queued: boolean
  /** The messages as they are now, where they came along. One that is there no more is not among them. */
  messages: readonly Message[] | null
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
  connect: Writing['connect']
  /** Called with all that was written over there, once it is committed. */
  onWrote(listener: (wrote: Wrote) => void): void
  /** Whether few messages that change shall come along with the change: to ask for them takes two threads more. */
  readChanged(on: boolean): void
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

/**
 * Opens the store in two threads of its own, so that no window waits for a disk.
 *
 * @throws StoreUnusable when the file must not be touched
 */
export async function openStore(
  threads: Pick<Threads, 'startWriter' | 'startReader'>,
  folder: string,
  told: { migrated?: (layouts: Layouts) => void; unexpected?: (error: unknown) => void } = {},
): Promise<Store> {
  const onChange: ((change: Change) => void)[] = []
  const onTrouble: ((code: string | null) => void)[] = []
  const onWrote: ((wrote: Wrote) => void)[] = []
  let cleaning: Promise<void> = Promise.resolve()
  let cleanings = 0

  const writing = await startWriting(threads, folder, {
    committed: ({ changed, event, queued }, messages) => {
      if (changed.length === 0) return
      index.changed()
      for (const listener of onChange) listener({ seqs: changed, event, queued, messages })
    },
    wrote: (wrote) => {
      for (const listener of onWrote) listener(wrote)
    },
    answered: (answer) => reading.answered(answer),
    trouble: (code) => {
      // A thread that died may have committed what it had yet to tell.
      if (code === null) index.changed()
      for (const listener of onTrouble) listener(code)
    },
    migrated: (layouts) => told.migrated?.(layouts),
    unexpected: (error) => told.unexpected?.(error),
  })
  const reading: Reading = startReading(threads, folder, writing.ask)

  const index = keepIndexed({
    index: async (forMs) => (await writing.write('index', { forMs })).left,
    // New words would be merged with the old again and again.
    isPutOff: () => cleanings > 0,
    onQuiet: () => writing.quiet(),
  })

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

  return {
    erase: async (argument) => {
      const erasure = await writing.write('erase', argument)
      if (erasure.kind === 'erased') await cleanInTurn()
      return erasure
    },
    write: writing.write,
    ask: reading.ask,
    search: async (query, limit) => {
      await index.forSearch()
      return reading.ask('search', { query, limit })
    },
    find: async (request) => {
      await index.forSearch()
      return reading.ask('find', request)
    },
    connect: writing.connect,
    readChanged: writing.readChanged,
    onWrote: (listener) => void onWrote.push(listener),
    onChange: (listener) => void onChange.push(listener),
    onTrouble: (listener) => void onTrouble.push(listener),
    close: async () => {
      index.close()
      // The writer last: what it leaves then is one file.
      await reading.close()
      await writing.close()
    },
  }
}
