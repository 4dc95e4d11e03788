import type { Account } from './config.ts'
import { rereadQuarantine } from './inbound/quarantine.ts'
import { verifySignature } from './inbound/signature.ts'
import type { InboundDoor } from './inbound/store-webhook.ts'
import type { Log } from './log/log.ts'
import { rawKept } from './store/raw.ts'
import type { Store } from './store/store.ts'
import type { Write } from './store/writing.ts'

/**
 * A listener's view of the store.
 *
 * @param onKept a webhook was kept as bytes: no message tells of it, and yet somebody has to look
 */
export function webhookDoor(write: Write, onKept: () => void): InboundDoor {
  return {
    receive: async (text) => void (await write('receive', text)),
    receipt: async (receipt) => void (await write('receipt', receipt)),
    keep: async (raw) => {
      const kept = await write('keep', raw)
      if (kept) onKept()
      // A full quarantine takes no more, so that a flood of forged requests cannot push older ones out.
      if (!kept && raw.why !== 'signature') throw new Error('No room for more webhooks that cannot be read')
    },
  }
}

/** Null where no secret was entered: then nothing is signed, and nothing checked. */
export function verifier(account: Pick<Account, 'signature'> | null) {
  if (account?.signature == null) return null
  const { secrets, method } = account.signature
  return (fields: ReadonlyMap<string, string>) => verifySignature(fields, secrets, method)
}

/**
 * With the secret that holds now, some of the badly signed may come in after all. What a full quarantine could not keep
 * beside them is on the provider's records only: that time becomes a gap.
 *
 * @param needs.onGap there is something to ask for
 */
export async function readAgain(needs: {
  store: Store
  verify: NonNullable<ReturnType<typeof verifier>>
  door: InboundDoor
  log: Pick<Log, 'say'>
  now: () => number
  onNews: () => void
  onGap: () => void
  unexpected: (what: string, error: unknown) => void
}): Promise<void> {
  const { store, verify, door, log, now, unexpected } = needs
  // Before any of them leaves it: after a crash in between it would not be full any more.
  const onFirst = async (arrivedAt: number) => {
    if ((await store.ask('counts', undefined)).badlySigned < rawKept('signature')) return
    await store.write('gapWas', { why: 'cannot-store', beganAt: arrivedAt, endedAt: now() })
    needs.onGap()
  }
  try {
    const replies = await rereadQuarantine({
      next: (after) => store.ask('badlySigned', after),
      release: (id) => store.write('release', id),
      verify,
      onFirst,
      store: door,
      unexpected,
    })
    if (replies > 0) log.say('quarantineRead', { replies })
    needs.onNews()
  } catch (error) {
    unexpected('quarantine', error)
  }
}
