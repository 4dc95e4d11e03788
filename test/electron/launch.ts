import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import type { DeskApi } from '../../src/shared/desk-api.ts'

declare global {
  interface Window {
    readonly desk: DeskApi
  }
}

export interface RunningApp {
  app: ElectronApplication
  page: Page
  /** Quits as a person would; resolves with the exit code once the process has gone. */
  quit(): Promise<number | null>
}

type Start = (environment?: Record<string, string>, ...args: string[]) => Promise<RunningApp>

/** One that a worker's tests take turns at. */
type SharedApp = RunningApp & { dataDir: string }

/**
 * A fresh data folder for each test, and `start` to run the built app on it, again and again. `running` is one that was
 * started already. What a test leaves running is ended after it.
 *
 * Starting it takes seconds, so a test that needs nothing of its own takes `shared`: the worker's app, its page loaded
 * anew. What else a test changes there, it sets back.
 */
export const test = base.extend<
  { dataDir: string; start: Start; running: RunningApp; shared: SharedApp },
  { binary: 'electron' | 'stand-in'; lasting: SharedApp }
>({
  binary: [
    // Playwright reads from here what a fixture needs, and takes no empty list.
    async ({ playwright: _ }, use, worker) => {
      const binary = chooseBinary()
      if (worker.parallelIndex === 0) process.stdout.write(`The app's specs run on ${described[binary]}.\n`)
      await use(binary)
    },
    { scope: 'worker', auto: true },
  ],
  dataDir: async ({ binary }, use) => {
    const folder = await mkdtemp(join(tmpdir(), `dispatch-desk-${binary}-`))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  start: async ({ dataDir }, use) => {
    const started: RunningApp[] = []
    await use(async (environment = {}, ...args) => {
      const running = await launch({ ...appEnvironment(dataDir), ...environment }, args)
      started.push(running)
      return running
    })
    for (const { quit } of started) await quit()
  },

  running: async ({ start }, use) => use(await start()),

  lasting: [
    async ({ binary }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), `dispatch-desk-${binary}-`))
      const running = await launch(appEnvironment(dataDir), [])
      await use({ ...running, dataDir })
      await running.quit()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
    { scope: 'worker' },
  ],
  shared: async ({ lasting }, use) => {
    await use(lasting)
    const loaded = lasting.page.waitForEvent('load')
    await lasting.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
    await loaded
    await isLoaded(lasting.page)
  },
})

const described = {
  electron: 'the real Electron',
  'stand-in': 'the stand-in for Electron over the installed Chromium (docs/stand-in.md)',
}

/** The one place that chooses: the real binary where it is, or one that somebody named, else the stand-in. */
function chooseBinary(): 'electron' | 'stand-in' {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const standIn = fileURLToPath(new URL('../electron-stand-in', import.meta.url))
  if (named !== undefined && named !== '' && named !== standIn) return 'electron'
  const distribution = new URL('../../node_modules/electron/dist/version', import.meta.url)
  if (named !== standIn && existsSync(distribution)) return 'electron'
  process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn
  process.env.ELECTRON_STAND_IN_NODE = process.execPath
  return 'stand-in'
}

/** This process's environment without what would lead the app to an account or to other data. */
export function appEnvironment(dataDir: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(DESK|VONAGE|NGROK|ELECTRON_RENDERER)_/.test(entry[0]),
  )
  return { ...Object.fromEntries(kept), DESK_DATA_DIR: dataDir }
}

/** @param folder of the app; another build of it than this project's */
export async function launch(env: Record<string, string>, args: string[], folder = '.'): Promise<RunningApp> {
  const app = await _electron.launch({ args: [folder, ...args], env, colorScheme: null })
  const child = app.process()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const page = await app.firstWindow()
  await isLoaded(page)
  return {
    app,
    page,
    quit: async () => {
      if (child.exitCode === null && child.signalCode === null) await app.close()
      return exited
    },
  }
}

async function isLoaded(page: Page): Promise<void> {
  const ask = () => page.evaluate(() => document.readyState === 'complete' && 'desk' in window)
  // While it is loading, a question to the page may fail.
  await expect.poll(() => ask().catch(() => false)).toBe(true)
}

export { expect }
