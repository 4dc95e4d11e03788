import { countryOf, type Msisdn } from '../../shared/msisdn.ts'

/** Texts a second that a Vonage account may make where nothing else was agreed. @see Vonage, "SMS API throughput" */
export const accountPerSecond = 30
/** A US long number's, set by its carriers. */
const usLongNumberPerSecond = 1
/** Toll-free numbers of North America. */
const tollFree = /^1(800|833|844|855|866|877|888)/
/**
 * Just below what is allowed: above it each text that Vonage refuses as throttled costs a request too. And what is late,
 * by a timer or by a disk, is made up for, so that the rate is kept. In any second there are then fewer than
 * (1000 + lateMs) / 1000 × share of what is allowed, and one: with 6 ms to spare for the way to Vonage.
 */
const share = 0.982
const lateMs = 12

export interface Pace {
  /** Milliseconds until the account may send again; not above 0 when now. */
  waitMs(): number
  /** Numbers whose own turn has not come, and in how many milliseconds the first one's does. */
  resting(): { numbers: Msisdn[]; firstMs: number }
  /** A text leaves from this number now. */
  take(ours: Msisdn): void
  /** Nothing leaves for so long: Vonage asked for it, or cannot be reached. */
  pause(forMs: number): void
}

export const usualPerSecond = (ours: Msisdn): number =>
  countryOf(ours) === 'US' && ours.length === 11 && !tollFree.test(ours) ? usLongNumberPerSecond : accountPerSecond

/**
 * Keeps below the account's rate and each sending number's. Texts are evenly spaced, never in bursts: carriers count
 * within any second, not by the clock's.
 *
 * @param perSecond asked for each text, so that a setting counts at once; `ours` null is the whole account
 * @param clock milliseconds; never goes back
 */
export function sendingPace(
  perSecond: (ours: Msisdn | null) => number,
  clock: () => number = () => performance.now(),
): Pace {
  /** When the next may leave. */
  let account = Number.NEGATIVE_INFINITY
  const numbers = new Map<Msisdn, number>()
  const after = (next: number, rate: number) => Math.max(next, clock() - lateMs) + 1000 / (rate * share)
  return {
    waitMs: () => account - clock(),
    resting: () => {
      const at = clock()
      const rest = [...numbers].filter(([, next]) => next > at)
      return { numbers: rest.map(([ours]) => ours), firstMs: Math.min(...rest.map(([, next]) => next - at)) }
    },
    take: (ours) => {
      account = after(account, perSecond(null))
      numbers.set(ours, after(numbers.get(ours) ?? Number.NEGATIVE_INFINITY, perSecond(ours)))
    },
    pause: (forMs) => {
      account = Math.max(account, clock() + forMs)
    },
  }
}
