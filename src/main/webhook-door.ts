import type { Account } from './config.ts'
import { rereadQuarantine } from './inbound/quarantine.ts'
import { verifySignature } from './inbound/signature.ts'
import type { InboundDoor } from './inbound/store-webhook.ts'
import type { Log } from './log/log.ts'
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
      // It takes no more, so that a flood of forged requests cannot push older ones out.
      if (!kept) throw new Error('No room for more webhooks that are kept as bytes')
      onKept()
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
 * With the secret that holds now, some of the badly signed may come in after all. What could not be stored then is
 * tried again when the store's trouble is over. What the quarantine could not keep beside them, or not for so long, is on
 * the provider's records: that time becomes a gap.
 *
 * @param needs.onGap there is something to ask for
 * @returns once all were read for the first time; never rejects
 */
export function readAgain(needs: {
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
  // Before any of them leaves it: after a crash in between there might be none that is good.
  async function onFirst(): Promise<void> {
    if (await store.write('quarantineWasWrong', { now: now() })) needs.onGap()
  }
  async function read(): Promise<void> {
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
  const first = read()
  let reading = first
  store.onTrouble((code) => {
    if (code === null) reading = reading.then(read)
  })
  return first
}
