import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = fileURLToPath(new URL('..', import.meta.url))
// A unit test that loads the real 'electron' would start a download.
const alias = { electron: fileURLToPath(new URL('support/no-electron.ts', import.meta.url)) }
const server = { deps: { inline: ['electron-store'] } }
const common = {
  alias,
  server,
  globalSetup: ['test/support/prepare.ts'],
  setupFiles: ['test/support/fixed-seed.ts'],
}

/** For those that put a whole desk to the test. */
const globalSetup = [...common.globalSetup, 'test/support/tools.ts']

const faults = (...names: string[]) => names.map((name) => `test/fault/${name}.test.ts`)
/** Faults whose load is timed, and needs the computer for itself. */
const underLoad = faults('big', 'disk-errors', 'flood', 'slow')
/** Faults that end a desk or its disk under load: they take what computer they get, and leave half of it idle. */
const crashes = faults('disk-full', 'durability', 'fuzz', 'kill', 'kill-sending', 'power-cut')

/** Half a minute and more. One that starts last runs alone at the end, with half of the computer idle. */
const long = [
  'contract/browser-shell',
  'scenario/early-receipts',
  'scenario/sending',
  'fault/hanging',
  'fault/long-absence',
  'fault/migration',
  'fault/tunnel',
  'fault/tunnel-process',
  'main/store/restore',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(`/${name}.test.ts`))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((each) => !isLong(each))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        root,
        test: {
          name: 'unit',
          // Of several that are run together, one after the other.
          sequence: { groupOrder: 0 },
          include: ['test/{shared,main,preload,renderer}/**/*.test.ts'],
          ...common,
          testTimeout: 20_000,
          // Starting a worker for each file took a fifth of the time.
          isolate: false,
          // Most of these wait for a thread or a socket now and then.
          maxWorkers: 4,
        },
      },
      {
        root,
        test: {
          // Stories mostly wait, for a time limit or for a customer, so several run side by side.
          name: 'scenario',
          sequence: { groupOrder: 1 },
          isolate: false,
          include: ['test/{scenario,contract,fault}/**/*.test.ts'],
          exclude: [...underLoad, ...crashes],
          ...common,
          globalSetup: [...common.globalSetup, 'test/support/clock-tool.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 4,
        },
      },
      {
        root,
        test: {
          name: 'crash',
          sequence: { groupOrder: 2 },
          include: crashes,
          ...common,
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        root,
        test: {
          // Under load, and timed: one at a time.
          name: 'fault',
          sequence: { groupOrder: 3 },
          include: underLoad,
          ...common,
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        root,
        test: {
          // What takes minutes to hours: before a release, not on every change.
          name: 'night',
          sequence: { groupOrder: 4 },
          include: ['test/fault/**/*.night.ts'],
          ...common,
          globalSetup,
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
