import type { Refusal } from './credentials.ts'

/** Refuses what comes faster than allowed, with both wordings that Vonage uses, in turn. */
export interface Rate {
  /** @returns null when there is room in this second, which is then used up */
  refuse(perSecond: number): Refusal | null
  /** A refusal without looking. */
  throttled(perSecond: number, waitMs: number): Refusal
}

/** @param now milliseconds of a clock that never goes back */
export function createRate(now: () => number): Rate {
  let taken: number[] = []
  let turn = 0
  const throttled = (perSecond: number, waitMs: number) => {
    turn += 1
    const text =
      turn % 2 === 1
        ? `Throughput Rate Exceeded - please wait [ ${waitMs} ] and retry`
        : `Exceeded maximum MT throughput[ MAX [ ${perSecond} ] INTERVAL [ 1000 ] ]`
    return { status: '1', text }
  }
  return {
    throttled,
    refuse(perSecond) {
      const at = now()
      taken = taken.filter((each) => at - each < 1000)
      const oldest = taken[taken.length - perSecond]
      if (oldest !== undefined) return throttled(perSecond, Math.ceil(oldest + 1000 - at))
      taken.push(at)
      return null
    },
  }
}
