import { z } from 'zod'
import { country, typedNumber } from './argument-kinds.ts'
import { signatureMethods } from './setup.ts'

const secret = z.string().max(256)

/** Readers of the calls that set up the account, its number and the way in: the contract's (desk-api.ts), apart from it for their length. */
export const setupArguments = {
  /**
   * Takes an account into the key ring, at once or step by step: what is left out stays, an empty text takes away.
   * Secrets go in, never out.
   */
  saveAccount: () =>
    z.strictObject({
      apiKey: z.string().min(1).max(64).optional(),
      apiSecret: secret.min(1).optional(),
      number: typedNumber.optional(),
      signatureSecret: secret.optional(),
      /** While the secret is being changed: what is signed with either is taken. */
      signatureSecretOld: secret.optional(),
      signatureMethod: z.enum(signatureMethods).optional(),
      ngrokAuthtoken: secret.optional(),
      ngrokDomain: z.string().max(253).optional(),
      publicUrl: z.string().max(253).optional(),
      /** On this computer, where the public URL leads to; null takes it away. */
      webhookPort: z.int().min(1).max(65_535).nullable().optional(),
    }),
  /** Asks the provider whether it takes key and secret: those given, else those that were entered. Keeps nothing. */
  checkAccount: () =>
    z.strictObject({
      apiKey: z.string().min(1).max(64).optional(),
      apiSecret: secret.min(1).optional(),
    }),
  /** The numbers of the account. */
  listNumbers: () => z.strictObject({}),
  /** Numbers that could be rented. */
  findNumbers: () =>
    z.strictObject({
      country,
      kind: z.enum(['mobile', 'landline', 'toll-free']).optional(),
      /** That stand anywhere in it. */
      digits: z
        .string()
        .regex(/^\d{0,15}$/)
        .optional(),
    }),
  /** Rents one, at the price that was confirmed and no other. Costs money every month. */
  rentNumber: () =>
    z.strictObject({
      country,
      number: z.string().regex(/^\d{5,15}$/),
      monthly: z.number().min(0).max(10_000),
    }),
  /** Live only: asks the provider where our number's replies go. */
  checkLink: () => z.strictObject({}),
  /** Live only: has our number's replies sent to this desk; what was there before is remembered. */
  linkNumber: () => z.strictObject({}),
  /** Live only: puts back what was there before us, or with `remove` nothing; `anyway` also when somebody changed it since. */
  unlinkNumber: () => z.strictObject({ anyway: z.boolean().optional(), remove: z.boolean().optional() }),
  /** Sends a signed request of our own through the public address, and waits for it here. */
  proveReach: () => z.strictObject({}),
  /** Looks at every part of the desk now. */
  checkEverything: () => z.strictObject({}),
}
