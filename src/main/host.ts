import type { Unusable } from '../shared/backup.ts'
import type { DeskCalls } from '../shared/desk-api.ts'
import type { Settings } from '../shared/desk-state.ts'
import type { Desktop } from '../shared/desktop.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type AccountKeeper, maskKey } from './account.ts'
import { openAccountBook } from './account-book.ts'
import { backupCalls } from './backup-calls.ts'
import { carryQuestions } from './carry-questions.ts'
import { complete, type EnteredAccount, readEnvironment } from './config.ts'
import type { Desk } from './desk-parts.ts'
import type { DeskEvent } from './events.ts'
import { forward } from './forward.ts'
import { handedOverGate } from './handed-over-gate.ts'
import { handoverCalls } from './handover-calls.ts'
import { checkEverything } from './health.ts'
import { type Log, noLog } from './log/log.ts'
import { takeSeat } from './one-seat.ts'
import { type Mode, noAccount, noDesk, seating } from './seating.ts'
import { openSettings } from './settings.ts'
import { setupCalls } from './setup-calls.ts'
import { StartRefused } from './start-refused.ts'
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
  calls: DeskCalls
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
 * Opens the data folder and starts a desk in the mode that is due: what DESK_MODE says, else what was chosen last, else
 * live where there is an account and practice where there is none. Each mode has a folder of its own.
 *
 * A desk whose texts cannot be opened is no reason to end: a window says so and offers the backups.
 *
 * @throws StartRefused; StoreUnusable when another desk has the folder
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
  const settings = openSettings({ dataDir: needs.dataDir, now: Date.now, log })
  const eventListeners = new Set<(events: DeskEvent[]) => void>()
  const settingsListeners = new Set<(settings: Settings) => void>()

  const book = openAccountBook({ environment: env.account, accounts: needs.accounts, log })
  const account = book.usable

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
    onBackupTrouble: () => seat.stateChanged(),
  })

  const first = env.mode ?? settings.mode() ?? ((await account()) === null ? 'practice' : 'live')
  const mode: Mode = first === 'live' && (await account()) === null ? 'practice' : first
  const seat = await takeSeat(mode, { ...seats, keepMode: settings.keepMode })
  log.say('started', { version, node: process.versions.node, platform: process.platform, shell: needs.shell, mode })
  // A key ring may take its time, and practice needs nothing of it but to say that an account is there.
  const learnAccount = async () => {
    await account()
    seat.stateChanged()
  }
  if (mode === 'practice') void learnAccount()

  const setMode = ({ mode: to }: { mode: Mode }) =>
    seat.inTurn(async () => {
      const { desk } = seat.now()
      if (desk === null) return to === seat.mode() ? seat.restart(to) : noDesk(seat.now())
      if (to === seat.mode()) return done({ mode: to })
      if (to === 'live' && (await account()) === null) return { ok: false as const, problem: noAccount }
      const { counts, questions } = await desk.state()
      if (to === 'practice' && counts.queued > 0)
        return refused(
          'still-sending',
          `${counts.queued} texts have not left yet. Wait until they have, then change over.`,
        )
      const changed = await seat.restart(to)
      if (changed.ok) {
        const { desk: there } = seat.now()
        if (there !== null) await carryQuestions(questions, there.calls)
        settings.keepMode(to)
        log.say('modeChanged', { mode: to })
        seat.stateChanged()
      }
      return changed
    })

  const setup = setupCalls({ book, restHost: env.restHost, onNews: seat.stateChanged })
  const gate = handedOverGate(() => seat.now().desk?.handover.isHandedOver() ?? false)
  const showFile = (path: string) => needs.showFile?.(path) ?? false
  const calls = gate.keep({
    ...forward(async (name, argument) => {
      await seat.settled()
      const { desk } = seat.now()
      return desk === null ? noDesk(seat.now()) : desk.calls[name](argument)
    }),
    saveSettings: (changes) =>
      seat.inTurn(async () => {
        const { desk } = seat.now()
        if (desk === null) return noDesk(seat.now())
        const held = await desk.holdTo(settings.changed(changes))
        if (!held.ok) return held
        const saved = settings.save(changes)
        if (!saved.ok) {
          await desk.holdTo(settings.get())
          return saved
        }
        log.say('settingsSaved')
        for (const listener of settingsListeners) listener(settings.get())
        desk.stateChanged()
        return done(settings.get())
      }),
    ...setup,
    checkEverything: async () => {
      await seat.settled()
      const { desk, backups } = seat.now()
      if (desk === null) return noDesk(seat.now())
      const checks = await checkEverything({
        state: await desk.state(),
        dataDir: needs.dataDir,
        balance: () => setup.checkAccount({}),
        link: () => desk.calls.checkLink({}),
        prove: () => desk.calls.proveReach({}),
        newestBackup: async () => (await backups.list())[0]?.madeAt ?? null,
        now: Date.now,
      })
      return done({ checks })
    },
    saveAccount: (changes) =>
      seat.inTurn(async () => {
        if (seat.now().desk === null) return noDesk(seat.now())
        const isLive = seat.mode() === 'live'
        if (isLive && book.isOther(changes))
          return refused(
            'live-other-account',
            'This desk is live with another account. Go back to practice first, then enter the other one.',
          )
        // Without one the next start would practise, and nobody would hear the customers.
        if (isLive && changes.number?.trim() === '')
          return refused(
            'live-number-needed',
            'This desk is live with its number. Choose another one, or go back to practice.',
          )
        const changed = await book.change(changes)
        if (!changed.ok) return changed
        log.say('accountSaved', about(changed.value))
        if (isLive && complete(changed.value) !== null) {
          const restarted = await seat.restart('live')
          if (!restarted.ok) return restarted
        } else seat.stateChanged()
        return done({ key: maskKey(changed.value.apiKey) })
      }),
    getListColumns: async () => done({ lists: settings.lists.all() }),
    keepListColumns: async (said) => {
      const written = settings.lists.keep(said)
      return written.ok ? done({}) : written
    },
    setMode,
    openLink: ({ url }) => needs.openLink(url),
    showLog: async () => done({ path: log.path, shown: showFile(log.path) }),
    ...backupCalls({ seat, settings: settings.get, log }),
    ...handoverCalls({ seat, gate, now: Date.now, showFile, log }),
  })

  return {
    calls,
    onEvents: (listener) => {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    changesAfter: async (event) => seat.now().desk?.changesAfter(event) ?? null,
    webhooks: () => seat.now().desk?.webhooks ?? null,
    unusable: () => seat.now().unusable,
    mode: seat.mode,
    settings: settings.get,
    sleeps: () => seat.now().desk?.sleeps(),
    wakes: () => seat.now().desk?.wakes(),
    stateChanged: seat.stateChanged,
    onSettings: (listener) => {
      settingsListeners.add(listener)
      return () => void settingsListeners.delete(listener)
    },
    close: async () => {
      await seat.close()
      log.say('stopped', { seconds: (performance.now() - began) / 1000 })
    },
  }
}

const about = ({ signature, ngrok, publicUrl }: EnteredAccount) =>
  ({
    signed: signature === null ? 'no' : 'yes',
    wayIn: publicUrl !== null ? 'public-url' : ngrok !== null ? 'ngrok' : 'none',
  }) as const
