import type { Argument } from '../shared/desk-api.ts'
import type { Problem, Result } from '../shared/result.ts'

export type SavedAccount = Argument<'saveAccount'>

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
