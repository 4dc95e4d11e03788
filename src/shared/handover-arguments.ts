import { z } from 'zod'
import { anyway, submissionId } from './argument-kinds.ts'
import { handoverMostBytes, handoverPieceBytes, passphraseLeast, summaryMost } from './handover.ts'

const passphrase = z.string().min(passphraseLeast).max(200)
/** Made by whoever brings the file; the same one goes on where it was. */
const id = z.string().regex(/^[0-9a-z-]{16,64}$/)

export const handoverArguments = {
  /** Stops this desk, and makes one encrypted file of all that it holds. */
  makeHandover: () => z.strictObject({ submissionId, passphrase, summary: z.string().max(summaryMost) }),
  /** Desktop: shows the file in the system's own window of files. Elsewhere it only says where it is. */
  showHandover: () => z.strictObject({}),
  /** Works on here after all: the other desk must not. */
  takeBackDesk: () => z.strictObject({ anyway: z.literal(true) }),
  /** A piece of a file from another desk. An empty one asks how far it has come. */
  putHandover: () =>
    z.strictObject({
      id,
      offset: z.int().min(0).max(handoverMostBytes),
      bytes: z
        .string()
        .max((handoverPieceBytes / 3) * 4)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/)
        .refine((text) => text.length % 4 === 0),
    }),
  /** What is in it. */
  readHandover: () => z.strictObject({ id, passphrase }),
  /** Puts it in the place of the texts here, which are kept beside it. */
  takeHandover: () => z.strictObject({ id, passphrase, anyway }),
}
