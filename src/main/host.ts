import { join } from 'node:path'
import type { DeskCalls, Settings } from '../shared/desk-api.ts'
import { done, type Problem, type Result, refused } from '../shared/result.ts'
import { type AccountKeeper, maskKey } from './account.ts'
import { type Account, asAccount, readEnvironment } from './config.ts'
import type { Desk } from './desk.ts'
import type { DeskEvent } from './events.ts'
import { type Log, noLog } from './log/log.ts'
import { loggedStore } from './log/logged-store.ts'
import { openSettings } from './settings.ts'
import { openStore } from './store/store.ts'
import type { Threads } from './store/threads.ts'
import { StoreUnusable } from './store/unusable.ts'
import { version } from './version.ts'

export interface HostNeeds {
  dataDir: string
  shell: 'desktop' | 'browser'
  environment: NodeJS.ProcessEnv
  accounts: AccountKeeper
  openLink: (url: string) => Promise<Result<{ opened: boolean }>>
  threads: Threads
  unexpected: (what: string, error: unknown) => void
  /** None where nobody will look. */
  log?: Log
  /** Shows a file in the system's own window of files; false where that cannot be. */
  showFile?: (path: string) => boolean
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
  try {
    return await open(needs)
  } catch (error) {
    if (error instanceof StartRefused) needs.log?.say('startRefused', { code: error.problem.code })
    if (error instanceof StoreUnusable) needs.log?.say('startRefused', { code: error.code })
    throw error
  }
}

async function open(needs: HostNeeds): Promise<Host> {
  const { log = noLog } = needs
  const began = performance.now()
  const environment = readEnvironment(needs.environment)
  if (!environment.ok) throw new StartRefused(environment.problem)
  const env = environment.value
  const settings = openSettings(needs.dataDir)
  const eventListeners = new Set<(events: DeskEvent[]) => void>()
  const settingsListeners = new Set<(settings: Settings) => void>()

  let keyRing: Problem | null = null
  /** As it was found last. */
  let known: Account | null = null

  async function account(): Promise<Account | null> {
    known = env.account ?? (await savedAccount())
    if (known !== null) log.hide(secretsOf(known))
    return known
  }
  async function savedAccount(): Promise<Account | null> {
    const kept = await needs.accounts.load()
    if (kept.problem !== null && kept.problem.code !== keyRing?.code) log.say('keyRing', { code: kept.problem.code })
    keyRing = kept.problem
    if (kept.account === null) return null
    const read = asAccount(kept.account, 'settings')
    return read.ok ? read.value : null
  }

  async function start(mode: 'practice' | 'live'): Promise<Desk> {
    const live = mode === 'live' ? await account() : null
    // Without this a key ring that locks itself meanwhile would let practice loose on the live texts.
    if (mode === 'live' && live === null) throw new StartRefused(noAccount)
    // The threads open the file while this one loads the rest.
    const [store, { startDesk }] = await Promise.all([
      openStore(needs.threads, join(needs.dataDir, mode), (layouts) => log.say('migrated', layouts)),
      import('./desk.ts'),
    ])
    const desk = await startDesk({
      store: loggedStore(store, log),
      account: live,
      shell: needs.shell,
      settings: settings.get,
      keyRing: () => keyRing,
      known: () => (known === null ? null : { key: maskKey(known.apiKey), from: known.from }),
      variables: env.set,
      // The port that Vonage knows is live's own: practice would refuse what comes there, and it would not come again.
      webhookPort: mode === 'practice' && env.account !== null ? null : env.webhookPort,
      restHost: env.restHost,
      apiHost: env.apiHost,
      unexpected: needs.unexpected,
      log,
    })
    desk.listen((events) => {
      for (const listener of eventListeners) listener(events)
    })
    return desk
  }

  const first = env.mode ?? settings.mode() ?? ((await account()) === null ? 'practice' : 'live')
  let mode = first === 'live' && (await account()) === null ? 'practice' : first
  let desk = await start(mode)
  log.say('started', { version, node: process.versions.node, platform: process.platform, shell: needs.shell, mode })
  // A key ring may take its time, and practice needs nothing of it but to say that an account is there.
  const learnAccount = async () => {
    await account()
    desk.stateChanged()
  }
  if (mode === 'practice') void learnAccount()
  let switching: Promise<unknown> = Promise.resolve()

  /** One change after another; a failed one does not stand in the way of the next. */
  function inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = switching.then(change)
    switching = next.catch(() => {})
    return next
  }

  async function restart(to: 'practice' | 'live'): Promise<Result<{ mode: 'practice' | 'live' }>> {
    await desk.close()
    try {
      desk = await start(to)
      mode = to
      return done({ mode })
    } catch (error) {
      // Better the desk that was there than none: its window would show nothing and receive nothing.
      desk = await start(mode)
      if (error instanceof StartRefused) return { ok: false, problem: error.problem }
      if (error instanceof StoreUnusable) return refused(error.code, error.message)
      throw error
    } finally {
      desk.stateChanged()
    }
  }

  const setMode = ({ mode: to }: { mode: 'practice' | 'live' }) =>
    inTurn(async () => {
      if (to === mode) return done({ mode })
      if (to === 'live' && (await account()) === null) return { ok: false as const, problem: noAccount }
      const { counts } = await desk.state()
      if (mode === 'live' && counts.queued > 0)
        return refused(
          'still-sending',
          `${counts.queued} texts have not left yet. Wait until they have, then change over.`,
        )
      const changed = await restart(to)
      if (changed.ok) {
        settings.keepMode(to)
        log.say('modeChanged', { mode: to })
      }
      return changed
    })

  const calls: DeskCalls = {
    ...forward(async () => (await switching.then(() => desk)).calls),
    saveSettings: (changes) =>
      inTurn(async () => {
        const held = await desk.holdTo(settings.changed(changes))
        if (!held.ok) return held
        settings.save(changes)
        log.say('settingsSaved')
        for (const listener of settingsListeners) listener(settings.get())
        desk.stateChanged()
        return done(settings.get())
      }),
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
      log.say('accountSaved', about(read.value))
      if (mode === 'live') {
        const restarted = await inTurn(() => restart('live'))
        if (!restarted.ok) return restarted
      } else await learnAccount()
      return done({ key: maskKey(read.value.apiKey) })
    },
    setMode,
    openLink: ({ url }) => needs.openLink(url),
    showLog: async () => done({ path: log.path, shown: needs.showFile?.(log.path) ?? false }),
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
      await switching
      await desk.close()
      log.say('stopped', { seconds: (performance.now() - began) / 1000 })
    },
  }
}

const secretsOf = ({ apiKey, apiSecret, signature, ngrok }: Account) => [
  apiKey,
  apiSecret,
  ...(signature?.secrets ?? []),
  ngrok?.authtoken,
]

const about = ({ signature, ngrok, publicUrl }: Account) =>
  ({
    signed: signature === null ? 'no' : 'yes',
    wayIn: publicUrl !== null ? 'public-url' : ngrok !== null ? 'ngrok' : 'none',
  }) as const

const noAccount: Problem = { code: 'no-account', text: 'Enter the Vonage key, secret and number first.' }

/** The same calls on whichever desk is running when they come; while one gives way to another they wait. */
function forward(desk: () => Promise<Desk['calls']>): Desk['calls'] {
  return {
    getDesk: async (argument) => (await desk()).getDesk(argument),
    getCustomer: async (argument) => (await desk()).getCustomer(argument),
    sendSms: async (argument) => (await desk()).sendSms(argument),
    sendNotice: async (argument) => (await desk()).sendNotice(argument),
    listMessages: async (argument) => (await desk()).listMessages(argument),
    searchMessages: async (argument) => (await desk()).searchMessages(argument),
    fileReply: async (argument) => (await desk()).fileReply(argument),
    closeReply: async (argument) => (await desk()).closeReply(argument),
    closeText: async (argument) => (await desk()).closeText(argument),
    reopen: async (argument) => (await desk()).reopen(argument),
    stopSending: async (argument) => (await desk()).stopSending(argument),
    resumeSending: async (argument) => (await desk()).resumeSending(argument),
    releaseText: async (argument) => (await desk()).releaseText(argument),
    cancelText: async (argument) => (await desk()).cancelText(argument),
    dismissGap: async (argument) => (await desk()).dismissGap(argument),
    exportCustomer: async (argument) => (await desk()).exportCustomer(argument),
    eraseCustomer: async (argument) => (await desk()).eraseCustomer(argument),
    playCustomer: async (argument) => (await desk()).playCustomer(argument),
  }
}
