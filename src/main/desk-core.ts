import type { DeskState, Reach, Settings } from '../shared/desk-state.ts'
import { countryOf } from '../shared/msisdn.ts'
import type { KeptQuestion } from '../shared/question.ts'
import type { SavedReply } from '../shared/thread.ts'
import type { Account } from './config.ts'
import type { Practice } from './practice/practice.ts'
import type { Store } from './store/store.ts'
import { toldHandedOver, toldTakenOver } from './told-handover.ts'

/** What the desk knows of itself besides its texts. */
export interface DeskCore {
  /** The account that texts go out through: the user's, or practice's own. */
  account: { apiKey: string; apiSecret: string; number: string }
  practice: Practice | null
  questions: KeptQuestion[]
  savedReplies: SavedReply[]
  reach: Reach
  requests: () => DeskState['requests']
  /** Null in practice, and until the provider was asked. */
  link: DeskState['link']
  balance: number | null
  balanceAt: string | null
  /** When a webhook came last. Epoch ms. */
  heardAt: number | null
  storeTrouble: DeskState['sendingStopped']
  sendingTrouble: DeskState['sendingStopped']
  country(): string
  state(): Promise<DeskState>
}

export async function openCore(needs: {
  store: Store
  /** Null is practice mode. */
  account: Account | null
  practice: Practice | null
  shell: DeskState['shell']
  desktop?: (() => DeskState['desktop']) | undefined
  settings: () => Settings
  settingsTrouble: () => DeskState['settingsTrouble']
  keyRing: () => DeskState['keyRing']
  variables: DeskState['variables']
  known: () => DeskState['account']
  backupTrouble: () => DeskState['backupTrouble']
  handoverPath: (fileName: string) => string
}): Promise<DeskCore> {
  const { store, account, practice, settings } = needs
  const ours = account ?? practice
  if (ours === null) throw new Error('A desk needs an account, or practice’s own')
  const [questions, savedReplies] = await Promise.all([
    store.ask('questions', undefined),
    store.ask('savedReplies', undefined),
  ])
  const core: DeskCore = {
    account: ours,
    practice,
    questions,
    savedReplies,
    reach: {
      state: 'connecting',
      since: new Date().toISOString(),
      why: 'tunnel-opening',
      text: 'Opening the line.',
      url: null,
      provenAt: null,
    },
    requests: () => null,
    link: null,
    balance: null,
    balanceAt: null,
    heardAt: null,
    storeTrouble: null,
    sendingTrouble: null,
    country: () => settings().country ?? countryOf(ours.number) ?? 'GB',
    state: async () => {
      const [{ event, stop, erasures, restoredAt, handedOver, takenOver, ...counts }, gap, threadsNeedYou] =
        await Promise.all([
          store.ask('counts', undefined),
          store.ask('gap', undefined),
          store.ask('threadsNeedYou', Date.now()),
        ])
      return {
        mode: account === null ? 'practice' : 'live',
        shell: needs.shell,
        desktop: needs.desktop?.() ?? null,
        number: ours.number,
        country: core.country(),
        settings: settings(),
        settingsTrouble: needs.settingsTrouble(),
        questions: core.questions,
        savedReplies: core.savedReplies,
        reach: core.reach,
        counts: { ...counts, threadsNeedYou },
        balance: core.balance,
        balanceAt: core.balanceAt,
        stop,
        sendingStopped: core.storeTrouble ?? core.sendingTrouble,
        gap,
        restoredAt: restoredAt === null ? null : new Date(restoredAt).toISOString(),
        handedOver: toldHandedOver(handedOver, needs.handoverPath),
        takenOver: toldTakenOver(takenOver),
        backupTrouble: needs.backupTrouble(),
        keyRing: needs.keyRing(),
        account: needs.known(),
        link: core.link,
        heardAt: core.heardAt === null ? null : new Date(core.heardAt).toISOString(),
        variables: needs.variables,
        practice: practice === null ? null : { cast: practice.cast },
        requests: core.requests(),
        erasures,
        seq: event,
      }
    },
  }
  return core
}
