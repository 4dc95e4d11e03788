import { createHash } from 'node:crypto'
import type { Argument } from '../shared/desk-api.ts'
import type { DeskState } from '../shared/desk-state.ts'
import { done, type Problem, type Result, refused } from '../shared/result.ts'
import { type AccountKeeper, type AskedAccount, maskKey, type SavedAccount } from './account.ts'
import { type Account, complete, type EnteredAccount, readEntered } from './config.ts'
import type { Log } from './log/log.ts'

export interface Login {
  apiKey: string
  apiSecret: string
}

/** The account of live mode: the environment's, else what was entered in Setup, step by step. */
export interface AccountBook {
  /** Looks it up anew; null while no text could go out through it. */
  usable(): Promise<Account | null>
  /** Whatever of it was entered, for asking the provider; null before key and secret were. */
  login(): Promise<Login | null>
  /** What the window may know of it, as it was found last. */
  shown(): DeskState['account']
  /** What the key ring said last. */
  keyRing(): Problem | null
  /**
   * Takes changes in: what is left out stays, an empty text takes away. Another key begins a new account: the number
   * and the signature's secret belonged to the old one.
   */
  change(changes: Argument<'saveAccount'>): Promise<Result<EnteredAccount>>
  /** Whether these changes would make it another account than the one that is there. */
  isOther(changes: Argument<'saveAccount'>): boolean
  /** What the provider has just said of this key and secret: what is left in euro, or null for a no. */
  proven(login: Login, balance: number | null): void
}

const environmentOnly = refused(
  'account-in-environment',
  'The account comes from the environment. Change it there, then start again.',
)
export const keyFirst = refused('account-key-needed', 'Enter the Vonage key and secret first.')

export function openAccountBook(needs: {
  /** Null when the environment holds none. */
  environment: Account | null
  accounts: AccountKeeper
  log: Pick<Log, 'say' | 'hide'>
}): AccountBook {
  const { environment, log } = needs
  let saved: SavedAccount | null = null
  let asked: AskedAccount | null = null
  let entered: EnteredAccount | null = environment
  let keyRing: Problem | null = null
  /** By key and secret together: another secret under the same key has proven nothing. */
  const proofs = new Map<string, { balance: number; at: string }>()

  async function look(): Promise<EnteredAccount | null> {
    if (environment === null) {
      const kept = await needs.accounts.load()
      if (kept.problem !== null && kept.problem.code !== keyRing?.code) log.say('keyRing', { code: kept.problem.code })
      keyRing = kept.problem
      saved = kept.account
      asked = kept.asked ?? null
      const read = saved === null ? null : readEntered(saved, 'settings')
      entered = read?.ok ? read.value : null
    }
    if (entered !== null) log.hide(secretsOf(entered))
    return entered
  }

  const isOther = ({ apiKey }: Argument<'saveAccount'>) =>
    saved !== null && apiKey !== undefined && apiKey.trim() !== saved.apiKey.trim()

  return {
    async usable() {
      const found = await look()
      return found === null ? null : complete(found)
    },
    async login() {
      const found = await look()
      return found === null ? null : { apiKey: found.apiKey, apiSecret: found.apiSecret }
    },
    shown() {
      if (entered === null) return null
      const { apiKey, from, number, ngrok, publicUrl, webhookPort, signature } = entered
      return {
        key: maskKey(apiKey),
        from,
        number,
        wayIn: publicUrl !== null ? 'public-url' : ngrok !== null ? 'ngrok' : null,
        ngrokDomain: ngrok?.domain ?? null,
        hasNgrokToken: ngrok !== null,
        publicUrl,
        webhookPort,
        signed: signature?.method ?? null,
        checked: proofs.get(hashOf(entered)) ?? null,
      }
    },
    keyRing: () => keyRing,
    isOther,
    async change(changes) {
      if (environment !== null) return environmentOnly
      await look()
      const known = saved ?? asked?.rest ?? {}
      const isSame = saved !== null ? !isOther(changes) : asked?.isOf(changes.apiKey ?? '')
      const kept = isSame ? known : wayInOf(known)
      const { apiKey, apiSecret, ...rest } = { ...kept, ...named(changes) }
      if (!apiKey?.trim() || !apiSecret?.trim()) return keyFirst
      const account: SavedAccount = { apiKey, apiSecret, ...rest }
      const read = readEntered(account, 'settings')
      if (!read.ok) return read
      const taken = await needs.accounts.save(account)
      if (!taken.ok) return taken
      await look()
      return done(read.value)
    },
    proven(login, balance) {
      if (balance === null) proofs.delete(hashOf(login))
      else proofs.set(hashOf(login), { balance, at: new Date().toISOString() })
    },
  }
}

const hashOf = ({ apiKey, apiSecret }: Login) =>
  createHash('sha256')
    .update(JSON.stringify([apiKey, apiSecret]))
    .digest('base64')

/** Without what is named and left open. */
const named = (changes: Argument<'saveAccount'>): Argument<'saveAccount'> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

/** The way in belongs to this computer, not to the account. */
const wayInOf = (known: Argument<'saveAccount'>): Argument<'saveAccount'> => {
  const { ngrokAuthtoken, ngrokDomain, publicUrl, webhookPort } = known
  return named({ ngrokAuthtoken, ngrokDomain, publicUrl, webhookPort })
}

const secretsOf = ({ apiKey, apiSecret, signature, ngrok }: EnteredAccount) => [
  apiKey,
  apiSecret,
  ...(signature?.secrets ?? []),
  ngrok?.authtoken,
]
