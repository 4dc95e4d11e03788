import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

const cache = fileURLToPath(new URL('../../node_modules/.cache/dispatch-desk', import.meta.url))

/** The store's threads, and what tests run in a process of its own. */
const names = ['store-thread', 'store/restore', 'store/make-handover', 'store/take-handover', 'replies/understand']

/**
 * Where the computer has room for files in memory, the many small files of unit tests are there, which takes a seventh
 * of their time off. Whole desks are put to the test on a disk.
 */
function placeFor(project: string): string {
  const inMemory = '/dev/shm'
  if (project !== 'unit' || process.platform !== 'linux') return tmpdir()
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize > 2 ** 31 ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/**
 * Before the first test of a run: one temporary folder for all of it, the store's threads as JavaScript,
 * and a store's file as it is laid out anew.
 *
 * A thread that strips types does so in WebAssembly, and threads that come and go by the hundred met a fault of V8
 * there (SIGSEGV below Runtime_TierUpWasmToJSWrapper, Node 24.21, once in some thousand threads).
 */
export default async function prepare({ name }: Pick<TestProject, 'name'>): Promise<() => void> {
  const built = join(cache, `store-${process.pid}`)
  await build({
    configFile: false,
    logLevel: 'warn',
    // As in the program that is shipped: to look for a hundred files in each thread takes twice as long as all the rest.
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      target: 'node24',
      outDir: built,
      rolldownOptions: {
        input: names.map((name) => fileURLToPath(new URL(`../../src/main/${name}.ts`, import.meta.url))),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  process.env.TEST_STORE_BUILT = built

  const temporary = mkdtempSync(join(placeFor(name), 'desk-tests-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = temporary
  const fresh = join(temporary, 'fresh')
  mkdirSync(fresh, { mode: 0o700 })
  const { openFreshStore } = await import('./store.ts')
  await (await openFreshStore(fresh)).store.close()
  process.env.TEST_STORE_FRESH = fresh
  return () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    for (const folder of [built, temporary]) rmSync(folder, { recursive: true, force: true })
  }
}
