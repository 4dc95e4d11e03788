import type { RawWebhook } from '../store/records.ts'
import { type Fields, readFields } from './fields.ts'
import { type InboundDoor, isGenuine, storeWebhook } from './store-webhook.ts'
import { readWebhook } from './webhook.ts'

export interface Quarantined extends Omit<RawWebhook, 'why'> {
  id: number
}

/**
 * Reads again what failed the signature's check, with the secret that holds now: where the secret was wrong and not
 * the sender, the replies come in after all. What still fails stays.
 *
 * A crash in between stores a reply that is known by its id the next time.
 *
 * @param needs.next some of what is kept, in order, with ids above the given one; none when that was all
 * @returns how many came in
 */
export async function rereadQuarantine(needs: {
  next: (after: number) => Promise<Quarantined[]>
  release: (id: number) => Promise<unknown>
  verify: (fields: Fields) => boolean
  /** Before the first of those that are good after all comes in. */
  onFirst?: () => Promise<void>
  store: InboundDoor
  unexpected: (what: string, error: unknown) => void
}): Promise<number> {
  let released = 0
  let isFirst = true
  for (let after = 0; ; ) {
    const some = await needs.next(after)
    for (const webhook of some) {
      after = webhook.id
      const fields = readFields(webhook)
      if (!isGenuine(fields, needs.verify)) continue
      try {
        if (isFirst) await needs.onFirst?.()
        isFirst = false
        const isStored = await storeWebhook(needs.store, webhook, readWebhook(webhook, fields))
        // Without room it stays where it is.
        if (!isStored) continue
        await needs.release(webhook.id)
        released += 1
      } catch (error) {
        // It stays for the next time; those behind it come in.
        needs.unexpected('A webhook of the quarantine could not be stored', error)
      }
    }
    if (some.length === 0) return released
  }
}
