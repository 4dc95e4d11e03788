/** So many at once, and from then on so many a second. `perSecond: Infinity` lets everything through. */
export interface Rate {
  perSecond: number
  burst: number
}

export interface TokenBucket {
  /** Takes one if there is one. */
  take(): boolean
  /** Milliseconds until there is one to take; 0 when there is. */
  waitMs(): number
}

/** A wait of less than this counts as none, since times are added up in floating point. */
const graceMs = 1e-6

/**
 * Lets through no more than a rate. One number instead of a count of tokens: the moment at which all of them would be
 * there again, which each that is taken puts off by its share of a second.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function tokenBucket({ perSecond, burst }: Rate, now: () => number): TokenBucket {
  const eachMs = 1000 / perSecond
  let fullAt = Number.NEGATIVE_INFINITY
  const waitMs = () => {
    const time = now()
    const wait = Math.max(fullAt, time) - time - (burst - 1) * eachMs
    return wait > graceMs ? wait : 0
  }
  return {
    waitMs,
    take() {
      if (waitMs() > 0) return false
      fullAt = Math.max(fullAt, now()) + eachMs
      return true
    },
  }
}
