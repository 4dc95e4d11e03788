import type { Account } from './config.ts'
import { rereadQuarantine } from './inbound/quarantine.ts'
import { verifySignature } from './inbound/signature.ts'
import type { Log } from './log/log.ts'
import type { Store } from './store/store.ts'

/**
 * The listener's view of the store.
 *
 * @param onKept a webhook was kept as bytes: no message tells of it, and yet somebody has to look
 */
export function webhookDoor(store: Store, onKept: () => void) {
  return {
    receive: async (text: Parameters<typeof store.write<'receive'>>[1]) => void (await store.write('receive', text)),
    receipt: async (receipt: Parameters<typeof store.write<'receipt'>>[1]) =>
      void (await store.write('receipt', receipt)),
    keep: async (raw: Parameters<typeof store.write<'keep'>>[1]) => {
      const kept = await store.write('keep', raw)
      if (kept) onKept()
      // A full quarantine takes no more, so that a flood of forged requests cannot push older ones out.
      if (!kept && raw.why !== 'signature') throw new Error('No room for more webhooks that cannot be read')
    },
  }
}

/** Null where no secret was entered: then nothing is signed, and nothing checked. */
export function verifier(account: Account | null) {
  if (account?.signature == null) return null
  const { secrets, method } = account.signature
  return (fields: ReadonlyMap<string, string>) => verifySignature(fields, secrets, method)
}

/** With the secret that holds now, some of the badly signed may come in after all. */
export async function readAgain(needs: {
  store: Store
  verify: NonNullable<ReturnType<typeof verifier>>
  door: ReturnType<typeof webhookDoor>
  log: Pick<Log, 'say'>
  onNews: () => void
  unexpected: (what: string, error: unknown) => void
}): Promise<void> {
  const { store, verify, door, log, unexpected } = needs
  try {
    const replies = await rereadQuarantine({
      next: (after) => store.ask('badlySigned', after),
      release: (id) => store.write('release', id),
      verify,
      store: door,
      unexpected,
    })
    if (replies > 0) log.say('quarantineRead', { replies })
    needs.onNews()
  } catch (error) {
    unexpected('quarantine', error)
  }
}
