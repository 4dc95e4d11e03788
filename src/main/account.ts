import { z } from 'zod'
import { type Argument, readArgument } from '../shared/desk-api.ts'
import type { Problem, Result } from '../shared/result.ts'

/** As far as it has been entered: Setup takes it in step by step. */
export type SavedAccount = Argument<'saveAccount'> & { apiKey: string; apiSecret: string }

/** Of what lies in the key ring. */
export const readSavedAccount = z.strictObject({
  ...readArgument.saveAccount.shape,
  apiKey: readArgument.saveAccount.shape.apiKey.unwrap(),
  apiSecret: readArgument.saveAccount.shape.apiSecret.unwrap(),
})

/** Keeps the account between starts. Secrets never reach a disk as they are. */
export interface AccountKeeper {
  /**
   * Never rejects.
   *
   * @returns `account` is null when none was saved or when it cannot be read any more; then `problem` says why. An
   *   account together with a problem is usable, and will be forgotten when the program ends: `account-not-kept`.
   */
  load(): Promise<{ account: SavedAccount | null; problem: Problem | null }>
  /**
   * Never rejects. After `ok` the account is usable; whether it also outlasts this run is for `load().problem` to say.
   */
  save(account: SavedAccount): Promise<Result<null>>
}

/** "4f••••c2": enough to tell two accounts apart. */
export const maskKey = (key: string) => (key.length < 6 ? '••••' : `${key.slice(0, 2)}••••${key.slice(-2)}`)
