import { countryOf, type Msisdn } from '../../shared/msisdn.ts'

/** Texts a second that a Vonage account may make where nothing else was agreed. @see Vonage, "SMS API throughput" */
export const accountPerSecond = 30
/** A US long number's, set by its carriers. */
const usLongNumberPerSecond = 1
/** Toll-free numbers of North America. */
const tollFree = /^1(800|833|844|855|866|877|888)/
/**
 * Carriers count what reaches them, and one text takes longer on its way than another: so much more than a second lies
 * between a text and the one that would be too many with it.
 */
const spareMs = 12
/** What was late, by a timer or by a disk, is made up for, so that the rate is kept; as far back as this. */
const madeUpMs = 50

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
 * Keeps to the account's rate and each sending number's, in any second and not only on average, since carriers count
 * within any second. Within it texts are evenly spaced: they do not leave in bursts.
 *
 * @param perSecond asked for each text, so that a setting counts at once; `ours` null is the whole account
 * @param clock milliseconds; never goes back
 */
export function sendingPace(
  perSecond: (ours: Msisdn | null) => number,
  clock: () => number = () => performance.now(),
): Pace {
  const account = turns(() => perSecond(null), clock)
  const numbers = new Map<Msisdn, Turns>()
  let pausedUntil = Number.NEGATIVE_INFINITY
  return {
    waitMs: () => Math.max(account.next(), pausedUntil) - clock(),
    resting: () => {
      const at = clock()
      const rest = [...numbers].map(([ours, { next }]) => ({ ours, ms: next() - at })).filter(({ ms }) => ms > 0)
      return { numbers: rest.map(({ ours }) => ours), firstMs: Math.min(...rest.map(({ ms }) => ms)) }
    },
    take: (ours) => {
      account.take()
      const number = numbers.get(ours) ?? turns(() => perSecond(ours), clock)
      numbers.set(ours, number)
      number.take()
    },
    pause: (forMs) => {
      pausedUntil = Math.max(pausedUntil, clock() + forMs)
    },
  }
}

interface Turns {
  /** When the next may leave. */
  next(): number
  take(): void
}

function turns(perSecond: () => number, clock: () => number): Turns {
  /** When the last ones left: as many as may in a second, or one. */
  const left: number[] = []
  let evenly = Number.NEGATIVE_INFINITY
  const most = () => Math.max(1, Math.floor(perSecond()))
  return {
    next: () => {
      const tooMany = left.at(-most())
      const apart = tooMany === undefined ? Number.NEGATIVE_INFINITY : tooMany + (1000 * most()) / perSecond() + spareMs
      return Math.max(evenly, apart)
    },
    take: () => {
      evenly = Math.max(evenly, clock() - madeUpMs) + 1000 / perSecond()
      left.push(clock())
      left.splice(0, left.length - most())
    },
  }
}
