import type { Msisdn } from '../../shared/msisdn.ts'

/** So much more than a second lies between a text and the one that would be too many with it. */
const spareMs = 6
/** What was late, by a timer or by a disk, is made up for, so that the rate is kept; as far back as this. */
const madeUpMs = 50

export interface Pace {
  /** Of the whole account. */
  perSecond(): number
  /** Milliseconds until the account may send again; not above 0 when now. */
  waitMs(): number
  /** Numbers whose own turn has not come, and in how many milliseconds the first one's does. */
  resting(): { numbers: Msisdn[]; firstMs: number }
  /** A text leaves from this number now. @returns to be called when it is answered */
  take(ours: Msisdn): () => void
  /** Nothing leaves for so long: Vonage asked for it, or cannot be reached. */
  pause(forMs: number): void
}

/**
 * Keeps to the account's rate and each sending number's, in any second and not only on average, since carriers count
 * within any second. Within it texts are evenly spaced: they do not leave in bursts.
 *
 * What counts is when a text reaches Vonage, and one takes longer on its way than another, the first of a connection
 * longest. How much longer than the quickest it took, its answer tells: by so much later it left.
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
    perSecond: () => perSecond(null),
    waitMs: () => Math.max(account.next(), pausedUntil) - clock(),
    resting: () => {
      const at = clock()
      const rest = [...numbers].map(([ours, { next }]) => ({ ours, ms: next() - at })).filter(({ ms }) => ms > 0)
      return { numbers: rest.map(({ ours }) => ours), firstMs: Math.min(...rest.map(({ ms }) => ms)) }
    },
    take: (ours) => {
      const number = numbers.get(ours) ?? turns(() => perSecond(ours), clock)
      numbers.set(ours, number)
      const answered = [account.take(), number.take()]
      return () => {
        for (const tell of answered) tell()
      }
    },
    pause: (forMs) => {
      pausedUntil = Math.max(pausedUntil, clock() + forMs)
    },
  }
}

interface Turns {
  /** When the next may leave. */
  next(): number
  /** @returns to be called when it is answered */
  take(): () => void
}

/** How many there may be on their way, and then some, beside those of a second. */
const onTheirWay = 64
/** How long the quickest takes is learned from nothing, so slowly, and from what was quicker at once. */
const learnMs = 0.5

function turns(perSecond: () => number, clock: () => number): Turns {
  /** When the last ones left, and how long each was on its way and back. */
  let left: { at: number; tookMs: number | null }[] = []
  let evenly = Number.NEGATIVE_INFINITY
  let quickestMs = 0
  const most = () => Math.max(1, Math.floor(perSecond()))
  return {
    next: () => {
      const latestFirst = left
        .map(({ at, tookMs }) => at + Math.max(0, (tookMs ?? 0) - quickestMs))
        .sort((one, other) => other - one)
      const tooMany = latestFirst[most() - 1]
      const apart = tooMany === undefined ? Number.NEGATIVE_INFINITY : tooMany + (1000 * most()) / perSecond() + spareMs
      return Math.max(evenly, apart)
    },
    take: () => {
      const at = clock()
      evenly = Math.max(evenly, at - madeUpMs) + 1000 / perSecond()
      const text: (typeof left)[number] = { at, tookMs: null }
      left = [...left.slice(-(most() + onTheirWay)), text]
      return () => {
        text.tookMs = clock() - at
        quickestMs = Math.min(text.tookMs, quickestMs + learnMs)
      }
    },
  }
}
