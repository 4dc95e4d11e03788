import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { understand } from '../../src/main/replies/understand.ts'
import { incomingPath } from '../../src/main/store/handover-files.ts'
import { type HandoverOrder, makeHandover } from '../../src/main/store/make-handover.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { takeBackDesk } from '../../src/main/store/take-back-desk.ts'
import { readHandover, takeHandover } from '../../src/main/store/take-handover.ts'
import { newDataFolder } from './data-folder.ts'
import { startThreads } from './store.ts'

export const passphrase = 'correct horse battery'
export const handedAt = Date.UTC(2026, 10, 29, 17, 30, 0)
export const fileName = 'Dispatch Desk handover 2026-11-29 17.30.00.desk'
export const incomingId = '0123456789abcdef'
export const bytesOf = (words: string) => Buffer.from(words)

/** A data folder, and what a desk does with it. `store` is the one that is open. */
export async function openDeskFolder() {
  const open = () => openStore(startThreads(), data.folder)
  const data = newDataFolder()
  const desk = {
    ...data,
    store: await open(),
    async open(): Promise<Store> {
      desk.store = await open()
      return desk.store
    },
    /** Marked and made, at a cost that a test can pay. */
    async handOver(order: Partial<HandoverOrder> = {}) {
      await desk.store.write('handOver', { submission: 'over', fileName, now: handedAt })
      const made = await makeHandover(data.folder, {
        fileName,
        number: '447700900000',
        mode: 'live',
        summary: 'Mr Fox rings back',
        passphrase: bytesOf(passphrase),
        now: handedAt,
        logN: 1,
        ...order,
      })
      if (made.kind === 'made') await desk.store.write('handoverMade', { at: handedAt, bytes: made.bytes })
      return made
    },
    file: join(data.folder, 'handovers', fileName),
    /** As if it had been brought over. */
    bring(file: string) {
      mkdirSync(join(data.folder, 'incoming'), { recursive: true })
      copyFileSync(file, incomingPath(data.folder, incomingId))
    },
    read: (words = passphrase, id = incomingId) => readHandover(data.folder, id, bytesOf(words)),
    async take(now: number, words = passphrase) {
      await desk.store.close()
      const became = takeHandover(data.folder, { id: incomingId, passphrase: bytesOf(words), now }, understand)
      await desk.open()
      return became
    },
    async takeBack(now: number) {
      await desk.store.close()
      const became = takeBackDesk(data.folder, now)
      await desk.open()
      return became
    },
  }
  return desk
}
