import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { freshFolder, inboundText, startThreads } from './store.ts'

export interface DataFolder {
  folder: string
  file: string
  /** As the desk opens it; closed when the test ends. */
  open(): Promise<Store>
  /** What must not change: the database and its log. A `-shm` is only SQLite's scratch pad. */
  bytes(): Record<string, Buffer | null>
}

/** A place where nothing is yet. */
export function newDataFolder(): DataFolder {
  const folder = join(freshFolder('open'), 'live')
  const file = join(folder, 'desk.db')
  return {
    folder,
    file,
    open: async () => {
      const store = await openStore(startThreads(), folder)
      onTestFinished(() => store.close())
      return store
    },
    bytes: () =>
      Object.fromEntries(
        [file, `${file}-wal`].map((path) => [
          path,
          existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null,
        ]),
      ),
  }
}

const names = ['desk.db', 'desk.db-wal', 'desk.made', 'desk.mark', 'desk.boot']

/** A copy at this very moment: what the disk holds when the power goes. */
export function copyOf(folder: string): DataFolder {
  const copy = newDataFolder()
  mkdirSync(copy.folder, { mode: 0o700 })
  for (const name of names)
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy.folder, name))
  return copy
}

let made: Promise<{ used: string; killed: string }> | null = null
async function make() {
  const used = join(freshFolder('open'), 'used')
  const store = await openStore(startThreads(), used)
  for (let reply = 0; reply < 50; reply += 1) await store.write('receive', inboundText())
  const killed = copyOf(used).folder
  await store.close()
  return { used, killed }
}

/** A folder as a desk leaves it that was closed in order: 50 replies, nothing in the log. */
export async function usedFolder(): Promise<DataFolder> {
  made ??= make()
  return copyOf((await made).used)
}

/** As a desk leaves it that was killed: all that is new is in the log. */
export async function killedFolder(): Promise<DataFolder> {
  made ??= make()
  return copyOf((await made).killed)
}
