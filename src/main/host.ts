import { join } from 'node:path'
import type { DeskCalls, Settings } from '../shared/desk-api.ts'
import { done, type Problem, type Result, refused } from '../shared/result.ts'
import type { AccountKeeper } from './account.ts'
import { type Account, asAccount, readEnvironment } from './config.ts'
import { type Desk, startDesk } from './desk.ts'
import type { DeskEvent } from './events.ts'
import { openSettings } from './settings.ts'

export interface HostNeeds {
  dataDir: string
  shell: 'desktop' | 'browser'
  environment: NodeJS.ProcessEnv
  accounts: AccountKeeper
  openLink: (url: string) => Promise<Result<{ opened: boolean }>>
  /** The store thread's script, beside the built main file. */
  thread: URL
  unexpected: (what: string, error: unknown) => void
}

/** What a shell holds: one desk at a time, in practice or live, and the settings around it. */
export interface Host {
  calls: DeskCalls
  /** @returns undo */
  onEvents(listener: (events: DeskEvent[]) => void): () => void
  changesAfter(event: number): ReturnType<Desk['changesAfter']>
  /** Where webhooks come in on this computer. */
  webhooks(): Desk['webhooks']
  settings(): Settings
  /** @returns undo */
  onSettings(listener: (settings: Settings) => void): () => void
  close(): Promise<void>
}

/** The desk cannot start; the problem says why and what to do. */
export class StartRefused extends Error {
  override name = 'StartRefused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.text)
    this.problem = problem
  }
}

/**
 * Opens the data folder and starts a desk in the mode that is due: what DESK_MODE says, else what was chosen last, else
 * live where there is an account and practice where there is none. Each mode has a folder of its own.
 *
 * @throws StartRefused, StoreUnusable
 */
export async function openHost(needs: HostNeeds): Promise<Host> {
  const environment = readEnvironment(needs.environment)
  if (!environment.ok) throw new StartRefused(environment.problem)
  const env = environment.value
  const settings = openSettings(needs.dataDir)
  const eventListeners = new Set<(events: DeskEvent[]) => void>()
  const settingsListeners = new Set<(settings: Settings) => void>()

  let keyRing: Problem | null = null

  async function account(): Promise<Account | null> {
    if (env.account !== null) return env.account
    const kept = await needs.accounts.load()
    keyRing = kept.problem
    if (kept.account === null) return null
    const read = asAccount(kept.account, 'settings')
    return read.ok ? read.value : null
  }

  async function start(mode: 'practice' | 'live'): Promise<Desk> {
    const desk = await startDesk({
      account: mode === 'live' ? await account() : null,
      folder: join(needs.dataDir, mode),
      shell: needs.shell,
      settings: settings.get,
      keyRing: () => keyRing,
      thread: needs.thread,
      webhookPort: env.webhookPort,
      restHost: env.restHost,
      unexpected: needs.unexpected,
    })
    desk.listen((events) => {
      for (const listener of eventListeners) listener(events)
    })
    return desk
  }

  const first = env.mode ?? settings.mode() ?? (env.account === null ? 'practice' : 'live')
  let mode = first === 'live' && (await account()) === null ? 'practice' : first
  let desk = await start(mode)
  let switching: Promise<unknown> = Promise.resolve()

  async function restart(to: 'practice' | 'live'): Promise<void> {
    await desk.close()
    try {
      desk = await start(to)
      mode = to
    } catch (error) {
      // Better the desk that was there than none: its window would show nothing and receive nothing.
      desk = await start(mode)
      throw error
    } finally {
      desk.stateChanged()
    }
  }

  async function setMode({ mode: to }: { mode: 'practice' | 'live' }): Promise<Result<{ mode: 'practice' | 'live' }>> {
    if (to === 'live' && (await account()) === null)
      return refused('no-account', 'Enter the Vonage key, secret and number first.')
    if (to === mode) return done({ mode })
    const { counts } = await desk.state()
    if (mode === 'live' && counts.queued > 0)
      return refused(
        'still-sending',
        `${counts.queued} texts have not left yet. Wait until they have, then change over.`,
      )
    switching = switching.then(() => restart(to))
    await switching
    settings.keepMode(to)
    return done({ mode })
  }

  const calls: DeskCalls = {
    ...forward(() => desk.calls),
    saveSettings: async (changes) => {
      settings.save(changes)
      for (const listener of settingsListeners) listener(settings.get())
      desk.stateChanged()
      return done(settings.get())
    },
    saveAccount: async (entered) => {
      if (env.account !== null)
        return refused(
          'account-in-environment',
          'The account comes from the environment. Change it there, then start again.',
        )
      const read = asAccount(entered, 'settings')
      if (!read.ok) return read
      const saved = await needs.accounts.save(entered)
      if (!saved.ok) return saved
      if (mode === 'live') {
        switching = switching.then(() => restart('live'))
        await switching
      }
      return done({ key: read.value.apiKey.slice(0, 2) })
    },
    setMode,
    openLink: ({ url }) => needs.openLink(url),
  }

  return {
    calls,
    onEvents: (listener) => {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    changesAfter: (event) => desk.changesAfter(event),
    webhooks: () => desk.webhooks,
    settings: settings.get,
    onSettings: (listener) => {
      settingsListeners.add(listener)
      return () => void settingsListeners.delete(listener)
    },
    close: async () => {
      await switching.catch(() => {})
      await desk.close()
    },
  }
}

/** The same calls on whichever desk is running when they come. */
function forward(desk: () => Desk['calls']): Desk['calls'] {
  return {
    getDesk: (argument) => desk().getDesk(argument),
    sendSms: (argument) => desk().sendSms(argument),
    sendNotice: (argument) => desk().sendNotice(argument),
    listMessages: (argument) => desk().listMessages(argument),
    searchMessages: (argument) => desk().searchMessages(argument),
    fileReply: (argument) => desk().fileReply(argument),
    closeReply: (argument) => desk().closeReply(argument),
    playCustomer: (argument) => desk().playCustomer(argument),
  }
}
