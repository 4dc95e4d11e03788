import { z } from 'zod'
import { type Argument, readArgument } from '../shared/desk-api.ts'
import type { Problem, Result } from '../shared/result.ts'

/** As far as it has been entered: Setup takes it in step by step. */
export type SavedAccount = Argument<'saveAccount'> & { apiKey: string; apiSecret: string }

/** What may lie on a disk in the open, so that where no secret is kept nothing else is asked twice. */
export const readOpenPart = readArgument.saveAccount.pick({
  number: true,
  signatureMethod: true,
  ngrokDomain: true,
  publicUrl: true,
  webhookPort: true,
})

/** An account that is asked for at each start. */
export interface AskedAccount {
  /** Whether another one is entered. */
  isOf(apiKey: string): boolean
  rest: z.output<typeof readOpenPart>
}

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
   *   `asked` is what is known of one whose secrets were not kept: `account-asked`.
   */
  load(): Promise<{ account: SavedAccount | null; problem: Problem | null; asked?: AskedAccount }>
  /**
   * Never rejects. After `ok` the account is usable; whether it also outlasts this run is for `load().problem` to say.
   */
  save(account: SavedAccount): Promise<Result<null>>
}

/** "4f••••c2": enough to tell two accounts apart. */
export const maskKey = (key: string) => (key.length < 6 ? '••••' : `${key.slice(0, 2)}••••${key.slice(-2)}`)
