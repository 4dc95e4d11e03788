import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { refused } from '../shared/result.ts'
import type { AccountKeeper } from './account.ts'
import { openerOf, writeOpeningPage } from './browser/opening-page.ts'
import type { BrowserShell } from './browser/shell.ts'
import { type Log, openLog } from './log/log.ts'
import { outliveReaders, ownStderr, silenceDebugging, unexpectedTo } from './quiet.ts'
import { StartRefused } from './start-refused.ts'
import { prepareThreads } from './store/threads.ts'
import { forkNgrok } from './tunnel/fork-ngrok.ts'

/** Entry of the browser shell: the desk without a window of its own. Prints one JSON line when ready; SIGTERM stops it. */

/** Here the account comes from the environment only: there is no key ring to keep one in. */
const noKeyRing: AccountKeeper = {
  load: async () => ({ account: null, problem: null }),
  save: async () =>
    refused(
      'no-key-ring',
      'In the browser the account comes from the environment. See docs/setup.md, then start again.',
    ),
}

/** Null until the data folder is known. */
let log: Log | null = null
outliveReaders(process.stdout, process.stderr)
const print = ownStderr(process.env, process.stderr)
const printUnexpected = unexpectedTo(print)
const unexpected = (what: string, error: unknown) => {
  printUnexpected(what, error)
  log?.say('unexpected', { what, error, code: error })
}
/** What happened last is what somebody will want to read. */
const leave = async (code: number) => {
  await log?.close()
  process.exit(code)
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  // Before the first thread, which takes the webhooks in, with the environment as it is at its start; and before the
  // libraries that look at DEBUG as they load.
  silenceDebugging(process.env)
  const threads = prepareThreads(new URL('./store-thread.cjs', import.meta.url))
  // Node would print the error whole.
  process.on('unhandledRejection', (error) => unexpected('rejection', error))
  process.on('uncaughtException', (error) => {
    unexpected('exception', error)
    void leave(1)
  })
  const [{ openHost }, { platformDataDir, readEnvironment }] = await Promise.all([
    import('./host.ts'),
    import('./config.ts'),
  ])
  const environment = readEnvironment(process.env)
  if (!environment.ok) throw new StartRefused(environment.problem)
  const dataDir = environment.value.dataDir ?? platformDataDir(process.env, process.platform)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch {
    throw new StartRefused({
      code: 'data-dir',
      text: `The data folder ${dataDir} cannot be made. Set DESK_DATA_DIR to another one.`,
    })
  }
  log = openLog({ dataDir })
  let shell: BrowserShell | null = null
  const opening = openHost({
    dataDir,
    shell: 'browser',
    environment: process.env,
    accounts: noKeyRing,
    openLink: async () => refused('not-here', 'Links are opened by the browser itself.'),
    threads,
    watched: () => shell?.watched() ?? false,
    startNgrok: forkNgrok(new URL('./tunnel-process.cjs', import.meta.url)),
    unexpected,
    log,
  })
  opening.catch(() => {}) // Awaited below, once the shell is loaded too.
  const { openBrowserShell } = await import('./browser/shell.ts')
  const host = await opening
  await host.started
  const renderer = fileURLToPath(new URL('../renderer', import.meta.url))
  const opened = await openBrowserShell({ host, renderer, port: environment.value.port, unexpected, log })
  shell = opened
  log.hide([opened.token])

  let stopping = false
  let closeOpening = () => {}
  const stop = async () => {
    if (stopping) return
    stopping = true
    closeOpening()
    await opened.close()
    await host.close()
    await leave(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  const { url, api, token } = opened
  const webhooks = host.webhooks() ?? { inbound: null, receipts: null }
  const unusable = host.unusable()
  if (unusable !== null) process.stderr.write(`${unusable.text}\n`)
  if (process.argv.includes('--open')) {
    process.stdout.write(`Dispatch Desk is open at ${url}\nLeave this running; Ctrl+C ends it.\n`)
    closeOpening = openInBrowser(url)
  } else process.stdout.write(`${JSON.stringify({ ready: true, url, api, token, ...webhooks, pid: process.pid })}\n`)
}

/** Long enough for a browser that has to be started first. */
const openingMs = 60_000

/**
 * Best effort: the address is printed too, and on a computer without a screen there is nothing to open.
 *
 * @returns takes away what the browser was given, if it is still there
 */
function openInBrowser(url: string): () => void {
  const page = writeOpeningPage(url)
  const opener = openerOf(page.path, process.platform, process.env)
  if (opener === null) {
    page.remove()
    return () => {}
  }
  const child = spawn(opener.program, opener.args, { stdio: 'ignore', detached: true })
  child.on('error', page.remove)
  child.unref()
  setTimeout(page.remove, openingMs).unref()
  return page.remove
}

main().catch((error: unknown) => {
  // By name: the classes come with what is loaded late.
  const expected = error instanceof Error && ['StartRefused', 'StoreUnusable'].includes(error.name)
  print(expected ? error.message : `The desk could not start (${error instanceof Error ? error.name : 'unknown'}).`)
  if (!expected) unexpected('start', error)
  void leave(1)
})
