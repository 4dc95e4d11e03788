import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Unusable } from '../shared/backup.ts'
import { type Msisdn, showNumber } from '../shared/msisdn.ts'
import { type Problem, refused } from '../shared/result.ts'
import { type Backups, keepBackups } from './backups.ts'
import type { Account, Environment } from './config.ts'
import type { Desk, DeskNeeds } from './desk-parts.ts'
import type { DeskEvent } from './events.ts'
import { type Handovers, keepHandovers } from './handovers.ts'
import type { Log } from './log/log.ts'
import { loggedStore } from './log/logged-store.ts'
import { asPortTaken } from './port-taken.ts'
import { StartRefused } from './start-refused.ts'
import { sweepHandovers } from './store/handover-files.ts'
import { openStore, type Store } from './store/store.ts'
import type { Threads } from './store/threads.ts'
import { isDamageCode, StoreUnusable } from './store/unusable.ts'

export type Mode = 'practice' | 'live'

/** What a host has at a moment: a desk, or the reason why there is none and a way in that says "later". */
export interface Seat {
  desk: Desk | null
  /** Null while there is a desk. */
  unusable: Unusable | null
  /** Of the folder that it sits on. */
  backups: Backups
  handovers: Handovers
  close(): Promise<void>
}

export const noAccount: Problem = { code: 'no-account', text: 'Enter the Vonage key, secret and number first.' }

/** What is answered where there is no desk to ask. */
export const noDesk = ({ unusable: why }: Seat) =>
  refused('store-unusable', why?.text ?? 'The texts cannot be opened. Start the desk again.')

/** Opens seats. Each mode has a folder of its own; the caller closes one before it opens the next. */
export function seating(needs: {
  dataDir: string
  shell: DeskNeeds['shell']
  desktop?: DeskNeeds['desktop']
  threads: Threads
  startNgrok: DeskNeeds['startNgrok']
  ngrokEdge?: DeskNeeds['ngrokEdge']
  env: Environment
  settings: DeskNeeds['settings']
  settingsTrouble: DeskNeeds['settingsTrouble']
  /** The account of live mode, as it is at this moment; null when there is none. */
  account: () => Promise<Account | null>
  keyRing: DeskNeeds['keyRing']
  known: DeskNeeds['known']
  /** Where our number's replies went before we came. */
  linkMemory: DeskNeeds['linkMemory']
  /** The provider has taken key and secret, and said what is left. */
  onProof: DeskNeeds['onProof']
  onEvents: (events: DeskEvent[]) => void
  /** Whether anybody hears of them now. */
  isHeard: () => boolean
  /** The file of a desk is open, and the rest of it is still to come. */
  onOpened?: (store: Pick<Store, 'ask'>) => void
  /** Whether backups can be made has changed. */
  onBackupTrouble: () => void
  watched?: DeskNeeds['watched']
  unexpected: (what: string, error: unknown) => void
  log: Log
}) {
  const { env } = needs
  // The port that Vonage knows is live's own: practice would refuse what comes there, and it would not come again.
  const portIn = (mode: Mode, live: Account | null) => {
    if (mode === 'practice') return env.account !== null ? null : env.webhookPort
    return env.webhookPort ?? (live?.publicUrl == null ? null : live.webhookPort)
  }
  const folderOf = (mode: Mode) => join(needs.dataDir, mode)
  const backupsOf = (mode: Mode) =>
    keepBackups({
      threads: needs.threads,
      folder: folderOf(mode),
      now: Date.now,
      onTrouble: needs.onBackupTrouble,
      unexpected: needs.unexpected,
      log: needs.log,
    })

  const swept = new Set<Mode>()
  const handoversOf = (mode: Mode) => keepHandovers({ threads: needs.threads, folder: folderOf(mode), now: Date.now })

  async function start(mode: Mode): Promise<Seat> {
    const live = mode === 'live' ? await needs.account() : null
    // Without this a key ring that locks itself meanwhile would let practice loose on the live texts.
    if (mode === 'live' && live === null) throw new StartRefused(noAccount)
    // The threads open the file while this one loads the rest.
    const [store, startDesk] = await Promise.all([
      openStore(needs.threads, folderOf(mode), {
        migrated: (layouts) => needs.log.say('migrated', layouts),
        unexpected: (error) => needs.unexpected('store thread', error),
      }).then((store) => {
        needs.onOpened?.(store)
        return store
      }),
      loadDesk(mode, live?.number ?? ''),
    ])
    // Whoever waits for the texts asks first.
    await setImmediate()
    // Once: what a desk before this one left of a handover is nobody's work under way.
    if (!swept.has(mode)) sweepHandovers(folderOf(mode))
    swept.add(mode)
    const backups = backupsOf(mode)
    const handovers = handoversOf(mode)
    const desk = await startDesk({
      store: loggedStore(store, needs.log),
      account: live,
      shell: needs.shell,
      desktop: needs.desktop,
      settings: needs.settings,
      settingsTrouble: needs.settingsTrouble,
      keyRing: needs.keyRing,
      known: needs.known,
      backupTrouble: backups.trouble,
      handovers,
      variables: env.set,
      watched: needs.watched,
      startNgrok: needs.startNgrok,
      ngrokEdge: needs.ngrokEdge,
      linkMemory: needs.linkMemory,
      onProof: needs.onProof,
      webhookPort: portIn(mode, live),
      restHost: env.restHost,
      apiHost: env.apiHost,
      unexpected: needs.unexpected,
      log: needs.log,
    }).catch((error: unknown) => {
      throw asPortTaken(error)
    })
    desk.listen(needs.onEvents, needs.isHeard)
    // What was only practised is not worth a copy an hour.
    if (mode === 'live') backups.keep()
    // A thread that checks a large copy cannot be interrupted; the texts do not wait for it.
    const close = async () => {
      await Promise.all([backups.close(), handovers.close(), desk.close()])
    }
    return { desk, unusable: null, backups, handovers, close }
  }

  /**
   * No desk, but the window can be opened, backups can be put back, and webhooks are told to come again.
   *
   * @param why null while a backup is put back
   */
  async function shut(mode: Mode, why: StoreUnusable | null): Promise<Seat> {
    const backups = backupsOf(mode)
    const handovers = handoversOf(mode)
    const account = mode === 'live' ? await needs.account() : null
    const { keepOut } = await import('./keep-out.ts')
    const door = await keepOut({ ...needs, account, webhookPort: portIn(mode, account) })
    return {
      desk: null,
      unusable: {
        code: why?.code ?? 'restoring',
        text: why?.message ?? 'A backup is being put back.',
        mode,
        file: join(folderOf(mode), 'desk.db'),
        canRestore: why !== null && isDamageCode(why.code),
      },
      backups,
      handovers,
      close: async () => {
        await backups.close()
        await handovers.close()
        await door.close()
      },
    }
  }

  /** A desk; else what stands in for it while its texts cannot be opened. Of two desks on one folder the second goes. */
  async function openSeat(mode: Mode): Promise<Seat> {
    try {
      return await start(mode)
    } catch (error) {
      if (error instanceof StoreUnusable && error.code !== 'in-use') {
        needs.log.say('textsNotOpened', { code: error.code })
        return shut(mode, error)
      }
      throw error
    }
  }

  return { start, openSeat, shut }
}

/** And what takes its time once, while the file is still being opened: the first number, and the first address. */
async function loadDesk(mode: Mode, ours: Msisdn) {
  const [{ startDesk }] = await Promise.all([
    import('./desk.ts'),
    mode === 'live' ? import('./recovery/recovery.ts') : import('./practice/practice.ts'),
  ])
  showNumber(ours)
  isIPv6('127.0.0.1')
  return startDesk
}
