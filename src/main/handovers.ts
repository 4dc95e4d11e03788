import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { handoverMostBytes } from '../shared/handover.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { backupJobs } from './store/backup-jobs.ts'
import {
  handoverPath,
  incomingFolder,
  incomingPath,
  makePrivate,
  removeIncoming,
  removeUnsealed,
} from './store/handover-files.ts'
import type { HandoverOrder, MadeHandover } from './store/make-handover.ts'
import type { TakenBack } from './store/take-back-desk.ts'
import type { ReadHandover, TakenHandover } from './store/take-handover.ts'
import type { Threads } from './store/threads.ts'

/** The handovers of one data folder. Passphrases are overwritten here once they were used. */
export interface Handovers {
  make(order: Omit<HandoverOrder, 'passphrase'>, passphrase: string): Promise<MadeHandover>
  path(fileName: string): string
  /** How large that file is; null when there is none. */
  size(fileName: string): Promise<number | null>
  /** Adds a piece of one that is brought here; one at a time is brought. */
  put(piece: { id: string; offset: number; bytes: string }): Promise<Result<{ received: number }>>
  read(id: string, passphrase: string): Promise<ReadHandover>
  /** Only while no desk has the folder. */
  take(id: string, passphrase: string): Promise<TakenHandover>
  /** Only while no desk has the folder. */
  takeBack(): Promise<TakenBack>
  close(): Promise<void>
}

export function keepHandovers(needs: {
  threads: Pick<Threads, 'startBackup'>
  folder: string
  now: () => number
}): Handovers {
  const { folder, now } = needs
  const jobs = backupJobs(needs.threads)
  let last: Promise<unknown> = Promise.resolve()

  /** What is typed may hold a blank at its end, and one letter may be written in two ways. */
  async function using<Value>(passphrase: string, work: (bytes: Uint8Array) => Promise<Value>): Promise<Value> {
    const bytes = Buffer.from(passphrase.normalize('NFKC').trim())
    try {
      return await work(bytes)
    } finally {
      bytes.fill(0)
    }
  }

  async function put(id: string, offset: number, bytes: Buffer): Promise<Result<{ received: number }>> {
    if (offset + bytes.length > handoverMostBytes) return refused('handover-too-large', tooLarge)
    try {
      makePrivate(incomingFolder(folder))
      removeIncoming(folder, id)
      const file = await open(incomingPath(folder, id), constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        const { size } = await file.stat()
        // Ahead of what is here: whoever brings it goes on from there.
        if (offset > size) return done({ received: size })
        await file.write(bytes, 0, bytes.length, offset)
        return done({ received: Math.max(size, offset + bytes.length) })
      } finally {
        await file.close()
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return refused('disk-full', diskFull)
      return refused('handover-not-written', notWritten(code ?? 'unknown error'))
    }
  }

  return {
    make: (order, passphrase) =>
      using(passphrase, (bytes) => jobs.run({ do: 'hand-over', folder, order: { ...order, passphrase: bytes } })),
    path: (fileName) => handoverPath(folder, fileName),
    size: (fileName) =>
      stat(handoverPath(folder, fileName)).then(
        ({ size }) => size,
        () => null,
      ),
    put: ({ id, offset, bytes }) => {
      const next = last.then(() => put(id, offset, Buffer.from(bytes, 'base64')))
      last = next.catch(() => {})
      return next
    },
    read: (id, passphrase) =>
      using(passphrase, (bytes) => jobs.run({ do: 'read-handover', folder, id, passphrase: bytes })),
    take: (id, passphrase) =>
      using(passphrase, (bytes) => jobs.run({ do: 'take-handover', folder, id, passphrase: bytes, now: now() })),
    takeBack: () => jobs.run({ do: 'take-back', folder, now: now() }),
    close: async () => {
      await last
      await jobs.close()
      // One that was cut short has left what it was made of.
      removeUnsealed(folder)
    },
  }
}

const tooLarge = 'This file is larger than 4 GB, so it is no handover. Choose the file that the other desk made.'
const diskFull =
  'The disk is full, so the file could not be brought here whole. Nothing was changed. Free some space, then go on.'
const notWritten = (code: string) =>
  `The file could not be brought here (${code}). Nothing was changed. Let the data folder be written, then go on.`
