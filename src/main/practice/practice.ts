import type { CastMember } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { cast, castFate, playCast } from './cast.ts'
import { startPretendVonage } from './pretend-vonage.ts'

/** An account to practise with, and the customers behind it. */
export interface Practice {
  /** For the SDK's `restHost`. */
  restHost: string
  apiKey: string
  apiSecret: string
  /** Our own number. */
  number: Msisdn
  cast: CastMember[]
  /** Where customers' texts and receipts go from now on. To be called before the first text. */
  link(urls: { inbound: string; receipts: string }): void
  /**
   * Somebody plays a customer and types a text.
   *
   * @returns the id of its first part, once it is on its way
   */
  play(customer: Msisdn, text: string): Promise<{ providerId: string }>
  close(): Promise<void>
}

/** Practice may stay open for days: older entries of the record are of no use to anybody. */
const recordLimit = 200

/**
 * Starts practice mode's own Vonage on 127.0.0.1, with a fresh key and secret that no real host knows, and its cast.
 * What was on its way when it closes is gone.
 *
 * @param needs.speed how many times faster than real phones and people; default 1
 */
export async function startPractice(needs: { speed?: number }): Promise<Practice> {
  const speed = needs.speed ?? 1
  const vonage = await startPretendVonage({ numbers: ['447700900000'], speed, recordLimit, fate: castFate })
  const playing = playCast(vonage, speed)
  const { restHost, apiKey, apiSecret, number } = vonage
  return {
    restHost,
    apiKey,
    apiSecret,
    number,
    cast: [...cast],
    link: (urls) => vonage.link(urls),
    async play(customer, text) {
      playing.interrupt(customer)
      const { messageIds } = vonage.text({ from: customer, text })
      return { providerId: messageIds[0] ?? '' }
    },
    async close() {
      playing.close()
      await vonage.close()
    },
  }
}
