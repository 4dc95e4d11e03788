import type { DeskState, Settings } from '../shared/desk-state.ts'
import type { Message } from '../shared/message.ts'
import type { Result } from '../shared/result.ts'
import type { Account } from './config.ts'
import type { DeskEvent } from './events.ts'
import type { EngineCalls } from './forward.ts'
import type { DeskHandover } from './handing-over.ts'
import type { Handovers } from './handovers.ts'
import type { Log } from './log/log.ts'
import type { LinkNeeds } from './setup/link.ts'
import type { RecordsAsked } from './store/records-asked.ts'
import type { Store } from './store/store.ts'
import type { WayIn } from './way-in.ts'

/** What a desk is started with. */
export interface DeskNeeds extends WayIn {
  /** Null is practice mode: a pretend account, and no client for a real host is ever built. */
  account: Account | null
  /** Of this mode's own folder. Closed with the desk, and when the desk cannot start. */
  store: Store
  shell: DeskState['shell']
  /** What the desktop does for the app; none where it is not said. */
  desktop?: (() => DeskState['desktop']) | undefined
  settings: () => Settings
  /** What is the matter with the file of the settings. */
  settingsTrouble: () => DeskState['settingsTrouble']
  /** What the key ring said of the saved account. */
  keyRing: () => DeskState['keyRing']
  /** The account that live texts go out through, in practice too, where it rests. */
  known: () => DeskState['account']
  /** Why the last backup of the store could not be made. */
  backupTrouble: () => DeskState['backupTrouble']
  handovers: Pick<Handovers, 'path' | 'size'>
  /** Where our number's replies went before we came, over restarts. */
  linkMemory: LinkNeeds['memory']
  /** The provider has taken key and secret, and said how many euro are left. */
  onProof: (login: Pick<Account, 'apiKey' | 'apiSecret'>, balance: number) => void
  /** Names of the environment variables that are set. */
  variables: DeskState['variables']
  /** Other hosts than Vonage's own, for tests. */
  restHost: string | null
  apiHost: string | null
  /** Whether somebody looks at the desk at this moment; always, when it is not said. */
  watched?: (() => boolean) | undefined
  unexpected: (what: string, error: unknown) => void
  /** None where nobody will look. */
  log?: Pick<Log, 'say' | 'hide'>
}

/** The running engine, without a window. */
export interface Desk {
  calls: EngineCalls
  state(): Promise<DeskState>
  /** With nobody who hears nothing is read. */
  listen(listener: (events: DeskEvent[]) => void, hears?: () => boolean): () => void
  /** Null when that is too long ago to say. */
  changesAfter(event: number): Promise<{ messages: Message[]; event: number } | null>
  /** Takes on settings that are about to change, as far as they are its own: how HELP and STOP are answered. */
  holdTo(settings: Settings): Promise<Result<null>>
  handover: DeskHandover
  /** What the provider's records were asked for this month; null in practice. */
  recordsAsked(): Promise<RecordsAsked | null>
  /** The system says that the computer falls asleep now. */
  sleeps(): void
  /** The system says that it woke. */
  wakes(): void
  /** The settings that it shows have changed. */
  stateChanged(): void
  /** Where webhooks come in on this computer; null behind ngrok, where there is no TCP port. */
  webhooks: { inbound: string; receipts: string } | null
  close(): Promise<void>
}
