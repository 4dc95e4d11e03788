import type { Unusable } from '../shared/backup.ts'
import type { Answer, CallName, DeskCalls, Settings } from '../shared/desk-api.ts'
import { done, type Problem, type Result, refused } from '../shared/result.ts'
import { type AccountKeeper, maskKey } from './account.ts'
import { openAccountBook } from './account-book.ts'
import { complete, type EnteredAccount, readEnvironment } from './config.ts'
import type { Desk } from './desk.ts'
import type { DeskEvent } from './events.ts'
import { forward } from './forward.ts'
import { checkEverything } from './health.ts'
import { type Log, noLog } from './log/log.ts'
import { type Mode, noAccount, type Seat, seating } from './seating.ts'
import { openSettings } from './settings.ts'
import { setupCalls } from './setup-calls.ts'
import { StartRefused } from './start-refused.ts'
import type { RestoredBackup } from './store/restore.ts'
import type { Threads } from './store/threads.ts'
import { isDamageCode, StoreUnusable } from './store/unusable.ts'
import type { StartNgrok } from './tunnel/ngrok-session.ts'
import { version } from './version.ts'

type Answered<Call extends CallName> = Result<Answer<Call>>

export interface HostNeeds {
  dataDir: string
  shell: 'desktop' | 'browser'
  environment: NodeJS.ProcessEnv
  accounts: AccountKeeper
  openLink: (url: string) => Promise<Result<{ opened: boolean }>>
  threads: Threads
  /** How ngrok's process is started; forked from the source when it is not said. */
  startNgrok?: StartNgrok
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
  settings(): Settings
  /** @returns undo */
  onSettings(listener: (settings: Settings) => void): () => void
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
  const settings = openSettings(needs.dataDir)
  const eventListeners = new Set<(events: DeskEvent[]) => void>()
  const settingsListeners = new Set<(settings: Settings) => void>()

  const book = openAccountBook({ environment: env.account, accounts: needs.accounts, log })
  const account = book.usable

  const { start, openSeat, shut } = seating({
    ...needs,
    env,
    log,
    settings: settings.get,
    account,
    keyRing: book.keyRing,
    known: book.shown,
    linkMemory: settings.link,
    onProof: book.proven,
    onEvents: (events) => {
      for (const listener of eventListeners) listener(events)
    },
    onBackupTrouble: () => seat.desk?.stateChanged(),
  })

  const first = env.mode ?? settings.mode() ?? ((await account()) === null ? 'practice' : 'live')
  let mode: Mode = first === 'live' && (await account()) === null ? 'practice' : first
  let seat = await openSeat(mode)
  log.say('started', { version, node: process.versions.node, platform: process.platform, shell: needs.shell, mode })
  // A key ring may take its time, and practice needs nothing of it but to say that an account is there.
  const learnAccount = async () => {
    await account()
    seat.desk?.stateChanged()
  }
  if (mode === 'practice') void learnAccount()
  let switching: Promise<unknown> = Promise.resolve()

  /** One change after another; a failed one does not stand in the way of the next. */
  function inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = switching.then(change)
    switching = next.catch(() => {})
    return next
  }

  /** There was one here, so whatever is the matter is said in its window. */
  const openAgain = (mode: Mode) =>
    openSeat(mode).catch((error: unknown) => {
      if (error instanceof StoreUnusable) return shut(mode, error)
      throw error
    })

  async function restart(to: Mode): Promise<Result<{ mode: Mode }>> {
    await seat.close()
    try {
      seat = await start(to)
      mode = to
      return done({ mode })
    } catch (error) {
      if (error instanceof StoreUnusable && isDamageCode(error.code)) {
        // Its replies come here from now on, and are told to come again until a backup is in its place.
        seat = await shut(to, error)
        mode = to
        settings.keepMode(to)
        return unusable(seat)
      }
      // Better the desk that was there than none: its window would show nothing and receive nothing.
      seat = await openAgain(mode)
      if (error instanceof StartRefused) return { ok: false, problem: error.problem }
      if (error instanceof StoreUnusable) return refused(error.code, error.message)
      throw error
    } finally {
      seat.desk?.stateChanged()
    }
  }

  /** The way in stays open meanwhile, to say that it is too early. */
  async function restore(backupId: string): Promise<Answered<'restoreBackup'>> {
    const isDamaged = seat.desk === null || seat.backups.trouble()?.code === 'file-damaged'
    const as = isDamaged ? 'damaged' : 'replaced'
    if (seat.desk !== null) {
      await seat.close()
      seat = await shut(mode, null)
    }
    try {
      const became = await seat.backups.restore(backupId, as)
      log.say('backupRestored', { became: became.kind })
      return became.kind === 'restored' ? done({ backupId, keptAs: became.keptAs }) : notRestored(became)
    } finally {
      await seat.close()
      seat = await openAgain(mode)
      seat.desk?.stateChanged()
    }
  }

  const setMode = ({ mode: to }: { mode: Mode }) =>
    inTurn(async () => {
      if (seat.desk === null) return to === mode ? restart(mode) : unusable(seat)
      if (to === mode) return done({ mode })
      if (to === 'live' && (await account()) === null) return { ok: false as const, problem: noAccount }
      const { counts } = await seat.desk.state()
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

  const setup = setupCalls({ book, restHost: env.restHost, onNews: () => seat.desk?.stateChanged() })
  const calls: DeskCalls = {
    ...forward(async (name, argument) => {
      await switching
      return seat.desk === null ? unusable(seat) : seat.desk.calls[name](argument)
    }),
    saveSettings: (changes) =>
      inTurn(async () => {
        if (seat.desk === null) return unusable(seat)
        const held = await seat.desk.holdTo(settings.changed(changes))
        if (!held.ok) return held
        settings.save(changes)
        log.say('settingsSaved')
        for (const listener of settingsListeners) listener(settings.get())
        seat.desk.stateChanged()
        return done(settings.get())
      }),
    ...setup,
    checkEverything: async () => {
      await switching
      const { desk, backups } = seat
      if (desk === null) return unusable(seat)
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
      inTurn(async () => {
        if (seat.desk === null) return unusable(seat)
        if (mode === 'live' && book.isOther(changes))
          return refused(
            'live-other-account',
            'This desk is live with another account. Go back to practice first, then enter the other one.',
          )
        const changed = await book.change(changes)
        if (!changed.ok) return changed
        log.say('accountSaved', about(changed.value))
        if (mode === 'live' && complete(changed.value) !== null) {
          const restarted = await restart('live')
          if (!restarted.ok) return restarted
        } else seat.desk.stateChanged()
        return done({ key: maskKey(changed.value.apiKey) })
      }),
    setMode,
    openLink: ({ url }) => needs.openLink(url),
    showLog: async () => done({ path: log.path, shown: needs.showFile?.(log.path) ?? false }),
    listBackups: async () => {
      await switching
      return done({ backups: await seat.backups.list(), unusable: seat.unusable, settings: settings.get() })
    },
    makeBackup: async () => {
      await switching
      if (seat.desk === null) return unusable(seat)
      const made = await seat.backups.make()
      if (made.kind !== 'failed') return done({ backup: made.kind === 'made' ? made.backup : null })
      return { ok: false, problem: seat.backups.trouble() ?? notMade }
    },
    restoreBackup: ({ backupId }) => inTurn(() => restore(backupId)),
  }

  return {
    calls,
    onEvents: (listener) => {
      eventListeners.add(listener)
      return () => void eventListeners.delete(listener)
    },
    changesAfter: async (event) => seat.desk?.changesAfter(event) ?? null,
    webhooks: () => seat.desk?.webhooks ?? null,
    unusable: () => seat.unusable,
    settings: settings.get,
    onSettings: (listener) => {
      settingsListeners.add(listener)
      return () => void settingsListeners.delete(listener)
    },
    close: async () => {
      await switching
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

const notMade: Problem = { code: 'backup-failed', text: 'The backup could not be made. Try again.' }

const unusable = ({ unusable: why }: Seat) =>
  refused('store-unusable', why?.text ?? 'The texts cannot be opened. Start the desk again.')

function notRestored(became: Exclude<RestoredBackup, { kind: 'restored' }>) {
  if (became.kind === 'no-such-backup') return refused('no-such-backup', 'There is no such backup any more.')
  if (became.kind === 'backup-damaged')
    return refused('backup-damaged', 'This backup is damaged too. Nothing was changed. Choose the one before it.')
  return refused(became.code, became.text)
}
