import type { Unusable } from '../shared/backup.ts'
import type { Argument, DeskCalls } from '../shared/desk-api.ts'
import { type CallName, callNames } from '../shared/desk-names.ts'
import type { Settings } from '../shared/desk-state.ts'
import type { Desktop } from '../shared/desktop.ts'
import { type Result, refused } from '../shared/result.ts'
import type { AccountKeeper } from './account.ts'
import { openAccountBook } from './account-book.ts'
import { readEnvironment } from './config.ts'
import type { Desk } from './desk-parts.ts'
import type { DeskEvent } from './events.ts'
import { listMessages } from './list-messages.ts'
import { type Log, noLog } from './log/log.ts'
import { type OneSeat, takeSeat } from './one-seat.ts'
import { type Mode, seating } from './seating.ts'
import { openSettings } from './settings.ts'
import { StartRefused } from './start-refused.ts'
import type { Store } from './store/store.ts'
import type { Threads } from './store/threads.ts'
import { StoreUnusable } from './store/unusable.ts'
import type { StartNgrok } from './tunnel/ngrok-session.ts'
import { version } from './version.ts'

export interface HostNeeds {
  dataDir: string
  shell: 'desktop' | 'browser'
  /** What the desktop does for the app; none where it is not said. */
  desktop?: () => Desktop
  environment: NodeJS.ProcessEnv
  accounts: AccountKeeper
  openLink: (url: string) => Promise<Result<{ opened: boolean }>>
  threads: Threads
  /** How ngrok's process is started. */
  startNgrok: StartNgrok
  /** Whether a window is open at this moment; always, when it is not said. */
  watched?: () => boolean
  unexpected: (what: string, error: unknown) => void
  /** None where nobody will look. */
  log?: Log
  /** Shows a file in the system's own window of files; false where that cannot be. */
  showFile?: (path: string) => boolean
}

/** What a shell holds: one desk at a time, in practice or live, and the settings around it. */
export interface Host {
  /** May be made at once: each waits until there is a desk, and texts are read as soon as their file is open. */
  calls: DeskCalls
  /**
   * The first desk is there, or the reason why there is none.
   *
   * @throws StartRefused; StoreUnusable when another desk has the folder
   */
  started: Promise<void>
  /** @returns undo */
  onEvents(listener: (events: DeskEvent[]) => void): () => void
  changesAfter(event: number): ReturnType<Desk['changesAfter']>
  /** Where webhooks come in on this computer. */
  webhooks(): Desk['webhooks']
  /** Why there is no desk at this moment; null when there is one. */
  unusable(): Unusable | null
  mode(): Mode
  settings(): Settings
  /** @returns undo */
  onSettings(listener: (settings: Settings) => void): () => void
  /** What the system says of its sleep. */
  sleeps(): void
  wakes(): void
  /** What the shell adds to the state has changed. */
  stateChanged(): void
  close(): Promise<void>
}

/**
 * Opens the data folder and begins to start a desk in the mode that is due: what DESK_MODE says, else what was chosen
 * last, else live where there is an account and practice where there is none. Each mode has a folder of its own.
 *
 * Returns once the mode is known: after a power cut the texts are looked through first, and a window that says so is
 * better than none. A desk whose texts cannot be opened is no reason to end: the window says so and offers the backups.
 *
 * @throws StartRefused
 */
export async function openHost(needs: HostNeeds): Promise<Host> {
  const note = (error: unknown) => {
    if (error instanceof StartRefused) needs.log?.say('startRefused', { code: error.problem.code })
    if (error instanceof StoreUnusable) needs.log?.say('startRefused', { code: error.code })
  }
  try {
    const host = await open(needs)
    host.started.catch(note)
    return host
  } catch (error) {
    note(error)
    throw error
  }
}

async function open(needs: HostNeeds): Promise<Host> {
  const { log = noLog } = needs
  const began = performance.now()
  const environment = readEnvironment(needs.environment)
  if (!environment.ok) throw new StartRefused(environment.problem)
  const env = environment.value
  const settings = openSettings({ dataDir: needs.dataDir, now: Date.now, log })
  const eventListeners = new Set<(events: DeskEvent[]) => void>()
  const settingsListeners = new Set<(settings: Settings) => void>()

  const book = openAccountBook({ environment: env.account, accounts: needs.accounts, log })
  const account = book.usable

  const opened = Promise.withResolvers<Pick<Store, 'ask'>>()
  const seats = seating({
    ...needs,
    env,
    log,
    settings: settings.get,
    account,
    settingsTrouble: settings.trouble,
    keyRing: book.keyRing,
    known: book.shown,
    linkMemory: settings.links,
    onProof: book.proven,
    onEvents: (events) => {
      for (const listener of eventListeners) listener(events)
    },
    isHeard: () => eventListeners.size > 0,
    onBackupTrouble: () => there?.stateChanged(),
    onOpened: opened.resolve,
  })

  const first = env.mode ?? settings.mode() ?? ((await account()) === null ? 'practice' : 'live')
  const mode: Mode = first === 'live' && (await account()) === null ? 'practice' : first
  const onSettings = () => {
    for (const listener of settingsListeners) listener(settings.get())
  }
  /** Null until the first desk is there. */
  let there: OneSeat | null = null
  const take = async () => {
    // The threads open the file while this one loads the rest.
    const [seat, { callsOf }] = await Promise.all([
      takeSeat(mode, { ...seats, keepMode: settings.keepMode }),
      import('./host-calls.ts'),
    ])
    there = seat
    log.say('started', { version, node: process.versions.node, platform: process.platform, shell: needs.shell, mode })
    // A key ring may take its time, and practice needs nothing of it but to say that an account is there.
    if (mode === 'practice') void account().then(seat.stateChanged)
    return { seat, calls: callsOf(seat, { ...needs, env, book, settings, onSettings, log }) }
  }
  const taking = take()

  const started = taking.then(() => {})
  started.catch(() => {}) // Told to whoever asks for it.
  return {
    calls: onceThere(
      taking.then(({ calls }) => calls),
      opened.promise,
    ),
    started,
    onEvents: (listener) => {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    changesAfter: async (event) => there?.now().desk?.changesAfter(event) ?? null,
    webhooks: () => there?.now().desk?.webhooks ?? null,
    unusable: () => there?.now().unusable ?? null,
    mode: () => there?.mode() ?? mode,
    settings: settings.get,
    sleeps: () => there?.now().desk?.sleeps(),
    wakes: () => there?.now().desk?.wakes(),
    stateChanged: () => there?.stateChanged(),
    onSettings: (listener) => {
      settingsListeners.add(listener)
      return () => void settingsListeners.delete(listener)
    },
    close: async () => {
      await taking.then(
        ({ seat }) => seat.close(),
        () => {}, // It has closed what it had opened.
      )
      log.say('stopped', { seconds: (performance.now() - began) / 1000 })
    },
  }
}

/** Each waits until there is a desk. Texts are read as soon as they can be: a window shows them while the rest starts. */
function onceThere(starting: Promise<DeskCalls>, opened: Promise<Pick<Store, 'ask'>>): DeskCalls {
  const whole = starting.catch(() => null)
  const later =
    <Name extends CallName>(name: Name) =>
    async (argument: Argument<Name>) =>
      (await whole)?.[name](argument) ?? neverThere
  const early = opened.then((store) => ({ listMessages: listMessages(store) }))
  return {
    ...(Object.fromEntries(callNames.map((name) => [name, later(name)])) as unknown as DeskCalls),
    listMessages: async (page) => (await Promise.race([whole, early]))?.listMessages(page) ?? neverThere,
  }
}

const neverThere = refused('not-started', 'The desk did not start. Start it again.')
