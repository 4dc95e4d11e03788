import { randomBytes, scryptSync } from 'node:crypto'
import type Conf from 'conf'
import type { SafeStorage } from 'electron'
import { done, type Problem, refused } from '../../shared/result.ts'
import { type AccountKeeper, type AskedAccount, readOpenPart, readSavedAccount, type SavedAccount } from '../account.ts'

/** What lies on disk. */
export interface SealedFile {
  /** Which key ring sealed it: another one cannot open it. */
  ring?: string
  /** Base64. */
  sealed?: string
  /** Where there was no key ring: which account is asked for at each start, and what of it is no secret. */
  asked?: { key: string; rest: AskedAccount['rest'] }
}

/** All we need of Electron's safeStorage, asynchronous calls only: the others go in Electron 46. */
export type Sealer = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const notKept: Problem = {
  code: 'account-not-kept',
  text: 'This computer has no key ring, so no secret is kept on it: Dispatch Desk asks for the account at each start.',
}
const askAgain: Problem = {
  code: 'account-asked',
  text: 'This computer has no key ring, so Dispatch Desk asks for the account at each start. Enter its key and secret again. Until then no text goes out, and no reply comes in.',
}
const otherRing: Problem = {
  code: 'account-other-key-ring',
  text: 'The account was saved with another key ring. Enter it again.',
}
const unreadable: Problem = {
  code: 'account-unreadable',
  text: 'The saved account can no longer be read on this computer. Enter it again.',
}

/**
 * Keeps the account sealed by the system's key ring, and in memory alone where there is none: on Linux without a key
 * ring the "encryption" is a fixed password that everybody can look up.
 */
export function keepAccount(needs: {
  file: Conf<SealedFile>
  sealer: Sealer
  platform: NodeJS.Platform
  unexpected: (what: string, error: unknown) => void
}): AccountKeeper {
  let inMemory: SavedAccount | null = null

  return {
    async load() {
      if (inMemory !== null) return { account: inMemory, problem: notKept }
      const asked = readAsked(needs.file.get('asked'))
      if (asked !== null) return { account: null, problem: askAgain, asked }
      const sealed = needs.file.get('sealed')
      if (typeof sealed !== 'string') return { account: null, problem: null }
      if (needs.file.get('ring') !== ringName(needs)) return { account: null, problem: otherRing }
      try {
        const opened = await needs.sealer.decryptStringAsync(Buffer.from(sealed, 'base64'))
        const account: SavedAccount = readSavedAccount.parse(JSON.parse(opened.result))
        // Sealed again with the newer key. A failure changes nothing: the old one still opens it.
        if (opened.shouldReEncrypt) await seal(needs, account).catch(() => {})
        return { account, problem: null }
      } catch (error) {
        needs.unexpected('account load', error)
        return { account: null, problem: unreadable }
      }
    },

    async save(account) {
      try {
        if (await canSeal(needs)) {
          await seal(needs, account)
          inMemory = null
        } else {
          // In the place of whatever was there: the account this one replaces must not come back at the next start.
          needs.file.store = { asked: { key: sealKey(account.apiKey), rest: readOpenPart.strip().parse(account) } }
          inMemory = account
        }
        return done(null)
      } catch (error) {
        needs.unexpected('account save', error)
        return refused('account-not-saved', 'The key ring did not take the account. Unlock it and try again.')
      }
    },
  }
}

async function canSeal(needs: { sealer: Sealer; platform: NodeJS.Platform }): Promise<boolean> {
  return ringName(needs) !== 'basic_text' && (await needs.sealer.isAsyncEncryptionAvailable())
}

async function seal(
  needs: { file: Conf<SealedFile>; sealer: Sealer; platform: NodeJS.Platform },
  account: SavedAccount,
): Promise<void> {
  const sealed = await needs.sealer.encryptStringAsync(JSON.stringify(account))
  needs.file.store = { ring: ringName(needs), sealed: sealed.toString('base64') }
}

function readAsked(kept: SealedFile['asked']): AskedAccount | null {
  const rest = readOpenPart.safeParse(kept?.rest)
  if (kept === undefined || !rest.success) return null
  const [salt = ''] = kept.key.split('.')
  return { isOf: (apiKey) => sealKey(apiKey, salt) === kept.key, rest: rest.data }
}

/** A key is eight characters: a plain hash of it could be tried out. */
const sealKey = (apiKey: string, salt = randomBytes(16).toString('base64url')) =>
  `${salt}.${scryptSync(apiKey.trim(), salt, 32).toString('base64url')}`

/** Only Linux has more than one. */
function ringName(needs: { sealer: Sealer; platform: NodeJS.Platform }): string {
  return needs.platform === 'linux' ? needs.sealer.getSelectedStorageBackend() : needs.platform
}
