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
      // It takes no more than so many, so that a flood of forged requests cannot push older ones out.
      const kept = await write('keep', raw)
      if (kept) onKept()
      return kept
    },
  }
}

/** Null where no secret was entered: then nothing is signed, and nothing checked. */
export function verifier(account: Pick<Account, 'signature'> | null) {
  if (account?.signature == null) return null
  const { secrets, method } = account.signature
  return (fields: ReadonlyMap<string, string>) => verifySignature(fields, secrets, method)
}

/** One that fails the disk whenever it is stored must not be read, fail and be read again without an end. */
const readAgainMs = 5 * 60_000

/**
 * With the secret that holds now, some of the badly signed may come in after all. What could not be stored then is
 * tried again when the store's trouble is over. What the quarantine could not keep beside them, or not for so long, is on
 * the provider's records: that time becomes a gap.
 *
 * @param needs.onGap there is something to ask for
 * @param needs.againMs after it was read once more because the disk worked again, so long until the next time
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
  againMs?: number
}): { close(): void } {
  const { store, verify, door, log, now, unexpected, againMs = readAgainMs } = needs
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
  let reading = read()
  let waiting: NodeJS.Timeout | null = null
  let isClosed = false
  let notBefore = Number.NEGATIVE_INFINITY
  store.onTrouble((code) => {
    if (code !== null || waiting !== null || isClosed) return
    waiting = setTimeout(
      () => {
        waiting = null
        notBefore = performance.now() + againMs
        reading = reading.then(read)
      },
      Math.max(0, notBefore - performance.now()),
    )
  })
  return {
    close: () => {
      isClosed = true
      if (waiting !== null) clearTimeout(waiting)
    },
  }
}
